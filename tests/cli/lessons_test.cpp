#include <utility>

#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

namespace {

const std::string lesson = "chapters/ch01_data/lesson.md";

Ran check(const FakeWorkbook& book, const std::string& text) {
    book.write(lesson, text);
    return book.run({"dev", "lessons", "--build", "build"});
}

/// A workbook in which everything has been printed that a lesson can quote.
void print_everything(const FakeWorkbook& book) {
    book.write("tests/figures/lab01_mnist.txt",
               "Epoch 1 - Cost: 0.44\nEpoch 2 - Cost: 0.22\ntest accuracy 97.99%\n");
    book.write("tests/figures/lab01_digits.txt", "test accuracy 93.10%\n");
    book.write("tests/figures/ch01_moved.txt", "by 2: 84.4%\n");
    book.write("tests/bars/ch01_mlp.json", R"({"bar": 0.974, "seeds": [0.9799, 0.9818]})");
    book.write("tests/mistakes/ch01_data/adds.mistake", "");
    book.write("build/mistakes/said/ch01_data__adds.txt", "  WRONG  it is squared\n");
    book.write("chapters/ch01_data/one.hpp", "/// Twice x.\nint first(int x);\nint second(int x);\n");
    book.write_program("build/tests/ch01_student_tests", "echo \"$1 NOT STARTED\"\n");
    book.write_program("build/labs/ch01_demo", "echo one\necho two\n");
}

std::string fence(const std::string& info, const std::string& lines) {
    return "```" + info + "\n" + lines + "```\n";
}

}  // namespace

TEST_CASE("dev lessons passes when every block and every number is what was printed") {
    const FakeWorkbook book;
    print_everything(book);
    const auto ran =
        check(book,
              "# Data\n\n## What you should see\n\nIt reads 97.99% of them, of those moved 84.4%.\n"
              "<!-- from: lab=1 figures=ch01_moved -->\n\n"
              "Over 20 seeds from 97.99% to 98.18%.\n<!-- from: bar=ch01_mlp; given: 20 -->\n\n" +
                  fence("output lab=1", "Epoch 1 - Cost: 0.44\n...\ntest accuracy 97.99%\n") +
                  fence("output lab=1 data=digits", "test accuracy 93.10%\n") +
                  fence("output figures=ch01_moved", "by 2: 84.4%\n") +
                  fence("output mistake=adds", "  WRONG  it is squared\n") +
                  fence("output check=1.1", "[1.1] NOT STARTED\n") + fence("output demo=demo", "one\ntwo\n") +
                  fence("cpp contract=one.hpp", "int first(int x);  // 1.1\n") +
                  fence("cpp contract=chapter", "int second(int x);\nint first(int x);\n") +
                  fence("drawing", "x -> y\n") + fence("sh", "ls\n"));
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("10 blocks and 5 numbers in 1 lesson: all as printed."));
}

TEST_CASE("dev lessons refuses a block that does not say where it is from") {
    for (const std::string info : {"", "cpp", "output", "output lab", "output nonsense=1",
                                   "output bar=ch01_mlp", "text", "drawing lab=1"}) {
        const FakeWorkbook book;
        print_everything(book);
        const auto ran = check(book, fence(info, "Epoch 1 - Cost: 0.44\n"));
        INFO("```" << info << "\n" << ran.output);
        CHECK(ran.exit_code == 1);
        CHECK_THAT(ran.output, ContainsSubstring(lesson + ":1: "));
    }
}

TEST_CASE("dev lessons finds each kind of block that is no longer true") {
    const FakeWorkbook book;
    print_everything(book);
    for (const auto& [info, lines] : std::vector<std::pair<std::string, std::string>>{
             {"output lab=1", "Epoch 1 - Cost: 0.45\n"},
             {"output lab=1 data=digits", "test accuracy 97.99%\n"},
             {"output lab=2", "Epoch 1 - Cost: 0.44\n"},
             {"output figures=ch01_moved", "by 2: 84.5%\n"},
             {"output mistake=adds", "  WRONG  it is doubled\n"},
             {"output mistake=subtracts", "  WRONG  it is squared\n"},
             {"output check=1.1", "[1.1] DONE\n"},
             {"output demo=demo", "one\n"},  // a demo is shown whole
             {"output demo=other", "one\n"},
             {"cpp contract=one.hpp", "int first(double x);\n"},
             {"cpp contract=two.hpp", "int first(int x);\n"},
             {"cpp contract=chapter", "int third(int x);\n"}}) {
        const auto ran = check(book, fence(info, lines));
        INFO(info << "\n" << ran.output);
        CHECK(ran.exit_code == 1);
        CHECK_THAT(ran.output, ContainsSubstring(lesson + ":1: "));
        CHECK_THAT(ran.output, ContainsSubstring("1 problem"));
    }
}

TEST_CASE("dev lessons finds numbers that were not printed, and origins that do not exist") {
    const FakeWorkbook book;
    print_everything(book);
    const auto says = [&](const std::string& text) { return check(book, text).output; };
    CHECK_THAT(says("It reads 97.98%.\n<!-- from: lab=1 -->\n"),
               ContainsSubstring(lesson + ":1: numbers that were not printed there: 97.98%"));
    CHECK_THAT(says("Of 20 seeds 98.18%.\n<!-- from: bar=ch01_mlp -->\n"), ContainsSubstring("there: 20"));
    CHECK_THAT(says("It reads 97.99%.\n<!-- from: lab=3 -->\n"),
               ContainsSubstring("there is no tests/figures/lab03"));
    CHECK_THAT(says("It reads 97.99%.\n<!-- from: luck=3 -->\n"),
               ContainsSubstring("an unknown origin, `luck`"));
    CHECK_THAT(says("It reads them.\n<!-- from: lab=1 -->\n"),
               ContainsSubstring("no number that it could be about"));
    CHECK_THAT(says("It takes 0.41 of it.\n<!-- measured: machine -->\n"),
               ContainsSubstring("all as printed"));
    CHECK_THAT(says("So 90.18% are right.\n<!-- from: arithmetic -->\n"),
               ContainsSubstring("all as printed"));
}

TEST_CASE("dev lessons wants to know where a result is from, and leaves other numbers alone") {
    const FakeWorkbook book;
    print_everything(book);
    const auto says = [&](const std::string& text) { return check(book, text).output; };
    CHECK_THAT(says("It reads 97.99% of them.\n"),
               ContainsSubstring("do not say where they are from: 97.99%"));
    CHECK_THAT(says("## What you should see\n\nIt costs 0.44.\n"), ContainsSubstring("from: 0.44"));
    CHECK_THAT(says("## Make it fast\n\n| a | 2,500 |\n"), ContainsSubstring("from: 2,500"));
    CHECK_THAT(says("## The idea\n\nA cost of 0.693, or 98 of 100.\n"), ContainsSubstring("all as printed"));
}

TEST_CASE("dev lessons runs the commands of a block, and compares what they print") {
    const FakeWorkbook book;
    CHECK_THAT(check(book, fence("sh in=build", "$ ls\nresults\n")).output,
               ContainsSubstring("SKIPPED, MNIST, or what the labs make of it, is not here"));
    book.write("build/results/a.txt", "");
    CHECK(check(book, fence("sh in=build", "$ ls results\na.txt\nb.txt\n")).exit_code == 1);
    CHECK(check(book, fence("sh in=build", "$ ls results\na.txt\n$ echo x\nx\n")).exit_code == 0);
    CHECK(check(book, fence("sh in=build", "ls\n")).exit_code == 1);
    CHECK(check(book, fence("sh in=nowhere", "$ ls\na.txt\n")).exit_code == 1);
    const auto ran = check(book, fence("sh in=build", "$ no_such_program\nx\n"));
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("SKIPPED, a program is not here"));
}

TEST_CASE("dev lessons fails without any lesson") {
    const FakeWorkbook book;
    CHECK(book.run({"dev", "lessons", "--build", "build"}).exit_code == 1);
}

TEST_CASE("dev snippets makes a program of what has to compile, with the lesson's lines") {
    const FakeWorkbook book;
    book.write("chapters/ch01_data/one.hpp", "");
    book.write(lesson, "# Data\n" + fence("cpp compiles", "int a = 1;\n") +
                           fence("cpp contract=one.hpp", "b\n") + fence("cpp compiles=runs", "int c = 1;\n"));
    REQUIRE(book.run({"dev", "snippets", "ch01_data", "--out", "out"}).exit_code == 0);
    const auto program = book.read("out/ch01.cpp");
    CHECK_THAT(program, ContainsSubstring("#include \"ch01_data/one.hpp\""));
    CHECK_THAT(program, ContainsSubstring("#line 3 \"" + lesson + "\"\nint a = 1;\n}"));
    CHECK_THAT(program, ContainsSubstring("int main() {\n    snippet_of_line_8();\n}"));
    CHECK_THAT(program, !ContainsSubstring("\nb\n"));
}

TEST_CASE(
    "dev lessons refuses words that are not plain, in pages, comments, scripts and titles of mistakes") {
    for (const std::string file :
         {"README.md", "docs/page.md", "chapters/ch01_data/hints.md", "chapters/ch01_data/two.hpp",
          "docs/widgets/one.js", "common/two.cpp", "tests/mistakes/ch01_data/three.mistake"}) {
        const FakeWorkbook book;
        print_everything(book);
        const std::string text = "# Data\n";
        CHECK(check(book, text).exit_code == 0);
        book.write(file, "// Whoever reads this.\n");
        const auto ran = check(book, text);
        CHECK(ran.exit_code == 1);
        CHECK_THAT(ran.output, ContainsSubstring(file + ":1: \"Whoever\"") && ContainsSubstring("1 problem"));
    }
}
