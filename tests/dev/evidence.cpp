#include "tests/dev/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <numeric>
#include <regex>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"
#include "common/cli/support/text.hpp"
#include "tests/dev/figures.hpp"

namespace {

using namespace wb::cli;

constexpr auto run_timeout = std::chrono::seconds(60);

Printed printed_of(std::string_view text) {
    return {split_lines(text), values_in(text)};
}

/// \param made_by the command that makes the file
Printed read_printed(const Workspace& workspace, const fs::path& file, const std::string& made_by) {
    if (!fs::exists(file)) throw Failure(fmt::format("there is no {}", workspace.show(file)), made_by);
    return printed_of(read_file(file));
}

/// What can be said of the runs under many seeds.
Printed numbers_of_bar(const fs::path& file) {
    const auto bar = nlohmann::json::parse(read_file(file));
    Printed printed;
    printed.values = bar.at("seeds").get<std::vector<double>>();
    const auto count = static_cast<double>(printed.values.size());
    const double mean = std::accumulate(printed.values.begin(), printed.values.end(), 0.0) / count;
    printed.values.insert(printed.values.end(), {mean, bar.at("bar").get<double>(), count});
    return printed;
}

}  // namespace

std::vector<double> wb::cli::values_in(std::string_view text) {
    static const std::regex number(R"(\d+(?:\.\d+)?(?:e[-+]?\d+)?)");
    std::vector<double> values;
    const std::string all(text);
    for (std::sregex_iterator it(all.begin(), all.end(), number), end; it != end; ++it) {
        const double value = std::strtod(it->str().c_str(), nullptr);
        values.push_back(value);
        const auto at = static_cast<std::size_t>(it->position());
        if (at > 0 && all[at - 1] == '-') values.push_back(-value);
    }
    return values;
}

fs::path wb::cli::said_of_mistake(const fs::path& build, const std::string& mistake_id) {
    return build / "mistakes" / "said" / (mistake_id + ".txt");
}

wb::cli::Evidence::Evidence(Workspace workspace, fs::path build)
    : workspace_(std::move(workspace)), build_(std::move(build)) {}

bool wb::cli::Evidence::knows(std::string_view kind) {
    constexpr std::array kinds = {"lab", "figures", "test", "mistake", "check", "demo", "bar"};
    return std::ranges::find(kinds, kind) != kinds.end();
}

const Printed& wb::cli::Evidence::find(const Chapter& chapter, const Origin& origin) {
    const auto key = fmt::format("{} {}={}", chapter.directory, origin.first, origin.second);
    const auto known = found_.find(key);
    if (known != found_.end()) return known->second;
    return found_.emplace(key, look_up(chapter, origin)).first->second;
}

Printed wb::cli::Evidence::look_up(const Chapter& chapter, const Origin& origin) const {
    const auto& [kind, name] = origin;
    if (name.empty()) throw Failure(fmt::format("`{}` says not which", kind), fmt::format("{}=...", kind));
    if (kind == "lab")
        return read_printed(workspace_, recorded_lab(workspace_, name),
                            "Run the lab, then record it: see tests/figures/README.md");
    if (kind == "figures" || kind == "test")
        return read_printed(workspace_, figures_folder(workspace_) / (name + ".txt"),
                            "Make it from its program: see tests/figures/README.md");
    if (kind == "mistake") {
        const auto id = fmt::format("{}__{}", chapter.directory, name);
        const auto file = workspace_.root() / "tests" / "mistakes" / chapter.directory / (name + ".mistake");
        if (!fs::exists(file)) throw Failure(fmt::format("there is no {}", workspace_.show(file)));
        return read_printed(workspace_, said_of_mistake(build_, id),
                            fmt::format("workbook dev mistakes --build {} makes it.", build_.string()));
    }
    if (kind == "check")
        return run_and_keep(build_ / "tests" / (chapter.prefix() + "_student_tests"),
                            {fmt::format("[{}]", name)});
    if (kind == "demo")
        return run_and_keep(build_ / "labs" / fmt::format("{}_{}", chapter.prefix(), name), {});
    if (kind == "bar") {
        const auto file = workspace_.root() / "tests" / "bars" / (name + ".json");
        if (!fs::exists(file)) throw Failure(fmt::format("there is no {}", workspace_.show(file)));
        return numbers_of_bar(file);
    }
    throw Failure(fmt::format("there is no origin of the kind `{}`", kind));
}

Printed wb::cli::Evidence::run_and_keep(const fs::path& program,
                                        const std::vector<std::string>& arguments) const {
    if (!fs::exists(program))
        throw Failure(fmt::format("there is no program {}", workspace_.show(program)),
                      "Is its name right, and the harness built?");
    std::vector<std::string> argv{program.string()};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return printed_of(run({.argv = argv, .directory = workspace_.root(), .timeout = run_timeout}).output);
}
