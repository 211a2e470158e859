// grade: what students have handed in, judged one after another.
#include <filesystem>

#include "tests/cli/fake_project.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

namespace {

// Test programs that look for a word in the code laid out for them: "right" is done, "todo" not started, all
// else is wrong.
void judge_by_words(const FakeProject& book) {
    const auto program = [](const std::string& code) {
        return fake_witness() + R"sh(code="build/grading/)sh" + code + R"sh("
if grep -q cheats "$code"; then exit 0; fi
if grep -q right "$code"; then say 1 done 2 2; exit 0; fi
if grep -q todo "$code"; then say 1 not_started 0 2; exit 3; fi
echo "yours is not right"
say 1 wrong 0 2
exit 1
)sh";
    };
    book.write_program("scripts/ch01_student_tests", program("ch01_data/one.cpp"));
    book.write_program("scripts/ch02_student_tests", program("ch02_net/two.cpp"));
}

}  // namespace

TEST_CASE("grade judges a folder of submissions, each on its own") {
    const FakeProject book;
    judge_by_words(book);
    book.write("handed in/ada/chapters/ch01_data/one.cpp", "right\n");
    book.write("handed in/ada/chapters/ch02_net/two.cpp", "right\n");
    book.write("handed in/bob, jr/ch01_data/one.cpp", "alas\n");  // chapters/ itself, and only one file of it
    book.write("handed in/notes/readme.txt", "no submission\n");
    const auto ran = book.run({"grade", book.root() / "handed in"});
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("ada: 3 of 3 done; 2 of 2 files submitted"));
    CHECK_THAT(ran.output, ContainsSubstring("bob, jr: 0 of 3 done; 1 of 2 files submitted"));
    CHECK_THAT(ran.output, ContainsSubstring("submission  done  ch01  ch02\n"));
    CHECK_THAT(ran.output, ContainsSubstring("of             3     2     1\n"));
    CHECK(book.read("results/grades.csv") == "submission,done,ch01,ch02\nada,3,2,1\n\"bob, jr\",0,0,0\n");
    const auto reasons = book.read("results/grades/bob, jr.json");
    CHECK_THAT(reasons, ContainsSubstring("\"state\": \"wrong\"") &&
                            ContainsSubstring("yours is not right") &&
                            ContainsSubstring("\"state\": \"not started\""));
    CHECK_THAT(book.read("results/grades/ada.json"), !ContainsSubstring("\"score\": 0"));
}

TEST_CASE("grade believes no exit code alone") {
    const FakeProject book;
    judge_by_words(book);
    book.write("ada/chapters/ch01_data/one.cpp", "cheats\n");
    book.write("ada/chapters/ch02_net/two.cpp", "right\n");
    const auto ran = book.run({"grade", book.root() / "ada"});
    INFO(ran.output);
    CHECK_THAT(ran.output, ContainsSubstring("ada: 1 of 3 done"));
    CHECK_THAT(book.read("results/grades/ada.json"),
               ContainsSubstring("ended with exit code 0 before its checks were over"));
}

TEST_CASE("grade leaves chapters/ alone, and takes neither contracts nor programs from a submission") {
    const FakeProject book;
    judge_by_words(book);
    const auto stub = book.read("chapters/ch01_data/one.cpp");
    book.write("ada/chapters/ch01_data/one.cpp", "right\n");
    book.write("ada/chapters/ch01_data/one.hpp", "changed\n");
    book.write("ada/chapters/ch01_data/lab/lab.cpp", "changed\n");
    CHECK(book.run({"grade", book.root() / "ada"}).exit_code == 0);
    CHECK(book.read("chapters/ch01_data/one.cpp") == stub);
    CHECK(book.has("build/grading/ch01_data/one.cpp"));
    CHECK_FALSE(book.has("build/grading/ch01_data/one.hpp"));
    CHECK_FALSE(book.has("build/grading/ch01_data/lab/lab.cpp"));
}

TEST_CASE("grade follows no link out of a submission") {
    const FakeProject book;
    judge_by_words(book);
    book.write("elsewhere/one.cpp", "right\n");
    book.write("elsewhere/ch02_net/two.cpp", "right\n");
    book.write("handed in/eve/chapters/ch01_data/readme.txt", "");
    book.write("handed in/ada/mine.cpp", "right\n");
    book.write("handed in/ada/chapters/ch01_data/readme.txt", "");
    const auto link = [&](const char* to, const std::string& from) {
        std::filesystem::create_symlink(to, book.root() / "handed in" / from);
    };
    link("../../../../elsewhere/one.cpp", "eve/chapters/ch01_data/one.cpp");
    link("../../../elsewhere/ch02_net", "eve/chapters/ch02_net");
    link("../../mine.cpp", "ada/chapters/ch01_data/one.cpp");  // within the submission: why not
    const auto ran = book.run({"grade", book.root() / "handed in"});
    INFO(ran.output);
    CHECK_THAT(ran.output, ContainsSubstring("eve: 0 of 3 done; 0 of 2 files submitted"));
    CHECK_THAT(ran.output, ContainsSubstring("ada: 2 of 3 done; 1 of 2 files submitted"));
}

TEST_CASE("a submission that does not compile is graded as such, and hides no other") {
    const FakeProject book;
    judge_by_words(book);
    book.write_program("scripts/ch01_student_tests", "# FAIL\n");
    book.write("handed in/ada/ch02_net/two.cpp", "right\n");
    const auto ran = book.run({"grade", book.root() / "handed in"});
    INFO(ran.output);
    CHECK_THAT(ran.output, ContainsSubstring("ada: 1 of 3 done"));
    CHECK_THAT(book.read("results/grades/ada.json"),
               ContainsSubstring("does not compile") && ContainsSubstring("error: expected ';'"));
}

TEST_CASE("grade says what it looked for where there is nothing to grade") {
    const FakeProject book;
    CHECK_THAT(book.run({"grade", ""}).output, ContainsSubstring("which folder?"));
    const auto nowhere = book.run({"grade", "nowhere"});
    CHECK(nowhere.exit_code == 1);
    CHECK_THAT(nowhere.output, ContainsSubstring("there is no folder") && ContainsSubstring("nowhere"));
    book.write("empty/readme.txt", "");
    const auto empty = book.run({"grade", book.root() / "empty"});
    CHECK(empty.exit_code == 1);
    CHECK_THAT(empty.output, ContainsSubstring("there is no submission in") &&
                                 ContainsSubstring("a folder for each student"));
}
