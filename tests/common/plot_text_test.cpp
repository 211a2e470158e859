// Curves and confusion matrices on a terminal.
#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/plot/text_confusion_matrix.hpp"
#include "common/plot/text_curves.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using namespace wb::plot;

namespace {

/// The width of the widest line, in characters.
std::size_t width_of_lines(const std::string& text) {
    std::size_t widest = 0, width = 0;
    for (const char c : text) {
        width += (static_cast<unsigned char>(c) & 0xc0U) != 0x80 && c != '\n';
        widest = std::max(widest, width);
        if (c == '\n') width = 0;
    }
    return widest;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines{""};
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    }
    lines.pop_back();
    return lines;
}

}  // namespace

TEST_CASE("a confusion matrix on a terminal", "[plot-text]") {
    CHECK(text_confusion_matrix({{"cat", "dog"}, {30, 10, 1, 199}}) ==
          "            what the network says\n"
          "what it is   cat   dog   right\n"
          "       cat  [30] █  10   75.0%\n"
          "       dog ░   1 [199]   99.5%\n"
          "Shares of a row: ░ from 0.5%, ▒ from 2%, ▓ from 5%, █ from 10%\n");
}

TEST_CASE("a confusion matrix of ten classes has at most 80 columns, and a row of no samples no percentage",
          "[plot-text]") {
    ConfusionCounts confusion;
    for (int k = 0; k < 10; ++k) confusion.names.push_back("T-shirt or top " + std::to_string(k));
    confusion.counts.assign(100, 1135);
    std::fill_n(confusion.counts.begin(), 10, std::size_t{0});
    const std::string text = text_confusion_matrix(confusion);
    CHECK(width_of_lines(text) <= 80);
    CHECK(lines_of(text)[2].ends_with("-"));
    CHECK_THROWS_MATCHES(text_confusion_matrix({{"a"}, {1}}), std::invalid_argument, MessageHas("1 classes"));
    CHECK_THROWS_MATCHES(text_confusion_matrix({{"a", "b"}, {1}}), std::invalid_argument,
                         MessageHas("not 1"));
}

TEST_CASE("curves on a terminal: the first mark stands where the first value is", "[plot-text]") {
    const std::string text = text_curves("loss", {{"training", {2, 1, 0}}, {"validation", {2, 2, 2}}});
    const auto lines = lines_of(text);
    REQUIRE(lines.size() == 14);
    CHECK(width_of_lines(text) <= 80);
    CHECK(lines[0] == "loss    ● training  ○ validation");
    CHECK(lines[1].starts_with("         2 ┤○"));  // the later curve covers the earlier
    CHECK(lines[11].starts_with("         0 ┤"));
    CHECK(lines[11].ends_with("●"));  // the last value of the first: at the right, below
    CHECK(lines[1].ends_with("○"));
    CHECK(lines[13].starts_with("            epoch 1 "));
    CHECK(lines[13].ends_with(" 3"));
}

TEST_CASE("curves on a terminal: one value, equal values, gaps, nothing", "[plot-text]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::string one = text_curves("loss", {{"training", {0.5}}}, 7);
    CHECK_THAT(one, Catch::Matchers::ContainsSubstring("●") && Catch::Matchers::ContainsSubstring("epoch 7"));
    CHECK_NOTHROW(text_curves("loss", {{"training", {1, 1, 1}}}));
    CHECK_NOTHROW(text_curves("loss", {{"training", {0, 0}}}));
    CHECK_NOTHROW(text_curves("loss", {{"training", {1, nan, 3}}, {"none", {}}}));
    CHECK_NOTHROW(text_curves("loss", {{"training", std::vector<double>(1000, 1.0)}}));
    CHECK(text_curves("loss", {{"training", {nan}}}) ==
          "loss: no value is a number, so there is no curve to draw\n");
    CHECK_THROWS_MATCHES(text_curves("loss", {}), std::invalid_argument, MessageHas("0 curves"));
    CHECK_THROWS_MATCHES(text_curves("loss", std::vector<Curve>(5, {"c", {1}})), std::invalid_argument,
                         MessageHas("5 curves"));
}
