#include "common/cli/support/machine.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <vector>

namespace {

using namespace wb::cli;

// What the compiler takes for one of the larger test files.
constexpr double gib_a_job = 1.2;
constexpr double bytes_in_gib = 1024.0 * 1024 * 1024;

// A file of one number; nothing if it holds a word, such as "max", or is not there.
double number_in(const fs::path& file, double otherwise) {
    double number = 0;
    std::ifstream stream(file);
    return stream >> number ? number : otherwise;
}

void read_memory(const fs::path& file, Machine& machine) {
    std::ifstream meminfo(file);
    std::string name, unit;
    for (double kib = 0; meminfo >> name >> kib && std::getline(meminfo, unit);) {
        if (name == "MemTotal:") machine.memory_gib = kib * 1024 / bytes_in_gib;
        if (name == "MemAvailable:") machine.free_gib = kib * 1024 / bytes_in_gib;
    }
}

// The folders that may limit this process: that of its control group, and all above it. Control groups of the
// old kind have a tree of their own for memory. (In a container the path may be that of the host; then only
// the top of the tree is there.)
std::vector<fs::path> control_groups(const fs::path& root) {
    const auto new_top = root / "sys/fs/cgroup", old_top = new_top / "memory";
    std::vector<fs::path> folders{new_top, old_top};
    std::ifstream groups(root / "proc/self/cgroup");
    for (std::string line; std::getline(groups, line);) {
        const bool is_new = line.starts_with("0::/");
        const auto old_path = line.find(":memory:/");
        // ".." stands for groups that a container does not see.
        if ((!is_new && old_path == std::string::npos) || line.find("..") != std::string::npos) continue;
        auto folder = is_new ? new_top : old_top;
        for (const auto& name : fs::path(line.substr(is_new ? 4 : old_path + 9)))
            if (!name.empty()) folders.push_back(folder /= name);
    }
    return folders;
}

// The part of a group's memory that holds copies of files. The system drops these when programs need it.
double file_copies(const fs::path& cgroup) {
    std::ifstream stat(cgroup / "memory.stat");
    std::string name;
    for (double bytes = 0; stat >> name >> bytes;)
        if (name == "inactive_file" || name == "total_inactive_file") return bytes;
    return 0;
}

// What a control group, such as a container, may use is less than what the machine has.
void read_limits(const fs::path& cgroup, Machine& machine) {
    const double limit = number_in(cgroup / "memory.max", number_in(cgroup / "memory.limit_in_bytes", 0));
    if (limit > 0 && limit / bytes_in_gib < machine.memory_gib) {
        const double used =
            number_in(cgroup / "memory.current", number_in(cgroup / "memory.usage_in_bytes", 0)) -
            file_copies(cgroup);
        machine.memory_gib = limit / bytes_in_gib;
        machine.free_gib = std::clamp((limit - used) / bytes_in_gib, 0.0, machine.free_gib);
    }
    double quota = 0, period = 0;
    std::ifstream cpu(cgroup / "cpu.max");
    if (cpu >> quota >> period && period > 0) {
        // Limited before the conversion: a quota may be larger than any number of processors.
        const double most = machine.processors;
        machine.processors = static_cast<unsigned>(std::clamp(std::floor(quota / period), 1.0, most));
    }
}

}  // namespace

Machine wb::cli::this_machine(unsigned processors, const fs::path& root) {
    Machine machine;
    machine.processors = std::max(1U, processors);
    read_memory(root / "proc/meminfo", machine);
    for (const auto& cgroup : control_groups(root)) read_limits(cgroup, machine);

    std::string kernel;
    std::ifstream(root / "proc/sys/kernel/osrelease") >> kernel;
    machine.is_wsl = kernel.find("icrosoft") != std::string::npos;
    if (fs::exists(root / ".dockerenv")) {
        machine.inside = "Docker";
    } else if (fs::exists(root / "run/.containerenv")) {
        machine.inside = "Podman";
    } else if (fs::exists(root / "run/systemd/container")) {
        machine.inside = "a container";
    } else if (machine.is_wsl) {
        machine.inside = "WSL";
    }
    return machine;
}

Machine wb::cli::this_machine() {
    return this_machine(std::thread::hardware_concurrency());
}

unsigned wb::cli::compile_jobs(const Machine& machine) {
    if (machine.memory_gib <= 0) return machine.processors;  // unknown
    const double most = machine.processors;
    return static_cast<unsigned>(std::clamp(std::floor(machine.free_gib / gib_a_job), 1.0, most));
}

void wb::cli::limit_compile_jobs() {
    constexpr auto keep = 0;
    ::setenv("CMAKE_BUILD_PARALLEL_LEVEL", std::to_string(compile_jobs(this_machine())).c_str(), keep);
}
