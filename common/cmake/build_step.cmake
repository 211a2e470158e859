# Rebuilds one target before its tests run. Silent when all is well; when the code does not compile, says where.
#   cmake -DBUILD_DIR=... -DSOURCE_DIR=... -DTARGET=... -DAGAIN="ctest --preset student" -P build_step.cmake
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD_DIR} --target ${TARGET}
                RESULT_VARIABLE result OUTPUT_VARIABLE log ERROR_VARIABLE log)
if(result EQUAL 0)
  return()
endif()

# An error makes the exit code 1, and CMake a few lines; what the student needs comes after them, at the end.
message(SEND_ERROR "${TARGET} was not built.")

# The first error is the one to mend; those after it are often its echoes.
string(REPLACE "${SOURCE_DIR}/" "" log "${log}")
if(log MATCHES "([^\n: ]+):([0-9]+):[0-9]+: (fatal )?error: ([^\n]+)")
  set(place "${CMAKE_MATCH_1}:${CMAKE_MATCH_2}")
  string(FIND "${log}" "${CMAKE_MATCH_0}" start)
  string(SUBSTRING "${log}" ${start} 700 excerpt)
  # The message and the lines of code that the compiler shows below it, which begin with a space.
  string(REGEX MATCH "^[^\n]*(\n [^\n]*)*" excerpt "${excerpt}")
  set(advice "It does not compile. The first error, which is the one to mend:\n\n${excerpt}\n\nEdit ${place}, then run: ${AGAIN}")
elseif(log MATCHES "undefined reference to `([^']+)'")
  set(advice "It compiles, but a function is missing: ${CMAKE_MATCH_1}\n\nIs its name, or a parameter, not as in the header? Compare the two, then run: ${AGAIN}")
else()
  set(advice "The build failed:\n\n${log}\n\nIf that tells you nothing, run: ./workbook doctor")
endif()
message(NOTICE "${advice}")
