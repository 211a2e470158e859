/// \file
/// Numbers that a message must say, in whatever words.
#pragma once

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/matchers.hpp"

namespace wb::judge {

/// All numbers that a text holds: of "x2 is -3.50, not 1e3, nor 4-5", these are 2, -3.5, 1000, 4 and 5.
inline std::vector<double> numbers_in(const std::string& text) {
    const auto is_digit = [&](std::size_t i) {
        return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i]));
    };
    std::vector<double> numbers;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_digit(i)) continue;
        const bool minus =
            i > 0 && text[i - 1] == '-' && !(i > 1 && std::isalnum(static_cast<unsigned char>(text[i - 2])));
        double value = 0;
        const char* const begin = text.data() + i;
        const char* const behind = std::from_chars(begin, text.data() + text.size(), value).ptr;
        numbers.push_back(minus ? -value : value);
        i += static_cast<std::size_t>(std::max<std::ptrdiff_t>(behind - begin, 1)) - 1;
    }
    return numbers;
}

/// See MessageSays().
class NumbersMatcher : public ExplainingMatcher<std::exception> {
public:
    explicit NumbersMatcher(std::vector<double> numbers) : numbers_(std::move(numbers)) {}

private:
    std::string explain(const std::exception& exception) const override {
        const std::vector<double> said = numbers_in(exception.what());
        std::string missing;
        for (const double wanted : numbers_) {
            bool found = false;
            for (const double one : said) found = found || std::abs(one - wanted) <= 1e-5 * std::abs(wanted);
            if (!found) missing += (missing.empty() ? "" : ", ") + number(wanted);
        }
        if (missing.empty()) return "";
        return "the right exception, but its message does not say " + missing +
               ".\nIt says: " + exception.what();
    }

    std::vector<double> numbers_;
};

/// The message of an exception says all these numbers, each as a number of its own: 3 is not said by "13",
/// and 0.5 is written as "0.500000".
///
///     CHECK_THROWS_MATCHES(top_k_accuracy(scores, labels, 14), std::invalid_argument, MessageSays(14, 13));
template <class... Numbers>
NumbersMatcher MessageSays(Numbers... numbers) {
    return NumbersMatcher({static_cast<double>(numbers)...});
}

}  // namespace wb::judge
