#include "common/cli/support/ctest_output.hpp"

#include "common/cli/support/text.hpp"

namespace {

/// "139/157 Test #126: harness: judge ....***Failed   18.24 sec"
bool is_result(const std::string& line) {
    const auto slash = line.find('/');
    return slash < line.find(" Test ") && line.find(" Test ") < line.size() && line.ends_with(" sec");
}

}  // namespace

std::string wb::cli::failures_in(std::string_view ctest_output) {
    constexpr std::size_t most = 60;
    std::string failures;
    std::size_t left = 0;
    for (const auto& line : split_lines(ctest_output)) {
        if (is_result(line))
            left = line.find("***") != std::string::npos ? most : 0;
        else if (line.find("  Start ") < line.find_first_not_of(' ') ||
                 line.find("% tests passed") != std::string::npos)
            left = 0;
        if (left == 0 || line.empty() || line.starts_with("  ok  ")) continue;
        failures += --left > 0 ? line + "\n" : "[...]\n";
    }
    return failures;
}
