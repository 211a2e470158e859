#include "common/cli/exercises/untouched.hpp"

#include "common/cli/exercises/markers.hpp"

bool wb::cli::is_untouched(const Workspace& workspace, const Chapter& chapter) {
    for (const auto& exercise : chapter.exercises) {
        const auto file = fs::path(chapter.directory) / exercise.file;
        const auto solution = workspace.solutions() / file;
        const auto stub = workspace.chapters() / file;
        if (!fs::exists(solution) || !fs::exists(stub)) return false;
        const auto source = parse_markers(read_file(solution), file.string());
        if (!source.problems.empty() || read_file(stub) != render_stub(source)) return false;
    }
    return true;
}
