// Drawing with gnuplot: what is left behind, the message when it fails, and that text is only text.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/plot/gnuplot.hpp"
#include "tests/common/gnuplot_for_test.hpp"
#include "tests/common/png_pixels.hpp"
#include "tests/common/svg_texts.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

namespace {

/// A dot, with a title and a label.
void draw_dot(const std::filesystem::path& stem, const std::string& words, const std::string& more = {}) {
    const wb::plot::Picture picture{stem, words};
    wb::plot::draw(picture,
                   [&](std::ostream& gnuplot) {
                       gnuplot << wb::plot::title_command(picture, {300, 200}) << "set label 2 "
                               << wb::plot::literal(words) << " at 0.5,0.5 noenhanced\n"
                               << more
                               << "set xrange [0:1]\nset yrange [0:1]\nplot '-' notitle\n0.2 0.2\ne\n";
                   },
                   {300, 200});
}

/// Left by an earlier run.
void write_old(const std::filesystem::path& file) {
    std::ofstream(file) << "old";
}

}  // namespace

TEST_CASE("a picture is a PNG of the right size and an SVG, and nothing else is left in the folder",
          "[plot]") {
    const TemporaryFolder folder;
    const std::string name = GENERATE("dot", "it's one", "784-20-10");
    draw_dot(folder / name, "a dot");
    CHECK(names_in(folder.path()) == std::vector<std::string>{name + ".png", name + ".svg"});
    const PngPixels png(folder / (name + ".png"));
    CHECK(png.width() == 300);
    CHECK(png.height() == 200);
    CHECK(png.find({255, 255, 255}).count > 40'000);  // mostly paper
    CHECK(svg_texts(folder / (name + ".svg")).size() >= 2);
}

TEST_CASE("text is itself, whatever it has a meaning for", "[plot]") {
    const TemporaryFolder folder;
    const std::string words =
        GENERATE("a_b^c {d} @e &f", "<b>&amp;</b>", "it's \"quoted\"", "`touch here` $(touch here)",
                 "100% %d \\n \\\\", "µ é ✓ 数", "'; set output; !touch here #",
                 "\"; set output; !touch here #", "'", "\"");
    draw_dot(folder / "dot", words);
    const auto texts = svg_texts(folder / "dot.svg");
    INFO(words);
    REQUIRE(texts.size() >= 2);
    CHECK(texts[texts.size() - 2].text + texts.back().text == words + words);
    CHECK(names_in(folder.path()).size() == 2);
    CHECK_FALSE(std::filesystem::exists("here"));
}

TEST_CASE("control characters and what is not UTF-8 do not spoil the SVG", "[plot]") {
    CHECK(wb::plot::literal("a\nb\tc\x01") == "\"a b c \"");
    CHECK(wb::plot::literal("a\xff\xc3 \xe2\x82") == "\"a?? ??\"");
    CHECK(wb::plot::literal("\xc3\xa9\xf0\x9f\x98\x80") == "\"\xc3\xa9\xf0\x9f\x98\x80\"");
    CHECK(wb::plot::literal("\xc0\xaf\xf5\x80\x80\x80") == "\"??????\"");
}

TEST_CASE("the SVG has its title for those who listen, and none of gnuplot's commands", "[plot]") {
    const TemporaryFolder folder;
    draw_dot(folder / "dot", "cats & <dogs>");
    std::ifstream stream(folder / "dot.svg");
    const std::string svg{std::istreambuf_iterator<char>(stream), {}};
    CHECK_THAT(svg, Catch::Matchers::ContainsSubstring("<title>cats &amp; &lt;dogs&gt;</title>"));
    CHECK(svg.find("<title>", svg.find("<title>") + 1) == std::string::npos);
    CHECK_THAT(svg, !Catch::Matchers::ContainsSubstring(":Bold"));
}

TEST_CASE("without gnuplot there is no picture, but a word on how to get it", "[plot]") {
    const TemporaryFolder folder, empty;
    const OnlyPath path(empty.path());
    CHECK_THROWS_MATCHES(draw_dot(folder / "dot", "a dot"), wb::plot_error,
                         MessageHas("not installed", "apt-get install gnuplot-nox"));
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("when gnuplot fails, its own complaint is handed on, and the old picture stays", "[plot]") {
    const TemporaryFolder folder, programs;
    write_old(folder / "dot.png");
    // It ends before it has read anything: what we write after that goes nowhere.
    make_gnuplot(programs.path(), "echo unknown terminal pngcairo >&2; exit 1");
    const OnlyPath path(programs.path());
    CHECK_THROWS_MATCHES(draw_dot(folder / "dot", "a dot"), wb::plot_error, MessageHas("unknown terminal"));
    CHECK(names_in(folder.path()) == std::vector<std::string>{"dot.png"});
    CHECK(std::filesystem::file_size(folder / "dot.png") == 3);
}

TEST_CASE("half a picture is none: after a command that it does not understand, gnuplot would go on",
          "[plot]") {
    const TemporaryFolder folder;
    write_old(folder / "dot.png");
    CHECK_THROWS_MATCHES(draw_dot(folder / "dot", "a dot", "set label 3 nonsense(\n"), wb::plot_error,
                         MessageHas("gnuplot did not draw it", "nonsense"));
    CHECK(names_in(folder.path()) == std::vector<std::string>{"dot.png"});
}

TEST_CASE("a warning of gnuplot's is no failure", "[plot]") {
    const TemporaryFolder folder;
    draw_dot(folder / "dot", "a dot", "print '  line 1: warning: no such font'\n");
    CHECK(names_in(folder.path()).size() == 2);
}

TEST_CASE("a folder that is not there is named", "[plot]") {
    const TemporaryFolder folder;
    CHECK_THROWS_MATCHES(draw_dot(folder / "none" / "dot", "a dot"), wb::plot_error, MessageHas("folder"));
}

TEST_CASE("a picture that cannot be put in its place is a plot_error, so that the lab goes on", "[plot]") {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "dot.svg" / "in the way");
    CHECK_THROWS_MATCHES(draw_dot(folder / "dot", "a dot"), wb::plot_error,
                         MessageHas("dot.png", "its place"));
    CHECK(names_in(folder.path()) == std::vector<std::string>{"dot.svg"});
}

TEST_CASE("a gnuplot that hangs is stopped, and not waited for twice", "[plot]") {
    const TemporaryFolder folder, programs;
    make_gnuplot(programs.path(), "exec /bin/sleep 60");
    for (const auto* tool : {"timeout", "sh"})
        std::filesystem::create_symlink(std::filesystem::path("/usr/bin") / tool, programs / tool);
    ::setenv("WORKBOOK_GNUPLOT_SECONDS", "1", 1);
    std::fflush(nullptr);
    // In a process of its own: what is known of gnuplot from then on holds for all of it.
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(20);
        const OnlyPath only(programs.path());
        int said = 0;
        for (int i = 0; i < 20; ++i) try {
                wb::plot::draw({.stem = folder / "a", .title = "a"}, [](std::ostream&) {});
            } catch (const wb::plot_error& error) {
                const std::string words = error.what();
                const char* expected = i == 0 ? "took too long" : "did not answer before";
                if (words.find(expected) != std::string::npos) ++said;
            }
        ::_exit(said);
    }
    ::unsetenv("WORKBOOK_GNUPLOT_SECONDS");
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 20);
}
