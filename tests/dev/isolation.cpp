#include "tests/dev/isolation.hpp"

#include <fmt/format.h>

#include <memory>
#include <regex>

#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"
#include "tests/dev/dev.hpp"

namespace {

// The chapter that a path belongs to, or 0.
int chapter_in(const std::string& path, const std::regex& pattern) {
    std::smatch match;
    return std::regex_search(path, match, pattern) ? std::stoi(match[1]) : 0;
}

}  // namespace

wb::cli::Isolation wb::cli::examine_isolation(std::string_view ninja_deps) {
    static const std::regex of_object(R"(\bch(\d+)_)");
    static const std::regex of_file(R"((?:chapters|solutions|tests)/ch(\d+)_)");
    Isolation result;
    std::string object;
    int chapter = 0;
    for (const auto& line : split_lines(ninja_deps)) {
        const bool heading =
            !line.empty() && line.front() != ' ' && line.find(": #deps") != std::string::npos;
        if (heading) {
            object = line.substr(0, line.find(": #deps"));
            chapter = line.find("(STALE)") == std::string::npos ? chapter_in(object, of_object) : 0;
            if (chapter > 0) ++result.objects[chapter];
        } else if (chapter > 0) {
            const std::string file(trim(line));
            if (chapter_in(file, of_file) > chapter)
                result.violations.push_back(
                    fmt::format("{}: chapter {} depends on {}", object, chapter, file));
        }
    }
    return result;
}

int wb::cli::dev_isolation(const Workspace& workspace, const fs::path& build) {
    const auto manifest = Manifest::read(workspace.root());
    const auto deps = run({.argv = {"ninja", "-C", build.string(), "-t", "deps"}});
    if (!deps.ok())
        throw Failure(
            fmt::format("`ninja -C {} -t deps` failed:\n{}", build.string(), last_lines(deps.output, 5)),
            "Is that a build folder?");
    const auto found = examine_isolation(deps.output);
    std::size_t objects = 0;
    for (const auto& [number, count] : found.objects) objects += count;
    for (const auto& violation : found.violations) fmt::print("{}\n", violation);
    for (const auto& chapter : manifest.chapters()) {
        if (!found.objects.contains(chapter.number))
            throw Failure(
                fmt::format("no object file of chapter {} is in {}", chapter.number, build.string()),
                "Build everything first; a check that saw nothing is no check.");
    }
    fmt::print("{} of {}: {}.\n", counted(objects, "object file"), counted(found.objects.size(), "chapter"),
               found.violations.empty()
                   ? "none depends on a later chapter"
                   : counted(found.violations.size(), "dependency", "dependencies") + " on a later chapter");
    return found.violations.empty() ? 0 : 1;
}

void wb::cli::add_isolation(Options& dev) {
    const auto build = std::make_shared<std::string>();
    dev.add("isolation", "No chapter depends on a later one")
        .option("--build", *build, "The build folder", Options::Kind::required)
        .runs([build](const Workspace& workspace) { return dev_isolation(workspace, fs::absolute(*build)); });
}
