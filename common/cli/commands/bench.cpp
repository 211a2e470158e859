#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <memory>

#include "common/cli/bench/layer_times.hpp"
#include "common/cli/bench/machine.hpp"
#include "common/cli/bench/programs.hpp"
#include "common/cli/bench/report.hpp"
#include "common/cli/bench/trainer.hpp"
#include "common/cli/commands/commands.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/text.hpp"
#include "common/data/datasets.hpp"

namespace {

using namespace wb::cli;

/// How much is measured.
struct Effort {
    std::size_t images, warm_up, rounds, rounds_on_two;
};
constexpr Effort whole{.images = 60000, .warm_up = 6000, .rounds = 5, .rounds_on_two = 3};
constexpr Effort little{.images = 6000, .warm_up = 600, .rounds = 3, .rounds_on_two = 0};

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

/// One network on some threads: all programs are started, and then train in turn, an epoch each.
NetTimes measure(const Programs& programs, std::vector<Peer>& peers, const BenchNetFacts& net,
                 std::size_t threads, const Effort& effort) {
    Progress progress(fmt::format("{}, {}", net.name, counted(threads, "thread")));
    NetTimes times{.net = net.name, .batch_size = net.batch_size, .threads = threads, .target = net.target};
    const auto say = [&](const std::string& where) {
        progress.at(where);
        progress.tick();
    };

    say("starting");
    Trainer ours(programs.ours(net.name, threads), programs.environment(threads), programs.log("workbook"));
    std::vector<std::pair<std::string, std::unique_ptr<Trainer>>> theirs;
    for (Peer& peer : peers) {
        if (!peer.missing.empty() || !programs.knows(peer.name, net.name)) continue;
        say("starting " + peer.name);
        try {
            theirs.emplace_back(
                peer.name, std::make_unique<Trainer>(programs.of(peer.name, net.name, threads),
                                                     programs.environment(threads), programs.log(peer.name)));
            peer.version = theirs.back().second->ready().value("version", peer.version);
        } catch (const Failure& failure) {
            peer.missing = failure.what();
        }
    }

    say("warming up");
    ours.train(effort.warm_up);
    for (auto& [name, trainer] : theirs) trainer->train(effort.warm_up);
    const std::size_t rounds = threads == 1 ? effort.rounds : effort.rounds_on_two;
    for (std::size_t round = 1; round <= rounds; ++round) {
        say(fmt::format("round {} of {}", round, rounds));
        times.ours.push_back(ours.train(effort.images).at("seconds"));
        for (auto& [name, trainer] : theirs)
            times.theirs[name].push_back(trainer->train(effort.images).at("seconds"));
    }
    return times;
}

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

void compare(Page& page, const Programs& programs, const std::vector<BenchNetFacts>& nets,
             const BenchOptions& options) {
    const Effort effort = options.quick ? little : whole;
    std::vector<Peer> peers = programs.peers();
    std::vector<NetTimes> times;
    const std::size_t most_threads =
        effort.rounds_on_two == 0 ? 1 : std::min<std::size_t>(2, allowed_processors().size());
    for (std::size_t threads = 1; threads <= most_threads; ++threads)
        for (const BenchNetFacts& net : nets) times.push_back(measure(programs, peers, net, threads, effort));

    page.title(fmt::format("Seconds an epoch of {} images", effort.images));
    page.paragraph(fmt::format(
        "The reference's seconds, and its time as a share of each peer's: median, and in parentheses the "
        "least\n"
        "and the most of {} rounds ({} on two threads). All train on the same images, in memory, in turn.",
        effort.rounds, effort.rounds_on_two));
    page.table(times_table(times, peers));
    for (const auto& line : missing_peers(peers)) page.paragraph(line);
    if (most_threads == 1) page.paragraph("Two threads were not measured.");
    std::vector<std::string> versions;
    for (const Peer& peer : peers) {
        if (!peer.version.empty()) versions.push_back(peer.name + " " + peer.version);
    }
    page.paragraph(join(versions, ", ") + ". " + programs.blas_fact());
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

    compare(page, programs, nets, options);
    page.title("Memory");
    page.paragraph(
        "The most that a lab has resident in an epoch, and what it cannot do without: the images of both\n"
        "sets, the parameters, and what the layers put out for one batch.");
    page.table(memory_table(lab_memory(programs, nets)));
    if (options.net.empty()) {
        page.title("The layers alone");
        page.table(layer_table(programs.layer_times(options.quick)));
    }
    if (options.net.empty() && !options.quick) {
        page.title("From saving a file to the verdict");
        for (const auto& line : edit_to_verdict(workspace, build)) page.paragraph(line);
    }

    const auto file = workspace.results() / "bench.md";
    write_file(file, page.markdown());
    fmt::print("\nAlso in {}\n", workspace.show(file));
    return 0;
}
