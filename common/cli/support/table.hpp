/// \file
/// A table in plain text.
#pragma once

#include <string>
#include <vector>

namespace wb::cli {

/// Rows of cells, printed in columns as wide as their widest cell.
class Table {
public:
    enum class Align { left, right };
    struct Column {
        std::string title;
        Align align = Align::left;
    };

    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    /// \param cells one a column; further columns are empty
    void add(std::vector<std::string> cells);
    bool empty() const noexcept { return rows_.empty(); }
    /// For a terminal: two spaces between columns, a line of dashes under the titles.
    std::string text() const;
    /// For a page.
    std::string markdown() const;
    /// For a spreadsheet: comma-separated values (RFC 4180), the titles first.
    std::string csv() const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace wb::cli
