#include "common/cli/support/compile_error.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "common/cli/support/compiler_line.hpp"
#include "common/cli/support/text.hpp"

namespace {

using wb::cli::CompileError;

// What the linker says at the end of such a line: "path:31: undefined reference to ..."; else nothing.
std::string_view linker_error(std::string_view line) {
    for (const std::string_view beginning : {"undefined reference to ", "multiple definition of "})
        if (const auto at = line.rfind(beginning); at != std::string_view::npos) return line.substr(at);
    return {};
}

bool is_error(std::string_view line) {
    return wb::cli::compiler_line(line, "error: ") || !linker_error(line).empty();
}

// "[3/14] Building ..."
bool is_next_step(std::string_view line) {
    const auto end = line.find("] ");
    if (!line.starts_with('[') || end == std::string_view::npos) return false;
    const auto counts = line.substr(1, end - 1);
    return std::ranges::count(counts, '/') == 1 && std::ranges::all_of(counts, [](unsigned char one) {
               return std::isdigit(one) != 0 || one == '/';
           });
}

constexpr std::size_t context = 12;

// The header that a function of the standard library is in; "" for those that are not listed.
std::string header_of(const std::string& function) {
    static const std::map<std::string, std::vector<std::string>> functions{
        {"algorithm", {"transform", "max",         "min",          "minmax",      "clamp",       "fill",
                       "fill_n",    "copy",        "copy_n",       "sort",        "stable_sort", "find",
                       "find_if",   "count",       "count_if",     "max_element", "min_element", "all_of",
                       "any_of",    "none_of",     "equal",        "reverse",     "for_each",    "generate",
                       "shuffle",   "swap_ranges", "partial_sort", "nth_element", "ranges"}},
        {"cmath", {"sqrt",  "exp",  "log",   "log1p", "log2",  "pow",      "abs",   "fabs", "round", "lround",
                   "floor", "ceil", "trunc", "isnan", "isinf", "isfinite", "hypot", "tanh", "sin",   "cos"}},
        {"numeric", {"accumulate", "iota", "inner_product", "reduce", "transform_reduce", "partial_sum"}}};
    for (const auto& [header, names] : functions) {
        if (std::ranges::find(names, function) != names.end()) return header;
    }
    return "";
}

// The word that `text` ends with, without the quotes around it.
std::string last_word(std::string_view text) {
    const auto in_word = [](unsigned char one) { return std::isalnum(one) != 0 || one == '_'; };
    while (!text.empty() && !in_word(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    auto begin = text.size();
    while (begin > 0 && in_word(static_cast<unsigned char>(text[begin - 1]))) --begin;
    return std::string(text.substr(begin));
}

// The advice that the compiler does not give, with a line break before it, or "".
std::string advice(std::string_view message) {
    const auto at = message.find("is not a member of");
    if (at == std::string_view::npos || last_word(message) != "std") return "";
    const auto function = last_word(message.substr(0, at)), header = header_of(function);
    return header.empty() ? ""
                          : "\nstd::" + function + " is in <" + header + ">: add #include <" + header + ">";
}

// What comes before the next error: "a.hpp: In instantiation of ...".
bool begins_another(std::string_view line) {
    for (const std::string_view place :
         {"instantiation", "function", "member function", "constructor", "lambda"})
        if (line.find(": In " + std::string(place)) != std::string_view::npos) return true;
    return false;
}

// The lines of one failed step, without its long command line, as an error.
CompileError describe(std::string output, const std::vector<std::string>& lines) {
    CompileError error;
    error.output = std::move(output);
    std::optional<wb::cli::CompilerLine> user;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        // "relu.cpp:49:58:   required from ..." leads from a template to the line that uses it. The innermost
        // is the one that asked for what the template cannot do.
        if (!user) user = wb::cli::compiler_line(lines[i], "required from ");
        if (wb::cli::compiler_line(lines[i], "warning: ")) user.reset();
        if (!is_error(lines[i])) continue;
        if (auto found = wb::cli::compiler_line(lines[i], "error: ")) {
            if (user && user->file == found->file) user.reset();  // the error is there itself
            error.message = std::move(found->message);
            const auto& place = user ? *user : *found;
            error.file = place.file;
            error.line = place.line;
        } else {
            error.message = linker_error(lines[i]);
        }
        // One error and what the compiler says about it; the next error is often only its consequence.
        std::vector<std::string> shown{lines[i]};
        if (user) shown = {error.file + ":" + std::to_string(error.line) + ": error: " + error.message};
        for (std::size_t j = i + 1; j < lines.size() && shown.size() < context && !user; ++j) {
            if (is_error(lines[j]) || begins_another(lines[j])) break;
            shown.push_back(lines[j]);
        }
        error.text = wb::cli::join(shown, "\n") + advice(error.message);
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
        } else if (is_next_step(line) || line.starts_with("ninja: ")) {
            close();
        } else if (!failed.empty()) {
            lines.push_back(line);
        }
    }
    close();
    return errors;
}
