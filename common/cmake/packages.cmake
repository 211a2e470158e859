# What must be installed. `./workbook` installs it all; nothing is ever downloaded from here.

function(workbook_need package debian_package)
  find_package(${package} QUIET ${ARGN})
  if(NOT ${package}_FOUND)
    message(FATAL_ERROR "${package} was not found.\n"
      "  On Debian or Ubuntu: sudo apt-get install ${debian_package}\n"
      "  or run ./workbook doctor, which checks everything at once.")
  endif()
endfunction()

workbook_need(xtensor libxtensor-dev GLOBAL)
workbook_need(xtensor-blas libxtensor-blas-dev GLOBAL)
workbook_need(Catch2 catch2 GLOBAL)
workbook_need(ZLIB zlib1g-dev GLOBAL)
workbook_need(CLI11 libcli11-dev GLOBAL)
workbook_need(nlohmann_json nlohmann-json3-dev GLOBAL)
workbook_need(fmt libfmt-dev GLOBAL)
workbook_need(Threads libc6-dev GLOBAL)

include(openblas)
workbook_find_openblas()
add_library(workbook_xtensor INTERFACE)
target_link_libraries(workbook_xtensor INTERFACE xtensor xtensor-blas ${OpenBLAS_LIBRARIES})
