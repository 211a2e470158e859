// The checker of the lesson pages finds what it looks for: each fault on a small site that is otherwise
// sound.
#include "tests/docs/site_check.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "tests/docs/site_finish.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using Catch::Matchers::ContainsSubstring;
using wb::site::check_site;
using wb::site::Finding;
using wb::site::look_for_lines;

namespace {

// A site of two pages and two pictures in a folder that goes at the end.
class FakeSite {
public:
    FakeSite() {
        std::string name = (fs::temp_directory_path() / "workbook-site-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = name;
        write("index.html", page("Start", R"(<p>Read <a href="lesson.html#goal">the lesson</a>.</p>)"));
        write("lesson.html", page("Lesson", R"(<h2 id="goal">Goal</h2><p>\(x^2\) of <code>a ** b, $HOME</code>
            in <span class="tt">chapters/*/pictures/*</span></p>
            <img src="pictures/a%20map.svg" alt="a map"/><img src="dot.png" alt="a dot"/>)"));
        fs::create_directory(folder_ / "pictures");
        write("pictures/a map.svg", svg(R"(<a href="../lesson.html#goal"><text>Goal</text></a>)"));
        write("dot.png", png);
    }
    ~FakeSite() { fs::remove_all(folder_); }
    FakeSite(const FakeSite&) = delete;
    FakeSite& operator=(const FakeSite&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
    }
    void remove(const std::string& name) const { fs::remove(folder_ / name); }
    const fs::path& folder() const { return folder_; }

    // A third page with this in it.
    void add(const std::string& body) const { write("more.html", page("More", body)); }

    static std::string page(const std::string& title, const std::string& body) {
        return "<!DOCTYPE html><html><head><title>Workbook: " + title +
               "</title></head><body><div class=\"title\">" + title + "</div>" + body + "</body></html>";
    }
    static std::string svg(const std::string& content) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\">" + content + "</svg>";
    }

    // Its size, no pixels, the end: enough for the checker, which does not unpack it.
    inline static const std::string png =
        std::string("\x89PNG\r\n\x1a\n") + "IHDR" + "IEND" + "\xae\x42\x60\x82";

private:
    fs::path folder_;
};

std::string only_finding(const FakeSite& site) {
    const auto findings = check_site(site.folder());
    std::string all;
    for (const auto& finding : findings) all += finding.page + ": " + finding.what + "\n";
    INFO(all);
    REQUIRE(findings.size() == 1);
    return all;
}

}  // namespace

TEST_CASE("a sound site passes") {
    const FakeSite site;
    for (const auto& finding : check_site(site.folder())) {
        INFO(finding.page << ": " << finding.what);
        CHECK(false);
    }
    site.add(R"(<p>An <a href="https://arxiv.org/abs/1603.07285">article</a>, and 5 $ or 6 $.</p>)");
    CHECK(check_site(site.folder()).empty());
}

TEST_CASE("a folder without pages is no site") {
    const FakeSite site;
    site.remove("index.html");
    site.remove("lesson.html");
    CHECK_THROWS_WITH(check_site(site.folder()), ContainsSubstring("there is no page"));
    CHECK_THROWS_WITH(look_for_lines(site.folder(), {{"a line", "x"}}),
                      ContainsSubstring("there is no page"));
}

TEST_CASE("a link that leads nowhere is found") {
    const FakeSite site;
    SECTION("to a page that is not there") {
        site.add(R"(<p><a href="gone.html">x</a></p>)");
        CHECK_THAT(only_finding(site),
                   ContainsSubstring("more.html: the link to \"gone.html\" leads nowhere"));
    }
    SECTION("to a place that is not there") {
        site.add(R"(<p><a href="lesson.html#aim">x</a></p>)");
        CHECK_THAT(only_finding(site), ContainsSubstring("has no such place"));
    }
    SECTION("to a place of its own page") {
        site.add(R"(<p><a href="#aim">x</a></p>)");
        CHECK_THAT(only_finding(site), ContainsSubstring("has no such place"));
    }
    SECTION("from a map drawn into the page") {
        site.add(R"(<p>Map</p><svg><a xlink:href="lesson_ch09.html"><text>09</text></a></svg>)");
        CHECK_THAT(only_finding(site), ContainsSubstring("\"lesson_ch09.html\" leads nowhere"));
    }
    SECTION("from a picture that is a map") {
        site.write("pictures/a map.svg", FakeSite::svg(R"(<a href="lesson.html"><text>x</text></a>)"));
        CHECK_THAT(only_finding(site), ContainsSubstring("\"lesson.html\" leads nowhere"));
    }
    SECTION("to an image map's page") {
        site.add(R"(<p>x</p><map><area href="gone.html"/></map>)");
        CHECK_THAT(only_finding(site), ContainsSubstring("gone.html"));
    }
}

TEST_CASE("what a page loads must be there, and not in the network") {
    const FakeSite site;
    SECTION("a script") {
        site.add(R"(<p>x</p><script src="gone.js"></script>)");
        CHECK_THAT(only_finding(site), ContainsSubstring("gone.js"));
    }
    SECTION("a script of the network") {
        site.add(R"(<p>x</p><script src="https://cdn.example/mathjax.js"></script>)");
        CHECK_THAT(only_finding(site), ContainsSubstring("needs the network"));
    }
    SECTION("a style sheet") {
        site.add(R"(<p>x</p><link rel="stylesheet" href="gone.css"/>)");
        CHECK_THAT(only_finding(site), ContainsSubstring("gone.css"));
    }
}

TEST_CASE("a picture that cannot be seen is found") {
    const FakeSite site;
    SECTION("it is not there") {
        site.remove("dot.png");
        CHECK_THAT(only_finding(site), ContainsSubstring("\"dot.png\" leads nowhere"));
    }
    SECTION("it is cut off") {
        site.write("dot.png", FakeSite::png.substr(0, 14));
        CHECK_THAT(only_finding(site), ContainsSubstring("not a whole PNG"));
    }
    SECTION("it is not what its name says") {
        site.write("dot.png", "<html>404</html>");
        CHECK_THAT(only_finding(site), ContainsSubstring("not a whole PNG"));
    }
    SECTION("it is not well-formed") {
        site.write("pictures/a map.svg", "<svg><text>");
        CHECK_THAT(only_finding(site), ContainsSubstring("is not SVG"));
    }
    SECTION("it is empty") {
        site.write("pictures/a map.svg", FakeSite::svg("<g></g>"));
        CHECK_THAT(only_finding(site), ContainsSubstring("nothing in the picture"));
    }
    SECTION("it does not say what it shows") {
        site.add(R"(<p>x</p><img src="dot.png"/>)");
        CHECK_THAT(only_finding(site), ContainsSubstring("does not say what it shows"));
    }
}

TEST_CASE("markup that was left is found") {
    const FakeSite site;
    const std::string left =
        GENERATE(as<std::string>(), "see \\ref lesson_ch05", "see @ref lesson_ch05", "\\f$x\\f$",
                 "so $x_n$ grows", "``` cpp", "the code `x", "&lt;!-- from: lab=5 --&gt;",
                 "![A picture](a.png)", "the [lesson](lesson.md)", "**5.2 im2col.**", "is *over*confident",
                 "# Title {#name}", "\\param x the input", "a \"&lt;a href=x.html&gt;term&lt;/a&gt;\"",
                 "<code>\\f$x\\f$</code>", "<pre>\\ref lesson</pre>", "\\alpha without signs");
    INFO(left);
    site.add("<p>" + left + "</p>");
    CHECK_THAT(only_finding(site), ContainsSubstring("markup was left"));
}

TEST_CASE("a page without a title, a heading or a text is found") {
    const FakeSite site;
    SECTION("no title") {
        site.write("more.html", "<html><head><title> </title></head><body><h1>More</h1></body></html>");
        CHECK_THAT(only_finding(site), ContainsSubstring("<title> is empty"));
    }
    SECTION("nothing behind the project's name") {
        site.write("more.html",
                   "<html><head><title>Workbook: </title></head><body><h1>More</h1></body></html>");
        CHECK_THAT(only_finding(site), ContainsSubstring("<title> is empty"));
    }
    SECTION("no heading") {
        site.write("more.html", "<html><head><title>More</title></head><body><p>More</p></body></html>");
        CHECK_THAT(only_finding(site), ContainsSubstring("no heading"));
    }
    SECTION("a name twice") {
        site.add(R"(<p id="a">x</p><p id="a">y</p>)");
        CHECK_THAT(only_finding(site), ContainsSubstring("two elements have the name \"a\""));
    }
}

TEST_CASE("a line of a solution is found wherever it stands, and however it is broken") {
    const FakeSite site;
    const std::map<std::string, std::string> lines{
        {"return matmul(x, weight) + bias;", "linear.cpp, exercise 3.1"}};
    CHECK(look_for_lines(site.folder(), lines).empty());
    SECTION("in a page, colored, over two lines") {
        site.add("<p>x</p><div class=\"line\"><span>return</span> matmul(x,\n   weight) + bias;</div>");
        const auto findings = look_for_lines(site.folder(), lines);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].page == "more.html");
        CHECK_THAT(findings[0].what, ContainsSubstring("exercise 3.1"));
    }
    SECTION("in what the search knows") {
        site.write("search.js", "var found = 'return matmul(x, weight) + bias;'");
        CHECK(look_for_lines(site.folder(), lines).size() == 1);
    }
    SECTION("no line to look for is an error, not a success") {
        CHECK_THROWS_WITH(look_for_lines(site.folder(), {}), ContainsSubstring("no line to look for"));
    }
}

TEST_CASE("a finished page has one h1, its title, and the headings below in order") {
    const auto page = wb::site::finished_page(
        "lesson_ch05.html",
        "<div class=\"header\"><div class=\"headertitle\"><div class=\"title\">Nets </div></div>\n</div>"
        "<div class=\"toc\"><h3>Table of Contents</h3></div><h1>Goal</h1><h2>By hand</h2>");
    CHECK(page ==
          "<nav class=\"crumbs\" aria-label=\"The way here\"><a href=\"index.html\">Start</a> &rsaquo; "
          "<a href=\"index.html\">Chapters</a></nav>\n"
          "<div class=\"header\"><div class=\"headertitle\"><h1 class=\"title\">Nets </h1></div>\n</div>"
          "<div class=\"toc\"><h2>On this page</h2></div><h2>Goal</h2><h3>By hand</h3>");
}

TEST_CASE("the search knows headings and terms") {
    const FakeSite site;
    site.write("lesson_ch01.html",
               FakeSite::page("Data",
                              "<h1><a id=\"sets\"></a>Three sets</h1><p><em>Batches</em> are <em>not</em> "
                              "<em>large</em>, <em>batch</em> by batch; a <em>forward pass</em></p>"));
    site.write("glossary.html", FakeSite::page("Glossary",
                                               "<table><tr><td><a id=\"term_epoch\"></a>epoch</td>"
                                               "<td>One pass.</td></tr>"
                                               "<tr><td><a id=\"term_batch\"></a>batch, minibatch</td>"
                                               "<td>Some samples.</td></tr>"
                                               "<tr><td><a id=\"term_forward\"></a>forward (pass)</td>"
                                               "<td>The way to the scores.</td></tr></table>"));
    wb::site::finish_site(site.folder());
    std::ifstream file(site.folder() / "search_index.js");
    const std::string script{std::istreambuf_iterator<char>(file), {}};
    for (const char* row :
         {"\"Three sets\",\n\"lesson_ch01.html#sets\"", "\"Batches\",\n\"lesson_ch01.html#sets\"",
          "\"forward pass\",\n\"lesson_ch01.html#sets\"", "\"epoch\",\n\"glossary.html#term_epoch\""})
        CHECK_THAT(script, ContainsSubstring(row));
    INFO("a word that is only stressed, and the same term again");
    for (const char* word : {"\"not\"", "\"large\"", "\"batch\""})
        CHECK_THAT(script, !ContainsSubstring(word));
}

TEST_CASE("a script that this Doxygen does not make is not asked for") {
    const FakeSite site;
    site.add("<p>More.</p>\n<script src=\"jquery.js\"></script>\n<script src=\"dynsections.js\"></script>\n");
    site.write("dynsections.js", "");
    wb::site::finish_site(site.folder());
    std::ifstream file(site.folder() / "more.html");
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    CHECK_THAT(page, !ContainsSubstring("jquery.js") && ContainsSubstring("\"dynsections.js\""));
}
