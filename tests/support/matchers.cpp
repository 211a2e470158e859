#include "tests/support/matchers.hpp"

#include <algorithm>
#include <cctype>

#include "common/errors/shape_error.hpp"
#include "tests/support/misuse.hpp"

namespace {

using wb::judge::Named;

/// The numbers of a text. Those that stand together, as in (2, 3), 2x3 or [2 3], are one group.
using Groups = std::vector<std::vector<std::string>>;

bool is_digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

std::string lower_case(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

/// What stands between the lengths of one shape: a blank, a comma, a cross.
bool keeps_together(std::string between) {
    std::erase(between, ' ');
    return between.empty() || between == "," || between == "x" || between == "X" || between == "*";
}

/// One number from its first digit on, with what belongs to it; moves `at` behind it.
std::string read_number(const std::string& text, std::size_t& at) {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
        ++at;
        while (at < text.size() && is_digit(text[at])) ++at;
    }
    const bool negative =
        begin > 0 && text[begin - 1] == '-' && (begin == 1 || !std::isalnum(text[begin - 2]));
    return (negative ? "-" : "") + text.substr(begin, at - begin);
}

Groups numbers_in(const std::string& text) {
    Groups groups;
    std::size_t behind = std::string::npos;  // the number before
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        // "idx3" holds no number; "2x3" holds two.
        const bool part_of_a_word =
            begin > 0 && is_letter(text[begin - 1]) &&
            !(lower_case(text.substr(begin - 1, 1)) == "x" && begin > 1 && is_digit(text[begin - 2]));
        const std::string number = read_number(text, at);
        if (part_of_a_word) continue;
        if (behind == std::string::npos || !keeps_together(text.substr(behind, begin - behind)))
            groups.emplace_back();
        groups.back().push_back(number);
        behind = at;
    }
    return groups;
}

/// "", or what is missing: "1, (2, 3)".
std::string missing(const std::vector<Named>& named, const std::string& text) {
    std::string list;
    for (const Named& value : named)
        if (!value.is_in(text)) list += (list.empty() ? "" : ", ") + value.text();
    return list;
}

}  // namespace

bool wb::judge::Named::is_in(const std::string& text) const {
    if (kind_ == Kind::word) return lower_case(text).find(lower_case(text_)) != std::string::npos;
    const Groups groups = numbers_in(text);
    if (kind_ == Kind::number)
        return std::ranges::any_of(groups,
                                   [&](const auto& group) { return std::ranges::count(group, text_) > 0; });
    const Groups shape = numbers_in(text_);
    if (shape.empty()) return true;  // "()": a single number has no lengths to be named
    return std::ranges::any_of(groups, [&](const auto& group) {
        // A single length is a shape of its own only if it stands alone: (3,) is not in (3, 4).
        if (shape[0].size() == 1) return group == shape[0];
        return !std::ranges::search(group, shape[0]).empty();
    });
}

std::string wb::judge::MessageMatcher::explain(const std::exception& exception) const {
    if (named_.empty()) throw misuse("MessageNames and MessageHas need at least one word or value");
    const std::string unsaid = missing(named_, exception.what());
    if (unsaid.empty()) return "";
    return "the right exception, but its message does not say " + unsaid + ".\nIt says: " + exception.what();
}

namespace {

/// Whether the message gives the found value as the expected one, and the expected one as found.
bool are_swapped(const std::vector<Named>& named, const wb::data_error& error) {
    const auto only_in = [](const Named& value, const std::string& one, const std::string& other) {
        return value.is_in(one) && !value.is_in(other);
    };
    return named.size() == 2 && only_in(named[0], error.found(), error.expected()) &&
           only_in(named[1], error.expected(), error.found());
}

}  // namespace

std::string wb::judge::DataErrorMatcher::explain(const data_error& error) const {
    const std::string said = "\nIt says: " + std::string(error.what());
    if (error.field() != field_)
        return "a data_error, but of the field \"" + error.field() + "\", not \"" + field_ + "\"." + said;
    if (error.file() != file_)
        return "a data_error, but of the file \"" + error.file() + "\", not \"" + file_ + "\"." + said;
    if (error.expected().empty() || error.found().empty() || error.hint().empty())
        return "a data_error must say what was expected, what was found, and what to do." + said;
    if (are_swapped(named_, error))
        return "a data_error that says " + named_[1].text() + " was expected and " + named_[0].text() +
               " was found: the two have changed places. A data_error takes file, field, expected, found, "
               "hint." +
               said;
    const std::string unsaid = missing(named_, error.expected() + "\n" + error.found() + "\n" + error.hint());
    if (unsaid.empty()) return "";
    return "the right data_error, but its fields expected, found and hint do not say " + unsaid + "." + said;
}

std::string wb::judge::NoShapeErrorMatcher::explain(const std::logic_error& error) const {
    if (dynamic_cast<const shape_error*>(&error) == nullptr) return "";
    return "a shape_error, which came by chance: without a forward() there is no shape to compare with. Ask "
           "first "
           "whether there was one, and throw a std::logic_error if not.\nIt says: " +
           std::string(error.what());
}
