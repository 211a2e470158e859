/// \file
/// What commands remember from one call to the next.
#pragma once

#include <nlohmann/json.hpp>

#include "common/cli/support/file.hpp"

namespace wb::cli {

/// The object that a command has left in a file of build/. A file that is missing, or that holds no object
/// (another version of the workbook may have written it), is an empty one.
nlohmann::json read_memory(const fs::path& file);

/// An entry of an object that was remembered; `otherwise` if there is none, or one of another type.
template <class T>
T remembered(const nlohmann::json& object, const char* key, const T& otherwise) {
    try {
        return object.is_object() ? object.value(key, otherwise) : otherwise;
    } catch (const nlohmann::json::exception&) {
        return otherwise;
    }
}

}  // namespace wb::cli
