#include "tests/widgets/widget_data.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "tests/support/catch.hpp"

namespace {

using namespace wb::widgets;

bool finds_fault(const Check& check, const json& data) {
    try {
        return !check(data).empty();
    } catch (const std::exception&) {
        return true;  // shapes that do not fit, for instance
    }
}

}  // namespace

std::string wb::widgets::text_of(const std::string& file) {
    std::ifstream stream(std::string(WORKBOOK_CHECKOUT) + "/" + file, std::ios::binary);
    if (!stream) throw std::runtime_error("there is no " + file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

json wb::widgets::data_of(const std::string& name) {
    const auto file = fmt::format("docs/widgets/{}.data.js", name);
    const auto text = text_of(file);
    const auto assignment = fmt::format("\nwidgets.data.{} = ", name);
    const auto begin = text.find(assignment);
    const auto end = text.rfind("};\n");
    if (begin == std::string::npos || end == std::string::npos || end + 3 != text.size())
        throw std::runtime_error(
            fmt::format("{} is not a comment and then widgets.data.{} = {{...}};", file, name));
    const auto value = begin + assignment.size();
    return json::parse(text.substr(value, end + 1 - value));
}

wb::np_tensor wb::widgets::tensor_of(const json& rows) {
    std::vector<real> values;
    if (!rows.at(0).is_array()) return np_tensor({rows.size()}, rows.get<std::vector<real>>());
    for (const auto& row : rows) {
        if (row.size() != rows.at(0).size()) throw std::runtime_error("rows of different length");
        for (const auto& value : row) values.push_back(value.get<real>());
    }
    return np_tensor({rows.size(), rows.at(0).size()}, std::move(values));
}

json wb::widgets::rows_of(const np_tensor& matrix) {
    json rows = json::array();
    if (matrix.shape().size() == 1) {
        for (std::size_t i = 0; i < matrix.dim(0); ++i) rows.push_back(matrix(i));
        return rows;
    }
    for (std::size_t i = 0; i < matrix.dim(0); ++i) {
        json row = json::array();
        for (std::size_t j = 0; j < matrix.dim(1); ++j) row.push_back(matrix(i, j));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<std::string> wb::widgets::differences(const json& stored, const json& computed, int decimals,
                                                  const std::string& place) {
    if (stored.is_array() && computed.is_array() && stored.size() == computed.size()) {
        std::vector<std::string> found;
        for (std::size_t i = 0; i < stored.size(); ++i) {
            const auto inside =
                differences(stored[i], computed[i], decimals, fmt::format("{}[{}]", place, i));
            found.insert(found.end(), inside.begin(), inside.end());
        }
        return found;
    }
    const double half = decimals == 0 ? 1e-9 : 0.5 * std::pow(10.0, -decimals) * (1 + 1e-6);
    if (stored.is_number() && computed.is_number() &&
        std::abs(stored.get<double>() - computed.get<double>()) <= half)
        return {};
    return {fmt::format("{}: stored {}, computed {}", place, stored.dump(), computed.dump())};
}

std::vector<std::string> wb::widgets::different_lines(const std::string& record, const std::string& made) {
    std::istringstream recorded_lines(text_of("tests/figures/" + record + ".txt")), made_lines(made);
    std::vector<std::string> found;
    while (recorded_lines || made_lines) {
        std::string recorded, one;
        std::getline(recorded_lines, recorded);
        std::getline(made_lines, one);
        if (recorded != one) found.push_back(fmt::format("recorded: {}\nstored:   {}", recorded, one));
    }
    return found;
}

void wb::widgets::require_checked(const std::string& name, const Check& check) {
    const auto data = data_of(name);
    const auto found = check(data);
    for (const auto& one : found) UNSCOPED_INFO(one);
    REQUIRE(found.empty());

    std::size_t numbers = 0;
    const auto flat = data.flatten();
    for (const auto& [place, value] : flat.items()) {
        if (!value.is_number()) continue;
        ++numbers;
        json changed = data;
        auto& number = changed[json::json_pointer(place)];
        if (value.is_number_integer())
            number = value.get<int>() + 1;
        else
            number = value.get<double>() * 1.01 + 0.01;
        INFO("changed at " << place << ": " << value.dump() << " to " << number.dump());
        CHECK(finds_fault(check, changed));
    }
    CHECK(numbers > 0);
}
