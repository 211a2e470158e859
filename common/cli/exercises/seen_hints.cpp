#include "common/cli/exercises/seen_hints.hpp"

#include "common/cli/exercises/memory.hpp"

namespace {

wb::cli::fs::path hints_file(const wb::cli::Workspace& workspace) {
    return workspace.root() / "build" / "hints.json";
}

}  // namespace

int wb::cli::last_seen_hint(const Workspace& workspace, const std::string& id) {
    return remembered(read_memory(hints_file(workspace)), id.c_str(), 0);
}

void wb::cli::remember_hint(const Workspace& workspace, const std::string& id, int level) {
    auto kept = read_memory(hints_file(workspace));
    kept[id] = level;
    write_file(hints_file(workspace), kept.dump(1) + "\n");
}
