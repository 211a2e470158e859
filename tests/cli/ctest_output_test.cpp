#include "common/cli/support/ctest_output.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

using namespace wb::cli;

TEST_CASE("of the output of ctest, what failed is kept, without the checks that passed") {
    const std::string passed =
        "      Start  1: given\n"
        " 1/3 Test  #1: given ............   Passed    0.03 sec\n";
    const std::string failed =
        "2/3 Test #2: judge ............***Failed   18.24 sec\n"
        "  ok     a test in a/b Test #3\n"
        "  WRONG  another one\n"
        "           2 == 3\n";
    const std::string crashed = "3/3 Test #3: web .............***Exception: SegFault   0.10 sec\n";
    const std::string closing =
        "\n"
        "33% tests passed, 2 tests failed out of 3\n"
        "\n"
        "Total Test time (real) = 178.73 sec\n";
    CHECK(failures_in(passed + closing).empty());
    CHECK(failures_in(passed + failed + "      Start  3: web\n" + crashed + closing) ==
          "2/3 Test #2: judge ............***Failed   18.24 sec\n"
          "  WRONG  another one\n"
          "           2 == 3\n" +
              crashed);
}

TEST_CASE("of a test that prints very much, the first 60 lines are kept") {
    std::string output = "1/1 Test #1: loud ....***Failed    0.10 sec\n";
    for (int i = 0; i < 100; ++i) output += "a line\n";
    const std::string kept = failures_in(output);
    CHECK(std::count(kept.begin(), kept.end(), '\n') == 60);
    CHECK(kept.ends_with("a line\n[...]\n"));
}
