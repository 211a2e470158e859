#include "tests/dev/figures.hpp"

#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;
using Lines = std::vector<std::string>;

TEST_CASE("the same run on another processor says the same") {
    CHECK(says_the_same("test accuracy 98.21% after 5.7 s", "test accuracy 98.18% after 48.0 s"));
    CHECK(says_the_same("Epoch 3 - Cost: 0.07, accuracy: 0.96", "Epoch 3 - Cost: 0.08, accuracy: 0.97"));
    CHECK(says_the_same("  4 read as 9: 7 times", "  4 read as 9: 11 times"));
    CHECK(says_the_same("5  3     ·     · ░  11  -0.03", "5 10     1     ·    10  -0.04"));
}

TEST_CASE("another result is another result") {
    CHECK_FALSE(says_the_same("test accuracy 98.21%", "test accuracy 97.21%"));
    CHECK_FALSE(says_the_same("accuracy: 0.96", "accuracy: 0.86"));
    CHECK_FALSE(says_the_same("-11.3 of 2", "11.3 of 2"));
    CHECK_FALSE(says_the_same("6742 ones", "5421 ones"));
    CHECK_FALSE(says_the_same("784-20-10, Adam", "784-200-10, Adam"));
    CHECK_FALSE(says_the_same("Cost: 0.30", "Loss: 0.30"));
    CHECK_FALSE(says_the_same("a 1.5", "a 1.5 2.5"));
}

TEST_CASE("a lab's lines are compared one by one, without its curves; one of four may be a stranger") {
    Lines recorded(20, "loss 0.50");
    Lines printed = recorded;
    printed[3] = "loss 0.90";
    CHECK(changed_lines(recorded, printed).empty());
    printed[4] = printed[5] = printed[6] = printed[7] = printed[8] = printed[9] = "loss 0.90";
    CHECK_THAT(changed_lines(recorded, printed),
               ContainsSubstring("  recorded:  loss 0.50\n  printed:   loss 0.90\n"));
    recorded[0] = "test accuracy 98.21%";
    printed = recorded;
    printed[0] = "test accuracy 90.21%";
    CHECK_FALSE(changed_lines(recorded, printed).empty());
    printed = recorded;
    printed.push_back("one more");
    CHECK_THAT(changed_lines(recorded, printed), ContainsSubstring("21 lines, and the record has 20 lines"));
    recorded.push_back("0.5 ┤●");
    printed = recorded;
    printed.back() = "0.1 ┤●●●";
    CHECK(changed_lines(recorded, printed).empty());
}

TEST_CASE("rows made again are looked up by their names") {
    const Lines recorded{"seed 1: 98.64%", "seed 2: 98.80%", "seed 3: 98.90%"};
    CHECK(changed_rows(recorded, {"seed 2: 98.75%"}).empty());
    CHECK_THAT(changed_rows(recorded, {"seed 2: 90.75%"}), ContainsSubstring("recorded:  seed 2: 98.80%"));
    CHECK_THAT(changed_rows(recorded, {"seed 4: 98.75%"}),
               ContainsSubstring("not recorded:  seed 4: 98.75%"));
    CHECK_THAT(changed_rows(recorded, {}), ContainsSubstring("printed nothing"));
}

TEST_CASE("a record knows where the run has left what it printed") {
    CHECK(printed_again("b", "tests/figures/lab05_mnist.txt") == "b/results/ch05/printed.txt");
    CHECK(printed_again("b", "tests/figures/lab05_digits.txt") == "b/digits/ch05/printed.txt");
    CHECK(printed_again("b", "tests/figures/ch05_moved.txt") == "b/figures/ch05_moved.txt");
    CHECK(recorded_lab(Workspace("w"), "5") == "w/tests/figures/lab05_mnist.txt");
    CHECK(recorded_lab(Workspace("w"), "5:digits") == "w/tests/figures/lab05_digits.txt");
}

TEST_CASE("dev figures compares every record with what was printed again, and records them again") {
    const FakeWorkbook book;
    book.write("tests/figures/CMakeLists.txt", "");
    CHECK_THAT(book.run({"dev", "figures", "--build", "build"}).output,
               ContainsSubstring("nothing is recorded"));
    book.write("tests/figures/lab02_mnist.txt", "accuracy 98.21%\nKept as results/ch02/a.npz\n");
    book.write("tests/figures/ch02_rows.txt", "one: 0.50\ntwo: 0.90\n");
    book.write("build/results/ch02/printed.txt",
               "accuracy 98.20%\nKept as " + (book.root() / "build/results/ch02/a.npz").string() + "\n");
    book.write("build/figures/ch02_rows.txt", "two: 0.91\n");
    const auto sound = book.run({"dev", "figures", "--build", "build"});
    INFO(sound.output);
    CHECK(sound.exit_code == 0);
    CHECK_THAT(sound.output, ContainsSubstring("2 records looked at, 2 as recorded"));

    book.write("build/figures/ch02_rows.txt", "two: 0.30\n");
    const auto changed = book.run({"dev", "figures", "--build", "build"});
    CHECK(changed.exit_code == 1);
    CHECK_THAT(changed.output, ContainsSubstring("tests/figures/ch02_rows.txt: not what is printed now"));

    REQUIRE(book.run({"dev", "figures", "--build", "build", "--record", "lab02_mnist"}).exit_code == 0);
    CHECK(book.read("tests/figures/lab02_mnist.txt") == "accuracy 98.20%\nKept as results/ch02/a.npz\n");
    CHECK(book.run({"dev", "figures", "--build", "build", "--record", "lab07_mnist"}).exit_code == 1);
}
