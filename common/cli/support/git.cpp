#include "common/cli/support/git.hpp"

#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"

bool wb::cli::is_as_committed(const fs::path& root, const fs::path& file) {
    if (!on_path("git")) return false;
    const auto name = file.lexically_relative(root).generic_string();
    // `HEAD:./name` is relative to the folder git runs in, wherever the repository's top is.
    const auto committed = run({.argv = {"git", "show", "HEAD:./" + name}, .directory = root});
    return committed.ok() && committed.output == read_file(file);
}
