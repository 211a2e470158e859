/// \file
/// JSON that a stranger has sent.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace wb::web {

/// The most arrays and objects inside one another.
inline constexpr std::size_t deepest_json = 16;

/// Reads JSON. Every number in it is finite: 1e400 is refused, and JSON has no NaN.
/// \throws request_error  400, saying where it stops being JSON; also if it is nested deeper than deepest_json
nlohmann::json parse_json_body(std::string_view text);

/// JSON as text, whatever bytes are in its strings: those that are not UTF-8 become U+FFFD.
std::string to_text(const nlohmann::json& json);

}  // namespace wb::web
