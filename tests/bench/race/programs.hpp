/// \file
/// The programs that the benchmark runs: where they are, and how they are started.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/support/workspace.hpp"
#include "common/data/datasets.hpp"
#include "tests/bench/race/layer_times.hpp"
#include "tests/bench/race/report.hpp"

namespace wb::cli {

/// What the launcher knows of a network.
struct BenchNetFacts {
    std::string name;  ///< "784-200-10"
    int chapter = 0;   ///< whose lab trains it
    std::size_t batch_size = 0;
    std::optional<double> target;  ///< at most this times libtorch's time is promised
};

/// The benchmark's programs. Each is told its processors, so that the system does not move it about.
class Programs {
public:
    /// \param build  the folder in which they were built
    Programs(const Workspace& workspace, fs::path build);

    /// The networks that the reference can train, or only the one of that name.
    /// \throws Failure if there is none
    std::vector<BenchNetFacts> nets(const std::string& only) const;
    /// Whom the reference is compared with; those that are not here say what would help.
    std::vector<Peer> peers() const;
    /// Whether a peer can train a network.
    bool knows(const std::string& peer, const std::string& net) const;

    /// \name Command lines
    ///@{
    std::vector<std::string> ours(const std::string& net, std::size_t threads) const;
    std::vector<std::string> of(const std::string& peer, const std::string& net, std::size_t threads) const;
    std::vector<std::string> lab(int chapter) const;
    ///@}
    std::map<std::string, std::string> environment(std::size_t threads) const;
    /// Where a program's standard error goes.
    fs::path log(const std::string& name) const;

    /// Runs the benchmark of the layers.
    std::vector<LayerTime> layer_times(bool quick) const;
    /// Runs the benchmark of autograd. \return what it prints, a line for each network
    std::vector<std::string> autograd_lines(bool quick) const;
    /// How fast BLAS is at its best, with which kernels.
    std::string blas_fact() const;
    /// What a program that trains this network cannot do without.
    double needed_mib(const std::string& net) const;
    /// "data: mnist"
    std::string data_fact() const;

private:
    std::vector<std::string> on_processors(std::size_t threads, std::vector<std::string> argv) const;
    std::vector<std::string> with_data(std::vector<std::string> argv) const;
    std::string built(const std::string& program) const;
    std::string script(const std::string& name) const;

    fs::path root_, build_, results_;
    DatasetFiles data_;
    std::string python_;
};

}  // namespace wb::cli
