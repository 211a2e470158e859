# OpenBLAS, by what is there: OpenBLAS_LIBRARIES and OpenBLAS_INCLUDE_DIRS.
#
# Its CMake package is not believed blindly: that of Debian 13 names a file that does not exist. Then pkg-config is
# asked, where it is installed, and at last the usual folders are searched.

function(workbook_find_openblas)
  set(origin "its CMake package")
  find_package(OpenBLAS QUIET CONFIG)
  set(libraries ${OpenBLAS_LIBRARIES})
  set(includes ${OpenBLAS_INCLUDE_DIRS})
  foreach(file IN LISTS OpenBLAS_LIBRARIES)
    if(NOT EXISTS ${file} AND NOT TARGET ${file})
      message(STATUS "OpenBLAS' CMake package names ${file}, which does not exist; looking elsewhere")
      set(libraries)
    endif()
  endforeach()
  if(NOT libraries)
    find_package(PkgConfig QUIET)
    if(PkgConfig_FOUND)
      pkg_check_modules(WORKBOOK_OPENBLAS QUIET openblas)
      set(libraries ${WORKBOOK_OPENBLAS_LINK_LIBRARIES})
      set(includes ${WORKBOOK_OPENBLAS_INCLUDE_DIRS})
      set(origin pkg-config)
    endif()
  endif()
  if(NOT libraries)
    find_library(WORKBOOK_OPENBLAS_LIBRARY openblas)
    if(WORKBOOK_OPENBLAS_LIBRARY)
      set(libraries ${WORKBOOK_OPENBLAS_LIBRARY})
      set(includes)
      set(origin "a search")
    endif()
  endif()
  if(NOT libraries)
    message(FATAL_ERROR "OpenBLAS was not found.\n"
      "  On Debian or Ubuntu: sudo apt-get install libopenblas-dev\n"
      "  or run ./workbook doctor, which checks everything at once.")
  endif()
  # cblas.h is often in a folder that is searched anyway, and then nothing names it.
  find_path(WORKBOOK_OPENBLAS_INCLUDE_DIR openblas_config.h HINTS ${includes}
            PATH_SUFFIXES openblas openblas-pthread openblas-openmp openblas-serial)
  if(WORKBOOK_OPENBLAS_INCLUDE_DIR)
    set(includes ${WORKBOOK_OPENBLAS_INCLUDE_DIR})
  endif()
  # Once in a build folder, and again when the answer changes.
  set(found "${libraries} (by ${origin})")
  if(NOT found STREQUAL WORKBOOK_BLAS)
    message(STATUS "BLAS: OpenBLAS, ${found}")
    set(WORKBOOK_BLAS "${found}" CACHE INTERNAL "which BLAS was found, and how")
  endif()
  set(OpenBLAS_LIBRARIES ${libraries} PARENT_SCOPE)
  set(OpenBLAS_INCLUDE_DIRS ${includes} PARENT_SCOPE)
endfunction()
