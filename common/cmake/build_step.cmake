# Rebuilds one target before its tests run. Silent when all is well; when the code does not compile, says where.
#   cmake -DBUILD_DIR=... -DSOURCE_DIR=... -DTARGET=... -DAGAIN="ctest --preset student" -P build_step.cmake
execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD_DIR} --target ${TARGET}
                RESULT_VARIABLE result OUTPUT_VARIABLE log ERROR_VARIABLE log)
if(result EQUAL 0)
  # Ninja remembers what each compiler run has read. A student's object file that was made from a solution is no
  # student's work.
  if("${TARGET}" MATCHES "^(ch[0-9]+_student)_tests$")
    set(code "${CMAKE_MATCH_1}_double")
    execute_process(COMMAND ninja -C ${BUILD_DIR} -t deps OUTPUT_VARIABLE deps ERROR_QUIET)
    string(REPLACE "\n" ";" deps "${deps}")
    foreach(line IN LISTS deps)
      if(line MATCHES "([^/]+)\\.o: #deps")
        set(own "${CMAKE_MATCH_1}")
        string(FIND "${line}" "${code}.dir/" is_own)
      elseif(is_own GREATER -1 AND line MATCHES "(solutions/ch[0-9]+_.*)$")
        set(solution "${CMAKE_MATCH_1}")
        message(SEND_ERROR "${TARGET} is not judged.")
        message(NOTICE "${own} includes ${solution}: the exercise is to write it yourself.\n\nTake that line out, then run: ${AGAIN}")
        break()
      endif()
    endforeach()
  endif()
  return()
endif()

# An error makes the exit code 1, and CMake a few lines; what the student needs comes after them, at the end.
message(SEND_ERROR "${TARGET} was not built.")

# The first error is the one to fix; those after it are often caused by it.
string(REPLACE "${SOURCE_DIR}/" "" log "${log}")
if(log MATCHES "([^\n: ]+):([0-9]+):[0-9]+: (fatal )?error: ([^\n]+)")
  set(place "${CMAKE_MATCH_1}:${CMAKE_MATCH_2}")
  string(FIND "${log}" "${CMAKE_MATCH_0}" start)
  string(SUBSTRING "${log}" ${start} 700 excerpt)
  # The message and the lines of code that the compiler shows below it, which begin with a space.
  string(REGEX MATCH "^[^\n]*(\n [^\n]*)*" excerpt "${excerpt}")
  set(advice "It does not compile. Fix this error first:\n\n${excerpt}\n\nEdit ${place}, then run: ${AGAIN}")
elseif(log MATCHES "undefined reference to `([^']+)'")
  set(advice "It compiles, but a function is missing: ${CMAKE_MATCH_1}\n\nIs its name, or a parameter, not as in the header? Compare the two, then run: ${AGAIN}")
else()
  set(advice "The build failed:\n\n${log}\n\nIf that tells you nothing, run: ./workbook doctor")
endif()
message(NOTICE "${advice}")
