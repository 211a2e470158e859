#include "tests/bench/race/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "common/cli/support/cmake.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"
#include "tests/bench/race/layer_times.hpp"
#include "tests/bench/race/machine.hpp"
#include "tests/bench/race/programs.hpp"
#include "tests/bench/race/race.hpp"
#include "tests/bench/race/report.hpp"

namespace {

using namespace wb::cli;

/// On one thread, on two (which help so little at these sizes that a shorter look will do), and --quick.
constexpr Effort on_one{.images = 60000, .warm_up = 6000, .rounds = 5, .seconds = 240};
constexpr Effort on_two{.images = 12000, .warm_up = 3000, .rounds = 5, .seconds = 40};
constexpr Effort little{.images = 6000, .warm_up = 600, .rounds = 3, .seconds = 20};

/// The page that is written: titles and paragraphs, also to the terminal.
class Page {
public:
    void title(const std::string& text) {
        markdown_ += fmt::format("\n## {}\n\n", text);
        fmt::print("\n{}\n\n", text);
    }
    void paragraph(const std::string& text) {
        markdown_ += text + "\n\n";
        fmt::print("{}\n", text);
        std::fflush(stdout);
    }
    void table(const Table& table) {
        markdown_ += table.markdown() + "\n";
        fmt::print("{}", table.text());
        std::fflush(stdout);
    }
    const std::string& markdown() const { return markdown_; }

private:
    std::string markdown_ = "# Benchmarks\n";
};

/// The most memory that each lab takes in its first epoch, beside what its largest network needs.
std::vector<LabMemory> lab_memory(const Programs& programs, const std::vector<BenchNetFacts>& nets) {
    std::vector<LabMemory> labs;
    for (const BenchNetFacts& net : nets) {
        const double needed = programs.needed_mib(net.name);
        if (!labs.empty() && labs.back().chapter == net.chapter) {
            labs.back().needed = std::max(labs.back().needed, needed);
            continue;
        }
        const auto outcome = run({.argv = programs.lab(net.chapter), .environment = programs.environment(1)});
        if (!outcome.ok())
            throw Failure(
                fmt::format("the lab of chapter {} failed:\n{}", net.chapter, last_lines(outcome.output, 8)));
        labs.push_back({.chapter = net.chapter, .peak = outcome.peak_mib, .needed = needed});
    }
    return labs;
}

/// The lines of edit_to_verdict.sh.
std::vector<std::string> edit_to_verdict(const Workspace& workspace, const fs::path& build) {
    const auto outcome = run(
        {.argv = {"ctest", "--test-dir", build.string(), "--verbose", "-R", "^bench: from edit to verdict"},
         .directory = workspace.root()});
    std::vector<std::string> lines;
    for (const auto& line : split_lines(outcome.output)) {
        const auto begin = line.find(": ");
        if (line.find("from saving") != std::string::npos && begin != std::string::npos)
            lines.push_back("- " + line.substr(begin + 2));
    }
    return lines;
}

void compare(Page& page, const Programs& programs, const std::vector<BenchNetFacts>& nets, bool quick) {
    std::vector<Peer> peers = programs.peers();
    std::vector<NetTimes> times;
    for (const BenchNetFacts& net : nets)
        times.push_back(race(programs, peers, net, 1, quick ? little : on_one));
    const bool also_on_two = !quick && allowed_processors().size() > 1;
    if (also_on_two)
        for (const BenchNetFacts& net : nets) times.push_back(race(programs, peers, net, 2, on_two));

    page.title("Seconds an epoch of 60,000 images");
    page.paragraph(fmt::format(
        "The reference's seconds, and its time as a share of each peer's: the median, and in parentheses "
        "the\n"
        "least and the most of some rounds. In each round all train in turn on the same images, in memory:\n"
        "{} on one thread{}.",
        quick ? little.images : on_one.images,
        also_on_two ? fmt::format(", {} on two", on_two.images) : std::string()));
    page.table(times_table(times, peers));
    for (const auto& line : missing_peers(peers)) page.paragraph(line);
    if (!also_on_two) page.paragraph("Two threads were not measured.");
    std::vector<std::string> versions;
    for (const Peer& peer : peers) {
        if (!peer.version.empty()) versions.push_back(peer.name + " " + peer.version);
    }
    if (!versions.empty()) page.paragraph(join(versions, ", ") + ".");
    page.paragraph(programs.blas_fact());
}

}  // namespace

int wb::cli::bench(const Workspace& workspace, const BenchOptions& options) {
    const fs::path build = options.build.empty() ? workspace.build("bench") : options.build;
    if (options.build.empty())
        build_or_fail(workspace, {.preset = "bench", .label = "Building the benchmarks"});

    const Programs programs(workspace, build);
    const auto nets = programs.nets(options.net);
    Page page;
    for (const auto& fact : machine_facts(build)) page.paragraph(fact);
    page.paragraph(programs.data_fact());

    compare(page, programs, nets, options.quick);
    page.title("Memory");
    page.paragraph(
        "The most that a lab has resident in an epoch, and what it cannot do without: the images of both\n"
        "sets, the parameters, and what the layers put out for one batch.");
    page.table(memory_table(lab_memory(programs, nets)));
    if (options.net.empty()) {
        page.title("The layers alone");
        page.table(layer_table(programs.layer_times(options.quick)));
        page.title("Autograd");
        for (const auto& line : programs.autograd_lines(options.quick)) page.paragraph(line);
    }
    if (options.net.empty() && !options.quick) {
        page.title("From saving a file to the verdict");
        for (const auto& line : edit_to_verdict(workspace, build)) page.paragraph(line);
    }

    const auto file = workspace.results() / (options.quick ? "bench_quick.md" : "bench.md");
    write_file(file, page.markdown());
    fmt::print("\nAlso in {}\n", workspace.show(file));
    return 0;
}

void wb::cli::add_bench(CommandLine& line) {
    const auto options = std::make_shared<BenchOptions>();
    const auto build = std::make_shared<std::string>();
    line.add("bench", "Compare the speed of the reference with other libraries", "The reference, complete")
        .flag("--quick", options->quick, "A tenth of the images, one thread: a quick test")
        .option("--net", options->net, "Only this one, such as 784-200-10")
        .option("--build", *build, "Another build folder, already built", Options::Kind::hidden)
        .runs([=](const Workspace& workspace) {
            if (!build->empty()) options->build = fs::absolute(*build);
            return bench(workspace, *options);
        });
}
