# Doxygen's own layout, with the <navindex> of ours. Ours alone is not enough: Doxygen 1.17 leaves out of its pages what a
# layout of version 1.0 does not name, all members included.
#   cmake -DDOXYGEN=... -DOURS=... -DOUT=... -P layout.cmake
execute_process(COMMAND ${DOXYGEN} -l ${OUT} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
set(index "<navindex>.*</navindex>")
file(READ ${OURS} ours)
file(READ ${OUT} layout)
string(REGEX MATCH "${index}" ours "${ours}")
string(REGEX MATCH "${index}" theirs "${layout}")
if(NOT ours OR NOT theirs)
  message(FATAL_ERROR "There is no <navindex> in ${OURS}, or in what ${DOXYGEN} -l writes.")
endif()
string(REPLACE "${theirs}" "${ours}" layout "${layout}")
file(WRITE ${OUT} "${layout}")
