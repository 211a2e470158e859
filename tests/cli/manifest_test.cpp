#include "common/cli/exercises/manifest.hpp"

#include "common/cli/exercises/target.hpp"
#include "common/cli/support/failure.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;

namespace {

// The message of the Failure that reading the manifests throws.
std::string reading_fails(const FakeWorkbook& book) {
    try {
        Manifest::read(book.root());
    } catch (const Failure& failure) {
        return failure.what();
    }
    return "no failure";
}

}  // namespace

TEST_CASE("an exercise needs only what comes before it in its chapter") {
    const FakeWorkbook book;
    book.edit("chapters/ch01_data/chapter.json", "\"symbol\": \"wb::second\"",
              "\"symbol\": \"wb::second\", \"needs\": [\"1.1\"]");
    CHECK(reading_fails(book) == "no failure");
    book.edit("chapters/ch01_data/chapter.json", "[\"1.1\"]", "[\"2.1\"]");
    CHECK_THAT(reading_fails(book), ContainsSubstring("exercise 1.2 needs 2.1"));
}

TEST_CASE("the manifests are read in teaching order") {
    const FakeWorkbook book;
    const auto manifest = Manifest::read(book.root());
    CHECK(manifest.ids() == std::vector<std::string>{"1.1", "1.2", "2.1"});
    CHECK(manifest.position("2.1") == 2);
    CHECK(manifest.chapter_of("1.2").prefix() == "ch01");
    CHECK(manifest.exercise("1.2").timeout == 5);
    CHECK(manifest.exercise("2.1").timeout == 20);
}

TEST_CASE("an id that is not there is answered with those that are") {
    const FakeWorkbook book;
    const auto ran = book.run({"hint", "7.7"});
    CHECK(ran.exit_code == 2);
    CHECK_THAT(ran.output, ContainsSubstring("there is no exercise 7.7"));
    CHECK_THAT(ran.output, ContainsSubstring("chapter 1: 1.1 1.2"));
}

TEST_CASE("a manifest that is not JSON, lacks a field or has the wrong type is named") {
    const FakeWorkbook book;
    const std::string file = "chapters/ch02_net/chapter.json";
    book.write(file, "{ \"title\": 2,, }");
    CHECK_THAT(reading_fails(book), ContainsSubstring("ch02_net/chapter.json: this is not JSON"));
    book.write(file, R"({"exercises": []})");
    CHECK_THAT(reading_fails(book), ContainsSubstring("the field \"title\" is missing"));
    book.write(file, R"({"title": 2, "exercises": []})");
    CHECK_THAT(reading_fails(book), ContainsSubstring("the field \"title\" has the wrong type: 2"));
    for (const std::string seconds : {"3.7", "1e300", "-2", "4294967298", "[2]", "null", "\"two\""}) {
        book.write(file, R"({"title": "Net", "exercises": [{"id": "2.1", "name": "third", "file": "two.cpp",
                             "timeout": )" +
                             seconds + "}]}");
        CHECK_THAT(reading_fails(book), ContainsSubstring("the field \"timeout\" has the wrong type: "));
    }
}

TEST_CASE("the number of a chapter is that of its folder") {
    const FakeWorkbook book;
    CHECK(Manifest::read(book.root()).chapters().back().number == 2);
    CHECK(Manifest::read(book.root()).exercise("2.1").directory == "ch02_net");
    for (const std::string name : {"net", "ch_net", "ch2x_net", "chapter2", "ch02"}) {
        const FakeWorkbook other;
        other.write("chapters/" + name + "/chapter.json", R"({"title": "Net", "exercises": []})");
        CHECK_THAT(reading_fails(other),
                   ContainsSubstring(name + ": the name of a chapter's folder is like ch03_mlp"));
    }
}

TEST_CASE("manifests that contradict their place or each other are refused") {
    const FakeWorkbook book;
    book.edit("chapters/ch02_net/chapter.json", "\"id\": \"2.1\"", "\"id\": \"1.2\"");
    CHECK_THAT(reading_fails(book),
               ContainsSubstring("exercise \"1.2\" does not begin with its chapter's number 2."));
    book.edit("chapters/ch02_net/chapter.json", "\"id\": \"1.2\"", "\"id\": \"2.1\"");
    book.write("chapters/ch02_other/chapter.json", R"({"title": "Other", "exercises": []})");
    CHECK_THAT(reading_fails(book), ContainsSubstring("are both chapter 2"));
}

TEST_CASE("a chapter can be named by number or folder, and 3.2 is no chapter") {
    CHECK(chapter_number("3") == 3);
    CHECK(chapter_number("03") == 3);
    CHECK(chapter_number("ch03_mlp") == 3);
    CHECK(chapter_number("ch03") == 3);
    CHECK_FALSE(chapter_number("3.2"));
    CHECK_FALSE(chapter_number("linear.cpp"));
    CHECK_FALSE(chapter_number(""));
}
