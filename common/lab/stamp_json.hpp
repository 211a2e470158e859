/// \file
/// What the files of a lab have in common, as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "common/lab/stamp.hpp"

namespace wb {

/// `{"flavor": ..., "data": ..., "date": ..., "quick": ...}`
nlohmann::json to_object(const Stamp& stamp);

/// JSON as text, for a file. Bytes that are not UTF-8 become U+FFFD: a caption must not cost the results of a
/// run.
std::string to_text(const nlohmann::json& json);

}  // namespace wb
