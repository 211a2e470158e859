#include "common/cli/support/compile_error.hpp"

#include <regex>

#include "common/cli/support/text.hpp"

namespace {

using wb::cli::CompileError;

// "path:31:5: error: what" (compiler), "path:31: undefined reference to ..." (linker).
const std::regex compiler_error(R"(^(.+?):(\d+):(?:\d+:)? (?:fatal )?error: (.*)$)");
const std::regex linker_error(R"(^.*(undefined reference to .*|multiple definition of .*)$)");
const std::regex next_step(R"(^\[\d+/\d+\] )");
constexpr std::size_t context = 12;

// The lines of one failed step, without its long command line, as an error.
CompileError describe(std::string output, const std::vector<std::string>& lines) {
    CompileError error;
    error.output = std::move(output);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch match;
        if (std::regex_match(lines[i], match, compiler_error)) {
            error.file = match[1];
            error.line = std::stoul(match[2]);
            error.message = match[3];
        } else if (std::regex_match(lines[i], match, linker_error)) {
            error.message = match[1];
        } else {
            continue;
        }
        // One error and what the compiler says about it; the next error is often only its consequence.
        std::vector<std::string> shown{lines[i]};
        for (std::size_t j = i + 1; j < lines.size() && shown.size() < context; ++j) {
            if (std::regex_search(lines[j], compiler_error) || std::regex_search(lines[j], linker_error))
                break;
            shown.push_back(lines[j]);
        }
        error.text = wb::cli::join(shown, "\n");
        return error;
    }
    error.text = wb::cli::last_lines(wb::cli::join_lines(lines), context);
    error.message = lines.empty() ? "the build step failed" : lines.back();
    return error;
}

}  // namespace

std::vector<CompileError> wb::cli::compile_errors(std::string_view ninja_output) {
    std::vector<CompileError> errors;
    std::string failed;
    std::vector<std::string> lines;
    const auto close = [&] {
        if (!failed.empty()) errors.push_back(describe(failed, lines));
        failed.clear();
        lines.clear();
    };
    bool command_follows = false;
    for (const auto& line : split_lines(ninja_output)) {
        if (line.starts_with("FAILED: ")) {
            close();
            failed = trim(std::string_view(line).substr(8));
            command_follows = true;
        } else if (command_follows) {
            command_follows = false;
        } else if (std::regex_search(line, next_step) || line.starts_with("ninja: ")) {
            close();
        } else if (!failed.empty()) {
            lines.push_back(line);
        }
    }
    close();
    return errors;
}
