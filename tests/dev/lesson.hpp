/// \file
/// What of a lesson can be checked: its fenced blocks, and the numbers of its paragraphs.
///
/// A fence says behind its language where its lines come from:
///
///     ```cpp contract=conv2d.hpp      the lines are in that header          (lesson_checks.hpp)
///     ```cpp compiles                 compiled with the tests               (snippets.hpp)
///     ```output lab=5                 printed by a program                  (evidence.hpp)
///     ```sh in=mnist                  what is behind `$ ` is run in that folder (or in=build)
///     ```drawing    ```sh             nothing to compare
///
/// and a comment behind a paragraph or a table says where its numbers come from:
///
///     <!-- from: lab=5 bar=ch05_cnn16_mnist -->
///     <!-- from: lab=5; given: 128 5,000 -->     numbers that were chosen, and no run has found
///     <!-- from: arithmetic -->                  follows from what the text says
///     <!-- measured: machine -->                 seconds of one machine, which no test repeats
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wb::cli {

/// `lab=5` is {"lab", "5"}; a word alone has no value.
using Origin = std::pair<std::string, std::string>;

/// A fenced block.
struct Fence {
    std::size_t line = 0;  ///< of the opening backticks, from 1
    std::string language;
    std::vector<Origin> origins;     ///< the words behind the language
    std::vector<std::string> lines;  ///< what is between

    /// The value of the origin with that key; null if it has none.
    const std::string* find(std::string_view key) const;
};

/// A number in prose.
struct Number {
    std::string text;  ///< "98.21%", "1,980"
    double value = 0;
    int decimals = 0;
    bool percent = false;
};

/// A paragraph or a table.
struct Paragraph {
    std::size_t line = 0;         ///< where it begins, from 1
    std::string section;          ///< the heading above it
    std::string text;             ///< without code, formulas and comments
    std::vector<Number> numbers;  ///< those that a run may have found: see numbers_in()
    bool marked = false;
    std::vector<Origin> origins;  ///< of its mark
    std::vector<double> given;    ///< of its mark
};

struct Lesson {
    std::string name;  ///< as messages call it: "chapters/ch05_cnn/lesson.md"
    std::vector<Fence> fences;
    std::vector<Paragraph> paragraphs;
};

/// \throws Failure naming file and line: a fence that does not end, a mark that belongs to no paragraph or
///         cannot be read
Lesson parse_lesson(std::string_view text, const std::string& name);

/// The numbers of a text that look measured: with decimals, or a percent sign, or more than 10. Not those
/// that belong to a name (ch05, cnn16, 784-20-10), a size (28 x 28), or a place (chapter 12, exercise 5.1).
std::vector<Number> numbers_in(std::string_view prose);

/// Whether the number is what is left of `value` when it is rounded; 98.21% is left of 0.98208, too.
bool is_rounded(const Number& number, double value);

}  // namespace wb::cli
