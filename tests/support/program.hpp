/// \file
/// Which test program this is.
#pragma once

#include <string_view>

namespace wb::judge {

/// The tests are compiled once and linked with the student's code and with the reference; this is what
/// differs between the two programs. CMake writes the definition from program.cpp.in.
struct Program {
    /// The chapter's manifest, `chapters/chNN_topic/chapter.json`; those of the other chapters are found
    /// beside it. Empty in a program that tests given code, which has no exercises.
    const char* chapter_json;
    /// The root of the workbook: paths inside it are shown relative to it.
    const char* source_dir;
    /// The folder of the code under test: `chapters/chNN_topic` or `solutions/chNN_topic`.
    const char* code_dir;
    /// Whose code is under test: "student" or "reference".
    const char* flavor;
    /// Whose code the earlier chapters are: "student" or "reference".
    const char* earlier;

    bool tests_the_reference() const { return std::string_view(flavor) == "reference"; }
};

extern const Program program;

}  // namespace wb::judge
