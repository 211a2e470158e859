#include "common/cli/exercises/student_file.hpp"

#include "common/curriculum/line_to_edit.hpp"

#include "tests/support/catch.hpp"

using namespace wb::cli;

namespace {

const std::string fresh =
    "int f() {\n    // EXERCISE 3.1\n    todo(\"3.1\");\n    // END EXERCISE 3.1\n}\n"
    "int g() {\n    // EXERCISE 3.10\n    todo(\"3.10\");\n    // END EXERCISE 3.10\n}\n"
    "int h() {\n    // EXERCISE 3.1\n    todo(\"3.1\");\n    // END EXERCISE 3.1\n}\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("putting an exercise back replaces all its stretches and nothing else") {
    auto mine = replaced(fresh, "    todo(\"3.1\");\n", "    return 1;\n");  // the first of the two
    mine = replaced(mine, "todo(\"3.10\");", "return 10;");
    mine = "// my note\n" + mine;
    CHECK(with_fresh_region(mine, fresh, "3.1") ==
          "// my note\n" + replaced(fresh, "todo(\"3.10\");", "return 10;"));
}

TEST_CASE("3.1 is not 3.10") {
    const auto mine = replaced(fresh, "todo(\"3.10\");", "return 10;");
    CHECK(with_fresh_region(mine, fresh, "3.1") == mine);
    CHECK(with_fresh_region(mine, fresh, "3.10") == fresh);
}

TEST_CASE("an exercise whose markers are damaged cannot be put back alone") {
    CHECK_FALSE(with_fresh_region(replaced(fresh, "    // END EXERCISE 3.1\n", ""), fresh, "3.1"));
    CHECK_FALSE(with_fresh_region(replaced(fresh, "    // EXERCISE 3.1\n", ""), fresh, "3.1"));
    CHECK_FALSE(with_fresh_region("int f() { return 1; }\n", fresh, "3.1"));
    CHECK_FALSE(with_fresh_region(fresh + fresh, fresh, "3.1"));
}

TEST_CASE("the line to edit is that of the todo, else of the marker, else of the definition, else 1") {
    const Exercise exercise{.id = "3.10", .name = "g", .file = "a.cpp", .symbol = "wb::g"};
    CHECK(wb::curriculum::line_to_edit(fresh, exercise) == 8);
    CHECK(wb::curriculum::line_to_edit(replaced(fresh, "todo(\"3.10\");", "return 10;"), exercise) == 7);
    CHECK(wb::curriculum::line_to_edit("// wb::g(\n\nint wb::g(int x) {\n}\n", exercise) == 3);
    CHECK(wb::curriculum::line_to_edit("", exercise) == 1);
}
