#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <thread>

#include "common/cli/commands/commands.hpp"
#include "common/cli/commands/data_sets.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/terminal.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;

// Prints the lines, and remembers whether one of them asked for attention.
class Report {
public:
    void ok(const std::string& what, const std::string& found) {
        fmt::print("{}         {:18} {}\n", paint(Colour::green, "ok"), what, found);
    }
    void attention(const std::string& what, const std::string& found, const std::string& next) {
        fmt::print("{}  {:18} {}\n{:30} -> {}\n", paint(Colour::yellow, "attention"), what, found, "", next);
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

// The first "12.2" or "12.2.0" in a line of version output.
std::vector<int> version_in(const std::string& line) {
    static const std::regex version(R"((\d+)\.(\d+))");
    std::smatch match;
    if (!std::regex_search(line, match, version)) return {};
    return {std::stoi(match[1]), std::stoi(match[2])};
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

void packages(Report& report, const Workspace& workspace) {
    if (!on_path("dpkg-query")) {
        report.attention("packages", "this is not Debian or Ubuntu",
                         "install what common/cli/packages.txt lists by your own means");
        return;
    }
    std::vector<std::string> missing;
    std::size_t count = 0;
    for (const auto& line : split_lines(read_file(workspace.root() / "common" / "cli" / "packages.txt"))) {
        const auto name = std::string(trim(std::string_view(line).substr(0, line.find('#'))));
        if (name.empty()) continue;
        ++count;
        const auto state = run({.argv = {"dpkg-query", "-W", "-f", "${Status}", name}});
        if (state.output.find("install ok installed") == std::string::npos) missing.push_back(name);
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
        const auto state = run({.argv = {"dpkg-query", "-W", "-f", "${Status}", name}});
        const bool here = state.output.find("install ok installed") != std::string::npos;
        report.fact(name, here ? "installed; ./workbook bench compares with it"
                               : "not installed; only ./workbook bench would make use of it");
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
            report.attention(label, "missing, though it belongs to the checkout", "git checkout -- data");
        }
    }
}

// What a build folder was configured with.
void build_folders(Report& report, const Workspace& workspace) {
    static const std::vector<std::string> of_interest{
        "CMAKE_BUILD_TYPE", "CMAKE_CXX_COMPILER", "WORKBOOK_FLAVOUR", "WORKBOOK_EARLIER", "WORKBOOK_NATIVE"};
    for (const auto* preset : {"student", "solutions", "asan", "bench", "docs"}) {
        const auto cache = workspace.build(preset) / "CMakeCache.txt";
        const auto label = fmt::format("build/{}", preset);
        if (!fs::exists(cache)) {
            report.fact(label, "not configured yet (made when it is needed)");
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
    if (flags_seen) report.fact("vector units", vector_units.empty() ? "none" : join(vector_units, " "));
    const char* limit = std::getenv("OPENBLAS_NUM_THREADS");
    report.fact("BLAS threads", limit != nullptr ? fmt::format("OPENBLAS_NUM_THREADS={}", limit)
                                                 : "as many as there are (OPENBLAS_NUM_THREADS is not set)");

    std::error_code error;
    const auto space = fs::space(workspace.root(), error);
    const double free = error ? 0 : static_cast<double>(space.available) / 1e9;
    if (free >= 2) {
        report.ok("disk", fmt::format("{:.1f} GB free", free));
    } else {
        report.attention("disk", fmt::format("{:.1f} GB free", free),
                         "the builds take up to 2 GB: make room");
    }
}

}  // namespace

int wb::cli::doctor(const Workspace& workspace) {
    Report report;
    tools(report);
    packages(report, workspace);
    packages_to_compare_with(report);
    data_found(report, workspace);
    build_folders(report, workspace);
    machine(report, workspace);
    if (report.attentions() == 0) {
        fmt::print("\nEverything is as it should be. Next: ./workbook\n");
        return 0;
    }
    fmt::print("\n{}: the arrows say what to do. Next: ./workbook\n",
               counted(report.attentions(), "attention"));
    return 0;
}
