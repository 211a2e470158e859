#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

TEST_CASE("dev leaks finds nothing in a sound workbook, and says how much it looked for") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    book.write("chapters/ch01_data/lesson.md", "# Data\n\nSquare the number.\n");
    const auto ran = book.run({"dev", "leaks"});
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("looked for in 3 files: no leak."));
}

TEST_CASE("dev leaks finds a line of a solution in a stub, a hint and a lesson, however it is indented") {
    const std::string line = "const int   the_square_of_the_number = x * x;";
    for (const std::string file : {"one.cpp", "hints.md", "lesson.md"}) {
        const FakeWorkbook book;
        book.run({"dev", "stubs"});
        book.write("chapters/ch01_data/" + file, "First line.\n          `" + line + "`\n");
        const auto ran = book.run({"dev", "leaks"});
        INFO(ran.output);
        CHECK(ran.exit_code == 1);
        CHECK_THAT(ran.output, ContainsSubstring("chapters/ch01_data/" + file +
                                                 ":2: gives away a line of "
                                                 "solutions/ch01_data/one.cpp, exercise 1.2"));
    }
}

TEST_CASE("dev leaks leaves short lines and lines of given code alone") {
    const FakeWorkbook book;
    book.run({"dev", "stubs"});
    book.write("chapters/ch01_data/lesson.md", "return 2 * x;\n");
    CHECK(book.run({"dev", "leaks"}).exit_code == 0);
    book.write("chapters/ch01_data/lesson.md", "const int the_square_of_the_number = x * x;\n");
    book.write("chapters/ch01_data/one.hpp", "const int the_square_of_the_number = x * x;  // given\n");
    CHECK(book.run({"dev", "leaks"}).exit_code == 0);
}
