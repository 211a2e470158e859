// The files that the tests read: golden values, bars, manifests; and the lines that messages point to.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>

#include "tests/support/bars.hpp"
#include "tests/support/curriculum.hpp"
#include "tests/support/edit_line.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/json.hpp"
#include "tests/support/misuse.hpp"
#include "tests/support/result_file.hpp"

using namespace wb::judge;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A folder that goes away with the test.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "wb-judge-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name) << text;
        return path_ / name;
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A bar file with so many seeds, from 0.95 upwards.
std::string bar_file(double bar, int seeds) {
    std::string text = R"({"model": "784-10", "data": "digits", "metric": "test accuracy", "bar": )" +
                       std::to_string(bar) + R"(, "seeds": [0.95)";
    for (int i = 1; i < seeds; ++i) text += ", 0.9" + std::to_string(i + 50);
    return text + "]}";
}

}  // namespace

TEST_CASE("golden values are read by name") {
    const Folder folder;
    const auto file = folder.write("g.json", R"({"dW": {"shape": [2, 1], "values": [0.5, -1]},
                                                 "bad": {"shape": [3], "values": [1]}})");
    CHECK_THAT(read_golden(file, "dW"), IsCloseTo(Array({2, 1}, {0.5, -1})));
    CHECK_THROWS_MATCHES(read_golden(file, "db"), misuse,
                         MessageHas("g.json", "no \"db\"", "it has: bad, dW"));
    CHECK_THROWS_MATCHES(read_golden(file, "bad"), misuse, MessageHas("shape (3,)", "1 values"));
    CHECK_THROWS_MATCHES(golden("no_such_file", "x"), misuse, MessageHas("tests/golden/no_such_file.json"));
    CHECK_THROWS_MATCHES(read_golden(folder.write("b.json", "{"), "x"), misuse, MessageHas("is not JSON"));
}

TEST_CASE("a bar tells yours, the bar and the reference") {
    const Folder folder;
    const BarMatcher matcher(read_bar(folder.write("b.json", bar_file(0.93, 20))));
    CHECK(matcher.match(0.93));
    CHECK_FALSE(matcher.match(0.871));
    CHECK_THAT(
        matcher.toString(),
        ContainsSubstring("test accuracy of 784-10 on digits: yours 0.871, bar 0.93, reference 0.95-0.969 "
                          "over 20 seeds"));
    CHECK_FALSE(matcher.match(std::numeric_limits<double>::quiet_NaN()));
    CHECK_THROWS_AS(ReachesBar("no_such_bar"), misuse);
}

TEST_CASE("a bar above the worst seed, or from too few seeds, is a fault of the file") {
    const Folder folder;
    CHECK_THROWS_MATCHES(read_bar(folder.write("high.json", bar_file(0.96, 20))), misuse,
                         MessageHas("the reference itself misses the bar"));
    CHECK_THROWS_MATCHES(read_bar(folder.write("few.json", bar_file(0.93, 19))), misuse,
                         MessageHas("only 19 seeds"));
}

TEST_CASE("the curriculum knows the chapters in teaching order") {
    const auto chapters = std::filesystem::path(program.source_dir) / "tests/judge/fake_chapter/chapters";
    const Curriculum curriculum(chapters / "ch02_states" / "chapter.json");
    REQUIRE(curriculum.find("1.2") != nullptr);
    CHECK(curriculum.find("1.2")->title() == "1.2 also_early");
    CHECK(curriculum.next(*curriculum.find("1.2"))->id == "2.1");
    CHECK(curriculum.next(*curriculum.find("2.9"))->id == "2.10");
    CHECK(curriculum.next(*curriculum.find("2.22"))->id == "milestone-2");
    CHECK(curriculum.next(*curriculum.find("milestone-2"))->id == "3.1");
    CHECK(curriculum.next(*curriculum.find("3.2")) == nullptr);
    CHECK(curriculum.find("9.9") == nullptr);
    CHECK(curriculum.of_this_chapter().size() == 23);
    CHECK_THROWS_AS(Curriculum(chapters / "ch09_none" / "chapter.json"), misuse);
}

TEST_CASE("the line to edit is the marker, else the definition, else the top") {
    const Folder folder;
    folder.write("chapters/ch01/a.cpp",
                 "// see wb::f(1)\n\nint wb::f(int x) {\n    // EXERCISE 1.10\n    // EXERCISE 1.1\n}\n"
                 "void wb::g() {}\n    // BEGIN SOLUTION 1.3\n");
    const std::string root = folder.path().string(), code = root + "/chapters/ch01";
    const Program inside{"", root.c_str(), code.c_str(), "student", "reference"};
    const auto line_of = [&](const std::string& id, const std::string& symbol) {
        return find_edit_line({.id = id, .name = "", .file = "a.cpp", .symbol = symbol, .directory = "ch01"},
                              inside)
            .text();
    };
    CHECK(line_of("1.1", "wb::g") == "chapters/ch01/a.cpp:5");
    CHECK(line_of("1.10", "wb::g") == "chapters/ch01/a.cpp:4");
    CHECK(line_of("1.3", "wb::f") == "chapters/ch01/a.cpp:8");
    CHECK(line_of("1.2", "wb::f") == "chapters/ch01/a.cpp:3");
    CHECK(line_of("1.2", "wb::h") == "chapters/ch01/a.cpp:1");

    const Program outside{"", "/elsewhere", code.c_str(), "student", "reference"};
    CHECK(shown_path(code, outside) == code);
}

TEST_CASE("a result is written in one step, and broken text does not break it") {
    const Folder folder;
    Result result;
    result.exercise = "3.2";
    result.needs = {"3.1", "2.6"};
    result.message = "a \"quoted\"\nline and a broken byte \xff";
    const auto file = folder.path() / "r.json";
    write_result(file, to_json(result));
    const Json json = Json::read(file);
    CHECK(json.text("exercise") == "3.2");
    CHECK(json.texts("needs") == result.needs);
    CHECK_THAT(json.text("message"), ContainsSubstring("a \"quoted\"\nline"));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
    CHECK_THROWS_AS(write_result(folder.path() / "none" / "r.json", "x"), misuse);
    CHECK_NOTHROW(write_result("", "x"));
}
