/// \file
/// The error of a test that is itself wrong.
#pragma once

#include <stdexcept>

namespace wb::judge {

/// A fault of the workbook and not of the student: a test that uses the judge wrongly, or a file of the tests
/// that is missing or broken. The reporter says so.
class misuse : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

}  // namespace wb::judge
