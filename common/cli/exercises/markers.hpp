/// \file
/// The markers in solutions/*.cpp, from which the student's stubs are made.
///
///     // BEGIN SOLUTION 3.1
///     // STUB // Goal: y = x W + b, a row of y for each row of x.
///     // STUB todo("3.1");
///     return matmul(x, weight) + bias;
///     // END SOLUTION
///
/// becomes, in the stub,
///
///     // EXERCISE 3.1
///     // Goal: y = x W + b, a row of y for each row of x.
///     todo("3.1");
///     // END EXERCISE 3.1
///
/// A region without STUB lines (a helper of the solution) leaves nothing behind.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wb::cli {

/// Something wrong at a line of a file, printed as "file:line: message".
struct Problem {
    std::string file;
    std::size_t line = 0;
    std::string message;

    std::string text() const { return file + ":" + std::to_string(line) + ": " + message; }
};

/// A marked region of a solution.
struct Region {
    std::string id;
    std::size_t line = 0;               ///< of BEGIN SOLUTION, from 1
    std::string indent;                 ///< of BEGIN SOLUTION
    std::vector<std::string> stub;      ///< the STUB lines, as they are in the stub
    std::vector<std::string> solution;  ///< the other lines
    bool has_todo = false;              ///< one of its STUB lines is todo("id")
};

/// A stretch of a solution: either given lines, or a region.
struct Piece {
    std::size_t line = 0;  ///< its first line, from 1
    std::vector<std::string> given;
    std::optional<Region> region;
};

/// A solution file, taken apart.
struct MarkedSource {
    std::string name;  ///< how messages call it, such as "solutions/ch03_mlp/linear.cpp"
    std::vector<Piece> pieces;
    std::vector<Problem> problems;  ///< nothing may be generated unless this is empty

    std::vector<const Region*> regions() const;
    std::vector<const Region*> regions_of(std::string_view id) const;
};

MarkedSource parse_markers(std::string_view text, std::string name);

/// The source with the regions of every exercise that is `solved` written out, the others as stubs.
std::string render(const MarkedSource& source, const std::function<bool(const std::string& id)>& solved);
/// The source with every region as a stub: what the student starts from.
std::string render_stub(const MarkedSource& source);

}  // namespace wb::cli
