/// \file
/// The numbers of a widget, and what they are compared with.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ch02_np_tensor/np_tensor.hpp"

namespace wb::widgets {

using nlohmann::json;

/// A text file of the checkout, such as "tests/figures/ch05_moved.txt". \throws std::runtime_error without it
std::string text_of(const std::string& file);

/// What `widgets.data.NAME = {...};` in docs/widgets/NAME.data.js assigns; what is in the braces is JSON.
/// \throws std::runtime_error if there is no such file, or something else in it
json data_of(const std::string& name);

/// Rows of numbers as a matrix, and back; a row alone is an array with one axis.
np_tensor tensor_of(const json& rows);
json rows_of(const np_tensor& matrix);

/// Compares the numbers in two values of the same shape. A stored number may be rounded, and then differs by
/// half of its last decimal.
/// \param decimals  of the stored numbers
/// \return the places that differ, each with both values
std::vector<std::string> differences(const json& stored, const json& computed, int decimals,
                                     const std::string& place);

/// Compares tests/figures/RECORD.txt with the text that the numbers of a widget make, line by line.
/// \return the lines that differ, each with both
std::vector<std::string> different_lines(const std::string& record, const std::string& made);

/// Finds what is wrong with the numbers of a widget.
using Check = std::function<std::vector<std::string>(const json& data)>;

/// Requires that `check` finds nothing in the widget's numbers, and that it finds a fault (or throws)
/// whichever single number is changed: one that it does not look at could be anything.
void require_checked(const std::string& name, const Check& check);

}  // namespace wb::widgets
