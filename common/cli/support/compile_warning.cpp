#include "common/cli/support/compile_warning.hpp"

#include <algorithm>

#include "common/cli/support/compiler_line.hpp"
#include "common/cli/support/text.hpp"

std::vector<wb::cli::CompileWarning> wb::cli::compile_warnings(std::string_view ninja_output) {
    const auto lines = split_lines(ninja_output);
    std::vector<CompileWarning> warnings;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto found = compiler_line(lines[i], "warning: ");
        if (!found) continue;
        CompileWarning warning{found->file, found->line, found->message, lines[i]};
        // The line of code, and the mark below it.
        for (std::size_t j = i + 1; j < lines.size() && j <= i + 2 && lines[j].starts_with(" "); ++j)
            warning.text += "\n" + lines[j];
        const bool is_known = std::ranges::any_of(warnings, [&](const CompileWarning& other) {
            return other.file == warning.file && other.line == warning.line &&
                   other.message == warning.message;
        });
        if (!is_known) warnings.push_back(std::move(warning));
    }
    return warnings;
}
