// results/report.html: whatever the labs have left, or not left, ends as a page that is whole.
#include <fmt/format.h>

#include <string>
#include <utility>

#include "common/report/page.hpp"
#include "common/report/results.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using Catch::Matchers::ContainsSubstring;

namespace {

// As much of a PNG as the report looks at: 4 x 3 pixels.
using namespace std::string_literals;
const std::string png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x03 the pixels IEND\xae\x42\x60\x82"s;

std::string stamp(const std::string& flavor, const std::string& date = "2026-03-01 14:05:09") {
    return fmt::format(R"("flavor": "{}", "data": "mnist", "date": "{}", "quick": false)", flavor, date);
}

std::string summary(const std::string& the_stamp, double value) {
    return fmt::format(R"({{{}, "rows": [{{"chapter": 1, "model": "784-10 <b>&amp;", "data": "mnist",
        "metric": "test accuracy", "value": {}, "promised": 0.975, "seconds": 1.5}}]}})",
                       the_stamp, value);
}

std::string pictures(const std::string& the_stamp, const std::string& list) {
    return fmt::format(R"({{{}, "pictures": [{}]}})", the_stamp, list);
}

// Both chapters have a lab; that of chapter 1 has run.
class RunWorkbook : public FakeWorkbook {
public:
    RunWorkbook() {
        write("chapters/ch01_data/lab/lab.cpp", "");
        write("chapters/ch02_net/lab/lab.cpp", "");
        write("results/ch01/summary.json", summary(stamp("reference"), 0.98));
        write("results/ch01/curves.png", png);
        write("results/ch01/pictures.json",
              pictures(stamp("reference"),
                       R"({"file": "curves.png", "title": "Curves", "reading": "It falls."})"));
    }
    std::string page() const {
        const auto ran = run({"report"});
        INFO(ran.output);
        REQUIRE(ran.exit_code == 0);
        CHECK_THAT(ran.output, ContainsSubstring("results/report.html"));
        return read("results/report.html");
    }
};

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) ++n;
    return n;
}

}  // namespace

TEST_CASE("the report holds table and pictures, and needs nothing else") {
    const RunWorkbook book;
    const auto page = book.page();
    CHECK_THAT(page, ContainsSubstring("All results are of the reference, on mnist."));
    CHECK_THAT(page,
               ContainsSubstring("98.00%") && ContainsSubstring("97.50% <span class=\"kept\">✓ kept</span>"));
    CHECK_THAT(page, ContainsSubstring("<h3>Curves</h3>\n<p>It falls.</p>"));
    CHECK_THAT(page, ContainsSubstring("alt=\"Curves\" src=\"data:image/png;base64,iVBORw0KGgo"));
    CHECK_THAT(page, ContainsSubstring("width=\"4\" height=\"3\""));
    CHECK_THAT(page, ContainsSubstring("Chapter 1: Data") && ContainsSubstring("2026-03-01 14:05:09"));
    CHECK(count(page, "<img ") == 1);
    for (const auto* other : {"<script", "http:", "https:", "url(", "@import"})
        CHECK(count(page, other) == 0);
    CHECK(count(page, "src=") == count(page, "src=\"data:"));
}

TEST_CASE("a chapter whose lab has not run says so, and how to run it") {
    const RunWorkbook book;
    CHECK_THAT(book.page(), ContainsSubstring("No results: this lab has not run to its end.") &&
                                ContainsSubstring("./workbook lab 2"));
    const FakeWorkbook fresh;
    fresh.write("chapters/ch01_data/lab/lab.cpp", "");
    CHECK(fresh.run({"report"}).exit_code == 0);
    CHECK_THAT(fresh.read("results/report.html"),
               ContainsSubstring("No lab has run yet.") && ContainsSubstring("There are no figures yet."));
}

TEST_CASE("the report says whose code it was, and when that is not the same everywhere") {
    const RunWorkbook book;
    book.write("results/ch01/summary.json", summary(stamp("student"), 0.5));
    book.write("results/ch01/pictures.json", pictures(stamp("student"), ""));
    auto page = book.page();
    CHECK_THAT(page, ContainsSubstring("All results are of the student&#39;s code, on mnist."));
    CHECK_THAT(page, ContainsSubstring("✗ not kept") && ContainsSubstring("This lab draws no pictures."));
    book.write("results/ch02/summary.json", fmt::format("{{{}, \"rows\": []}}", stamp("reference")));
    CHECK_THAT(book.page(), ContainsSubstring("The results are not all of one kind"));
}

TEST_CASE("figures and pictures of different runs are not passed off as one") {
    const RunWorkbook book;
    book.write("results/ch01/pictures.json", pictures(stamp("student", "2026-02-28 09:00:00"), ""));
    CHECK_THAT(book.page(),
               ContainsSubstring("The pictures are of another run than the figures: of 2026-02-28 09:00:00, "
                                 "with student code."));
}

TEST_CASE("results of before the run are called those of an earlier one") {
    const RunWorkbook book;
    const auto labs = read_results(book.workspace(), wb::cli::Manifest::read(book.root()));
    const auto earlier = ContainsSubstring("the results of an earlier run");
    CHECK_THAT(wb::cli::report_page(labs, "now", "2026-03-01 15:00:00"), earlier);
    CHECK_THAT(wb::cli::report_page(labs, "now", "2026-03-01 14:05:09"), !earlier);
    CHECK_THAT(wb::cli::report_page(labs, "now"), !earlier);
}

TEST_CASE("the page says which picture is missing or damaged, and shows no broken one") {
    const RunWorkbook book;
    const auto with = [&](const std::string& entry) {
        book.write("results/ch01/pictures.json", pictures(stamp("reference"), entry));
        const auto page = book.page();
        CHECK(count(page, "<img ") == 0);
        CHECK_THAT(page, ContainsSubstring("<h3>Lost</h3>\n<p>It falls.</p>") &&
                             ContainsSubstring("There is no picture. "));
        return page;
    };
    const std::string notes = R"("title": "Lost", "reading": "It falls.")";
    CHECK_THAT(with(fmt::format(R"({{"file": "gone.png", {}}})", notes)),
               ContainsSubstring("The file gone.png is gone."));
    CHECK_THAT(with(fmt::format(R"({{"problem": "gnuplot is not installed.", {}}})", notes)),
               ContainsSubstring("There is no picture. gnuplot is not installed."));
    book.write("results/secret", png);
    CHECK_THAT(with(fmt::format(R"({{"file": "../secret", {}}})", notes)),
               ContainsSubstring("is not the name of a file"));
    for (const auto& bytes : {std::string(), png.substr(0, 40), "GIF" + png}) {
        book.write("results/ch01/bad.png", bytes);
        CHECK_THAT(with(fmt::format(R"({{"file": "bad.png", {}}})", notes)),
                   ContainsSubstring("The file bad.png is damaged."));
    }
}

TEST_CASE("damaged lists and those of older versions cost a sentence, not the report") {
    const RunWorkbook book;
    book.write("results/ch01/pictures.json", "{");
    CHECK_THAT(book.page(), ContainsSubstring("The list of pictures (pictures.json) cannot be read"));
    book.write("results/ch01/pictures.json", R"({"pictures": [{}]})");
    CHECK_THAT(book.page(), ContainsSubstring("The list of pictures (pictures.json) cannot be read"));
    std::filesystem::remove(book.root() / "results/ch01/pictures.json");
    CHECK_THAT(book.page(), ContainsSubstring("This run has left no list of pictures"));
    book.write("results/ch01/summary.json", R"({"flavor": "reference", "rows": []})");
    CHECK_THAT(book.page(), ContainsSubstring("is of an older version of the workbook. Run the lab again."));
    book.write("results/ch01/summary.json", "nonsense");
    CHECK_THAT(book.page(), ContainsSubstring("is not the summary of a lab"));
}

TEST_CASE("what is written about a picture is text, and no markup") {
    const RunWorkbook book;
    book.write(
        "results/ch01/pictures.json",
        pictures(
            stamp("<i>no one</i>"),
            R"({"file": "curves.png", "title": "\"><script>alert('x')</script>", "reading": "a < b && c"})"));
    const auto page = book.page();
    CHECK(count(page, "<script") == 0);
    CHECK_THAT(page, ContainsSubstring("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    CHECK_THAT(page, ContainsSubstring("a &lt; b &amp;&amp; c"));
    CHECK_THAT(page, ContainsSubstring("784-10 &lt;b&gt;&amp;amp;"));
}

TEST_CASE("base64, by RFC 4648's own examples") {
    for (const auto& [bytes, text] : {std::pair("", ""),
                                      {"f", "Zg=="},
                                      {"fo", "Zm8="},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg=="},
                                      {"fooba", "Zm9vYmE="},
                                      {"foobar", "Zm9vYmFy"}})
        CHECK(wb::cli::base64(bytes) == text);
    CHECK(wb::cli::base64("\xff\xfe\xfd") == "//79");
}
