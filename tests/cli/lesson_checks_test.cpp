#include "tests/dev/lesson_checks.hpp"

#include "tests/dev/evidence.hpp"
#include "tests/dev/plain_words.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;
using Lines = std::vector<std::string>;

TEST_CASE("a block is what was printed, from anywhere to anywhere") {
    const Lines printed{"a", "b 1", "", "c", "d 2"};
    CHECK(difference({"a", "b 1"}, printed).empty());
    CHECK(difference({"b 1", "", "c  "}, printed).empty());
    CHECK(difference({"...", "d 2", "..."}, printed).empty());
    CHECK(difference({"a", "...", "c", "d 2"}, printed).empty());
    CHECK(difference({"b ..."}, printed).empty());
    CHECK(difference({"...1"}, printed).empty());
}

TEST_CASE("a block that differs says in which line") {
    const Lines printed{"a", "b 1", "c", "d 2"};
    CHECK(difference({"a", "b 2"}, printed) == "shown:    b 2\nprinted:  b 1");
    CHECK(difference({"a", "c"}, printed) == "shown:    c\nprinted:  b 1");
    CHECK(difference({" a"}, printed) == "shown:     a\nwas not printed");
    CHECK(difference({"d 2", "e"}, printed) == "shown:    e\nprinted:  (nothing more)");
    CHECK_FALSE(difference({"c", "...", "a"}, printed).empty());  // the wrong order
    CHECK_FALSE(difference({"b ... 2"}, printed).empty());
    CHECK_FALSE(difference({}, printed).empty());
    CHECK_FALSE(difference({"..."}, printed).empty());
}

TEST_CASE("a contract's lines are in the header, whatever is between them and however they are broken") {
    const std::string header =
        "/// what\nclass Layer {\npublic:\n    /// x\n    np_tensor forward(const np_tensor& x,\n"
        "                      int n) override;\n    int size;  ///< N\n};\n";
    CHECK(
        not_in_header({"class Layer {", "  np_tensor forward(const np_tensor& x, int n) override;  // 5.1: y",
                       "    int size;  ///< N", "    ...", "};"},
                      header, true)
            .empty());
    CHECK(not_in_header({"np_tensor forward(...) override;"}, header, true).empty());
    CHECK(not_in_header({"int size;", "class Layer {"}, header, false).empty());
    CHECK(not_in_header({"int size;", "class Layer {"}, header, true) == "class Layer {");
    CHECK(not_in_header({"np_tensor forward(const np_tensor& x);"}, header, true) ==
          "np_tensor forward(const np_tensor& x);");
    CHECK(not_in_header({"int size;  ///< M"}, header, true) == "int size; ///< M");
    CHECK_FALSE(not_in_header({"..."}, header, true).empty());
}

TEST_CASE("numbers without an origin are named") {
    CHECK(numbers_without_origin(numbers_in("98.2% and 0.5"), {0.98208, 0.5}).empty());
    CHECK(numbers_without_origin(numbers_in("98.2% and 0.6"), {0.98208, 0.5}) == Lines{"0.6"});
    CHECK(numbers_without_origin(numbers_in("98.2%"), {}) == Lines{"98.2%"});
}

TEST_CASE("the values of a print are its numbers") {
    CHECK(values_in("Epoch 3 - Cost: 0.17, gap -0.254, 1e-05; 784-20-10") ==
          std::vector<double>{3, 0.17, 0.254, -0.254, 1e-5, 784, 20, -20, 10, -10});
}

namespace {

Lines found(const std::vector<BannedWord>& words) {
    Lines lines;
    for (const auto& word : words) lines.push_back(std::to_string(word.line) + " " + word.found);
    return lines;
}

}  // namespace

TEST_CASE("banned words of a page are found, whatever their case") {
    CHECK(found(banned_words_in_page("Somebody learnt it by heart.\n\nThe centre is grey.\n")) ==
          Lines{"1 Somebody", "1 by heart", "1 learnt", "3 centre", "3 grey"});
    CHECK(found(banned_words_in_page("It stands in the row, is said to be, and is to be had.\n")).size() ==
          3);
    CHECK(found(banned_words_in_page("Normalised, standardising, an optimisation.\n")).size() == 3);
    CHECK(found(banned_words_in_page("Start anew, and look for ever at a hyper-parameter.\n")).size() == 3);
}

TEST_CASE("plain words, parts of words, code, comments, formulas and links are not banned") {
    CHECK(found(banned_words_in_page(
                    "We recommend it. It understands innocent, learned words. Otherwise raise it.\n"))
              .empty());
    CHECK(found(banned_words_in_page("`grey` and $grey$ and [a page](centre.md) <!-- grey -->\n\n"
                                     "```output lab=1\ngrey\n```\n\n<!--\ngrey\n-->\n"))
              .empty());
}

TEST_CASE("banned words in comments are found, those in code are not") {
    CHECK(found(banned_words_in_comments(
              "int grey = 1;  // a grey pixel\n/// `grey`, see https://x.org/grey\n")) ==
          Lines{"1 grey", "2 grey"});
    CHECK(found(banned_words_in_comments("const auto url = \"http://grey\";\n")).empty());
}

TEST_CASE("banned words in string literals are found, those in names and comments are not") {
    CHECK(found(banned_words_in_strings("TEST_CASE(\"a \\\"grey\\\" pixel\") {\nint grey = 1;  // grey\n"
                                        "// \"grey\"\n#include \"grey.hpp\"\nsay(\"start\", \"anew\");\n")) ==
          Lines{"1 grey", "5 anew"});
    CHECK(found(banned_words_in_strings("say(\"" + std::string(300'000, '1') + " grey\");\n")) ==
          Lines{"1 grey"});
}
