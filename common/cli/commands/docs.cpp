#include <fmt/format.h>

#include "common/cli/commands/commands.hpp"
#include "common/cli/support/cmake.hpp"

int wb::cli::docs(const Workspace& workspace, bool with_solutions) {
    const std::string pages = with_solutions ? "html" : "html-without-solutions";
    build_or_fail(workspace, {.preset = "docs",
                              .targets = {with_solutions ? "docs" : "docs_without_solutions"},
                              .label = "Building the lesson pages"});
    fmt::print("The lessons are built and checked{}. Open this in a browser:\n  {}\n",
               with_solutions ? "" : ", and hold no line of a solution",
               (workspace.build("docs") / pages / "index.html").lexically_normal().string());
    return 0;
}
