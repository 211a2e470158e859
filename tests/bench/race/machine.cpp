#include "tests/bench/race/machine.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <fstream>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

std::string processor_model() {
    std::ifstream cpuinfo("/proc/cpuinfo");
    for (std::string line; std::getline(cpuinfo, line);) {
        if (line.starts_with("model name")) return std::string(trim(line.substr(line.find(':') + 1)));
    }
    return "unknown";
}

/// The first line that a program prints.
std::string first_line(const std::vector<std::string>& argv) {
    try {
        const auto lines = split_lines(run({.argv = argv, .timeout = std::chrono::seconds(10)}).output);
        return lines.empty() ? "unknown" : lines.front();
    } catch (const Failure&) {
        return "unknown";
    }
}

std::string compiler(const fs::path& build) {
    const std::string key = "CMAKE_CXX_COMPILER:";
    for (const auto& line : split_lines(read_file(build / "CMakeCache.txt"))) {
        if (line.starts_with(key)) return first_line({line.substr(line.find('=') + 1), "--version"});
    }
    return "unknown";
}

/// The load of the last minute: how busy others keep the machine.
std::string load() {
    double minute = 0;
    std::ifstream("/proc/loadavg") >> minute;
    return fmt::format("{:.1f}", minute);
}

}  // namespace

std::vector<int> wb::cli::allowed_processors() {
    cpu_set_t set;
    CPU_ZERO(&set);
    std::vector<int> processors;
    if (::sched_getaffinity(0, sizeof set, &set) != 0) return processors;
    for (int number = 0; number < CPU_SETSIZE; ++number) {
        if (CPU_ISSET(number, &set)) processors.push_back(number);
    }
    return processors;
}

std::vector<std::string> wb::cli::machine_facts(const fs::path& build) {
    return {fmt::format("processor: {}, {} to run on", processor_model(),
                        counted(allowed_processors().size(), "thread")),
            "compiler: " + compiler(build), "system: " + first_line({"uname", "-srm"}),
            "load of the last minute, at the start: " + load()};
}
