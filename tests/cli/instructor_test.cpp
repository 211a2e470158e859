#include <algorithm>

#include "common/cli/support/text.hpp"
#include "tests/dev/mistake.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;

// What the instructor's guide says that a test says is what the run of all mistakes has seen it say.
TEST_CASE("every message that the instructor's guide quotes is one of a known mistake") {
    const Workspace workspace(WORKBOOK_CHECKOUT);
    const auto mistakes = read_mistakes(workspace);
    const auto quoted = [&](const std::string& exercise, const std::string& message) {
        return std::any_of(mistakes.begin(), mistakes.end(), [&](const Mistake& mistake) {
            return mistake.exercise == exercise &&
                   std::any_of(mistake.says.begin(), mistake.says.end(),
                               [&](const std::string& words) { return lower(words) == lower(message); });
        });
    };
    CHECK_FALSE(quoted("1.1", "words that no test says"));

    std::size_t rows = 0;
    for (const auto& line : split_lines(read_file(workspace.root() / "docs" / "instructor.md"))) {
        const auto cells = split(line, "|");
        if (cells.size() != 4 || cells[0].find_first_not_of("0123456789.") != std::string::npos ||
            cells[0].find('.') == std::string::npos)
            continue;
        ++rows;
        INFO(cells[0] << " does not say: " << cells[2]);
        CHECK(quoted(cells[0], cells[2]));
    }
    CHECK(rows >= 10);
}
