# workbook_add_chapter(ch03_mlp): everything that one chapter consists of, from its chapter.json.
#
#   ch03_api                        the headers, shared by all: contracts, and those of given/ and lab/
#   ch03_{student,reference}_{double,float}   the code, as object files: double for tests, float for labs
#   ch03_tests                      the tests, compiled once
#   ch03_{student,reference}_tests  the tests, linked with one or the other
#   ch03_lab_parts                  lab/parts/*.cpp: what its lab, and those of later chapters, are made of
#   ch03_lab_{student,reference}    lab/lab.cpp; each file of lab/ is a program, such as ch08_draw_{student,reference}
#   ch09_same_losses_{student,reference}   lab/double/*.cpp: programs in double, which the lab starts
#   ch02_pitfalls                   lab/demos/*.cpp: programs whose whole output the lesson shows
#
# The folders say what a file is: the student's (listed in chapter.json), given/ or lab/.
#
# Object files, never archives: from two archives that define the same function the linker takes one and says
# nothing, so that a function missing from the student's code would be taken from the reference. With object files
# that is an error.

# The name of the chapter's targets: ch03 for ch03_mlp.
function(workbook_short_name chapter out)
  string(REGEX MATCH "^ch[0-9]+" short ${chapter})
  set(${out} ${short} PARENT_SCOPE)
endfunction()

# All elements of a JSON array: out_<i>_<key> for each key, and out_COUNT.
function(workbook_json_table json array out)
  string(JSON count LENGTH "${json}" ${array})
  set(${out}_COUNT ${count} PARENT_SCOPE)
  if(count GREATER 0)
    math(EXPR last "${count} - 1")
    foreach(i RANGE ${last})
      foreach(key IN LISTS ARGN)
        string(JSON value ERROR_VARIABLE missing GET "${json}" ${array} ${i} ${key})
        set(${out}_${i}_${key} "${value}" PARENT_SCOPE)
      endforeach()
    endforeach()
  endif()
endfunction()

# The strings of a JSON array; none, if there is no such array.
function(workbook_json_list json array out)
  set(values)
  string(JSON count ERROR_VARIABLE missing LENGTH "${json}" ${array})
  if(NOT missing AND count GREATER 0)
    math(EXPR last "${count} - 1")
    foreach(i RANGE ${last})
      string(JSON value GET "${json}" ${array} ${i})
      list(APPEND values ${value})
    endforeach()
  endif()
  set(${out} ${values} PARENT_SCOPE)
endfunction()

# Links a program with the reference of all chapters, or of those up to one.
#   workbook_link_reference(program double|float [THROUGH ch05])
# Libraries of object files are named one by one: CMake takes the objects of those alone that a program itself names.
function(workbook_link_reference program real)
  cmake_parse_arguments(ARG "" "THROUGH" "" ${ARGN})
  get_property(chapters GLOBAL PROPERTY WORKBOOK_CHAPTERS)
  foreach(chapter IN LISTS chapters)
    workbook_short_name(${chapter} short)
    if(NOT ARG_THROUGH OR NOT short STRGREATER ARG_THROUGH)
      target_link_libraries(${program} PRIVATE ${short}_reference_${real})
    endif()
  endforeach()
endfunction()

# A test program: the judge, the tests of one chapter, and exactly one implementation of everything.
#   workbook_test_program(target [CHAPTER ch03_mlp] FLAVOR student EARLIER reference CODE_DIR dir
#                         LINK libraries... OBJECTS files... [FOLDER tests])
# Without a CHAPTER it tests given code.
function(workbook_test_program target)
  cmake_parse_arguments(ARG "" "CHAPTER;FLAVOR;EARLIER;CODE_DIR;FOLDER" "LINK;OBJECTS" ${ARGN})
  set(WORKBOOK_CHAPTER_JSON)
  if(ARG_CHAPTER)
    set(WORKBOOK_CHAPTER_JSON ${PROJECT_SOURCE_DIR}/chapters/${ARG_CHAPTER}/chapter.json)
  endif()
  set(WORKBOOK_SOURCE_DIR ${PROJECT_SOURCE_DIR})
  set(WORKBOOK_CODE_DIR ${ARG_CODE_DIR})
  set(WORKBOOK_PROGRAM_FLAVOR ${ARG_FLAVOR})
  set(WORKBOOK_PROGRAM_EARLIER ${ARG_EARLIER})
  configure_file(${PROJECT_SOURCE_DIR}/tests/support/program.cpp.in ${CMAKE_BINARY_DIR}/programs/${target}.cpp @ONLY)
  add_executable(${target} EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/programs/${target}.cpp ${ARG_OBJECTS})
  target_link_libraries(${target} PRIVATE workbook_judge_main ${ARG_LINK} workbook_common)
  add_dependencies(${target} workbook_judge_program)
  if(NOT ARG_FOLDER)
    set(ARG_FOLDER tests)
  endif()
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/${ARG_FOLDER})
endfunction()

# A ctest entry that builds a target first, so that no test runs an old program.
function(workbook_build_fixture name fixture target)
  cmake_path(GET CMAKE_BINARY_DIR FILENAME preset)
  add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -DBUILD_DIR=${CMAKE_BINARY_DIR} -DSOURCE_DIR=${PROJECT_SOURCE_DIR}
           -DTARGET=${target} "-DAGAIN=ctest --preset ${preset}" -P ${PROJECT_SOURCE_DIR}/common/cmake/build_step.cmake)
  set_tests_properties(${name} PROPERTIES FIXTURES_SETUP ${fixture} RESOURCE_LOCK build LABELS build TIMEOUT 1200)
endfunction()

# A ctest entry for one exercise or milestone: a process of its own, started by the program that gives the verdict.
# The timeout is processor time. A program that waits has many times as long (limits_for() in tests/support), and
# ctest, which only knows the clock on the wall, steps in last.
function(workbook_judge_entry name program filter fixture timeout labels)
  cmake_parse_arguments(PARSE_ARGV 6 ARG "" "TESTS" "")
  set(counting)
  if(ARG_TESTS)
    set(counting --tests ${ARG_TESTS})
  endif()
  add_test(NAME ${name} COMMAND workbook_judge_program ${counting} $<TARGET_FILE:${program}> ${filter})
  if(WORKBOOK_SANITIZE)
    math(EXPR timeout "${timeout} * 5")
  endif()
  math(EXPR ctest_timeout "${timeout} * 15 + 360")
  set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED ${fixture} TIMEOUT ${ctest_timeout} LABELS "${labels}"
    ENVIRONMENT "WORKBOOK_TIMEOUT=${timeout};${WORKBOOK_TEST_ENVIRONMENT}")
endfunction()

# Demonstrations: small programs whose whole output is in the chapter's lesson. `dev lessons` runs them and reads both,
# so that the lesson cannot say what is no longer true.
function(workbook_add_demos short folder)
  file(GLOB demos CONFIGURE_DEPENDS ${folder}/*.cpp)
  foreach(source IN LISTS demos)
    cmake_path(GET source STEM name)
    set(demo ${short}_${name})
    add_executable(${demo} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(${demo} PRIVATE ${short}_api workbook_xtensor)
    set_target_properties(${demo} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/labs)
    if(WORKBOOK_PROMISES)
      set_target_properties(${demo} PROPERTIES EXCLUDE_FROM_ALL OFF)
    endif()
  endforeach()
endfunction()

# A program of a chapter, such as ch03_lab_student and ch03_lab_reference: float, at the machine's speed, or double, and
# never a mixture of flavors. The parts of the labs are float.
#   workbook_add_program(ch03_mlp lab.cpp REAL float LINK library CHAPTERS ch01 ch02 ch03)
function(workbook_add_program chapter source)
  cmake_parse_arguments(ARG "" "REAL" "LINK;CHAPTERS" ${ARGN})
  workbook_short_name(${chapter} short)
  cmake_path(GET source STEM name)
  foreach(flavor IN ITEMS student reference)
    set(program ${short}_${name}_${flavor})
    add_executable(${program} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(${program} PRIVATE ${ARG_LINK} workbook_lab workbook_common
                          CLI11::CLI11 nlohmann_json::nlohmann_json)
    foreach(one IN LISTS ARG_CHAPTERS)
      target_link_libraries(${program} PRIVATE ${one}_${flavor}_${ARG_REAL})
      if(TARGET ${one}_lab_parts AND ARG_REAL STREQUAL float)
        target_link_libraries(${program} PRIVATE ${one}_lab_parts)
      endif()
    endforeach()
    target_compile_definitions(${program} PRIVATE WORKBOOK_FLAVOR="${flavor}" WORKBOOK_CHAPTER="${chapter}"
      WORKBOOK_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/labs)
    if(NOT TARGET labs)
      add_custom_target(labs)
    endif()
    if(flavor STREQUAL WORKBOOK_FLAVOR)
      add_dependencies(labs ${program})
      if(WORKBOOK_PROMISES)
        set_target_properties(${program} PROPERTIES EXCLUDE_FROM_ALL OFF)
      endif()
    endif()
  endforeach()
endfunction()

function(workbook_add_chapter chapter)
  workbook_short_name(${chapter} short)
  set(folder ${PROJECT_SOURCE_DIR}/chapters/${chapter})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/chapter.json)
  file(READ ${folder}/chapter.json json)
  workbook_json_table("${json}" exercises exercise id name file timeout)
  workbook_json_table("${json}" milestones milestone tag name timeout)
  math(EXPR last_exercise "${exercise_COUNT} - 1")
  string(REGEX REPLACE "^ch" "" two_digits ${short})

  # Which chapters it may use: those that it names, all of which come before it, and what these use.
  workbook_json_list("${json}" builds_on used)
  set(earlier)
  foreach(needed IN LISTS used)
    workbook_short_name(${needed} needed_short)
    if(NOT TARGET ${needed_short}_api)
      message(FATAL_ERROR "${folder}/chapter.json: builds_on names ${needed}, which is no earlier chapter.")
    endif()
    get_target_property(theirs ${needed_short}_api WORKBOOK_EARLIER)
    list(APPEND earlier ${theirs} ${needed_short})
  endforeach()
  list(REMOVE_DUPLICATES earlier)
  list(SORT earlier)

  # The contracts. Each header is also compiled alone (target all_verify_interface_header_sets).
  file(GLOB headers CONFIGURE_DEPENDS ${folder}/*.hpp ${folder}/given/*.hpp ${folder}/lab/parts/*.hpp)
  add_library(${short}_api INTERFACE)
  target_sources(${short}_api INTERFACE FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/chapters FILES ${headers})
  set_target_properties(${short}_api PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON WORKBOOK_EARLIER "${earlier}")
  target_link_libraries(${short}_api INTERFACE workbook_flags)
  foreach(one IN LISTS earlier)
    target_link_libraries(${short}_api INTERFACE ${one}_api)
  endforeach()

  # The code: each file once for each flavor and each `real`.
  set(files)
  foreach(i RANGE ${last_exercise})
    list(APPEND files ${exercise_${i}_file})
  endforeach()
  list(REMOVE_DUPLICATES files)
  set(student_dir ${WORKBOOK_STUDENT_DIR}/${chapter})
  set(reference_dir ${PROJECT_SOURCE_DIR}/solutions/${chapter})
  if(WORKBOOK_HARNESS)
    # The tests of the workbook itself need untouched stubs, whatever chapters/ holds by now.
    set(student_dir ${CMAKE_BINARY_DIR}/pristine/${chapter})
    list(TRANSFORM files PREPEND ${CMAKE_BINARY_DIR}/pristine/${chapter}/ OUTPUT_VARIABLE pristine)
    list(TRANSFORM files PREPEND ${reference_dir}/ OUTPUT_VARIABLE originals)
    add_custom_command(OUTPUT ${pristine}
      COMMAND workbook_dev dev stubs --through 0 --chapter ${chapter} --out ${CMAKE_BINARY_DIR}/pristine
      DEPENDS workbook_dev ${originals} ${folder}/chapter.json
      COMMENT "Stubs of ${chapter}")
  endif()
  # Code that is given is everybody's, and lies in chapters/ only.
  file(GLOB given CONFIGURE_DEPENDS ${folder}/given/*.cpp)
  # A header of a library that takes seconds to read: xtensor's, in the one chapter that talks to it.
  string(JSON precompiled ERROR_VARIABLE without_precompiled GET "${json}" precompile)
  foreach(flavor IN ITEMS student reference)
    list(TRANSFORM files PREPEND ${${flavor}_dir}/ OUTPUT_VARIABLE sources)
    list(APPEND sources ${given})
    foreach(real IN ITEMS double float)
      set(code ${short}_${flavor}_${real})
      add_library(${code} OBJECT EXCLUDE_FROM_ALL ${sources})
      target_link_libraries(${code} PUBLIC ${short}_api workbook_${real} workbook_xtensor workbook_npz)
      if(flavor STREQUAL student)
        if(WORKBOOK_HARNESS)
          set_target_properties(${code} PROPERTIES WORKBOOK_STUBS ON)
        else()
          # What a student is writing may have warnings for a while; ./workbook check shows them.
          set_target_properties(${code} PROPERTIES WORKBOOK_UNFINISHED ON)
        endif()
        # So that a crash is told with the line of the student's file; and for a debugger, all there is.
        if(WORKBOOK_SANITIZE)
          target_compile_options(${code} PRIVATE -Og -g)
        elseif(real STREQUAL double)
          # GCC merges the places that all failing checks of `v[i]` lead to, and the line would be that of another.
          target_compile_options(${code} PRIVATE -g1 $<$<CXX_COMPILER_ID:GNU>:-fno-crossjumping> $<$<CXX_COMPILER_ID:GNU>:-fno-tree-tail-merge>)
        endif()
      endif()
      if(flavor STREQUAL reference AND NOT without_precompiled)
        workbook_precompile_headers(${code} ${PROJECT_SOURCE_DIR}/${precompiled})
      endif()
    endforeach()
  endforeach()

  # The tests, compiled once, linked with one implementation or the other.
  file(GLOB tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${chapter}/*_test.cpp)
  add_library(${short}_tests OBJECT EXCLUDE_FROM_ALL ${tests})
  target_link_libraries(${short}_tests PUBLIC ${short}_api workbook_judge)
  target_precompile_headers(${short}_tests REUSE_FROM workbook_judge)
  # Several files at once: half of the compile time is the same templates in each. A name of one may shadow another's.
  set_target_properties(${short}_tests PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 5)
  target_compile_options(${short}_tests PRIVATE -Wno-shadow)
  foreach(flavor IN ITEMS student reference)
    set(whose ${flavor})
    if(flavor STREQUAL student)
      set(whose ${WORKBOOK_EARLIER})
    endif()
    set(code ${short}_tests ${short}_${flavor}_double)
    foreach(one IN LISTS earlier)
      list(APPEND code ${one}_${whose}_double)
    endforeach()
    workbook_test_program(${short}_${flavor}_tests CHAPTER ${chapter} FLAVOR ${flavor} EARLIER ${whose}
      CODE_DIR ${${flavor}_dir} LINK ${code})
  endforeach()

  # ctest: one entry an exercise, in teaching order.
  set(program ${short}_${WORKBOOK_FLAVOR}_tests)
  workbook_build_fixture("${two_digits} build" build_${short} ${program})
  foreach(i RANGE ${last_exercise})
    string(REGEX REPLACE "^[0-9]+\\." "${two_digits}." entry ${exercise_${i}_id})
    workbook_judge_entry("${entry} ${exercise_${i}_name}" ${program} "[${exercise_${i}_id}]" build_${short}
      ${exercise_${i}_timeout} "exercise;${short}" TESTS ${PROJECT_SOURCE_DIR}/tests/${chapter})
  endforeach()
  if(milestone_COUNT GREATER 0)
    math(EXPR last_milestone "${milestone_COUNT} - 1")
    foreach(i RANGE ${last_milestone})
      workbook_judge_entry("${two_digits} milestone: ${milestone_${i}_name}" ${program} "[${milestone_${i}_tag}]"
        build_${short} ${milestone_${i}_timeout} "milestone;${short}" TESTS ${PROJECT_SOURCE_DIR}/tests/${chapter})
    endforeach()
  endif()
  if(WORKBOOK_FLAVOR STREQUAL reference)
    set_target_properties(${program} PROPERTIES EXCLUDE_FROM_ALL OFF)
    if(NOT TARGET reference_tests)
      add_custom_target(reference_tests)  # all that the sanitizers need
    endif()
    add_dependencies(reference_tests ${program})
    # The cases without the tag of an exercise: they test what is given. (Students have a status for exercises only.)
    set(untagged "~[.]")
    foreach(i RANGE ${last_exercise})
      string(APPEND untagged "~[${exercise_${i}_id}]")
    endforeach()
    if(milestone_COUNT GREATER 0)
      foreach(i RANGE ${last_milestone})
        string(APPEND untagged "~[${milestone_${i}_tag}]")
      endforeach()
    endif()
    workbook_judge_entry("${two_digits} given" ${program} "${untagged};--may-be-empty" build_${short} 20 "given;${short}")
  endif()

  # The lab, and other programs.
  file(GLOB parts CONFIGURE_DEPENDS ${folder}/lab/parts/*.cpp)
  if(parts)
    add_library(${short}_lab_parts OBJECT EXCLUDE_FROM_ALL ${parts})
    target_link_libraries(${short}_lab_parts PRIVATE ${short}_api workbook_float workbook_lab workbook_common
                          CLI11::CLI11 nlohmann_json::nlohmann_json)
  endif()
  workbook_json_list("${json}" lab_links links)
  file(GLOB programs CONFIGURE_DEPENDS ${folder}/lab/*.cpp)
  foreach(source IN LISTS programs)
    workbook_add_program(${chapter} ${source} REAL float LINK ${links} CHAPTERS ${earlier} ${short})
  endforeach()
  # What the lab needs in double precision is a program of its own, since `real` is one type in a whole program.
  file(GLOB programs CONFIGURE_DEPENDS ${folder}/lab/double/*.cpp)
  foreach(source IN LISTS programs)
    workbook_add_program(${chapter} ${source} REAL double CHAPTERS ${earlier} ${short})
    cmake_path(GET source STEM name)
    foreach(flavor IN ITEMS student reference)
      add_dependencies(${short}_lab_${flavor} ${short}_${name}_${flavor})
    endforeach()
  endforeach()
  workbook_add_demos(${short} ${folder}/lab/demos)

  set_property(GLOBAL APPEND PROPERTY WORKBOOK_CHAPTERS ${chapter})
  string(JSON saves ERROR_VARIABLE without_networks GET "${json}" saves_networks)
  if(NOT without_networks AND saves)
    set_property(GLOBAL APPEND PROPERTY WORKBOOK_CHAPTERS_WITH_NETWORKS ${short})
  endif()
endfunction()

# The last entry of all: the networks of the workbook, trained on one person's code from the first chapter on.
function(workbook_add_capstone)
  get_property(chapters GLOBAL PROPERTY WORKBOOK_CHAPTERS)
  list(GET chapters -1 last_chapter)
  add_library(capstone_tests OBJECT EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/tests/capstone/capstone_test.cpp)
  target_link_libraries(capstone_tests PUBLIC workbook_judge)
  target_precompile_headers(capstone_tests REUSE_FROM workbook_judge)
  set(dir_of_student ${WORKBOOK_STUDENT_DIR})
  set(dir_of_reference ${PROJECT_SOURCE_DIR}/solutions)
  set(code capstone_tests)
  foreach(chapter IN LISTS chapters)
    workbook_short_name(${chapter} short)
    target_link_libraries(capstone_tests PUBLIC ${short}_api)
    list(APPEND code ${short}_${WORKBOOK_FLAVOR}_double)
  endforeach()
  workbook_test_program(capstone_${WORKBOOK_FLAVOR}_tests CHAPTER ${last_chapter} FLAVOR ${WORKBOOK_FLAVOR}
    EARLIER ${WORKBOOK_FLAVOR} CODE_DIR ${dir_of_${WORKBOOK_FLAVOR}}/${last_chapter} LINK ${code})
  if(WORKBOOK_FLAVOR STREQUAL reference)
    set_target_properties(capstone_reference_tests PROPERTIES EXCLUDE_FROM_ALL OFF)
    add_dependencies(reference_tests capstone_reference_tests)
  endif()
  workbook_build_fixture("capstone build" build_capstone capstone_${WORKBOOK_FLAVOR}_tests)
  workbook_judge_entry("capstone: everything here is yours" capstone_${WORKBOOK_FLAVOR}_tests "[capstone]"
    build_capstone 300 "capstone" TESTS ${PROJECT_SOURCE_DIR}/tests/capstone)
endfunction()
