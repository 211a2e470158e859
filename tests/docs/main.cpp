// site-check SITE [--no-solutions-of CHECKOUT]: looks at the finished lesson pages, and says what is wrong.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>

#include "common/cli/dev/leaks.hpp"
#include "common/cli/support/text.hpp"
#include "tests/docs/site_check.hpp"

namespace {

std::vector<wb::site::Finding> leaks(const std::string& site, const std::string& checkout) {
    const wb::cli::Workspace workspace(checkout);
    const auto manifest = wb::cli::Manifest::read(workspace.root());
    return wb::site::look_for_lines(
        site, wb::cli::secret_lines(workspace, wb::cli::read_sound_solutions(workspace, manifest)));
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Looks at the finished lesson pages."};
    std::string site, checkout;
    app.add_option("site", site, "The folder with index.html")->required();
    app.add_option("--no-solutions-of", checkout, "No line of this checkout's solutions may stand in a page");
    CLI11_PARSE(app, argc, argv);
    try {
        auto findings = wb::site::check_site(site);
        if (!checkout.empty()) {
            const auto more = leaks(site, checkout);
            findings.insert(findings.end(), more.begin(), more.end());
        }
        for (const auto& finding : findings) fmt::print("{}: {}\n", finding.page, finding.what);
        if (!findings.empty())
            fmt::print("{} in the lesson pages.\n", wb::cli::counted(findings.size(), "fault"));
        return findings.empty() ? 0 : 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "site-check: {}\n", error.what());
        return 2;
    }
}
