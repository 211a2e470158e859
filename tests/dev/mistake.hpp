/// \file
/// A version of the reference that the tests must judge in a certain way: a mistake that they must catch, or
/// a right answer of another shape that they must let pass.
///
/// tests/mistakes/chNN_topic/NAME.mistake:
///
///     title: dW is not divided by the batch
///     file: linear.cpp
///     exercise: 3.2
///     says: batch | N times
///     --- find
///     <lines of the reference, verbatim>
///     --- replace
///     <the wrong lines>
///
/// `says` lists what the failing test must say, all of it, in any case of letters. `state: crashed` or
/// `state: timeout` when it does not end as wrong.
///
/// tests/right/chNN_topic/NAME.right is the same without `says` and `state`. Every exercise of the files that
/// it changes must be done. Both may go on:
///
///     --- find               another pair
///     --- replace
///     --- file sgd.cpp       the pairs from here on are of this file of the chapter
///     --- whole              instead of a pair: the whole new text of the file
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/cli/exercises/state.hpp"

namespace wb::cli {

/// A change to a file of the reference.
struct Edit {
    std::string file;     ///< "linear.cpp"
    bool whole = false;   ///< all of the file is replaced
    std::string find;     ///< otherwise: these lines, each with its "\n"
    std::string replace;  ///< what comes in their place
};

/// Which of the two it is: the folder below tests/, and the end of the names of its files.
enum class Kind { mistake, right };

struct Mistake {
    std::string id;         ///< "ch03_mlp__not_averaged"
    std::string directory;  ///< "ch03_mlp"
    std::string title, exercise;
    std::vector<Edit> edits;
    std::vector<std::string> says;  ///< of a mistake
    State state = State::wrong;     ///< that it ends in; of a right answer, done
};

/// \param name how messages call the file
/// \throws Failure with the line that is malformed
Mistake parse_mistake(std::string_view text, const std::string& name, Kind kind = Kind::mistake);

/// Every one of that kind in tests/, in order. \throws Failure when one is malformed, or there is none
std::vector<Mistake> read_mistakes(const Workspace& workspace, Kind kind = Kind::mistake);

/// The files that it changes, each with its new text, from the reference's files.
/// \throws Failure unless each `find` is there exactly once
std::vector<std::pair<std::string, std::string>> changed_files(const Workspace& workspace,
                                                               const Mistake& mistake);

/// Those of `says` that the output does not say; line breaks in the output count as spaces.
std::vector<std::string> unsaid(const std::vector<std::string>& says, std::string_view output);

/// The explanation ("This is what comes out if ...") that the student reads first, if none of what the
/// mistake says is in it: then it blames something else. "" if there is none, or it is right.
std::string wrong_explanation(const std::vector<std::string>& says, std::string_view output);

/// Whether `says` asks for words. A number, or a single short word such as "nan", is in messages that explain
/// nothing.
bool asks_for_words(const std::vector<std::string>& says);

/// Whether it asks for words that explain the failure: the title of a test alone does not.
/// \param output of the test program
bool asks_for_an_explanation(const std::vector<std::string>& says, std::string_view output);

}  // namespace wb::cli
