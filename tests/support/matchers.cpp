#include "tests/support/matchers.hpp"

#include <algorithm>
#include <cctype>

#include "tests/support/misuse.hpp"

namespace {

std::string lower_case(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

}  // namespace

std::string wb::judge::MessageMatcher::explain(const std::exception& exception) const {
    if (words_.empty()) throw misuse("MessageHas needs at least one word");
    const std::string message = lower_case(exception.what());
    std::string missing;
    for (const std::string& word : words_)
        if (message.find(lower_case(word)) == std::string::npos)
            missing += (missing.empty() ? "\"" : ", \"") + word + "\"";
    if (missing.empty()) return "";
    return "the right exception, but its message does not say " + missing + ".\nIt says: " + exception.what();
}
