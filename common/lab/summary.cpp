#include "common/lab/summary.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "common/io/atomic_write.hpp"
#include "common/lab/stamp_json.hpp"

void wb::Summary::add(const SummaryRow& row) {
    if (!std::isfinite(row.value))
        throw std::domain_error(
            fmt::format("the {} of {} is {}, which is no number. Did the training diverge? "
                        "A smaller learning rate may help.",
                        row.metric, row.model, row.value));
    rows_.push_back(row);
    const std::string promise =
        row.promised ? fmt::format(" (promised: at least {:.2f}%)", 100 * *row.promised) : std::string();
    fmt::print("\n{} on {}: {} {:.2f}%{} after {:.1f} s\n", row.model, row.data, row.metric, 100 * row.value,
               promise, row.seconds);
}

void wb::Summary::write(const std::filesystem::path& file) const {
    nlohmann::json rows = nlohmann::json::array();
    for (const SummaryRow& row : rows_) {
        rows.push_back({{"chapter", row.chapter},
                        {"model", row.model},
                        {"data", row.data},
                        {"metric", row.metric},
                        {"value", row.value},
                        {"promised", row.promised ? nlohmann::json(*row.promised) : nlohmann::json(nullptr)},
                        {"seconds", row.seconds}});
    }
    nlohmann::json summary = to_object(stamp_);
    summary["rows"] = rows;
    write_file_atomically(file, to_text(summary));
}

std::string wb::data_of_summary(const std::filesystem::path& file) {
    try {
        std::ifstream stream(file);
        return nlohmann::json::parse(stream).at("rows").at(0).at("data").get<std::string>();
    } catch (const nlohmann::json::exception&) {
        return {};
    }
}
