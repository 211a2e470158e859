// workbook-pages: what makes the lesson pages, and checks them. Small, because a reader waits for it.
#include <fmt/format.h>

#include <memory>

#include "common/cli/support/text.hpp"
#include "tests/docs/secret_lines.hpp"
#include "tests/docs/site_check.hpp"
#include "tests/docs/site_finish.hpp"
#include "tests/docs/site_page.hpp"

namespace {

using namespace wb::cli;

int check_site(const Workspace& workspace, const std::string& site, bool without_solutions) {
    auto findings = wb::site::check_site(site);
    if (without_solutions) {
        const auto manifest = Manifest::read(workspace.root());
        const auto secret = secret_lines(workspace, read_sound_solutions(workspace, manifest));
        const auto more = wb::site::look_for_lines(site, secret);
        findings.insert(findings.end(), more.begin(), more.end());
    }
    for (const auto& finding : findings) fmt::print("{}: {}\n", finding.page, finding.what);
    if (!findings.empty()) fmt::print("{} in the lesson pages.\n", counted(findings.size(), "fault"));
    return findings.empty() ? 0 : 1;
}

void add_check_site(Options& site) {
    const auto folder = std::make_shared<std::string>();
    const auto without_solutions = std::make_shared<bool>(false);
    site.add("check", "Looks at the finished pages, and says what is wrong")
        .argument("folder", *folder, "The folder with index.html", Options::Kind::required)
        .flag("--without-solutions", *without_solutions, "No line of a solution may be on a page")
        .runs([=](const Workspace& workspace) { return check_site(workspace, *folder, *without_solutions); });
}

void add_finish(Options& site) {
    const auto folder = std::make_shared<std::string>();
    site.add("finish", "Finishes Doxygen's pages, and makes the index of the search")
        .argument("folder", *folder, "The folder with index.html", Options::Kind::required)
        .runs([=](const Workspace&) {
            wb::site::finish_site(*folder);
            return 0;
        });
}

}  // namespace

int main(int argc, char** argv) {
    return run_program(argc, argv, "Makes the lesson pages, and checks them.", WORKBOOK_BUILT_FROM,
                       [](CommandLine& line) {
                           auto site = line.add("site", "The lesson pages", "Commands");
                           add_lesson_filter(site);
                           add_pages(site);
                           add_finish(site);
                           add_check_site(site);
                       });
}
