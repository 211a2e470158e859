#include "tests/docs/secret_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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
