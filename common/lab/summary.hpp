/// \file
/// The figures that a lab has reached, for the table that ends all labs of a run.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/lab/stamp.hpp"

namespace wb {

/// One line of the table.
struct SummaryRow {
    int chapter = 0;                 ///< 3
    std::string model;               ///< "784-200-10"
    std::string data;                ///< "mnist"
    std::string metric;              ///< "test accuracy"
    double value = 0;                ///< 0.978
    std::optional<double> promised;  ///< what the workbook promises, if it promises anything on this data
    double seconds = 0;              ///< of training
};

/// The lines of one lab.
class Summary {
public:
    /// A summary without a row.
    /// \param stamp  of the run
    explicit Summary(Stamp stamp) : stamp_(std::move(stamp)) {}

    /// Adds a line, and prints it.
    void add(const SummaryRow& row);
    /// Writes the stamp and `"rows": [...]`, all at once or not at all.
    void write(const std::filesystem::path& file) const;

private:
    Stamp stamp_;
    std::vector<SummaryRow> rows_;
};

/// Which data set the lab that wrote a summary has run on, such as "mnist": a checkpoint beside the summary
/// does not say what it was trained on.
/// \return empty if there is no such file, or if it is no summary with a line in it
std::string data_of_summary(const std::filesystem::path& file);

}  // namespace wb
