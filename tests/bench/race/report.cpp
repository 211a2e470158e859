#include "tests/bench/race/report.hpp"

#include <fmt/format.h>

#include "tests/bench/race/statistics.hpp"

namespace {

using namespace wb::cli;

/// How many times what it needs a lab may take.
constexpr double most_memory = 2;

/// "0.79 (0.77-0.81)", or a dash.
std::string text_of(const std::optional<Spread>& spread) {
    if (!spread) return "-";
    return fmt::format("{:.2f} ({:.2f}-{:.2f})", spread->median, spread->least, spread->most);
}

std::string verdict(const NetTimes& times) {
    const auto measured = times.theirs.find("libtorch");
    if (!times.target || measured == times.theirs.end()) return "";
    const auto ratio = ratios(times.ours, measured->second);
    if (!ratio) return "";
    return fmt::format("{} {:.2f}", ratio->median <= *times.target ? "ok, at most" : "ABOVE", *times.target);
}

}  // namespace

Table wb::cli::times_table(const std::vector<NetTimes>& nets, const std::vector<Peer>& peers) {
    using enum Table::Align;
    std::vector<Table::Column> columns{{"network"}, {"batch", right}, {"threads", right}, {"seconds", right}};
    for (const Peer& peer : peers) columns.push_back({"of " + peer.name, right});
    columns.push_back({"promised, of libtorch"});
    Table table(columns);
    for (const NetTimes& times : nets) {
        std::vector<std::string> row{times.net, std::to_string(times.batch_size),
                                     std::to_string(times.threads), text_of(spread_of(times.ours))};
        for (const Peer& peer : peers) {
            const auto measured = times.theirs.find(peer.name);
            row.push_back(measured == times.theirs.end() ? "-"
                                                         : text_of(ratios(times.ours, measured->second)));
        }
        row.push_back(verdict(times));
        table.add(row);
    }
    return table;
}

std::vector<std::string> wb::cli::missing_peers(const std::vector<Peer>& peers) {
    std::vector<std::string> lines;
    for (const Peer& peer : peers) {
        if (!peer.missing.empty())
            lines.push_back(fmt::format("{}, not measured: {}", peer.name, peer.missing));
    }
    return lines;
}

Table wb::cli::memory_table(const std::vector<LabMemory>& labs) {
    using enum Table::Align;
    Table table({{"lab", right}, {"peak, MiB", right}, {"needed, MiB", right}, {"ratio", right}, {""}});
    for (const LabMemory& lab : labs) {
        const double ratio = lab.peak / lab.needed;
        table.add({std::to_string(lab.chapter), fmt::format("{:.0f}", lab.peak),
                   fmt::format("{:.0f}", lab.needed), fmt::format("{:.2f}", ratio),
                   fmt::format("{} {:.0f}", ratio <= most_memory ? "ok, at most" : "ABOVE", most_memory)});
    }
    return table;
}
