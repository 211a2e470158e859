#include "tests/dev/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <regex>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

constexpr std::string_view fence_sign = "```";

std::vector<Origin> origins_of(std::string_view words) {
    std::vector<Origin> origins;
    for (const auto& word : split(words, " ")) {
        const auto equals = word.find('=');
        if (equals == std::string::npos)
            origins.emplace_back(word, "");
        else
            origins.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    return origins;
}

double value_of(std::string text) {
    std::erase(text, ',');
    return std::stod(text);
}

/// Goes through the page line by line.
class Parser {
public:
    Parser(std::string_view text, const std::string& name) : lines_(split_lines(text)) {
        lesson_.name = name;
    }

    Lesson run() {
        for (at_ = 0; at_ < lines_.size(); ++at_) {
            const std::string& line = lines_[at_];
            if (trim(line).starts_with(fence_sign))
                read_fence();
            else if (trim(line).starts_with("<!--"))
                read_mark();
            else if (trim(line).empty())
                end_paragraph();
            else if (line.starts_with("#"))
                read_heading();
            else
                read_prose();
        }
        end_paragraph();
        for (Paragraph& paragraph : lesson_.paragraphs) {
            paragraph.text = without_code_and_formulas(paragraph.text);
            paragraph.numbers = numbers_in(paragraph.text);
        }
        return std::move(lesson_);
    }

private:
    [[noreturn]] void fail(std::size_t line, const std::string& what, const std::string& next) const {
        throw Failure(fmt::format("{}:{}: {}", lesson_.name, line, what), next);
    }

    void read_fence() {
        end_paragraph();
        follows_prose_ = false;
        Fence fence;
        fence.line = at_ + 1;
        const std::string_view opening = trim(lines_[at_]);
        auto words = origins_of(opening.substr(std::min(opening.find_first_not_of('`'), opening.size())));
        if (!words.empty()) {
            fence.language = words.front().first;
            fence.origins.assign(words.begin() + 1, words.end());
        }
        for (++at_; at_ < lines_.size() && trim(lines_[at_]) != fence_sign; ++at_)
            fence.lines.push_back(lines_[at_]);
        if (at_ == lines_.size())
            fail(fence.line, "a fenced block begins here and does not end", "Close it.");
        lesson_.fences.push_back(std::move(fence));
    }

    void read_heading() {
        end_paragraph();
        follows_prose_ = false;
        section_ = std::string(trim(lines_[at_].substr(lines_[at_].find_first_not_of('#'))));
    }

    void read_prose() {
        if (!open_) {
            Paragraph paragraph;
            paragraph.line = at_ + 1;
            paragraph.section = section_;
            lesson_.paragraphs.push_back(std::move(paragraph));
            open_ = follows_prose_ = true;
        }
        lesson_.paragraphs.back().text += lines_[at_] + "\n";
    }

    void end_paragraph() { open_ = false; }

    // <!-- from: lab=5 bar=x; given: 128 -->, <!-- measured: machine -->, or any other comment.
    void read_mark() {
        const std::size_t first = at_;
        std::string comment(trim(lines_[at_]));
        while (comment.find("-->") == std::string::npos) {
            if (++at_ == lines_.size())
                fail(first + 1, "a comment begins here and does not end", "Close it.");
            comment += " " + std::string(trim(lines_[at_]));
        }
        const std::string inside(trim(comment.substr(4, comment.find("-->") - 4)));
        if (!inside.starts_with("from:") && !inside.starts_with("measured:")) return;
        if (!follows_prose_)
            fail(first + 1, "a mark that stands behind no paragraph and no table",
                 "Put it on the line that follows them.");
        Paragraph& paragraph = lesson_.paragraphs.back();
        paragraph.marked = true;
        for (const auto& part : split(inside, ";")) {
            if (part.starts_with("from:")) {
                for (const auto& origin : origins_of(part.substr(5))) paragraph.origins.push_back(origin);
            } else if (part.starts_with("given:")) {
                for (const auto& number : split(part.substr(6), " ")) {
                    try {
                        paragraph.given.push_back(value_of(number));
                    } catch (const std::exception&) {
                        fail(first + 1, fmt::format("`{}` behind given: is no number", number),
                             "given: 128 5,000");
                    }
                }
            } else if (part == "measured: machine") {
                paragraph.origins.emplace_back("measured", "machine");
            } else {
                fail(first + 1, fmt::format("a mark with `{}` in it", part),
                     "It is from: ..., given: ... or measured: machine.");
            }
        }
        if (paragraph.origins.empty())
            fail(first + 1, "a mark that names no origin", "For example: <!-- from: lab=5 -->");
        end_paragraph();
    }

    static std::string without_code_and_formulas(const std::string& text) {
        static const std::regex silent(
            R"(<!--[^]*?-->|``[^`]*``|`[^`]*`|\$\$[^$]*\$\$|\$[^$]*\$|\]\([^)]*\))");
        return std::regex_replace(text, silent, " _ ");
    }

    std::vector<std::string> lines_;
    std::size_t at_ = 0;
    Lesson lesson_;
    std::string section_;
    bool open_ = false;           ///< the line above belongs to a paragraph
    bool follows_prose_ = false;  ///< what stands above, empty lines aside, is a paragraph
};

}  // namespace

const std::string* wb::cli::Fence::find(std::string_view key) const {
    for (const auto& [name, value] : origins) {
        if (name == key) return &value;
    }
    return nullptr;
}

Lesson wb::cli::parse_lesson(std::string_view text, const std::string& name) {
    return Parser(text, name).run();
}

std::vector<Number> wb::cli::numbers_in(std::string_view prose) {
    // Names, sizes and places come first, so that their digits are passed over.
    static const std::regex pattern(
        R"(([A-Za-z_]+[A-Za-z_.]*\d[\w.]*)"             // ch05, conv1.weight
        R"(|\d+(?:-\d+){2,}|\d+ ?x ?\d+(?: ?x ?\d+)?)"  // 784-20-10, 28 x 28
        R"(|(?:[Cc]hapters?|[Ee]xercises?|[Qq]uestions?|[Ss]ection|labs?|Lab|arXiv)[ :][\d.]+\d(?:(?:, | and | to |-)[\d.]*\d)*))"  //
        R"(|((?:^|[\s(])[-+])?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(e[-+]?\d+)?( ?%)?)");
    std::vector<Number> numbers;
    const std::string text(prose);
    for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) {
        const std::smatch& match = *it;
        if (match[1].matched) continue;
        Number number;
        number.text = std::string(trim(match.str()));
        if (number.text.starts_with("(")) number.text.erase(0, 1);
        number.percent = match[6].matched;
        number.decimals = match[4].matched ? static_cast<int>(match[4].length()) - 1 : 0;
        if (match[5].matched) number.decimals -= std::stoi(match[5].str().substr(1));  // 1e-05 has five
        number.value = value_of(match[3].str() + match[4].str() + match[5].str());
        if (match[2].matched && match[2].str().ends_with('-')) number.value = -number.value;
        if (number.percent || number.decimals > 0 || std::abs(number.value) > 10) numbers.push_back(number);
    }
    return numbers;
}

bool wb::cli::is_rounded(const Number& number, double value) {
    const double half = 0.5 * std::pow(10.0, -number.decimals) * (1 + 1e-6);
    return std::abs(number.value - value) <= half || std::abs(number.value - 100 * value) <= half;
}
