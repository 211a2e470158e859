#include "common/cli/support/text.hpp"

#include "common/cli/support/table.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;

TEST_CASE("split_lines and join_lines are inverse for texts that end with a newline") {
    const std::string text = "one\n\n  two\n";
    CHECK(split_lines(text) == std::vector<std::string>{"one", "", "  two"});
    CHECK(join_lines(split_lines(text)) == text);
    CHECK(split_lines("no newline") == std::vector<std::string>{"no newline"});
    CHECK(split_lines("").empty());
}

TEST_CASE("split drops empty parts and the blanks around the others") {
    CHECK(split("batch | N times |", "|") == std::vector<std::string>{"batch", "N times"});
}

TEST_CASE("edit_distance counts insertions, deletions and substitutions") {
    CHECK(edit_distance("check", "check") == 0);
    CHECK(edit_distance("chek", "check") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("", "abc") == 3);
}

TEST_CASE("nearest finds what was meant, and nothing for another word") {
    const std::vector<std::string> commands{"status", "check", "lab", "reset"};
    CHECK(nearest("chek", commands) == "check");
    CHECK(nearest("stat", commands) == "status");
    CHECK(nearest("resett", commands) == "reset");
    CHECK(nearest("xyz", commands).empty());
}

TEST_CASE("counted knows the plural") {
    CHECK(counted(1, "exercise") == "1 exercise");
    CHECK(counted(0, "exercise") == "0 exercises");
    CHECK(counted(2, "dependency", "dependencies") == "2 dependencies");
}

TEST_CASE("a table's columns are as wide as their widest cell, also with letters of two bytes") {
    Table table({{"name"}, {"n", Table::Align::right}});
    table.add({"é", "1"});
    table.add({"longer", "100"});
    CHECK(table.text() ==
          "name      n\n"
          "------  ---\n"
          "é         1\n"
          "longer  100\n");
    CHECK(table.markdown() == "| name | n |\n|---|---:|\n| é | 1 |\n| longer | 100 |\n");
}
