# Doxygen's own page header, with the scripts of doxygen-awesome-css in it.
#   cmake -DDOXYGEN=... -DDOXYFILE=... -DFOLDER=... -P header.cmake
execute_process(
  COMMAND ${DOXYGEN} -w html ${FOLDER}/header.html ${FOLDER}/unused-footer.html ${FOLDER}/unused.css ${DOXYFILE}
  WORKING_DIRECTORY ${FOLDER} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(READ ${FOLDER}/header.html header)
set(scripts)
foreach(script darkmode-toggle fragment-copy-button interactive-toc paragraph-link)
  string(APPEND scripts "<script type=\"text/javascript\" src=\"$relpath^doxygen-awesome-${script}.js\"></script>\n")
endforeach()
string(APPEND scripts "<script type=\"text/javascript\" src=\"$relpath^workbook.js\"></script>\n")
string(REPLACE "</head>" "${scripts}</head>" with_scripts "${header}")
if(with_scripts STREQUAL header)
  message(FATAL_ERROR "Doxygen's page header has no </head>.")
endif()
file(WRITE ${FOLDER}/header.html "${with_scripts}")
