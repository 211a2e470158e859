#include "common/cli/support/build_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "common/cli/support/cannot_write.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// Tells a launcher that is started below us, by ctest perhaps, what it must not wait for.
constexpr auto variable = "WORKBOOK_HELD_BUILDS";

// By a launcher that has started us: the variable as it was before we added to it. What we held ourselves a
// moment ago, another program may hold now.
bool is_held_above(const fs::path& lock) {
    static const auto above = [] {
        const char* held = std::getenv(variable);
        return split(held != nullptr ? held : "", "\n");
    }();
    return std::ranges::find(above, lock.string()) != above.end();
}

void tell_those_below(const fs::path& lock) {
    const char* held = std::getenv(variable);
    ::setenv(variable, fmt::format("{}\n{}", held != nullptr ? held : "", lock.string()).c_str(), 1);
}

// "check 3.2", from our own command line.
std::string our_command() {
    try {
        auto words = read_file("/proc/self/cmdline");
        std::ranges::replace(words, '\0', ' ');
        const auto command = std::string(trim(words.substr(std::min(words.find(' '), words.size()))));
        // "--root FOLDER check 3.2": where it is, the reader knows.
        return command.starts_with("--root ")
                   ? command.substr(std::min(command.find(' ', 7) + 1, command.size()))
                   : command;
    } catch (const Failure&) {
        return {};
    }
}

void say_that_we_wait(const std::string& folder, const std::string& other) {
    std::fflush(stdout);
    fmt::print(stderr, "Another ./workbook is at work in {}{}. Waiting for it; Ctrl-C gives up.\n", folder,
               other.empty() ? "" : fmt::format(" ({})", trim(other)));
    std::fflush(stderr);
}

}  // namespace

BuildFolder wb::cli::take_build_folder(const Workspace& workspace, const std::string& preset) {
    static std::map<fs::path, std::weak_ptr<const wb::FileLock>> ours;
    const auto lock = workspace.root() / "build" / "locks" / preset;
    if (auto held = ours[lock].lock()) return held;
    require_writable(workspace.root() / "build");
    require_writable(lock.parent_path());
    require_writable(workspace.build(preset));
    if (is_held_above(lock)) return nullptr;
    try {
        auto held = std::make_shared<const wb::FileLock>(
            lock, fmt::format("{}, process {}", our_command(), ::getpid()), [&](const std::string& other) {
                say_that_we_wait(workspace.show(workspace.build(preset)), other);
            });
        ours[lock] = held;
        tell_those_below(lock);
        return held;
    } catch (const fs::filesystem_error& error) {
        throw cannot_write(lock, error.code());
    }
}
