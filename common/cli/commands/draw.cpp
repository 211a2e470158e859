#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "common/cli/commands/commands.hpp"
#include "common/cli/exercises/manifest.hpp"
#include "common/cli/support/build_folder.hpp"
#include "common/cli/support/cmake.hpp"
#include "common/cli/support/ended.hpp"
#include "common/cli/support/failure.hpp"
#include "common/cli/support/process.hpp"

namespace {

namespace fs = std::filesystem;

/// Whether a lab has left a network. (The page's own list says which is best.)
bool is_a_network_trained(const wb::cli::Workspace& workspace) {
    const auto manifest = wb::cli::Manifest::read(workspace.root());
    for (const auto& chapter : manifest.chapters()) {
        const auto folder = workspace.root() / "results" / chapter.prefix();
        if (!chapter.saves_networks || !fs::is_directory(folder)) continue;
        for (const auto& file : fs::directory_iterator(folder))
            if (file.path().extension() == ".npz") return true;
    }
    return false;
}

}  // namespace

int wb::cli::draw(const Workspace& workspace, const DrawOptions& options) {
    std::string model = options.model;
    if (!model.empty()) {
        if (!fs::exists(model))
            throw Failure(
                fmt::format("there is no file {}", model),
                "Without --model it uses the best network in results/. To train one: ./workbook lab 5", 2);
        model = fs::absolute(model).string();
    } else if (!is_a_network_trained(workspace)) {
        const std::string mine = options.mine ? " --mine" : "";
        fmt::print(
            "There is no trained network yet, so this trains one for a short time: ./workbook lab 5{0} "
            "--quick\n"
            "To train a better one later: ./workbook lab 5{0}\n\n",
            mine);
        const int failed = lab(workspace, {.chapter = 5, .mine = options.mine, .arguments = {"--quick"}});
        if (failed != 0) return failed;
    }

    const std::string preset = options.mine ? "student" : "solutions";
    const std::string target = options.mine ? "ch08_draw_student" : "ch08_draw_reference";
    auto ours = take_build_folder(workspace, preset);
    build_or_fail(workspace,
                  {.preset = preset, .targets = {target}, .label = "Building the page to draw a digit on"});
    std::vector<std::string> argv{(workspace.build(preset) / "labs" / target).string()};
    if (!model.empty()) argv.insert(argv.end(), {"--model", model});
    argv.insert(argv.end(), options.arguments.begin(), options.arguments.end());
    std::fflush(stdout);
    try {
        const auto outcome = run({.argv = argv,
                                  .directory = workspace.root(),
                                  .environment = lab_environment(),
                                  .capture = false,
                                  .on_start = [&] { ours.reset(); }});
        if (outcome.signal != 0)
            throw Failure(
                fmt::format("the page's server {}", how_it_ended(outcome)),
                options.mine
                    ? "Do your tests pass? ./workbook check 8"
                    : "If this happens again, please report it with the output of ./workbook doctor.",
                outcome.exit_code);
        return outcome.exit_code;
    } catch (const Interrupted&) {
        return 0;  // Ctrl-C is how one ends it
    }
}

void wb::cli::add_draw(CommandLine& line) {
    const auto options = std::make_shared<DrawOptions>();
    const auto port = std::make_shared<int>(0);
    const auto no_browser = std::make_shared<bool>(false);
    line.add("draw", "Draw a digit in the browser; a trained network reads it", for_student)
        .flag("--mine", options->mine, "With my code, not the reference")
        .option("--model", options->model,
                "A checkpoint of chapter 04, 05 or 09; otherwise the best one in results/")
        .option("--port", *port, "The port of the page; default: any free port", 1, 65535)
        .flag("--no-browser", *no_browser, "Do not open a browser, only print the address")
        .footer("Ctrl-C stops it. It accepts connections from this machine only.")
        .runs([=](const Workspace& workspace) {
            if (*port != 0) options->arguments = {"--port", std::to_string(*port)};
            if (*no_browser) options->arguments.emplace_back("--no-browser");
            return draw(workspace, *options);
        });
}
