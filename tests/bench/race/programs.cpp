#include "tests/bench/race/programs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"
#include "tests/bench/race/machine.hpp"

namespace {

using namespace wb::cli;

/// What is promised: our seconds as a share of libtorch's.
const std::map<std::string, double> targets{{"784-200-10", 0.85},
                                            {"784-20-10", 0.5},
                                            {"784-128-128-128-10", 0.6},
                                            {"16x16 CNN", 1.0},
                                            {"28x28 CNN", 0.95}};

constexpr auto products = "the matrix products alone";

/// One program's line of JSON.
nlohmann::json answer_of(const std::vector<std::string>& argv,
                         const std::map<std::string, std::string>& environment) {
    const auto outcome = run({.argv = argv, .environment = environment});
    auto answer = nlohmann::json::parse(outcome.output, nullptr, false);
    if (!outcome.ok() || answer.is_discarded())
        throw Failure(fmt::format("`{}` failed:\n{}", typed(argv), last_lines(outcome.output, 8)));
    return answer;
}

}  // namespace

wb::cli::Programs::Programs(const Workspace& workspace, fs::path build)
    : root_(workspace.root()),
      build_(std::move(build)),
      results_(workspace.results() / "bench"),
      data_(wb::find_dataset("auto")),
      // Debian's packages belong to Debian's Python, whatever else is on the PATH.
      python_(fs::exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3") {}

std::vector<BenchNetFacts> wb::cli::Programs::nets(const std::string& only) const {
    std::vector<BenchNetFacts> nets;
    std::vector<std::string> names;
    for (const auto& net : answer_of({built("epochs"), "--nets"}, {})) {
        const std::string name = net.at("name");
        names.push_back(name);
        if (!only.empty() && name != only) continue;
        const auto target = targets.find(name);
        nets.push_back({.name = name,
                        .chapter = net.at("chapter"),
                        .batch_size = net.at("batch_size"),
                        .target = target == targets.end() ? std::nullopt : std::optional(target->second)});
    }
    if (nets.empty())
        throw Failure(fmt::format("there is no network {}", only), "There are: " + join(names, ", "), 2);
    return nets;
}

std::vector<Peer> wb::cli::Programs::peers() const {
    std::vector<Peer> peers;
    const bool has_libtorch = fs::exists(built("libtorch_epochs"));
    peers.push_back({.name = "libtorch",
                     .missing = has_libtorch ? ""
                                             : "it was not found when the benchmarks were built (Debian: "
                                               "apt-get install libtorch-dev, then rm -r build/bench)"});
    const auto python_peer = [&](const std::string& name, const std::string& imports,
                                 const std::string& package) {
        bool there = false;
        if (fs::exists(python_) || on_path(python_))
            there = run({.argv = {python_, "-c", "import " + imports}}).ok();
        peers.push_back({.name = name,
                         .missing = there ? ""
                                          : fmt::format("{} cannot import {} (Debian: apt-get install {})",
                                                        python_, imports, package)});
    };
    python_peer("PyTorch", "torch, numpy", "python3-torch python3-numpy");
    python_peer("NumPy", "numpy", "python3-numpy");
    peers.push_back({.name = products});
    return peers;
}

bool wb::cli::Programs::knows(const std::string& peer, const std::string& net) const {
    return peer != "NumPy" || net.find("CNN") == std::string::npos;
}

std::vector<std::string> wb::cli::Programs::ours(const std::string& net, std::size_t threads) const {
    return on_processors(threads, with_data({built("epochs"), net}));
}

std::vector<std::string> wb::cli::Programs::of(const std::string& peer, const std::string& net,
                                               std::size_t threads) const {
    if (peer == "libtorch") return on_processors(threads, with_data({built("libtorch_epochs"), net}));
    if (peer == "PyTorch")
        return on_processors(threads, with_data({python_, script("torch_epochs.py"), net}));
    if (peer == "NumPy") return on_processors(threads, with_data({python_, script("numpy_epochs.py"), net}));
    return on_processors(threads, {built("gemm"), net});
}

std::vector<std::string> wb::cli::Programs::lab(int chapter) const {
    const auto program = build_ / "labs" / fmt::format("ch{:02}_lab_reference", chapter);
    return on_processors(1, {program.string(), "--epochs", "1", "--data", data_.name, "--results",
                             (results_ / fmt::format("ch{:02}", chapter)).string()});
}

std::map<std::string, std::string> wb::cli::Programs::environment(std::size_t threads) const {
    const std::string count = std::to_string(threads);
    return {{"OPENBLAS_NUM_THREADS", count},
            {"OMP_NUM_THREADS", count},
            {"MKL_NUM_THREADS", count},
            {"PYTHONDONTWRITEBYTECODE", "1"}};
}

fs::path wb::cli::Programs::log(const std::string& name) const {
    return build_ / "bench" / "logs" / (name + ".log");
}

std::vector<LayerTime> wb::cli::Programs::layer_times(bool quick) const {
    const auto argv = on_processors(
        1, {built("layers"), "--benchmark_format=json", "--benchmark_report_aggregates_only=true",
            "--benchmark_repetitions=5", quick ? "--benchmark_min_time=0.02" : "--benchmark_min_time=0.2"});
    const auto outcome = run({.argv = argv, .environment = environment(1)});
    // Warnings come first, on the other stream: the report begins with its brace.
    const auto begin = outcome.output.find("{\n");
    return read_layer_times(begin == std::string::npos ? outcome.output : outcome.output.substr(begin));
}

std::vector<std::string> wb::cli::Programs::autograd_lines(bool quick) const {
    const auto argv = on_processors(1, {built("autograd"), data_.train_images.string(),
                                        data_.train_labels.string(), quick ? "50" : "500"});
    const auto outcome = run({.argv = argv, .environment = environment(1)});
    if (!outcome.ok())
        throw Failure("the benchmark of autograd did not end as it should:\n" +
                      last_lines(outcome.output, 8));
    return split_lines(outcome.output);
}

std::string wb::cli::Programs::blas_fact() const {
    const auto peak = answer_of(on_processors(1, {built("gemm"), "--peak"}), environment(1));
    return fmt::format(
        "BLAS multiplies two matrices of 1024 x 1024 at {:.0f} GFLOP/s on one thread, with its kernels for "
        "{}.",
        peak.at("gflop_a_second").get<double>(), peak.at("kernels").get<std::string>());
}

double wb::cli::Programs::needed_mib(const std::string& net) const {
    return answer_of(
               {built("epochs"), "--needs", net, data_.train_images.string(), data_.test_images.string()}, {})
        .at("needed_mib");
}

std::string wb::cli::Programs::data_fact() const {
    return fmt::format(
        "data: {}{}", data_.name,
        data_.name == "mnist" ? "" : ", its images several times, so that there are as many as MNIST has");
}

std::vector<std::string> wb::cli::Programs::on_processors(std::size_t threads,
                                                          std::vector<std::string> argv) const {
    const auto allowed = allowed_processors();
    if (!on_path("taskset") || allowed.size() < threads) return argv;
    std::vector<std::string> last;  // the first one has the most interrupts
    for (std::size_t i = allowed.size() - threads; i < allowed.size(); ++i)
        last.push_back(std::to_string(allowed[i]));
    argv.insert(argv.begin(), {"taskset", "--cpu-list", join(last, ",")});
    return argv;
}

std::vector<std::string> wb::cli::Programs::with_data(std::vector<std::string> argv) const {
    argv.insert(argv.end(), {data_.train_images.string(), data_.train_labels.string()});
    return argv;
}

std::string wb::cli::Programs::built(const std::string& program) const {
    return (build_ / "bench" / program).string();
}

std::string wb::cli::Programs::script(const std::string& name) const {
    return (root_ / "tests" / "bench" / name).string();
}
