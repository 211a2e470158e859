#include "common/cli/support/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <thread>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

namespace {

using namespace wb::cli;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

volatile std::sig_atomic_t interrupted = 0;
std::atomic<int> watching{0};  // children that are running, several when threads run them

struct Watching {
    Watching() { ++watching; }
    ~Watching() { --watching; }
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;
};

constexpr const char* limits_reached =
    "Close other programs, or raise the limits: ulimit -n and ulimit -u show them.";

// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const noexcept { return number_; }
    void reset(int number) {
        close();
        number_ = number;
    }
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

private:
    int number_;
};

struct Pipe {
    Descriptor out, in;
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw Failure(fmt::format("cannot make a pipe: {}", std::strerror(errno)), limits_reached);
        out.reset(ends[0]);
        in.reset(ends[1]);
    }
};

void on_signal(int signal) {
    interrupted = 1;
    if (watching != 0) return;  // run() sees the flag, stops the child and throws
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
    std::vector<std::string> entries;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (!added.contains(std::string(text.substr(0, text.find('='))))) entries.emplace_back(text);
    }
    for (const auto& [name, value] : added) entries.push_back(fmt::format("{}={}", name, value));
    return entries;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (auto& string : strings) result.push_back(string.data());
    result.push_back(nullptr);
    return result;
}

// In the child, between fork and exec: system calls only. Reports errno through `report` if it fails.
[[noreturn]] void become(const Command& command, char* const* argv, char** environment, int output,
                         int report) {
    ::setpgid(0, 0);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_DFL);
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    if (output >= 0) {
        ::dup2(output, STDOUT_FILENO);
        ::dup2(output, STDERR_FILENO);
    }
    if (command.most_memory > 0) {
        const rlimit limit{command.most_memory, command.most_memory};
        ::setrlimit(RLIMIT_AS, &limit);
    }
    if (command.directory.empty() || ::chdir(command.directory.c_str()) == 0) {
        environ = environment;
        ::execvp(argv[0], argv);
    }
    const int reason = errno;
    [[maybe_unused]] const auto written = ::write(report, &reason, sizeof reason);
    ::_exit(127);
}

// Whether a process of the group is still there.
bool is_alive(pid_t group) {
    return ::kill(-group, 0) == 0;
}

// Asks the group to end, and after two seconds makes it. Ninja takes its compilers along only when it is
// asked.
void stop_group(pid_t group, const std::function<bool()>& has_ended) {
    ::kill(-group, SIGTERM);
    const auto patience = Clock::now() + 2s;
    while (!has_ended() && Clock::now() < patience) std::this_thread::sleep_for(5ms);
    ::kill(-group, SIGKILL);
}

// A process that outlives this program if it is killed by force, and then stops the group. It has our locks
// as well: they are free when the group is gone, and not before.
class Guardian {
public:
    Guardian() {
        id_ = ::fork();
        if (id_ == 0) guard();
    }
    ~Guardian() {
        if (id_ < 0) return;
        tell(0);
        news_.in.close();
        while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    Guardian(const Guardian&) = delete;
    Guardian& operator=(const Guardian&) = delete;

    // Guards this group from now on; 0: none.
    void tell(pid_t group) const {
        [[maybe_unused]] const auto written = ::write(news_.in.get(), &group, sizeof group);
    }

private:
    [[noreturn]] void guard() {
        ::setsid();  // what is typed at the terminal is not for us
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) std::signal(signal, SIG_IGN);
        news_.in.close();
        const int nothing = ::open("/dev/null", O_RDWR);
        for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, stream);
        pid_t group = 0;
        while (::read(news_.out.get(), &group, sizeof group) > 0 && group > 0) {
        }
        if (group > 0) stop_group(group, [group] { return !is_alive(group); });
        ::_exit(0);
    }

    Pipe news_;  // its writing end is closed when this program ends; we keep the other, so that writing does
                 // not kill us
    pid_t id_ = -1;
};

// A started child, and the loop that watches it.
class Child {
public:
    explicit Child(const Command& command) : command_(command) {
        Pipe report;
        std::unique_ptr<Pipe> output;
        if (command.capture) output = std::make_unique<Pipe>();
        auto arguments = command.argv;
        auto environment = environment_with(command.environment);
        auto argv = pointers(arguments);
        auto envp = pointers(environment);
        id_ = ::fork();
        if (id_ == 0)
            become(command, argv.data(), envp.data(), output ? output->in.get() : -1, report.in.get());
        if (id_ < 0)
            throw Failure(fmt::format("cannot start {}: {}", command.argv[0], std::strerror(errno)),
                          limits_reached);
        ::setpgid(id_, id_);  // also here: whichever of the two comes first
        guardian_.tell(id_);
        report.in.close();
        int reason = 0;
        if (::read(report.out.get(), &reason, sizeof reason) == sizeof reason) {
            ::waitpid(id_, nullptr, 0);
            throw Failure(fmt::format("cannot run {}: {}", command.argv[0], std::strerror(reason)),
                          "./workbook doctor shows what is missing.");
        }
        if (output) {
            output->in.close();
            output_.reset(::dup(output->out.get()));
            ::fcntl(output_.get(), F_SETFD, FD_CLOEXEC);
            ::fcntl(output_.get(), F_SETFL, O_NONBLOCK);
        }
    }

    Outcome watch() {
        if (command_.on_start) command_.on_start();
        auto pause = 1ms;
        auto next_tick = start_ + 100ms;
        while (!ended_) {
            wait_a_little(pause);
            pause = std::min<std::chrono::milliseconds>(pause * 2, 20ms);
            read_output();
            reap();
            const auto now = Clock::now();
            if (interrupted != 0) {
                stop();
                throw Interrupted();
            }
            if (command_.timeout > 0ms && now - start_ > command_.timeout && !ended_) {
                outcome_.timed_out = true;
                stop();
            }
            if (outcome_.too_much_output && !ended_) stop();
            if (command_.on_tick && now >= next_tick) {
                command_.on_tick(std::chrono::duration<double>(now - start_).count());
                next_tick = now + 100ms;
            }
        }
        read_output();
        outcome_.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
        return std::move(outcome_);
    }

private:
    void wait_a_little(std::chrono::milliseconds pause) {
        if (output_.get() < 0) return std::this_thread::sleep_for(pause);
        pollfd waiting{output_.get(), POLLIN, 0};
        ::poll(&waiting, 1, static_cast<int>(pause.count()));
    }

    void read_output() {
        std::array<char, 16384> buffer{};
        // Not forever: some programs never stop printing.
        for (int round = 0; output_.get() >= 0 && round < 64; ++round) {
            const auto count = ::read(output_.get(), buffer.data(), buffer.size());
            if (count > 0) {
                take(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
            } else if (count < 0 && errno == EINTR) {
                continue;
            } else {
                if (count == 0) output_.close();
                return;
            }
        }
    }

    void take(std::string_view piece) {
        if (command_.most_output > 0 && outcome_.output.size() + piece.size() > command_.most_output) {
            piece = piece.substr(0, command_.most_output - outcome_.output.size());
            outcome_.too_much_output = true;
        }
        if (piece.empty()) return;
        outcome_.output += piece;
        if (command_.on_output) command_.on_output(piece);
    }

    void reap() {
        int status = 0;
        rusage usage{};
        if (ended_ || ::wait4(id_, &status, WNOHANG, &usage) != id_) return;
        ended_ = true;
        outcome_.peak_mib = static_cast<double>(usage.ru_maxrss) / 1024;
        if (WIFSIGNALED(status)) outcome_.signal = WTERMSIG(status);
        outcome_.exit_code = outcome_.signal != 0 ? 128 + outcome_.signal : WEXITSTATUS(status);
    }

    void stop() {
        stop_group(id_, [this] {
            read_output();  // a child that waits for us to read could not end
            reap();
            return ended_ && !is_alive(id_);
        });
        while (!ended_) {
            std::this_thread::sleep_for(1ms);
            reap();
        }
    }

    Watching watching_;
    Guardian guardian_;
    const Command& command_;
    Clock::time_point start_ = Clock::now();
    pid_t id_ = -1;
    Descriptor output_;
    bool ended_ = false;
    Outcome outcome_;
};

}  // namespace

Outcome wb::cli::run(const Command& command) {
    return Child(command).watch();
}

void wb::cli::catch_interrupts() {
    struct sigaction ours {};
    ours.sa_handler = on_signal;
    sigemptyset(&ours.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        ::sigaction(signal, &ours, &before);
        if (before.sa_handler == SIG_IGN) ::sigaction(signal, &before, nullptr);  // nohup meant it
    }
}

bool wb::cli::on_path(const std::string& program) {
    const char* path = std::getenv("PATH");
    for (const auto& folder : split(path != nullptr ? path : "", ":")) {
        if (::access((fs::path(folder) / program).c_str(), X_OK) == 0) return true;
    }
    return false;
}

std::string wb::cli::typed(const std::vector<std::string>& argv) {
    std::vector<std::string> words;
    for (const auto& word : argv) {
        const bool plain =
            !word.empty() && word.find_first_of(" \t\n\"'\\$`*?[]()<>|&;#~!{}") == std::string::npos;
        words.push_back(plain ? word : "'" + word + "'");
    }
    return join(words, " ");
}
