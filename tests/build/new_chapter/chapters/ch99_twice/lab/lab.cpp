/// \file
/// The lab of chapter 99: twice a number.

#include <fmt/format.h>

#include "ch99_twice/given/numbers.hpp"
#include "ch99_twice/twice.hpp"
#include "common/lab/lab.hpp"

int main(int argc, char** argv) {
    return wb::run_lab(argc, argv, {.chapter = WORKBOOK_CHAPTER, .flavor = WORKBOOK_FLAVOR},
                       [](wb::Lab&) { fmt::print("{}\n", wb::twice(wb::a_number())); });
}
