#include "common/cli/exercises/kept_warnings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/cli/exercises/memory.hpp"
#include "common/cli/support/compile_warning.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;
using nlohmann::json;

fs::path warnings_file(const Workspace& workspace, const std::string& preset) {
    return workspace.build(preset) / "warnings.json";
}

std::string stamp_of_source(const fs::path& file) {
    return fmt::format("{}-{}", fs::last_write_time(file).time_since_epoch().count(), fs::file_size(file));
}

// Whether the line belongs to a function that is not written: its parameters are not used yet.
bool is_unwritten(const std::vector<std::string>& lines, std::size_t line) {
    for (std::size_t i = line == 0 ? 0 : line - 1; i < lines.size(); ++i) {
        const auto text = trim(lines[i]);
        if (text.starts_with("todo(\"") || text.starts_with("wb::todo(\"")) return true;
        if (text.starts_with("// END EXERCISE") || lines[i].starts_with("}")) return false;
    }
    return false;
}

// double(H) / rows is right, and is warned of because the size may have more digits than a double. (What cuts
// digits off, double to int, is -Wfloat-conversion.)
bool is_noise(const std::string& warning) {
    return warning.find("[-Wconversion]") != std::string::npos;
}

}  // namespace

void wb::cli::keep_warnings(const Workspace& workspace, const std::string& preset,
                            const std::string& ninja_output) {
    const auto warnings = compile_warnings(ninja_output);
    if (warnings.empty()) return;
    auto kept = read_memory(warnings_file(workspace, preset));
    std::vector<std::string> met;
    for (const auto& warning : warnings) {
        // The compiler runs in the build folder.
        const auto file = (workspace.build(preset) / warning.file).lexically_normal();
        if (!fs::exists(file)) continue;
        const auto name = file.string();
        if (std::ranges::find(met, name) == met.end()) {
            kept[name] = {{"stamp", stamp_of_source(file)}, {"warnings", json::array()}};
            met.push_back(name);
        }
        auto text = warning.text;
        text.replace(0, warning.file.size(), workspace.show(file));
        kept[name]["warnings"].push_back({{"line", warning.line}, {"text", text}});
    }
    write_file(warnings_file(workspace, preset),
               kept.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

std::vector<std::string> wb::cli::warnings_about(const Workspace& workspace, const std::string& preset,
                                                 const fs::path& file) {
    if (!fs::exists(file)) return {};
    const auto kept = read_memory(warnings_file(workspace, preset));
    const auto known = kept.find(file.lexically_normal().string());
    if (known == kept.end() || remembered(*known, "stamp", std::string()) != stamp_of_source(file)) return {};
    const auto lines = split_lines(read_file(file));
    std::vector<std::string> shown;
    for (const auto& warning : remembered(*known, "warnings", json::array())) {
        const auto text = remembered(warning, "text", std::string());
        if (!is_unwritten(lines, remembered(warning, "line", std::size_t{0})) && !is_noise(text))
            shown.push_back(text);
    }
    return shown;
}
