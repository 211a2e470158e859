/// \file
/// ./workbook draw: a page to draw a digit on, and the network that reads it.

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include "ch08_draw/given/draw_service.hpp"
#include "common/lab/explain.hpp"
#include "common/lab/runtime.hpp"
#include "common/web/request_error.hpp"
#include "common/web/server.hpp"
#include "common/web/stop_signals.hpp"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Options {
    fs::path model, results = fs::path(WORKBOOK_SOURCE_DIR) / "results";
    int port = 0;
    double temperature = 1;
    bool no_browser = false;
};

constexpr std::string_view flavor = WORKBOOK_FLAVOR;

/// A path as you would type it in the checkout.
std::string shown(const fs::path& path) {
    const fs::path relative = path.lexically_relative(WORKBOOK_SOURCE_DIR);
    return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

fs::path checkpoint(const Options& options) {
    if (!options.model.empty()) return options.model;
    if (const auto best = wb::best_checkpoint(options.results)) return *best;
    throw std::runtime_error(
        fmt::format("There is no trained network in {} yet.\nTrain one: ./workbook lab 5{} --quick, or "
                    "without --quick for a "
                    "better one.",
                    shown(options.results), flavor == "student" ? " --mine" : ""));
}

std::string network_line(const wb::DrawService::Setup& setup) {
    std::string line = "Network: " + setup.network.name;
    if (!setup.notes.data.empty())
        line += fmt::format(", trained{} on {} by {}", setup.notes.quick ? " a little" : "", setup.notes.data,
                            setup.notes.flavor == "student" ? "your code" : "the reference");
    if (setup.notes.accuracy)
        line += fmt::format(": it reads {:.1f}% of the test images", 100 * *setup.notes.accuracy);
    return line + fmt::format(" ({})", setup.checkpoint);
}

std::string page_file(const char* name) {
    const fs::path path = fs::path(WORKBOOK_SOURCE_DIR) / "chapters/ch08_draw/page" / name;
    std::ifstream file(path, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(file), {}};
    if (content.empty())
        throw std::runtime_error(
            path.string() +
            " cannot be read. Get it back: git checkout -- chapters (without git: from the download)");
    return content;
}

/// Reads a small drawing, so that a missing exercise is reported here and not in the browser.
void try_out(wb::DrawService& service) {
    const json one{
        {"strokes", {{{"points", {{140, 60}, {140, 220}}}, {"width", 20}}}}, {"rows", 280}, {"cols", 280}};
    service.read(one);
}

/// Opens a page in the user's browser, if there is a screen and a browser.
void open_browser(const std::string& url) {
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) return;
    std::signal(SIGCHLD, SIG_IGN);  // we do not wait for it
    // A session of its own, or Ctrl-C would close the browser, too.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    posix_spawn_file_actions_t silent;
    posix_spawn_file_actions_init(&silent);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&silent, stream, "/dev/null", O_RDWR, 0);
    std::string program = "xdg-open", argument = url;
    char* const argv[]{program.data(), argument.data(), nullptr};
    pid_t browser = 0;
    // If it fails, the URL is still on the screen.
    ::posix_spawnp(&browser, program.c_str(), &silent, &attributes, argv, environ);
    posix_spawn_file_actions_destroy(&silent);
    posix_spawnattr_destroy(&attributes);
}

/// Ctrl-C also stops a computation, because no one waits for the answer any more. Files are written as a
/// whole or not at all, so no file is left half-written.
void end_soon(const std::atomic<bool>& ended) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    if (ended) return;
    fmt::print("\nStopped, in the middle of a drawing.\n");
    std::fflush(stdout);
    std::_Exit(0);
}

void serve(const Options& options) {
    fmt::print("{}\n", flavor == "student" ? "Running YOUR code, all of it, from chapters/"
                                           : "Running the REFERENCE, from solutions/");
    const fs::path file = checkpoint(options);
    wb::NetworkFromFile network = wb::load_network(file);
    const wb::TrainingNotes notes = wb::training_notes(file, network.name);
    wb::DrawService::Setup setup{.network = std::move(network),
                                 .notes = notes,
                                 .flavor = std::string(flavor),
                                 .checkpoint = shown(file),
                                 .temperature = static_cast<wb::real>(options.temperature),
                                 .results = options.results};
    fmt::print("{}\n", network_line(setup));
    wb::DrawService service(std::move(setup));
    try_out(service);

    wb::web::Server server({.port = options.port, .log = [](const std::string& fault) {
                                fmt::print(stderr, "A request could not be answered: {}\n", fault);
                            }});
    server.file("/", "text/html; charset=utf-8", page_file("index.html"))
        .file("/page.css", "text/css; charset=utf-8", page_file("page.css"))
        .file("/page.js", "text/javascript; charset=utf-8", page_file("page.js"))
        .file("/icon.svg", "image/svg+xml", page_file("icon.svg"))
        .get("/api/network", [&] { return service.network(); })
        .post("/api/read", [&](const json& request) { return service.read(request); })
        .post("/api/wrong", [&](const json& request) { return service.wrong(request); });
    std::atomic<bool> ended = false;
    const wb::web::StopSignals signals([&] {
        std::thread(end_soon, std::cref(ended)).detach();
        server.stop();
    });
    server.bind();
    fmt::print("\nDraw a digit here: {}\nCtrl-C stops it.\n", server.url());
    std::fflush(stdout);
    if (!options.no_browser) open_browser(server.url());
    server.run();
    ended = true;
    fmt::print("\nStopped.\n");
}

}  // namespace

int main(int argc, char** argv) {
    wb::prepare_to_train();
    Options options;
    CLI::App app("A page to draw a digit on, and a network that reads it");
    app.add_option("--model", options.model,
                   "a checkpoint of chapter 04, 05 or 09; otherwise the best one in results/");
    app.add_option("--port", options.port, "of the page; otherwise one that is free")
        ->check(CLI::Range(1, 65535));
    app.add_option("--temperature", options.temperature,
                   "by which scores are divided at first: below 1, the network is more confident")
        ->check(CLI::Range(0.125, 8.0));
    app.add_flag("--no-browser", options.no_browser, "do not open a browser");
    app.add_option("--results", options.results,
                   "the folder with the labs' networks, which also gets the wrong drawings");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return wb::run_and_explain({.subject = "Drawing"}, [&] { serve(options); });
}
