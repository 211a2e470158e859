# What the pages need and Doxygen does not bring along.
#   cmake -DCHAPTERS=... -DMATHJAX=... -DOUT=... -P carry.cmake

# The pages' pictures: chapters/ch05_cnn/pictures/im2col.svg is pictures/ch05_cnn/im2col.svg, docs/pictures/page.png is
# pictures/docs/page.png.
file(GLOB folders ${CHAPTERS}/*/pictures ${CMAKE_CURRENT_LIST_DIR}/pictures)
foreach(folder IN LISTS folders)
  get_filename_component(home ${folder} DIRECTORY)
  get_filename_component(home ${home} NAME)
  file(COPY ${folder}/ DESTINATION ${OUT}/pictures/${home})
endforeach()

# What fills the places of widgets in the lessons.
file(COPY ${CMAKE_CURRENT_LIST_DIR}/widgets DESTINATION ${OUT} FILES_MATCHING PATTERN *.js)

# Mathematics without a network: of MathJax, what reads TeX and draws SVG, which needs no fonts.
foreach(part MathJax.js extensions jax/element jax/input/TeX jax/output/SVG/autoload jax/output/SVG/config.js
        jax/output/SVG/jax.js jax/output/SVG/fonts/TeX)
  get_filename_component(folder ${part} DIRECTORY)
  file(COPY ${MATHJAX}/${part} DESTINATION ${OUT}/mathjax/${folder} FOLLOW_SYMLINK_CHAIN)
endforeach()

# Of Doxygen 1.10 and later: a list of links for crawlers, which is no page to read, and the link to it.
if(EXISTS ${OUT}/doxygen_crawl.html)
  file(REMOVE ${OUT}/doxygen_crawl.html)
  file(READ ${OUT}/index.html index)
  string(REPLACE "<a href=\"doxygen_crawl.html\"></a>" "" index "${index}")
  file(WRITE ${OUT}/index.html "${index}")
endif()
