# What can be chosen, and the compiler's flags.

# Compilers write the names of files for Ninja, which splits them at these characters: everything would be built again
# each time, or nothing at all. (Blanks, parentheses and letters of any language are allowed.)
if(PROJECT_SOURCE_DIR MATCHES "['\"`&;^*?<>|$=\\\\]|\\[|\\]")
  message(FATAL_ERROR "The path of this checkout has the character ${CMAKE_MATCH_0} in it, which Ninja cannot read in names of "
    "files:\n  ${PROJECT_SOURCE_DIR}\nRename that folder, or move the checkout to another one.")
endif()

set(WORKBOOK_FLAVOR student CACHE STRING "Whose code the tests judge: student (chapters/) or reference (solutions/)")
set(WORKBOOK_EARLIER reference CACHE STRING "Whose earlier chapters a student's chapter is tested with: reference or student")
set(WORKBOOK_STUDENT_DIR ${PROJECT_SOURCE_DIR}/chapters CACHE PATH "The folder of the student's code")
set(WORKBOOK_MARCH native CACHE STRING "What labs are compiled for (-march): native is every instruction of this processor")
option(WORKBOOK_WERROR "Warnings are errors: for maintainers. A newer compiler than we know may have new warnings" OFF)
option(WORKBOOK_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(WORKBOOK_HARNESS "Also test the workbook itself: given code, judge, launcher" OFF)
option(WORKBOOK_PROMISES "Also prove what the workbook promises: mistakes, sweep, isolation, figures, bars, pages" OFF)
option(WORKBOOK_BENCH "Also build the benchmarks" OFF)
option(WORKBOOK_FUZZ "Also build the fuzzers (with clang)" OFF)
option(WORKBOOK_TOOLS "Only the launcher's second program and the lesson pages: nothing of a chapter is compiled" OFF)

foreach(choice IN ITEMS "WORKBOOK_FLAVOR;student;reference" "WORKBOOK_EARLIER;reference;student")
  list(POP_FRONT choice variable)
  set_property(CACHE ${variable} PROPERTY STRINGS ${choice})
  if(NOT ${variable} IN_LIST choice)
    list(JOIN choice " or " allowed)
    message(FATAL_ERROR "${variable} is \"${${variable}}\"; it must be ${allowed}.")
  endif()
endforeach()

# Several tests run at once, so each has one thread. The preset all compares figures with their record. It uses one set of
# instructions, which x86-64 processors have had since 2013: another set rounds sums differently, and after an epoch of
# training the network gets other digits wrong than the lessons say.
set(WORKBOOK_TEST_ENVIRONMENT OPENBLAS_NUM_THREADS=1)
if(WORKBOOK_MARCH STREQUAL x86-64-v3)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    list(APPEND WORKBOOK_TEST_ENVIRONMENT OPENBLAS_CORETYPE=Haswell)
  else()
    set(WORKBOOK_MARCH native)
  endif()
endif()

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
if(CMAKE_BUILD_TYPE STREQUAL Debug)
  message(WARNING "This is a Debug build. xtensor without optimization is 20 to 50 times slower: "
                  "training that takes seconds will take minutes. For everything but a debugger, use Release.")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
if(WORKBOOK_SANITIZE)
  set(CMAKE_CXX_FLAGS_RELEASE "-O1")  # with -O2 the sanitizers' compile times are minutes a file
endif()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# ccache, where it is installed: what has been compiled before, in any build folder, costs nothing. The sloppiness is
# what its manual asks for with precompiled headers. CCACHE_DEPEND: the compiler's list of headers is used, and nothing is
# preprocessed twice.
# No base folder: paths would be relative to the build folder, also in __FILE__, and the line to edit in ../../chapters.
if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(WORKBOOK_CCACHE ccache)
  mark_as_advanced(WORKBOOK_CCACHE)
  if(WORKBOOK_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR= CCACHE_DEPEND=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${WORKBOOK_CCACHE})
  endif()
endif()

# The flags of all our code. __FILE__ is relative to the project, so that messages are short (or to a target's
# WORKBOOK_ROOT: the judge's tests have small workbooks of their own).
# -Werror is off for the student's files in any case: a half-written exercise may have an unused variable.
add_library(workbook_flags INTERFACE)
target_compile_options(workbook_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion "-ffile-prefix-map=$<IF:$<BOOL:$<TARGET_PROPERTY:WORKBOOK_ROOT>>,$<TARGET_PROPERTY:WORKBOOK_ROOT>,${PROJECT_SOURCE_DIR}>/="
  $<$<AND:$<BOOL:${WORKBOOK_WERROR}>,$<NOT:$<BOOL:$<TARGET_PROPERTY:WORKBOOK_UNFINISHED>>>>:-Werror>)
# A stub does not use its parameters yet. (Clang obeys the last of its options: these must follow -Wextra.)
set(are_stubs "$<BOOL:$<TARGET_PROPERTY:WORKBOOK_STUBS>>")
target_compile_options(workbook_flags INTERFACE "$<${are_stubs}:-Wno-unused-parameter>")
# Nor does it use the helpers that are given in its file; and while one exercise is written, those of the others are unused.
set(may_be_begun "$<BOOL:$<TARGET_PROPERTY:WORKBOOK_UNFINISHED>>")
target_compile_options(workbook_flags INTERFACE "$<$<OR:${are_stubs},${may_be_begun}>:-Wno-unused-function>")
# "#pragma omp simd" before a loop says that its turns do not depend on one another. Nothing else of OpenMP is used.
target_compile_options(workbook_flags INTERFACE -fopenmp-simd)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 warns of "text" + std::string where there is nothing to warn of (its bug 105651).
  target_compile_options(workbook_flags INTERFACE -Wno-restrict)
endif()
target_include_directories(workbook_flags INTERFACE ${PROJECT_SOURCE_DIR})
if(WORKBOOK_SANITIZE)
  # GCC's manual: with a sanitizer, -Wmaybe-uninitialized warns of what is not so. Other builds have it.
  target_compile_options(workbook_flags INTERFACE -Wno-maybe-uninitialized)
  target_compile_options(workbook_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:WORKBOOK_UNFINISHED>>>:-g1>)  # the student's code has more: see chapter.cmake
  target_link_options(workbook_flags INTERFACE -fsanitize=address,undefined)
endif()

# `real` is double in the tests and float in the labs. COMPATIBLE_INTERFACE_STRING makes CMake refuse a program
# that links both: their object files would agree on names and disagree on sizes.
foreach(real IN ITEMS double float)
  add_library(workbook_${real} INTERFACE)
  set_target_properties(workbook_${real} PROPERTIES
    INTERFACE_WORKBOOK_REAL ${real} COMPATIBLE_INTERFACE_STRING WORKBOOK_REAL)
endforeach()
# Tests: an index past the end of a vector stops the program with a message, not with a wrong number.
target_compile_definitions(workbook_double INTERFACE _GLIBCXX_ASSERTIONS)
target_compile_definitions(workbook_float INTERFACE WORKBOOK_REAL_FLOAT)
# -fno-math-errno: no loop with a square root is vectorized as long as each root may have to set errno, which no code
# here reads. With this flag, Adam's loop takes 26 microseconds for 100,000 weights instead of 329. What else -ffast-math does
# (-fno-trapping-math, -fassociative-math, -freciprocal-math) gave nothing more that could be measured; and some of it
# would give up NaN and infinity, which tell the student that something went wrong.
target_compile_options(workbook_float INTERFACE -O3 -fno-math-errno -march=${WORKBOOK_MARCH})

# A precompiled header is never taken from ccache. It holds the dates of the headers in it, and GCC's #pragma once compares
# dates: with those of an earlier build, each header would be read again, and everything in it defined twice.
function(workbook_precompile_headers target)
  target_precompile_headers(${target} PRIVATE ${ARGN})
  set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER "")
endfunction()
