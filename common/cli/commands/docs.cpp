#include <fmt/format.h>

#include <memory>

#include "common/cli/commands/commands.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/failure.hpp"

namespace {

using namespace wb::cli;

// Copies the pages into a folder that is new or empty, or has the pages of an earlier time. Those go, but not
// what begins with a dot: the folder may be a checkout of its own.
void copy_pages(const Workspace& workspace, const fs::path& pages, const fs::path& folder) {
    const bool ours = fs::exists(folder / "workbook.js") && !folder.string().starts_with(pages.string());
    if (fs::exists(folder) && !ours && !(fs::is_directory(folder) && fs::is_empty(folder)))
        throw Failure(
            fmt::format("{} is not an empty folder, and contains no lesson pages", workspace.show(folder)),
            "Name a folder that does not exist yet.");
    fs::create_directories(folder);
    for (const auto& entry : fs::directory_iterator(folder))
        if (!entry.path().filename().string().starts_with('.')) fs::remove_all(entry.path());
    fs::copy(pages, folder, fs::copy_options::recursive);
    // GitHub Pages leaves out files whose names begin with "_", unless it finds this one.
    write_file(folder / ".nojekyll", "");
}

}  // namespace

int wb::cli::docs(const Workspace& workspace, const DocsOptions& options) {
    const std::string pages = options.with_solutions ? "html" : "html-without-solutions";
    build_or_fail(workspace, {.preset = "dev",
                              .targets = {options.with_solutions ? "docs" : "docs_without_solutions"},
                              .label = "Building the lesson pages"});
    const auto built = (workspace.build("docs") / pages).lexically_normal();
    fmt::print("The lessons are built and checked{}.\n",
               options.with_solutions ? "" : ", and contain no line of a solution");
    if (options.out.empty()) {
        fmt::print("Open this in a browser:\n  {}\n", (built / "index.html").string());
        return 0;
    }
    copy_pages(workspace, built, options.out);
    fmt::print("They are in {}: copy this folder to any web server, or open its index.html.\n",
               workspace.show(options.out));
    return 0;
}

void wb::cli::add_docs(CommandLine& line) {
    const auto without_solutions = std::make_shared<bool>(false);
    const auto out = std::make_shared<std::string>();
    line.add("docs", "Build the lesson pages, and check them", for_everyone)
        .flag("--without-solutions", *without_solutions,
              "Pages for a class: leave the reference solutions out")
        .option("--out", *out, "Copy them into this folder, ready for a web server")
        .runs([=](const Workspace& workspace) {
            const auto folder = out->empty() ? fs::path() : fs::absolute(*out).lexically_normal();
            return docs(workspace, {.with_solutions = !*without_solutions, .out = folder});
        });
}
