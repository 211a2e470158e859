#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "common/cli/dev/dev.hpp"
#include "common/cli/dev/leaks.hpp"
#include "common/cli/exercises/solutions.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// Shorter lines ("return result;") are in everybody's code.
constexpr std::size_t telling_length = 25;

bool is_telling(const std::string& line) {
    return line.size() >= telling_length && !line.starts_with("//") && !line.starts_with("#include") &&
           line.find_first_not_of("{}();, ") != std::string::npos;
}

}  // namespace

std::string wb::cli::squeezed(std::string_view text) {
    std::string result;
    for (const char c : trim(text)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) result += c;
        if (blank && result.back() != ' ') result += ' ';
    }
    return result;
}

std::map<std::string, std::string> wb::cli::secret_lines(const Workspace& workspace,
                                                         const std::vector<SolutionFile>& files) {
    std::set<std::string> given;
    std::map<std::string, std::string> secret;
    for (const auto& file : files) {
        for (const auto& piece : file.source.pieces) {
            for (const auto& line : piece.given) given.insert(squeezed(line));
            if (!piece.region) continue;
            for (const auto& line : piece.region->solution) {
                if (const auto text = squeezed(line); is_telling(text))
                    secret.try_emplace(text,
                                       fmt::format("{}, exercise {}", file.source.name, piece.region->id));
            }
        }
    }
    for (const auto& entry : fs::recursive_directory_iterator(workspace.chapters())) {
        if (entry.path().extension() != ".hpp" && entry.path().filename() != "lab.cpp") continue;
        for (const auto& line : split_lines(read_file(entry.path()))) given.insert(squeezed(line));
    }
    std::erase_if(secret, [&](const auto& one) {
        return std::any_of(given.begin(), given.end(), [&](const std::string& line) {
            return line.find(one.first) != std::string::npos;
        });
    });
    return secret;
}

int wb::cli::dev_leaks(const Workspace& workspace) {
    const auto manifest = Manifest::read(workspace.root());
    const auto files = read_sound_solutions(workspace, manifest);
    const auto secret = secret_lines(workspace, files);
    if (secret.empty())
        throw Failure("the solutions hold no line to look for", "Are their markers in place?");

    std::vector<fs::path> readable;
    for (const auto& file : files) {
        if (fs::exists(file.stub)) readable.push_back(file.stub);
    }
    for (const auto& chapter : manifest.chapters()) {
        for (const auto* name : {"hints.md", "lesson.md"}) {
            const auto path = workspace.chapters() / chapter.directory / name;
            if (fs::exists(path)) readable.push_back(path);
        }
    }
    if (readable.empty()) throw Failure("there is no stub, hint or lesson to look into");

    std::size_t leaks = 0;
    for (const auto& path : readable) {
        const auto lines = split_lines(read_file(path));
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto text = squeezed(lines[i]);
            for (const auto& [line, origin] : secret) {
                if (text.find(line) == std::string::npos) continue;
                ++leaks;
                fmt::print("{}:{}: gives away a line of {}:\n    {}\n", workspace.show(path), i + 1, origin,
                           line);
            }
        }
    }
    fmt::print("{} of the solutions looked for in {}: {}.\n", counted(secret.size(), "line"),
               counted(readable.size(), "file"), leaks == 0 ? "no leak" : counted(leaks, "leak"));
    return leaks == 0 ? 0 : 1;
}
