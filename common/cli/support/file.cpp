#include "common/cli/support/file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>

#include "common/cli/support/cannot_write.hpp"
#include "common/cli/support/failure.hpp"
#include "common/io/atomic_write.hpp"

namespace {

namespace fs = wb::cli::fs;

// Ctrl-C and kill wait until the file is whole.
class SignalsHeld {
public:
    SignalsHeld() {
        sigset_t held;
        sigemptyset(&held);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&held, signal);
        pthread_sigmask(SIG_BLOCK, &held, &before_);
    }
    ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;

private:
    sigset_t before_{};
};

// The file itself, where the path is a symbolic link: that stays one. Links that run in a circle are left to
// the system to complain of.
fs::path behind_links(fs::path path) {
    for (int links = 0; fs::is_symlink(path) && links < 40; ++links)
        path = path.parent_path() / fs::read_symlink(path);
    return path;
}

}  // namespace

std::string wb::cli::read_file(const fs::path& path) {
    std::error_code error;
    const auto kind = fs::status(path, error).type();
    const bool is_there = kind != fs::file_type::not_found && kind != fs::file_type::none;
    if (is_there && kind != fs::file_type::regular)  // opening a pipe would wait for one who writes into it
        throw Failure(fmt::format("cannot read {}: it is {}", path.string(),
                                  kind == fs::file_type::directory ? "a folder" : "no ordinary file"),
                      "Move it to another place, then run the same command again.");
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Failure(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

void wb::cli::write_file(const fs::path& path, std::string_view text) {
    const SignalsHeld held;
    try {
        if (path.has_parent_path()) fs::create_directories(path.parent_path());
        wb::write_file_atomically(behind_links(path), text);
    } catch (const fs::filesystem_error& error) {
        throw cannot_write(path, error.code());
    }
}

bool wb::cli::write_if_changed(const fs::path& path, std::string_view text) {
    if (fs::is_regular_file(path) && read_file(path) == text) return false;
    write_file(path, text);
    return true;
}
