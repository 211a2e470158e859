# Rebuilds one target before its tests run. Silent when all is well; when the code does not compile, says where.
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD_DIR} --target ${TARGET}
                RESULT_VARIABLE result OUTPUT_VARIABLE log ERROR_VARIABLE log)
if(result EQUAL 0)
  return()
endif()

# The first error is the one to mend; those after it are often its echoes.
string(REPLACE "${SOURCE_DIR}/" "" log "${log}")
if(log MATCHES "([^\n: ]+):([0-9]+):[0-9]+: (fatal )?error: ([^\n]+)")
  set(place "${CMAKE_MATCH_1}:${CMAKE_MATCH_2}")
  set(reason "${CMAKE_MATCH_4}")
  string(FIND "${log}" "${CMAKE_MATCH_0}" start)
  string(SUBSTRING "${log}" ${start} 700 excerpt)
  set(advice "It does not compile. The first error, which is the one to mend:\n\n${excerpt}\n\nEdit ${place}, then run ctest again.")
elseif(log MATCHES "undefined reference to `([^']+)'")
  set(advice "It compiles, but a function is missing: ${CMAKE_MATCH_1}\n\nIs its name, or a parameter, spelled as in the header? Then run ctest again.")
else()
  set(advice "The build failed:\n\n${log}")
endif()
message("${advice}")
message(FATAL_ERROR "NOT COMPILED")
