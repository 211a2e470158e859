# The programs that serve the workbook itself: workbook_cli, workbook_dev (checks, benchmarks, the report), workbook_pages;
# and, where nothing else is built, the lesson pages. They need none of the libraries that chapters and labs need.
if(WORKBOOK_TOOLS)
  include(chapter)  # workbook_short_name()
  add_subdirectory(${PROJECT_SOURCE_DIR}/common/cli common/cli)
endif()
foreach(folder IN ITEMS common/report tests/docs tests/bench/race tests/dev)
  add_subdirectory(${PROJECT_SOURCE_DIR}/${folder} ${folder})
endforeach()
if(WORKBOOK_TOOLS)
  add_subdirectory(${PROJECT_SOURCE_DIR}/docs docs)
endif()
