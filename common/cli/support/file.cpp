#include "common/cli/support/file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>

#include "common/cli/support/failure.hpp"

namespace {

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

}  // namespace

std::string wb::cli::read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in || fs::is_directory(path)) {
        const auto reason = fs::is_directory(path) ? "it is a folder" : std::strerror(errno);
        throw Failure(fmt::format("cannot read {}: {}", path.string(), reason));
    }
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

void wb::cli::write_file(const fs::path& path, std::string_view text) {
    const SignalsHeld held;
    std::error_code error;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
    const fs::path beside = path.parent_path() / fmt::format(".{}.{}", path.filename().string(), ::getpid());
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    const bool written = static_cast<bool>(out);
    const int reason = errno;
    if (written) {
        if (fs::exists(path)) fs::permissions(beside, fs::status(path).permissions(), error);
        error.clear();
        fs::rename(beside, path, error);
        if (!error) return;
    }
    const auto why = written ? error.message() : std::string(std::strerror(reason));
    fs::remove(beside, error);
    throw Failure(fmt::format("cannot write {}: {}", path.string(), why),
                  "Check the permissions of that folder and the free space (./workbook doctor).");
}

bool wb::cli::write_if_changed(const fs::path& path, std::string_view text) {
    if (fs::is_regular_file(path) && read_file(path) == text) return false;
    write_file(path, text);
    return true;
}
