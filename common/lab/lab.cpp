#include "common/lab/lab.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <thread>

#include "common/data/check_dataset.hpp"
#include "common/errors/data_error.hpp"
#include "common/lab/explain.hpp"
#include "common/lab/runtime.hpp"

namespace {

/// More threads than this have too few images each to be worth it; see --threads.
constexpr std::size_t most_threads = 4;

constexpr int most_epochs = 100'000;

std::string first_line(const wb::LabProgram& program) {
    return program.flavor == "student" ? "Running YOUR code, all of it, from chapters/"
                                       : "Running the REFERENCE, from solutions/";
}

/// "ch03_mlp" is results/ch03, so that the folder names stay short on a command line.
std::filesystem::path default_results(const std::string& chapter) {
    return std::filesystem::path(WORKBOOK_SOURCE_DIR) / "results" / chapter.substr(0, chapter.find('_'));
}

}  // namespace

int wb::run_lab(int argc, char** argv, const LabProgram& program, const std::function<void(Lab&)>& body) {
    prepare_to_train();
    LabOptions options;
    options.results = default_results(program.chapter);
    CLI::App app("The lab of " + program.chapter);
    app.add_option("--data", options.data,
                   "digits, mnist, fashion, or auto: mnist if it is there, else digits");
    app.add_option("--seed", options.seed, "the start of all random numbers");
    app.add_flag("--quick", options.quick, "fewer epochs, for a first look");
    app.add_option("--epochs", options.epochs, "how often to go through the training set")
        ->check(CLI::Range(1, most_epochs));  // PositiveNumber prints 300 digits
    app.add_option("--results", options.results, "where pictures and numbers go");
    if (program.has_fast_layers) {
        options.threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_threads);
        app.add_option("--threads", options.threads, "how many threads share a batch")
            ->check(CLI::Range(1, 64))
            ->capture_default_str();
        app.add_flag("--clear", options.clear,
                     "train with the layers of the exercises, not with the fast ones");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }

    return run_and_explain({.subject = "This lab", .stopped = "The lab stopped: "}, [&] {
        fmt::print("{}\n", first_line(program));
        const DatasetFiles data = find_dataset(options.data);
        check_dataset(data);
        const Stamp stamp{program.flavor, data.name, now_as_text(), options.quick};
        Lab lab{options, data, Summary(stamp), Pictures(options.results, stamp)};
        fmt::print("Data: {}{}{}\n\n", lab.data.name, lab.data.note.empty() ? "" : ". ", lab.data.note);
        std::fflush(stdout);
        std::filesystem::create_directories(options.results);
        body(lab);
        lab.pictures.write(options.results / "pictures.json");
        lab.summary.write(options.results / "summary.json");
    });
}
