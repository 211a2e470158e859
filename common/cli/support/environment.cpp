#include "common/cli/support/environment.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <optional>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;
using namespace std::chrono_literals;

// The clocks of a machine and of its network disk differ a little, and that does no harm.
constexpr auto tolerance = 60s;
constexpr auto minutes = "%Y-%m-%d %H:%M";

bool is_in_the_future(const fs::path& file) {
    std::error_code gone;
    const auto time = fs::last_write_time(file, gone);
    return !gone && time > fs::file_time_type::clock::now() + tolerance;
}

std::string date_of(const fs::path& file) {
    const auto time = std::chrono::file_clock::to_sys(fs::last_write_time(file));
    return local_time(std::chrono::system_clock::to_time_t(
                          std::chrono::time_point_cast<std::chrono::system_clock::duration>(time)),
                      minutes);
}

std::optional<fs::path> source_in_the_future(const fs::path& root) {
    for (const auto* name : {"CMakeLists.txt", "CMakePresets.json"})
        if (is_in_the_future(root / name)) return root / name;
    for (const auto* name : {"chapters", "solutions", "common", "tests", "data", "docs"}) {
        std::error_code ignored;
        for (const auto& entry : fs::recursive_directory_iterator(root / name, ignored))
            if (entry.is_regular_file(ignored) && is_in_the_future(entry.path())) return entry.path();
    }
    return std::nullopt;
}

}  // namespace

void wb::cli::settle_environment() {
    const char* folder = std::getenv("TMPDIR");
    std::error_code ignored;
    if (folder != nullptr && (!fs::is_directory(folder, ignored) || ::access(folder, W_OK | X_OK) != 0))
        ::unsetenv("TMPDIR");
    ::setenv("LC_ALL", "C.UTF-8", 1);
}

void wb::cli::refuse_dates_in_the_future(const Workspace& workspace, const std::string& preset) {
    const auto now = local_time(std::time(nullptr), minutes);
    if (const auto file = source_in_the_future(workspace.root()))
        throw Failure(fmt::format("{} is dated {}, and the clock says {}: CMake would begin again and again",
                                  workspace.show(*file), date_of(*file), now),
                      "If the clock is wrong, set it. If it is right, give such files the date of today:\n"
                      "  find . -newermt now -type f -exec touch {} +");
    for (const auto* name : {"build.ninja", ".ninja_log", "CMakeCache.txt"}) {
        const auto file = workspace.build(preset) / name;
        if (is_in_the_future(file))
            throw Failure(fmt::format("{} is dated {}, and the clock says {}: what you change now would look "
                                      "older than what was built",
                                      workspace.show(file), date_of(file), now),
                          "If the clock is wrong, set it. If it is right, remove the build: rm -r " +
                              workspace.show(workspace.build(preset)));
    }
}
