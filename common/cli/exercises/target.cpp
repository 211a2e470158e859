#include "common/cli/exercises/target.hpp"

#include <charconv>

std::optional<int> wb::cli::chapter_number(std::string_view word) {
    if (word.starts_with("ch"))
        word = word.substr(2, word.find('_') == word.npos ? word.npos : word.find('_') - 2);
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return number;
}
