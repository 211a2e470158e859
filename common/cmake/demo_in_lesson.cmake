# Runs a demonstration and looks for all that it prints in the chapter's lesson: what a lesson shows is what happens.
#   cmake -DPROGRAM=... -DLESSON=... -P demo_in_lesson.cmake
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE output ERROR_VARIABLE errors RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR output STREQUAL "")
  message(NOTICE "${output}${errors}")
  message(FATAL_ERROR "${PROGRAM} ended with ${result}.")
endif()
file(READ ${LESSON} lesson)
string(FIND "${lesson}" "${output}" place)
if(place EQUAL -1)
  message(NOTICE "${LESSON} does not show what ${PROGRAM} prints:\n\n${output}")
  message(FATAL_ERROR "Copy this into the lesson, and see whether what the lesson says about it is still true.")
endif()
