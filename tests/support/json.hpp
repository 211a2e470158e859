/// \file
/// The JSON files of the tests, read without the compile time of a JSON library.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wb::judge {

/// A JSON object in a file. Every error names the file and the key.
class Json {
public:
    /// \throws misuse if the file is missing or not a JSON object; the message ends with the hint
    static Json read(const std::filesystem::path& file, const std::string& hint = "");

    /// \throws misuse if the text is not a JSON object; the message begins with `where`
    static Json parse(std::string_view text, const std::string& where);

    bool has(std::string_view key) const;
    std::vector<std::string> keys() const;

    // The values of keys. \throws misuse if the key is missing or of another type
    std::string text(std::string_view key) const;
    double number(std::string_view key) const;
    std::vector<double> numbers(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;
    Json object(std::string_view key) const;
    std::vector<Json> objects(std::string_view key) const;

private:
    struct Value;
    Json(std::shared_ptr<const Value> value, std::string where);

    std::shared_ptr<const Value> value_;
    std::string where_;  ///< for messages: the file, and the keys that led here
};

/// The text as a JSON string, with its quotes; broken UTF-8 is replaced.
std::string json_quoted(std::string_view text);

}  // namespace wb::judge
