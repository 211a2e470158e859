/// \file
/// The lab of chapter 09.
#include "common/lab/lab.hpp"
int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR}, [](wb::Lab&) {});
}
