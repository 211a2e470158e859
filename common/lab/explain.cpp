#include "common/lab/explain.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <new>
#include <string>
#include <system_error>

#include "common/errors/not_implemented.hpp"
#include "common/io/standard_output.hpp"

namespace {

/// What was printed before an error also stands before it in a file or a pipe.
void flush_output() {
    std::cout.flush();
    std::fflush(stdout);
}

/// What is missing of the output must not go unnoticed.
bool everything_was_printed() {
    const std::string problem = wb::flush_standard_output();
    if (!problem.empty()) fmt::print(stderr, "\nWhat was to be printed cannot be written: {}.\n", problem);
    return problem.empty();
}

/// The path, or the nearest folder above it that exists.
std::filesystem::path existing(std::filesystem::path path) {
    std::error_code ignored;
    while (!std::filesystem::exists(path, ignored) && path.has_relative_path()) path = path.parent_path();
    return path;
}

/// What to do about a file that cannot be read or written.
std::string advice(const std::filesystem::filesystem_error& error) {
    constexpr const char* elsewhere = "Name a folder of your own: --results FOLDER";
    if (error.code() == std::errc::no_space_on_device) return "Make room on that disk, then try again.";
    if (error.code() == std::errc::file_too_large) return wb::file_size_advice;
    if (error.code() != std::errc::permission_denied && error.code() != std::errc::operation_not_permitted)
        return elsewhere;
    const std::string place = existing(error.path1()).string();
    // Do not advise users to take over files that lie outside the checkout.
    if (!place.starts_with(WORKBOOK_SOURCE_DIR)) return elsewhere;
    return "Does it belong to another user? Make it yours: sudo chown -R \"$USER\" '" + place +
           "'\nOr name a folder of your own: --results FOLDER";
}

[[noreturn]] void end_for_lack_of_memory(const wb::ProgramWords& words) {
    flush_output();
    fmt::print(
        stderr,
        "\n{}there is not enough memory on this machine, or a program or a limit (ulimit -v) keeps it.\n"
        "Close other programs, then try again. (Labs need less for the small set: --data digits)\n",
        words.stopped);
    std::fflush(stderr);
    // At once: on the usual way out, OpenBLAS would wait for threads that it had not the memory to start.
    std::_Exit(1);
}

}  // namespace

int wb::run_and_explain(const ProgramWords& words, const std::function<void()>& body) {
    occupy_standard_streams();
    survive_file_size_limit();
    try {
        body();
        return everything_was_printed() ? 0 : 1;
    } catch (const not_implemented& missing) {
        flush_output();
        fmt::print(stderr,
                   "\n{0} needs exercise {1}, which is not written yet.\n"
                   "Edit {2}:{3}, then run: ./workbook check {1}\n",
                   words.subject, missing.exercise(), missing.where().file_name(), missing.where().line());
    } catch (const std::bad_alloc&) {
        end_for_lack_of_memory(words);
    } catch (const std::filesystem::filesystem_error& error) {
        flush_output();
        fmt::print(stderr, "\n{}{}\n{}\n", words.stopped, error.what(), advice(error));
    } catch (const std::system_error& error) {
        // Where a thread could not be started, the system only says "try again".
        if (error.code() == std::errc::resource_unavailable_try_again) end_for_lack_of_memory(words);
        flush_output();
        fmt::print(stderr, "\n{}{}\n", words.stopped, error.what());
    } catch (const std::exception& error) {
        flush_output();
        fmt::print(stderr, "\n{}{}\n", words.stopped, error.what());
    }
    return 1;
}
