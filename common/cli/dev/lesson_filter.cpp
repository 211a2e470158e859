#include "common/cli/dev/lesson_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "common/cli/dev/dev.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/file.hpp"

namespace {

using namespace wb::cli;

// Reads the page from the left, a piece at a time: a fenced block, code between backticks, a formula, or a
// character.
class Filter {
public:
    explicit Filter(std::string_view text) : text_(text) {}

    std::string run() {
        while (at_ < text_.size()) {
            const bool line_begins = at_ == 0 || text_[at_ - 1] == '\n';
            if (line_begins && starts_with("```")) {
                copy_through("\n```", 3, "a fenced block");
            } else if (text_[at_] == '`') {
                copy_code();
            } else if (starts_with("\\$")) {
                result_ += '$';
                at_ += 2;
            } else if (starts_with("$$")) {
                copy_formula("$$", "\\f[", "\\f]");
            } else if (text_[at_] == '$' && opens_formula()) {
                copy_formula("$", "\\f$", "\\f$");
            } else {
                result_ += text_[at_++];
            }
        }
        return result_;
    }

private:
    bool starts_with(std::string_view piece) const { return text_.substr(at_).starts_with(piece); }

    bool opens_formula() const {
        return at_ + 1 < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_ + 1])) == 0;
    }

    [[noreturn]] void complain_of_no_end(const std::string& what) const {
        const auto line =
            1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
        throw Failure(fmt::format("line {}: {} begins here and does not end", line, what), "Close it.");
    }

    // Where `end` is found, `skip` characters from here or later.
    std::size_t find_end(std::string_view end, std::size_t skip, const std::string& what) const {
        const std::size_t found = text_.find(end, at_ + skip);
        if (found == std::string_view::npos) complain_of_no_end(what);
        return found;
    }

    void copy_through(std::string_view end, std::size_t skip, const std::string& what) {
        const std::size_t stop = find_end(end, skip, what) + end.size();
        result_ += text_.substr(at_, stop - at_);
        at_ = stop;
    }

    // As many backticks close it as have opened it.
    void copy_code() {
        const std::size_t ticks = std::min(text_.find_first_not_of('`', at_), text_.size()) - at_;
        copy_through(text_.substr(at_, ticks), ticks, "code");
    }

    void copy_formula(std::string_view sign, std::string_view opens, std::string_view closes) {
        const std::size_t begin = at_ + sign.size();
        const std::size_t end = find_end(sign, sign.size(), "a formula");
        const std::string_view formula = text_.substr(begin, end - begin);
        // A formula does not go on into the next paragraph: its end was forgotten, and another's beginning
        // found.
        if (formula.find("\n\n") != std::string_view::npos) complain_of_no_end("a formula");
        result_ += opens;
        result_ += formula;
        result_ += closes;
        at_ = end + sign.size();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string result_;
};

}  // namespace

std::string wb::cli::for_doxygen(std::string_view markdown, std::string_view anchor) {
    std::string page = Filter(markdown).run();
    if (!anchor.empty()) {
        const std::size_t heading = page.starts_with("# ") ? 0 : page.find("\n# ");
        if (heading == std::string::npos)
            throw Failure("the page has no heading", "Let it begin with \"# \".");
        const std::size_t end = std::min(page.find('\n', heading + 1), page.size());
        page.insert(end, fmt::format(" {{#{}}}", anchor));
    }
    return page;
}

int wb::cli::dev_lesson_filter(const fs::path& page) {
    const std::string chapter = page.parent_path().filename().string();
    const bool is_lesson = page.filename() == "lesson.md";
    fmt::print("{}", for_doxygen(read_file(page), is_lesson ? "lesson_" + chapter.substr(0, 4) : ""));
    return 0;
}
