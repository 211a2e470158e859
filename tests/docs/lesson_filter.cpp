#include "tests/docs/lesson_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <regex>
#include <vector>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"
#include "common/report/page.hpp"

namespace {

using namespace wb::cli;

[[noreturn]] void complain(std::size_t line, const std::string& what, const std::string& next) {
    throw Failure(fmt::format("line {}: {}", line, what), next);
}

// The inside of a paragraph, read from the left, a piece at a time: code between backticks, a formula, a
// comment, a link, or a character.
class Inline {
public:
    Inline(std::string_view text, std::size_t first_line, const PageOptions& options, bool with_links = true)
        : text_(text), first_line_(first_line), options_(options), with_links_(with_links) {}

    std::string run() {
        while (at_ < text_.size()) {
            if (text_[at_] == '`') {
                copy_code();
            } else if (starts_with("\\$")) {
                plain_ += '$';
                at_ += 2;
            } else if (starts_with("\\*")) {
                plain_ += "\\*";
                at_ += 2;
            } else if (starts_with("$$")) {
                copy_formula("$$", "\\f[", "\\f]");
            } else if (text_[at_] == '$' && opens_formula()) {
                copy_formula("$", "\\f$", "\\f$");
            } else if (starts_with("**")) {
                copy_bold();
            } else if (text_[at_] == '*' && copy_emphasis()) {
                continue;
            } else if (starts_with("<!--")) {
                skip_comment();
            } else if (text_[at_] == '[' && options_.link && copy_link()) {
                continue;
            } else {
                plain_ += text_[at_++];
            }
        }
        end_text();
        return result_;
    }

private:
    // The text since the last piece of another kind is complete: words in it become links, and shapes such as
    // "(N, C, H, W)" or "28 x 28" stay on one line. Bold text begins a paragraph or an exercise, and has no
    // links.
    void end_text() {
        if (plain_.empty()) return;
        static const std::regex shape(
            R"(\([A-Z0-9][A-Z0-9' ]{0,12}(,\s+[A-Z0-9][A-Z0-9' ]{0,12}|,\s+\.\.\.)+\)|\b\d+ x \d+( x \d+)?\b)");
        auto text = std::regex_replace(plain_, shape, "<span class=\"together\">$&</span>");
        result_ += with_links_ && !bold_ && options_.linked_text ? options_.linked_text(text) : text;
        plain_.clear();
    }

    bool starts_with(std::string_view piece) const { return text_.substr(at_).starts_with(piece); }

    bool opens_formula() const {
        return at_ + 1 < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_ + 1])) == 0;
    }

    std::size_t line() const {
        return first_line_ + static_cast<std::size_t>(std::count(
                                 text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
    }

    // Where `end` is found, `skip` characters from here or later. Nothing goes on into the next paragraph:
    // its end was forgotten then.
    std::size_t find_end(std::string_view end, std::size_t skip, const std::string& what) const {
        const std::size_t found = text_.find(end, at_ + skip);
        if (found == std::string_view::npos)
            complain(line(), what + " begins here and does not end", "Close it.");
        return found;
    }

    // What a comment asks for needs a place between paragraphs.
    void skip_comment() {
        const std::size_t end = find_end("-->", 4, "a comment");
        const auto words = trim(text_.substr(at_ + 4, end - at_ - 4));
        if (words.starts_with("widget:") || words.starts_with("site:"))
            complain(line(), fmt::format("\"{}\" is not a paragraph of its own", words),
                     "Put an empty line before it.");
        at_ = end + 3;
    }

    // As many backticks close it as have opened it. Doxygen takes ' for the end of one that a single backtick
    // has opened.
    void copy_code() {
        const std::size_t count = std::min(text_.find_first_not_of('`', at_), text_.size()) - at_;
        const auto ticks = text_.substr(at_, count);
        const std::size_t begin = at_ + count;
        const std::size_t end = find_end(ticks, count, "code");
        const auto code = text_.substr(begin, end - begin);
        const std::string_view fence = code.find('\'') == std::string_view::npos ? ticks : "``";
        end_text();
        // Short code, a shape or a call, stays on one line.
        const bool is_short = with_links_ && code.size() <= 24 && code.find(' ') != std::string_view::npos;
        const auto symbol = with_links_ && options_.symbol ? options_.symbol(std::string(code)) : "";
        auto piece = fmt::format("{}{}{}", fence, code, fence);
        if (!symbol.empty()) piece = fmt::format("<code>@ref {} \"{}\"</code>", symbol, code);
        result_ += is_short ? fmt::format("<span class=\"together\">{}</span>", piece) : piece;
        at_ = end + count;
    }

    // In a line, the marks around a formula stay with it: a browser may break the line beside a picture.
    void copy_formula(std::string_view sign, std::string_view opens, std::string_view closes) {
        const std::size_t begin = at_ + sign.size();
        const std::size_t end = find_end(sign, sign.size(), "a formula");
        const std::size_t next = end + sign.size();
        std::size_t stop = next;
        if (sign == "$") stop = std::min(text_.find_first_not_of(".,;:?!)", next), text_.size());
        const bool opened = sign == "$" && plain_.ends_with('(');
        if (opened) plain_.pop_back();
        end_text();
        const auto formula = fmt::format("{}{}{}", opens, text_.substr(begin, end - begin), closes);
        if (opened || stop > next) {
            result_ += fmt::format("<span class=\"together\">{}{}{}</span>", opened ? "(" : "", formula,
                                   text_.substr(next, stop - next));
        } else {
            result_ += formula;
        }
        at_ = stop;
    }

    // Doxygen's own reading of `**` ends at a "-" or at code.
    void copy_bold() {
        if (!bold_) find_end("**", 2, "bold text");
        end_text();
        result_ += bold_ ? "</b>" : "<b>";
        bold_ = !bold_;
        at_ += 2;
    }

    // `*word*`, also within a word, which Doxygen does not read; false if this star is none of a pair.
    bool copy_emphasis() {
        const auto is_blank = [&](std::size_t i) {
            return i >= text_.size() || std::isspace(static_cast<unsigned char>(text_[i])) != 0;
        };
        if (emphasized_) {
            if (at_ == 0 || is_blank(at_ - 1)) return false;
            end_text();
            result_ += "</em>";
        } else {
            const std::size_t end = text_.find('*', at_ + 1);
            if (is_blank(at_ + 1) || end == std::string_view::npos || is_blank(end - 1)) return false;
            end_text();
            result_ += "<em>";
        }
        emphasized_ = !emphasized_;
        ++at_;
        return true;
    }

    // `[text](target)`; false if this bracket is none.
    bool copy_link() {
        const std::size_t middle = text_.find("](", at_);
        if (middle == std::string_view::npos ||
            text_.substr(at_ + 1, middle - at_ - 1).find('[') != std::string_view::npos)
            return false;
        const std::size_t end = text_.find(')', middle);
        if (end == std::string_view::npos) return false;
        const std::string text(text_.substr(at_ + 1, middle - at_ - 1));
        const std::string target(text_.substr(middle + 2, end - middle - 2));
        end_text();
        try {
            result_ += options_.link(text, target);
        } catch (const Failure& failure) {
            complain(line(), failure.what(), failure.next());
        }
        at_ = end + 1;
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t first_line_;
    const PageOptions& options_;
    bool with_links_;
    std::string plain_;  // that end_text() has not seen yet
    bool bold_ = false;
    bool emphasized_ = false;
    std::string result_;
};

// "5.2" of a paragraph that begins with "**5.2 Name".
std::string exercise_that_begins(std::string_view paragraph) {
    if (!paragraph.starts_with("**")) return {};
    const auto id = paragraph.substr(2, paragraph.find(' ') - 2);
    const auto dot = id.find('.');
    const auto is_number = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (dot == std::string_view::npos || !is_number(id.substr(0, dot)) || !is_number(id.substr(dot + 1)))
        return {};
    return std::string(id);
}

// A page, block by block: a fenced block, a heading, a comment, or a paragraph (everything up to an empty
// line).
class Page {
public:
    Page(std::string_view markdown, const PageOptions& options)
        : lines_(split_lines(markdown)), options_(options) {}

    std::string run() {
        while (at_ < lines_.size()) {
            const auto line = trim(lines_[at_]);
            if (line.starts_with("```")) {
                fence();
            } else if (line.starts_with("<!--")) {
                comment();
            } else if (line.starts_with("<details>") || line == "</details>") {
                fold(line);
            } else if (lines_[at_].starts_with("#")) {
                heading();
            } else if (line.empty()) {
                result_ += "\n";
                ++at_;
            } else {
                paragraph();
            }
        }
        refuse_open_exercise(lines_.size());
        refuse_open_fold();
        if (!options_.anchor.empty() && !has_title_)
            throw Failure("the page has no heading", "Let it begin with \"# \".");
        return result_;
    }

private:
    void fence() {
        const std::size_t begin = at_;
        const auto indent = std::string(indentation(lines_[at_]));
        const auto opening = trim(lines_[at_]);
        const auto ticks = opening.substr(0, std::min(opening.find_first_not_of('`'), opening.size()));
        const auto words = split(opening.substr(ticks.size()), " ");
        const std::string language = words.empty() ? "" : words.front();
        do {
            if (++at_ == lines_.size())
                complain(begin + 1, "a fenced block begins here and does not end", "Close it.");
        } while (trim(lines_[at_]) != ticks);

        // Doxygen colors C++; what it does not know it would call text, and so do we.
        const bool framed = !language.empty() && language != "cpp";
        const bool is_session = language == "sh" && words.size() > 1;  // commands and what they print
        const std::string frame = is_session                                 ? "session"
                                  : language == "output" || language == "sh" ? language
                                                                             : "drawing";
        if (framed) result_ += raw_html(fmt::format("<div class=\"block-{}\">", frame));
        result_ += fmt::format("{}{}{}\n", indent, ticks, language == "cpp" ? "cpp" : "");
        for (std::size_t i = begin + 1; i < at_; ++i) result_ += lines_[i] + "\n";
        result_ += fmt::format("{}{}\n", indent, ticks);
        if (framed) result_ += raw_html("</div>");
        ++at_;
    }

    // Alone on its lines: it goes, or what it asks for takes its place.
    void comment() {
        const std::size_t begin = at_;
        std::string text;
        while (true) {
            text += lines_[at_] + "\n";
            if (lines_[at_++].find("-->") != std::string::npos) break;
            if (at_ == lines_.size())
                complain(begin + 1, "a comment begins here and does not end", "Close it.");
        }
        const auto words = trim(std::string_view(trim(text)).substr(4, trim(text).find("-->") - 4));
        const auto what = words.substr(0, words.find(':'));
        const auto& asked = what == "site" ? options_.insertion : options_.widget;
        if ((what != "site" && what != "widget") || !asked) return;
        try {
            result_ += asked(std::string(trim(words.substr(std::min(what.size() + 1, words.size())))));
        } catch (const Failure& failure) {
            complain(begin + 1, failure.what(), failure.next());
        }
    }

    // "<details><summary>Answer</summary>" and "</details>", each a line of its own: what is between is a
    // page as elsewhere.
    void fold(std::string_view line) {
        const bool opens = line != "</details>";
        if (opens && !line.ends_with("</summary>"))
            complain(at_ + 1, "folded text without a summary", "<details><summary>Answer</summary>");
        if (opens) refuse_open_fold();
        if (!opens && fold_line_ == 0)
            complain(at_ + 1, "folded text ends here and does not begin",
                     "<details><summary>Answer</summary>");
        fold_line_ = opens ? at_ + 1 : 0;
        result_ += raw_html(std::string(line));
        ++at_;
    }

    void heading() {
        refuse_open_exercise(at_);
        refuse_open_fold();
        const std::string& line = lines_[at_];
        const auto text =
            trim(std::string_view(line).substr(std::min(line.find_first_not_of('#'), line.size())));
        const std::string filtered = Inline(line, at_ + 1, options_, false).run();
        if (options_.new_section) options_.new_section();
        ++at_;
        if (options_.anchor.empty() || line.ends_with("}")) {  // "{#name}": it has one
            result_ += filtered + "\n";
        } else if (!has_title_ && line.starts_with("# ")) {
            result_ += fmt::format("# {}{} {{#{}}}\n\n[TOC]\n", options_.before_title,
                                   trim(filtered.substr(2)), options_.anchor);
        } else {
            const auto name = options_.anchor + "_" + slug(text);
            const auto count = ++anchors_[name];
            result_ +=
                fmt::format("{} {{#{}{}}}\n", filtered, name, count > 1 ? fmt::format("_{}", count) : "");
        }
        has_title_ |= line.starts_with("# ");
    }

    void paragraph() {
        const std::size_t begin = at_;
        std::string text;
        while (at_ < lines_.size() && !trim(lines_[at_]).empty() && !trim(lines_[at_]).starts_with("```") &&
               !lines_[at_].starts_with("#"))
            text += lines_[at_++] + "\n";
        if (text.starts_with("![") && !options_.pictures.empty()) {
            picture(text, begin);
            return;
        }

        if (const auto id = exercise_that_begins(text); !id.empty() && options_.after_exercise) {
            refuse_open_exercise(begin);
            exercise_ = id;
            exercise_line_ = begin + 1;
            std::string anchor = "exercise_" + id;
            std::replace(anchor.begin(), anchor.end(), '.', '_');
            result_ += raw_html("<div class=\"exercise\">") + "\\anchor " + anchor + " ";
        }
        result_ += Inline(text, begin + 1, options_).run();
        if (!exercise_.empty() &&
            squeezed(text).find("./workbook check " + exercise_ + "`") != std::string::npos) {
            result_ += "\n" + options_.after_exercise(exercise_) + raw_html("</div>");
            exercise_.clear();
        }
    }

    // "![What one sees](pictures/name.svg)" and nothing else.
    void picture(const std::string& text, std::size_t begin) {
        const auto whole = trim(text);
        const auto middle = whole.find("](pictures/");
        if (middle == std::string_view::npos || !whole.ends_with(")"))
            complain(begin + 1,
                     "a picture that is not in pictures/ beside its page, or not a paragraph of its own",
                     "Write ![What one sees](pictures/name.svg), and an empty line behind it.");
        const auto alt = html(join(split(whole.substr(2, middle - 2), "\n"), " "));
        const auto name = whole.substr(middle + 11, whole.size() - middle - 12);
        if (alt.empty())
            complain(begin + 1, "the picture does not say what one sees in it",
                     "Write it into the brackets.");
        const auto file = html(options_.pictures + "/" + std::string(name));
        // The caption is what a screen reader says already.
        result_ += raw_html(
            fmt::format("<figure class=\"{2}\"><a href=\"{0}\"><img src=\"{0}\" alt=\"{1}\" {3}/></a>"
                        "<figcaption aria-hidden=\"true\">{1}</figcaption></figure>",
                        file, alt, name.ends_with(".svg") ? "drawing" : "photo",
                        options_.picture_size ? options_.picture_size(std::string(name)) + " " : ""));
    }

    void refuse_open_exercise(std::size_t here) const {
        if (exercise_.empty()) return;
        complain(exercise_line_,
                 fmt::format("exercise {} begins here and does not end before line {}", exercise_, here + 1),
                 fmt::format("It ends with its command: `./workbook check {}`", exercise_));
    }

    void refuse_open_fold() const {
        if (fold_line_ != 0)
            complain(fold_line_, "folded text begins here and does not end", "It ends with </details>");
    }

    std::vector<std::string> lines_;
    std::size_t at_ = 0;
    const PageOptions& options_;
    std::string result_;
    bool has_title_ = false;
    std::size_t fold_line_ = 0;  // of the <details> that is open
    std::string exercise_;       // that has begun and not ended
    std::size_t exercise_line_ = 0;
    std::map<std::string, int> anchors_;
};

}  // namespace

std::string wb::cli::for_doxygen(std::string_view markdown, const PageOptions& options) {
    return Page(markdown, options).run();
}

std::string wb::cli::slug(std::string_view heading) {
    std::string result;
    for (const char c : heading) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isalnum(letter) != 0)
            result += static_cast<char>(std::tolower(letter));
        else if (!result.empty() && result.back() != '_' && (c == ' ' || c == '-' || c == '_'))
            result += '_';
    }
    return result;
}

std::string wb::cli::raw_html(const std::string& html) {
    return fmt::format("\n\\htmlonly[block]\n{}\n\\endhtmlonly\n\n", html);
}
