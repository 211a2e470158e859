#include "common/cli/commands/summary.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/table.hpp"

namespace {

using wb::SummaryRow;

SummaryRow read_row(const nlohmann::json& row) {
    SummaryRow result;
    result.chapter = row.at("chapter").get<int>();
    result.model = row.at("model").get<std::string>();
    result.data = row.at("data").get<std::string>();
    result.metric = row.at("metric").get<std::string>();
    result.value = row.at("value").get<double>();
    if (row.contains("promised") && !row.at("promised").is_null())
        result.promised = row.at("promised").get<double>();
    result.seconds = row.at("seconds").get<double>();
    return result;
}

}  // namespace

std::vector<SummaryRow> wb::cli::read_summary(const fs::path& file) {
    std::vector<SummaryRow> rows;
    try {
        const auto summary = nlohmann::json::parse(read_file(file));
        for (const auto& row : summary.at("rows")) rows.push_back(read_row(row));
    } catch (const nlohmann::json::exception& error) {
        throw Failure(fmt::format("{} is not the summary of a lab: {}", file.string(), error.what()));
    }
    return rows;
}

std::string wb::cli::summary_table(const std::vector<SummaryRow>& rows) {
    using enum Table::Align;
    Table table({{"chapter", right},
                 {"model"},
                 {"data"},
                 {"measured"},
                 {"value", right},
                 {"promised", right},
                 {"seconds", right},
                 {""}});
    const auto percent = [](double value) { return fmt::format("{:.2f}%", 100 * value); };
    for (const auto& row : rows) {
        table.add({std::to_string(row.chapter), row.model, row.data, row.metric, percent(row.value),
                   row.promised ? percent(*row.promised) : "-", fmt::format("{:.1f}", row.seconds),
                   !row.promised               ? ""
                   : row.value < *row.promised ? "below"
                                               : "ok"});
    }
    return table.text();
}
