#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

#include "common/cli/commands/commands.hpp"
#include "common/cli/commands/data_sets.hpp"
#include "common/cli/support/cannot_write.hpp"
#include "common/cli/support/environment.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/machine.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"
#include "common/io/terminal.hpp"

namespace {

using namespace wb::cli;

// Prints the lines, and remembers whether one of them asked for attention.
class Report {
public:
    void ok(const std::string& what, const std::string& found) {
        fmt::print("{}         {:18} {}\n", wb::paint(wb::Color::green, "ok"), what, found);
    }
    void attention(const std::string& what, const std::string& found, const std::string& next) {
        fmt::print("{}  {:18} {}\n{:30} -> {}\n", wb::paint(wb::Color::yellow, "attention"), what, found, "",
                   next);
        ++attentions_;
    }
    /// Nothing to do about it: a fact to send along with a question.
    void fact(const std::string& what, const std::string& found) { ok(what, found); }
    std::size_t attentions() const { return attentions_; }

private:
    std::size_t attentions_ = 0;
};

// "curl 7.88.1", without the list of libraries in parentheses.
std::string first_line(const std::vector<std::string>& argv) {
    try {
        const auto lines = split_lines(run({.argv = argv, .timeout = std::chrono::seconds(10)}).output);
        for (const auto& line : lines) {
            if (!trim(line).empty()) return std::string(trim(line.substr(0, line.find(" ("))));
        }
    } catch (const Failure&) {
    }
    return {};
}

// The first "12.2" or "12.2.0" in a line of version output: {12, 2}.
std::vector<int> version_in(const std::string& line) {
    for (auto dot = line.find('.'); dot != std::string::npos; dot = line.find('.', dot + 1)) {
        const auto is_digit = [&](std::size_t at) {
            return at < line.size() && line[at] >= '0' && line[at] <= '9';
        };
        if (dot == 0 || !is_digit(dot - 1) || !is_digit(dot + 1)) continue;
        auto begin = dot;
        while (begin > 0 && is_digit(begin - 1)) --begin;
        return {std::stoi(line.substr(begin)), std::stoi(line.substr(dot + 1))};
    }
    return {};
}

void tools(Report& report) {
    struct Tool {
        std::string program;
        std::vector<std::string> ask;
        std::vector<int> least;
        std::string why;
    };
    const std::vector<Tool> wanted{
        {"g++", {"g++", "-dumpfullversion"}, {11, 0}, "compiles C++20"},
        {"cmake", {"cmake", "--version"}, {3, 25}, "configures the build"},
        {"ninja", {"ninja", "--version"}, {1, 10}, "builds"},
        {"ctest", {"ctest", "--version"}, {3, 25}, "runs the tests"},
        {"gnuplot", {"gnuplot", "--version"}, {5, 0}, "draws the labs' pictures"},
        {"doxygen", {"doxygen", "--version"}, {1, 9}, "makes the lesson pages"},
        {"dot", {"dot", "-V"}, {2, 0}, "draws the map of lessons"},
        {"git", {"git", "--version"}, {2, 0}, "keeps your versions"},
        {"curl", {"curl", "--version"}, {7, 0}, "fetches data sets"},
    };
    for (const auto& tool : wanted) {
        const auto line = on_path(tool.program) ? first_line(tool.ask) : std::string();
        if (line.empty()) {
            report.attention(tool.program, fmt::format("missing; it {}", tool.why),
                             "remove build/.packages-ok and run ./workbook, which installs it");
        } else if (version_in(line) < tool.least) {
            report.attention(tool.program, line,
                             fmt::format("version {}.{} or later is needed", tool.least[0], tool.least[1]));
        } else {
            report.ok(tool.program, line);
        }
    }
}

bool is_installed(const std::string& package) {
    const auto state = run({.argv = {"dpkg-query", "-W", "-f", "${Status}", package}});
    return state.output.find("install ok installed") != std::string::npos;
}

void packages(Report& report, const Workspace& workspace) {
    if (!on_path("dpkg-query")) {
        report.attention("packages", "this is not Debian or Ubuntu",
                         "install the packages in common/cli/packages.txt yourself");
        return;
    }
    std::vector<std::string> missing;
    std::size_t count = 0;
    for (const auto& line : split_lines(read_file(workspace.root() / "common" / "cli" / "packages.txt"))) {
        const auto names = std::string(trim(std::string_view(line).substr(0, line.find('#'))));
        if (names.empty()) continue;
        ++count;
        // "a | b": either will do.
        const auto alternatives = split(names, "|");
        const bool here = std::ranges::any_of(alternatives, is_installed);
        if (!here) missing.push_back(alternatives.front());
    }
    if (missing.empty()) return report.ok("packages", fmt::format("all {} are installed", count));
    report.attention("packages", "missing: " + join(missing, " "),
                     "remove build/.packages-ok and run ./workbook, which installs them");
}

// Nothing needs them, and ./workbook does not install them; ./workbook bench compares with those that are
// here.
void packages_to_compare_with(Report& report) {
    if (!on_path("dpkg-query")) return;
    for (const auto* name : {"libtorch-dev", "python3-torch", "python3-numpy"}) {
        report.fact(name, is_installed(name) ? "installed; used by ./workbook bench"
                                             : "not installed; only ./workbook bench uses it");
    }
}

void data_found(Report& report, const Workspace& workspace) {
    for (const auto& set : data_sets()) {
        const auto found = find_data_set(workspace, set);
        const auto label = "data: " + set.name;
        if (found) {
            report.ok(label, workspace.show(*found));
        } else if (set.fetched) {
            report.attention(label, "not here (the labs use digits instead)", "./workbook data " + set.name);
        } else {
            report.attention(label, "missing, but it is part of the checkout",
                             "git checkout -- data (without git: from the download)");
        }
    }
}

// What a build folder was configured with.
void build_folders(Report& report, const Workspace& workspace) {
    static const std::vector<std::string> of_interest{"CMAKE_BUILD_TYPE", "CMAKE_CXX_COMPILER",
                                                      "WORKBOOK_FLAVOR",  "WORKBOOK_EARLIER",
                                                      "WORKBOOK_MARCH",   "WORKBOOK_BLAS"};
    for (const auto* preset : {"student", "solutions", "asan", "bench", "dev"}) {
        const auto cache = workspace.build(preset) / "CMakeCache.txt";
        const auto label = fmt::format("build/{}", preset);
        if (!fs::exists(cache)) {
            report.fact(label, "not configured yet (created when needed)");
            continue;
        }
        std::vector<std::string> settings;
        std::string source;
        for (const auto& line : split_lines(read_file(cache))) {
            const auto colon = line.find(':');
            const auto equals = line.find('=');
            if (colon == std::string::npos || equals == std::string::npos || colon > equals) continue;
            const auto name = line.substr(0, colon);
            const auto value = line.substr(equals + 1);
            if (name == "CMAKE_HOME_DIRECTORY") source = value;
            if (std::find(of_interest.begin(), of_interest.end(), name) != of_interest.end() &&
                !value.empty())
                settings.push_back(fmt::format("{}={}", name, value));
        }
        if (!source.empty() && fs::path(source) != workspace.root()) {
            report.attention(label, fmt::format("was made for {}", source),
                             fmt::format("rm -r {}", workspace.show(workspace.build(preset))));
        } else {
            report.ok(label, join(settings, " "));
        }
    }
}

// What decides how long a build takes.
void building(Report& report, const Workspace& workspace) {
    const auto here = this_machine();
    if (!here.inside.empty()) report.fact("runs in", here.inside);
    if (here.is_wsl && workspace.root().string().starts_with("/mnt/"))
        report.attention("folder", "on a Windows disk, where builds take several times as long",
                         "move the checkout into your home folder in WSL");
    if (here.memory_gib > 0) {
        const auto memory = fmt::format("{:.1f} GiB, {:.1f} free", here.memory_gib, here.free_gib);
        if (here.free_gib < 0.7) {  // the largest file takes 0.6
            report.attention(
                "memory", memory,
                "a build needs 0.7 GiB: close other programs, or give the machine (or container) more");
        } else {
            report.ok("memory", memory);
        }
    }
    const char* chosen = std::getenv("CMAKE_BUILD_PARALLEL_LEVEL");
    const auto ours = std::to_string(compile_jobs(here));
    report.fact("compile jobs", chosen != nullptr && chosen != ours
                                    ? fmt::format("{} at a time, as CMAKE_BUILD_PARALLEL_LEVEL says", chosen)
                                    : fmt::format("{} at a time ({}; about 1.2 GiB of free memory for each)",
                                                  ours, counted(here.processors, "processor")));
    if (here.processors == 1)
        report.fact("one processor", "enough for everything; builds take two to four times as long");
}

void machine(Report& report, const Workspace& workspace) {
    const auto threads = std::thread::hardware_concurrency();
    std::ifstream cpuinfo("/proc/cpuinfo");
    std::string model = "unknown processor";
    std::vector<std::string> vector_units;
    bool flags_seen = false;
    for (std::string line; std::getline(cpuinfo, line);) {
        if (line.starts_with("model name")) model = std::string(trim(line.substr(line.find(':') + 1)));
        if (!line.starts_with("flags") || flags_seen) continue;
        flags_seen = true;
        for (const auto& flag : split(line, " ")) {
            for (const auto* unit : {"sse4_2", "avx", "avx2", "fma", "avx512f"}) {
                if (flag == unit) vector_units.push_back(flag);
            }
        }
    }
    report.fact("processor", fmt::format("{}, {}", model, counted(threads, "thread")));
    building(report, workspace);
    if (flags_seen) report.fact("vector units", vector_units.empty() ? "none" : join(vector_units, " "));
    const char* limit = std::getenv("OPENBLAS_NUM_THREADS");
    report.fact("BLAS threads", limit != nullptr ? fmt::format("OPENBLAS_NUM_THREADS={}", limit)
                                                 : "all (OPENBLAS_NUM_THREADS is not set)");

    std::error_code error;
    const auto space = fs::space(workspace.root(), error);
    const double free = error ? 0 : static_cast<double>(space.available) / 1e9;
    if (free >= 2) {
        report.ok("disk", fmt::format("{:.1f} GB free", free));
    } else {
        report.attention("disk", fmt::format("{:.1f} GB free", free),
                         "the builds take up to 2 GB: free some space");
    }
}

// Asks one of the questions that a build asks first, and shows what it would stop with.
void must_not_fail(Report& report, const std::string& what, const std::string& fine,
                   const std::function<void()>& ask) {
    try {
        ask();
        report.ok(what, fine);
    } catch (const Failure& failure) {
        const auto join_lines_of = [](const std::string& text) { return join(split_lines(text), " "); };
        report.attention(what, join_lines_of(failure.what()), join_lines_of(failure.next()));
    }
}

void surroundings(Report& report, const Workspace& workspace) {
    must_not_fail(report, "writing", "the checkout, build/ and results/ can be written", [&] {
        for (const auto& folder :
             {workspace.root(), workspace.chapters(), workspace.root() / "build", workspace.results()})
            require_writable(folder);
    });
    must_not_fail(report, "clock", "no file is dated in the future", [&] {
        for (const auto* preset : {"student", "solutions"}) refuse_dates_in_the_future(workspace, preset);
    });
    // The launcher refuses a path that is not so, before this line is reached.
    report.fact("path", workspace.root().string() + ", which Ninja can read");
    report.fact("temporary files", "in build/; TMPDIR is not used");
    const char* language = std::getenv("LANG");
    report.fact("language", fmt::format("{}; the compiler is asked for English",
                                        language == nullptr ? "not set" : language));
    if (fs::exists(workspace.root() / ".git"))
        report.fact("versions", "kept by git");
    else
        report.fact("versions", "this is a download without git; ./workbook reset keeps copies in .backups/");
}

}  // namespace

int wb::cli::doctor(const Workspace& workspace) {
    Report report;
    tools(report);
    packages(report, workspace);
    packages_to_compare_with(report);
    data_found(report, workspace);
    build_folders(report, workspace);
    surroundings(report, workspace);
    machine(report, workspace);
    if (report.attentions() == 0) {
        fmt::print("\nEverything is fine. Next: ./workbook\n");
        return 0;
    }
    fmt::print("\nLines marked \"attention\": {}. The arrows show what to do. Next: ./workbook\n",
               report.attentions());
    return 0;
}

void wb::cli::add_doctor(CommandLine& line) {
    line.add("doctor", "Check what is missing on this machine", for_everyone).runs(doctor);
}
