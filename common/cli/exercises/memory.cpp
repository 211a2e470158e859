#include "common/cli/exercises/memory.hpp"

nlohmann::json wb::cli::read_memory(const fs::path& file) {
    if (!fs::is_regular_file(file)) return nlohmann::json::object();
    auto kept = nlohmann::json::parse(read_file(file), nullptr, false);
    return kept.is_object() ? kept : nlohmann::json::object();
}
