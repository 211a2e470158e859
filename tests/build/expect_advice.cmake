# Runs build_step.cmake on one target of the broken project, and compares the end of what it says.
execute_process(COMMAND ${CMAKE_COMMAND} -S ${PROJECT} -B ${BUILD_DIR} -G Ninja COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
execute_process(COMMAND ${CMAKE_COMMAND} -DBUILD_DIR=${BUILD_DIR} -DSOURCE_DIR=${PROJECT} -DTARGET=${TARGET}
                "-DAGAIN=ctest --preset student" -P ${BUILD_STEP}
                RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)

if("${TARGET}" STREQUAL compiles)
  set(expected_result 0)
  set(expected "^$")
elseif("${TARGET}" STREQUAL does_not_compile)
  set(expected_result 1)
  set(expected "Fix this error first:\n\ndoes_not_compile\\.cpp:3:[^\n]*fourty_two[^\n]*\n[^\n]*fourty_two;\n[^\n]*\n\nEdit does_not_compile\\.cpp:3, then run: ctest --preset student\n$")
elseif("${TARGET}" STREQUAL ch09_student_tests)
  set(expected_result 1)
  set(expected "borrows\\.cpp includes solutions/ch09_last/answer\\.cpp: the exercise is to write it yourself\\.\n\n[^\n]*then run: ctest --preset student\n$")
else()
  set(expected_result 1)
  set(expected "a function is missing: answer\\(double\\)\n\n[^\n]*then run: ctest --preset student\n$")
endif()
if(NOT result EQUAL expected_result OR NOT said MATCHES "${expected}")
  message(NOTICE "${said}")
  message(FATAL_ERROR "Expected exit code ${expected_result} (it was ${result}), and an end that matches:\n${expected}")
endif()
