# Runs a demonstration and looks for all that it prints in the chapter's lesson: what a lesson shows is what happens.
#   cmake -DPROGRAM=... -DLESSON=... -P demo_in_lesson.cmake
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE output ERROR_VARIABLE errors RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR output STREQUAL "")
  message(FATAL_ERROR "${PROGRAM} ended with ${result} and printed:\n${output}${errors}")
endif()
file(READ ${LESSON} lesson)
string(FIND "${lesson}" "${output}" place)
if(place EQUAL -1)
  message(FATAL_ERROR "${LESSON} does not show what ${PROGRAM} prints:\n\n${output}\n"
    "If a newer library behaves in another way, copy this into the lesson, and mend what the lesson says about it.")
endif()
