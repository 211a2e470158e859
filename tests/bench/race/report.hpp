/// \file
/// What the benchmark has measured, as tables.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/support/table.hpp"

namespace wb::cli {

/// What the reference is compared with.
struct Peer {
    std::string name;       ///< "libtorch"
    std::string missing{};  ///< why it was not measured, and what would help; empty if it was
    std::string version{};  ///< what it says of itself
};

/// One network, on so many threads.
struct NetTimes {
    std::string net;  ///< "784-200-10"
    std::size_t batch_size = 0;
    std::size_t threads = 1;
    std::vector<double> ours{};                           ///< seconds of each epoch
    std::map<std::string, std::vector<double>> theirs{};  ///< by the peer's name; in the order of `ours`
    std::optional<double> target;                         ///< at most this times libtorch's time is promised
};

/// A row for each network: our seconds, and our time as a share of each peer's, with the spread. A peer that
/// has no measurement gets a dash; missing_peers() says why.
Table times_table(const std::vector<NetTimes>& nets, const std::vector<Peer>& peers);

/// "PyTorch, not measured: ..." for each peer that was not.
std::vector<std::string> missing_peers(const std::vector<Peer>& peers);

/// What a lab takes and what it needs, in MiB.
struct LabMemory {
    int chapter = 0;
    double peak = 0;
    double needed = 0;  ///< data, parameters, and what the layers put out for a batch
};

/// A row for each lab.
Table memory_table(const std::vector<LabMemory>& labs);

}  // namespace wb::cli
