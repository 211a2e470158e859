// status, check, solution, lab, run and test, on a fake project whose "builds" copy scripts.
#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/fake_project.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

namespace {

// A lab that writes one row; its options are "--results DIR ...".
std::string good_lab(int chapter, double value, double promised) {
    return "echo options: \"$@\"\nmkdir -p \"$2\"\necho '{\"rows\": [{\"chapter\": " +
           std::to_string(chapter) +
           ", \"model\": \"784-10\", \"data\": \"digits\", \"metric\": \"test accuracy\", \"value\": " +
           std::to_string(value) + ", \"promised\": " + std::to_string(promised) +
           ", \"seconds\": 1.5}]}' > \"$2/summary.json\"\n";
}

}  // namespace

TEST_CASE("status of a fresh checkout says that all is well, and where to start") {
    const FakeProject book;
    const auto ran = book.run({});
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("0 of 3 done - this is what a fresh checkout looks like."));
    CHECK_THAT(ran.output,
               ContainsSubstring("Start with: 1.1 first. Edit chapters/ch01_data/one.cpp:8, then run: "
                                 "./workbook check 1.1"));
    CHECK_THAT(ran.output, ContainsSubstring("1.2   second  not started"));
    CHECK_THAT(ran.output, !ContainsSubstring("\033["));
    // The first word does not wait for a compiler.
    CHECK_FALSE(book.has("build/student"));
}

TEST_CASE("an exercise of which some checks pass is in progress, as the judge says") {
    const FakeProject book;
    book.tests({{"1.1", 3, 1, 2}, {"1.2", 3, 0, 2}}, {{.id = "2.1"}});
    for (const std::string time : {"judged", "remembered"}) {
        INFO(time);
        const auto ran = book.run({});
        CHECK_THAT(ran.output, ContainsSubstring("1.1   first   in progress") &&
                                   ContainsSubstring("1.2   second  not started"));
    }
    CHECK_THAT(book.run({"check", "1"}).output, ContainsSubstring("1.1   first: in progress"));
}

TEST_CASE("only the chapters in which something is written are built for status") {
    const FakeProject book;
    book.write("chapters/ch01_data/one.cpp", book.read("chapters/ch01_data/one.cpp") + "// mine\n");
    CHECK_THAT(book.run({}).output,
               ContainsSubstring("1.2   second  blocked") && ContainsSubstring("2.1   third   not started"));
    CHECK(book.has("build/student/tests/ch01_student_tests"));
    CHECK_FALSE(book.has("build/student/tests/ch02_student_tests"));
}

TEST_CASE("status counts what is done, names what is wrong, and goes on from there") {
    const FakeProject book;
    book.tests({{"1.1", 0, 2}, {"1.2", 1, 1}}, {{.id = "2.1"}});
    const auto ran = book.run({"status"});
    CHECK_THAT(ran.output,
               ContainsSubstring("1.1   first   done") && ContainsSubstring("1.2   second  wrong"));
    CHECK_THAT(ran.output, ContainsSubstring("1 of 3 done."));
    CHECK_THAT(ran.output, ContainsSubstring("Next: 1.2 second. Edit chapters/ch01_data/one.cpp:"));
}

TEST_CASE("status when everything is done goes on to the labs") {
    const FakeProject book;
    book.tests({{"1.1", 0, 2}, {"1.2", 0, 2}}, {{"2.1", 0, 1}});
    CHECK_THAT(book.run({}).output, ContainsSubstring("All 3 exercises are done."));
    CHECK_THAT(book.run({"check"}).output, ContainsSubstring("All 3 exercises are done."));
}

TEST_CASE("a second status runs no test program again, a changed one does") {
    const FakeProject book;
    book.begin();
    book.run({});
    CHECK(book.read("runs") == "run\nrun\n");
    book.run({});
    CHECK(book.read("runs") == "run\nrun\n");
    book.tests({{"1.1", 0, 2}, {"1.2", 3}}, {{.id = "2.1"}});
    CHECK_THAT(book.run({}).output, ContainsSubstring("1 of 3 done."));
    CHECK(book.read("runs") == "run\nrun\nrun\nrun\n");
}

TEST_CASE("what another version has remembered is forgotten") {
    const FakeProject book;
    book.write("chapters/ch01_data/hints.md", "## 1.1\n### One\nRead it again.\n");
    book.begin();
    book.run({});
    const auto stamp = [&] {  // a memory of today, with which another one can begin
        const auto known = nlohmann::json::parse(book.read("build/student/verdicts.json"));
        return known.at("1.1").at("program").dump();
    };
    for (const std::string& memory :
         {std::string("[1, 2]"), std::string("{\"1.1\": 5, \"1.2\": [], \"2.1\": null}"),
          std::string("{\"1.1\": {\"program\": 7}}"), "{\"1.1\": {\"program\": " + stamp() + "}}",
          "{\"1.1\": {\"program\": " + stamp() + ", \"exit_code\": \"done\", \"needs\": 3}}",
          std::string("\xff\xfe not JSON")}) {
        INFO(memory);
        book.write("build/student/verdicts.json", memory);
        CHECK_THAT(book.run({}).output, ContainsSubstring("0 of 3 done"));
        book.write("build/hints.json", memory);
        CHECK(book.run({"hint", "1.1"}).exit_code == 0);
        book.write("build/student/warnings.json",
                   "{\"" + (book.root() / "chapters/ch01_data/one.cpp").string() + "\": " + memory + "}");
        CHECK_THAT(book.run({"check", "1.1"}).output, !ContainsSubstring("fault of the launcher"));
    }
    for (const std::string entry : {"5", "{\"stamp\": 7}", "{\"warnings\": 7}"}) {
        INFO(entry);
        book.write("build/student/warnings.json",
                   "{\"" + (book.root() / "chapters/ch01_data/one.cpp").string() + "\": " + entry + "}");
        CHECK_THAT(book.run({"check", "1.1"}).output, !ContainsSubstring("fault of the launcher"));
    }
}

TEST_CASE("a chapter that does not compile is named, and hides no other") {
    const FakeProject book;
    book.write_program("scripts/ch01_student_tests", "# FAIL\n");
    book.tests({}, {{"2.1", 0, 1}});
    book.write_program("scripts/ch01_student_tests", "# FAIL\n");
    const auto ran = book.run({});
    INFO(ran.output);
    CHECK_THAT(ran.output, ContainsSubstring("1.1   first   does not compile"));
    CHECK_THAT(ran.output, ContainsSubstring("2.1   third   done"));
    CHECK_THAT(ran.output, ContainsSubstring("Chapter 1 does not compile: ") &&
                               ContainsSubstring("chapters/ch01_data/one.cpp:7:5: error: expected ';'"));

    const auto check = book.run({"check", "1.1"});
    CHECK(check.exit_code == 1);
    CHECK_THAT(check.output, ContainsSubstring("1.1 first: does not compile"));
    CHECK_THAT(check.output,
               ContainsSubstring("Edit chapters/ch01_data/one.cpp:7, then run: ./workbook check 1.1"));
}

TEST_CASE("check shows what the test program says and returns whether the exercise is done") {
    const FakeProject book;
    book.tests({{"1.1", 0, 2, 2, "hurray"}, {"1.2", 1, 0, 1, "alas"}}, {{.id = "2.1"}});
    const auto done = book.run({"check", "1.1"});
    CHECK(done.exit_code == 0);
    CHECK_THAT(done.output, ContainsSubstring("hurray"));
    const auto wrong = book.run({"check", "1.2"});
    CHECK(wrong.exit_code == 1);
    CHECK_THAT(wrong.output, ContainsSubstring("alas"));
    CHECK_THAT(book.run({"check"}).output, ContainsSubstring("alas"));  // the next that is not done
    const auto chapter = book.run({"check", "1"});
    CHECK(chapter.exit_code == 1);
    CHECK_THAT(chapter.output, ContainsSubstring("1.1   first: done\n1.2   second: wrong\n\nalas"));
    CHECK(book.run({"check", "all"}).exit_code == 1);
    CHECK(book.run({"check", "7"}).exit_code == 2);
}

TEST_CASE("a test program that ends with 0 and has not said that all checks pass is not done") {
    const FakeProject book;
    book.begin();
    book.write_program("scripts/ch01_student_tests", "exit 0\n");
    const auto ran = book.run({"check", "1.1"});
    INFO(ran.output);
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("before its checks were over") &&
                               ContainsSubstring("then run: ./workbook check 1.1"));
    CHECK_THAT(book.run({"status"}).output, ContainsSubstring("1.1   first   crashed"));
}

TEST_CASE("a test program that gives no verdict is not called the student's mistake") {
    const FakeProject book;
    book.tests({{"1.1", 2}, {"1.2"}}, {{.id = "2.1"}});
    const auto ran = book.run({"check", "1.1"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("ended with the unexpected code 2"));
    CHECK_THAT(ran.output, ContainsSubstring("This is not your mistake."));
}

TEST_CASE("a warning of the compiler stands above the verdict, also when nothing was compiled again") {
    const FakeProject book;
    book.write_program("scripts/ch01_student_tests",
                       "# WARN\n" + fake_test_program({{"1.1", 1}, {"1.2", 3}}));
    book.edit("chapters/ch01_data/one.cpp", "todo(\"1.2\");", "wb::todo(\"1.2\");");
    for (int time = 1; time <= 2; ++time) {
        const auto ran = book.run({"check", "1.1"});
        INFO("time " << time << ":\n" << ran.output);
        CHECK_THAT(ran.output,
                   ContainsSubstring("The compiler accepts this file, and warns:\n"
                                     "  chapters/ch01_data/one.cpp:16:1: warning: no return statement"));
        INFO("not of a function that is not written, nor of size_t to double");
        CHECK_THAT(ran.output, !ContainsSubstring("unused parameter") && !ContainsSubstring("conversion"));
    }
    book.write("chapters/ch01_data/one.cpp", book.read("chapters/ch01_data/one.cpp") + "// changed\n");
    CHECK_THAT(book.run({"check", "1.1"}).output, !ContainsSubstring("warns"));
}

TEST_CASE("a milestone is checked by name, and after its chapter") {
    const FakeProject book;
    book.edit("chapters/ch01_data/chapter.json", "\"milestones\": []",
              R"("milestones": [{"tag": "milestone-1", "name": "both", "timeout": 5}])");
    book.tests({{"1.1", 0, 2}, {"1.2", 0, 2}, {"milestone-1", 1, 0, 2, "alas"}}, {{.id = "2.1"}});
    const auto alone = book.run({"check", "milestone-1"});
    CHECK(alone.exit_code == 1);
    CHECK_THAT(alone.output, ContainsSubstring("alas"));
    const auto chapter = book.run({"check", "1"});
    CHECK(chapter.exit_code == 1);
    CHECK_THAT(chapter.output, ContainsSubstring("All 2 exercises done.\n\nalas"));
    CHECK_THAT(book.run({"check"}).output, ContainsSubstring("alas"));

    book.tests({{"1.1", 0, 2}, {"1.2", 0, 2}, {"milestone-1", 0, 2, 2, "hurray"}}, {{.id = "2.1"}});
    const auto done = book.run({"check", "1"});
    CHECK(done.exit_code == 0);
    CHECK_THAT(done.output,
               ContainsSubstring("hurray") && ContainsSubstring("Next is chapter 2: ./workbook check 2.1"));
}

TEST_CASE("a solution is shown when the exercise is done, or given up, and not before") {
    const FakeProject book;
    const auto early = book.run({"solution", "1.2"});
    CHECK(early.exit_code == 1);
    CHECK_THAT(early.output, ContainsSubstring("./workbook solution 1.2 --give-up"));
    CHECK_THAT(early.output, !ContainsSubstring("the_square_of_the_number"));
    const auto given_up = book.run({"solution", "1.2", "--give-up"});
    CHECK(given_up.exit_code == 0);
    CHECK_THAT(given_up.output,
               ContainsSubstring("return the_square_of_the_number;") && !ContainsSubstring("todo"));
    book.tests({{"1.1"}, {"1.2", 0, 2}}, {{.id = "2.1"}});
    CHECK(book.run({"solution", "1.2"}).exit_code == 0);
}

TEST_CASE("lab passes on what it does not know itself") {
    const FakeProject book;
    book.lab("1", "echo options: \"$@\"\nexit 5\n");
    const auto ran = book.run({"lab", "1", "--data", "digits", "--epochs", "3", "--", "--help"});
    CHECK(ran.exit_code == 5);
    CHECK_THAT(ran.output, ContainsSubstring("options: --data digits --epochs 3 --help"));
    CHECK_THAT(book.run({"lab", "2"}).output, ContainsSubstring("chapter 2 has no lab"));
}

TEST_CASE("draw starts the page with the network that is there, and passes on what was said") {
    const FakeProject book;
    book.write_program("scripts/ch08_draw_reference", "echo page: \"$@\"\nexit 4\n");
    book.write("results/ch02/784-20-10.npz", "");
    const auto ran = book.run({"draw", "--port", "8123", "--no-browser"});
    INFO(ran.output);
    CHECK(ran.exit_code == 4);
    CHECK_THAT(ran.output, ContainsSubstring("page: --port 8123 --no-browser\n"));
    CHECK_THAT(ran.output, !ContainsSubstring("this trains one for a short time"));
    CHECK_THAT(book.run({"draw", "--model", "results/ch02/784-20-10.npz"}).output,
               ContainsSubstring("page: --model " + (book.root() / "results/ch02/784-20-10.npz").string()));
    CHECK(book.run({"draw", "--port", "70000"}).exit_code == 2);
    const auto missing = book.run({"draw", "--model", "no.npz"});
    CHECK(missing.exit_code == 2);
    CHECK_THAT(missing.output, ContainsSubstring("there is no file no.npz"));
}

TEST_CASE("draw without any network trains one first, and stops if that fails") {
    const FakeProject book;
    book.write_program("scripts/ch08_draw_reference", "echo page\n");
    const auto ran = book.run({"draw"});  // this small workbook has no chapter 5
    CHECK(ran.exit_code != 0);
    CHECK_THAT(ran.output,
               ContainsSubstring("so this trains one for a short time: ./workbook lab 5 --quick\n"));
    CHECK_THAT(ran.output, !ContainsSubstring("page\n"));
}

TEST_CASE("run prints one table of all labs, and what is below its promise") {
    const FakeProject book;
    book.lab("1", good_lab(1, 0.5, 0.9));
    book.lab("2", good_lab(2, 0.978, 0.975));
    const auto ran = book.run({"run", "--quick", "--data", "digits"});
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, ContainsSubstring("--quick --data digits"));
    CHECK_THAT(ran.output,
               ContainsSubstring("      1  784-10  digits  test accuracy  50.00%    90.00%      1.5  below"));
    CHECK_THAT(ran.output,
               ContainsSubstring("      2  784-10  digits  test accuracy  97.80%    97.50%      1.5  ok"));
    CHECK_THAT(ran.output, ContainsSubstring("Report, to open in a browser: results/report.html"));
    CHECK_THAT(book.read("results/report.html"), ContainsSubstring("97.80%"));
}

TEST_CASE("run goes on after a lab that fails or writes nothing, names it and fails") {
    const FakeProject book;
    book.lab("1", "exit 9\n");
    book.lab("2", good_lab(2, 0.978, 0.975));
    const auto ran = book.run({"run"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("Failed: the lab of chapter 1 ended with code 9"));
    CHECK_THAT(ran.output, ContainsSubstring("97.80%"));

    book.lab("1", "true\n");
    book.write("results/ch01/summary.json", "{\"rows\": []}");  // of yesterday: must not count
    CHECK_THAT(book.run({"run"}).output,
               ContainsSubstring("the lab of chapter 1 wrote no results/ch01/summary.json"));
    book.lab("1", "echo '{\"rows\": [{}]}' > \"$2/summary.json\"\n");
    book.write("results/ch01/x", "");
    CHECK_THAT(book.run({"run"}).output, ContainsSubstring("is not the summary of a lab"));
}

TEST_CASE("test builds, then shows ctest's own closing lines and returns its verdict") {
    const FakeProject book;
    const auto passes = book.run({"test"});
    CHECK(passes.exit_code == 0);
    CHECK_THAT(passes.output, ContainsSubstring("100% tests passed, 0 tests failed out of 1"));
    book.edit("CMakeLists.txt", "COMMAND true", "COMMAND false");
    const auto fails = book.run({"test"});
    CHECK(fails.exit_code != 0);
    CHECK_THAT(fails.output, ContainsSubstring("0% tests passed, 1 tests failed out of 1"));
}

TEST_CASE("a build that fails is told with its log") {
    const FakeProject book;
    book.lab("1", "# FAIL\n");
    book.lab("2", "true\n");
    const auto ran = book.run({"lab", "1"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("error: expected ';'"));
    CHECK_THAT(ran.output, ContainsSubstring("The whole log: build/logs/build-solutions.log"));
}

TEST_CASE("a project that cannot be configured is told with its log") {
    const FakeProject book;
    book.edit("CMakeLists.txt", "enable_testing()", "message(FATAL_ERROR \"xtensor was not found\")");
    const auto ran = book.run({"check", "1.1"});
    CHECK(ran.exit_code == 1);
    CHECK_THAT(ran.output, ContainsSubstring("xtensor was not found"));
    CHECK_THAT(ran.output, ContainsSubstring("build/logs/configure-student.log"));
}

TEST_CASE("a lab that dies by a signal is explained") {
    const FakeProject book;
    book.lab("1", "kill -SEGV $$\n");
    book.lab("2", "true\n");
    const auto ran = book.run({"lab", "1"});
    INFO(ran.output);
    CHECK(ran.exit_code == 139);
    CHECK_THAT(ran.output, ContainsSubstring("the lab of chapter 1 was ended by signal 11 (SIGSEGV): ") &&
                               ContainsSubstring("./workbook doctor"));
    book.lab("1", "kill -KILL $$\n");
    CHECK_THAT(book.run({"run"}).output,
               ContainsSubstring("the lab of chapter 1 was ended by signal 9 (SIGKILL)"));
}

TEST_CASE("the page's server and the second program: a signal that ends them is explained, too") {
    const FakeProject book;
    book.write("results/ch02/cnn16.npz", "a network");
    book.write_program("scripts/ch08_draw_reference", "kill -KILL $$\n");
    const auto drawn = book.run({"draw"});
    INFO(drawn.output);
    CHECK(drawn.exit_code == 137);
    CHECK_THAT(drawn.output, ContainsSubstring("the page's server was ended by signal 9 (SIGKILL): "));
    book.write_program("scripts/workbook-dev", "kill -SEGV $$\n");
    const auto reported = book.run({"bench"});  // any command of the second program
    INFO(reported.output);
    CHECK(reported.exit_code == 139);
    CHECK_THAT(reported.output, ContainsSubstring("workbook-dev was ended by signal 11 (SIGSEGV): "));
}

TEST_CASE("a test program that prints without end is stopped, and that is the verdict") {
    const FakeProject book;
    book.write_program("scripts/ch01_student_tests", "yes\n");
    const auto ran = book.run({"check", "1.1"});
    CHECK(ran.exit_code == 1);
    CHECK(ran.output.size() < 2'000'000);
    CHECK_THAT(ran.output,
               ContainsSubstring("1.1 first: wrong - stopped, because it printed more than 1 MiB."));
}

TEST_CASE("a test program may take no more memory than any test needs") {
    const FakeProject book;
    book.write_program("scripts/ch01_student_tests", "ulimit -v\nexit 1\n");
    CHECK_THAT(book.run({"check", "1.1"}).output, ContainsSubstring("2097152\n"));
}

TEST_CASE("without clang nothing is fuzzed, and a message says so") {
    const FakeProject book;
    const auto ran = book.run({"test", "--fuzz", "1"}, {{"PATH", (book.root() / "nothing").string()}});
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output,
               ContainsSubstring("Nothing was fuzzed") && ContainsSubstring("apt-get install clang"));
}
