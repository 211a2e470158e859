#include "tests/support/bars.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/json.hpp"
#include "tests/support/misuse.hpp"
#include "tests/support/program.hpp"

namespace {

// With fewer runs, the worst seed says little about the next one.
constexpr std::size_t enough_seeds = 20;

}  // namespace

std::string wb::judge::Bar::text() const {
    const auto [worst, best] = std::ranges::minmax(seeds);
    return "bar " + number(bar, 4) + ", reference " + number(worst, 4) + "-" + number(best, 4) + " over " +
           std::to_string(seeds.size()) + " seeds";
}

wb::judge::Bar wb::judge::read_bar(const std::filesystem::path& file) {
    const Json json = Json::read(file, "Bars are committed: is the checkout complete?");
    Bar bar{json.text("model"), json.text("data"), json.text("metric"), json.number("bar"),
            json.numbers("seeds")};
    if (bar.seeds.size() < enough_seeds)
        throw misuse(file.string() + ": only " + std::to_string(bar.seeds.size()) + " seeds, at least " +
                     std::to_string(enough_seeds) + " are needed");
    if (bar.bar > std::ranges::min(bar.seeds))
        throw misuse(file.string() +
                     ": the reference itself misses the bar under its worst seed: " + bar.text());
    return bar;
}

std::string wb::judge::BarMatcher::explain(const double& yours) const {
    if (yours >= bar_.bar) return "";
    std::string text = bar_.metric + " of " + bar_.model + " on " + bar_.data + ": yours " +
                       number(yours, 4) + ", " + bar_.text();
    if (std::isnan(yours))
        text += "\nnan, not a number: did the loss become infinite? Is the step too large?";
    return text;
}

wb::judge::BarMatcher wb::judge::ReachesBar(const std::string& name) {
    return BarMatcher(
        read_bar(std::filesystem::path(program.source_dir) / "tests" / "bars" / (name + ".json")));
}
