#include "tests/support/supervisor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string_view>

#include "common/curriculum/state.hpp"
#include "common/io/terminal.hpp"
#include "tests/support/console.hpp"
#include "tests/support/json.hpp"
#include "tests/support/misuse.hpp"
#include "tests/support/trace.hpp"
#include "tests/support/watchdog.hpp"

namespace {

namespace curriculum = wb::curriculum;
namespace exit_code = wb::curriculum::exit_code;

using namespace wb::judge;

constexpr int child_line = 3;
// The test program knows its limits and says what it was doing; these are for one that cannot.
constexpr double computing_margin = 5, waiting_margin = 15;

std::string new_nonce() {
    std::random_device random;
    std::string nonce;
    for (int i = 0; i < 4; ++i) nonce += std::to_string(random()) + (i < 3 ? "-" : "");
    return nonce;
}

/// What the test program said: a verdict, or what to say if it dies.
struct Statement {
    Result result;
    std::string text, crashed_case, stuck_text;
};

Statement read_statement(const Json& json) {
    Statement statement;
    Result& result = statement.result;
    result.exercise = json.text("exercise");
    result.name = json.text("name");
    result.tested = json.text("tested");
    result.state = json.text("state");
    result.passed = static_cast<std::size_t>(json.number("passed"));
    result.total = static_cast<std::size_t>(json.number("total"));
    result.file = json.text("file");
    result.line = static_cast<int>(json.number("line"));
    result.needs = json.texts("needs");
    result.earlier = json.texts("earlier");
    result.failed_case = json.text("failed_case");
    result.message = json.text("message");
    statement.text = json.text("text");
    if (json.has("crashed_case")) statement.crashed_case = json.text("crashed_case");
    if (json.has("stuck_text")) statement.stuck_text = json.text("stuck_text");
    return statement;
}

/// Everything that came through the line, and how the program ended.
class Testimony {
public:
    explicit Testimony(std::string nonce) : nonce_(std::move(nonce)) {}

    void hear(std::string_view piece) {
        for (const char character : piece) {
            if (character != '\n') {
                unread_ += character;
                continue;
            }
            hear_line(unread_);
            unread_.clear();
        }
    }

    std::vector<Statement> verdicts;
    std::optional<Statement> current;  ///< the check that is running
    bool said_empty = false;
    std::string trace, root, code;
    Limits limits = limits_for(Limits().computing);

    int exit_code = -1;
    int signal = 0;
    std::optional<Overrun> overrun;  ///< it was stopped by us

private:
    void hear_line(const std::string& line) {
        if (line.rfind("trace", 0) == 0) {
            trace = line;
            return;
        }
        try {
            const Json json = Json::parse(line, "what a test program said");
            if (json.text("nonce") != nonce_) return;
            const std::string kind = json.text("kind");
            if (kind == "start") {
                limits = {json.number("computing"), json.number("waiting")};
                root = json.text("root");
                code = json.text("code");
            } else if (kind == "case") {
                current = read_statement(json);
            } else if (kind == "verdict") {
                verdicts.push_back(read_statement(json));
            } else if (kind == "empty") {
                said_empty = true;
            }
        } catch (const misuse&) {
            // It is no statement then, and gives no verdict.
        }
    }

    std::string nonce_;
    std::string unread_;
};

double processor_time_of(pid_t process) {
    clockid_t clock{};
    timespec time{};
    if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &time) != 0) return 0;
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// In the child, between fork and exec: system calls only.
[[noreturn]] void become(const char* program, char* const* argv, int line, bool is_quiet) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = ::open("/dev/null", O_RDWR);
    ::dup2(nothing, STDIN_FILENO);
    if (is_quiet) {
        ::dup2(nothing, STDOUT_FILENO);
        ::dup2(nothing, STDERR_FILENO);
    }
    if (line == child_line)
        ::fcntl(line, F_SETFD, 0);
    else
        ::dup2(line, child_line);
    ::execv(program, argv);
    ::_exit(127);
}

pid_t start(const SupervisedRun& run, int line) {
    std::vector<std::string> words{run.program.string()};
    words.insert(words.end(), run.arguments.begin(), run.arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::setenv("WORKBOOK_SUPERVISOR", std::to_string(child_line).c_str(), 1);
    const pid_t child = ::fork();
    if (child == 0) become(words.front().c_str(), argv.data(), line, run.is_quiet);
    ::unsetenv("WORKBOOK_SUPERVISOR");
    if (child < 0)
        throw misuse("the test program could not be started: " + std::string(std::strerror(errno)));
    return child;
}

void read_all(int line, Testimony& testimony) {
    std::array<char, 8192> block{};
    while (true) {
        const ssize_t count = ::recv(line, block.data(), block.size(), MSG_DONTWAIT);
        if (count <= 0) return;
        testimony.hear({block.data(), static_cast<std::size_t>(count)});
    }
}

/// Stops a program that passed its limits and did not stop itself.
void enforce(const Limits& limits, pid_t child, double passed, std::optional<Overrun>& overrun) {
    if (overrun) return;
    const double used = processor_time_of(child);
    if (limits.computing > 0 && used > limits.computing + computing_margin)
        overrun = Overrun{true, limits.computing, used};
    else if (limits.waiting > 0 && passed > limits.waiting + waiting_margin)
        overrun = Overrun{false, limits.waiting, used};
    if (overrun) ::kill(child, SIGKILL);
}

Testimony watch(const SupervisedRun& run) {
    if (!std::filesystem::exists(run.program))
        throw misuse("there is no test program " + run.program.string() + ". Was it built?");
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw misuse("cannot make a line to the test program: " + std::string(std::strerror(errno)));
    const std::string nonce = new_nonce();
    Testimony testimony(nonce);
    const std::string first_line = nonce + "\n";
    [[maybe_unused]] const auto sent = ::send(ends[0], first_line.data(), first_line.size(), MSG_NOSIGNAL);
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = start(run, ends[1]);
    ::close(ends[1]);

    int status = 0;
    bool is_open = true;
    while (::waitpid(child, &status, WNOHANG) != child) {
        pollfd waiting{ends[0], POLLIN, 0};
        if (is_open) {
            ::poll(&waiting, 1, 20);
            read_all(ends[0], testimony);
            if ((waiting.revents & POLLHUP) != 0) is_open = false;  // its end is near: look at once
        } else {
            ::usleep(1000);
        }
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
        enforce(testimony.limits, child, passed.count(), testimony.overrun);
    }
    read_all(ends[0], testimony);
    ::close(ends[0]);
    if (WIFSIGNALED(status)) testimony.signal = WTERMSIG(status);
    if (WIFEXITED(status)) testimony.exit_code = WEXITSTATUS(status);
    return testimony;
}

/// "with exit code 0", "by signal 11 (Segmentation fault)"
std::string way_it_ended(const Testimony& testimony) {
    if (testimony.signal != 0)
        return "by signal " + std::to_string(testimony.signal) + " (" + ::strsignal(testimony.signal) + ")";
    return "with exit code " + std::to_string(testimony.exit_code);
}

constexpr std::size_t indent = 11;

std::string explanation(const std::string& text) {
    return std::string(indent, ' ') + indented(text, indent) + "\n";
}

/// "3.2" of "[3.2]"
std::string without_brackets(const std::string& filter) {
    const bool is_tag = filter.size() > 2 && filter.front() == '[' && filter.back() == ']';
    return is_tag ? filter.substr(1, filter.size() - 2) : filter;
}

/// The statement to speak for a program that did not end as the judge in it does.
Statement last_statement(const SupervisedRun& run, const Testimony& testimony) {
    if (!testimony.verdicts.empty()) return testimony.verdicts.back();
    if (testimony.current) return *testimony.current;
    Statement nothing;
    const std::string name = run.arguments.empty() ? "the tests" : without_brackets(run.arguments.front());
    nothing.result.exercise = name;
    nothing.text = name + ": " + wb::paint(wb::Color::red, "CRASHED") + " - no check was run.\n";
    nothing.stuck_text = name + ": " + wb::paint(wb::Color::red, "TIMED OUT") + " - no check was run.\n";
    return nothing;
}

/// A verdict that the test program gave and did not deserve, or none at all: it counts as a crash.
Finding not_believed(const SupervisedRun& run, const Testimony& testimony, const std::string& reason) {
    const Statement last = last_statement(run, testimony);
    Finding finding{exit_code::crashed, last.result, {}};
    finding.result.state = "crashed";
    finding.result.needs.clear();
    finding.result.message = reason;
    const std::string headline = testimony.verdicts.empty()
                                     ? last.text
                                     : last.result.exercise + " " + last.result.name + ": " +
                                           wb::paint(wb::Color::red, "CRASHED") + " - that is no verdict.\n";
    finding.text = (testimony.verdicts.empty() ? last.crashed_case : "") + explanation(reason) + headline;
    return finding;
}

Finding stopped(const SupervisedRun& run, const Testimony& testimony, const Overrun& overrun) {
    const Statement last = last_statement(run, testimony);
    Finding finding{exit_code::timed_out, last.result, {}};
    finding.result.state = "timeout";
    finding.result.message = overrun.computed
                                 ? "It computed for too long and could not be stopped in a better way."
                                 : "It waited for too long and could not be stopped in a better way.";
    finding.text = explanation(finding.result.message) + last.stuck_text;
    return finding;
}

/// Why a run that ends with exit code 0 is not believed; empty if both witnesses agree.
std::string doubt(const SupervisedRun& run, const Testimony& testimony) {
    const bool may_be_empty = std::ranges::find(run.arguments, "--may-be-empty") != run.arguments.end();
    if (testimony.said_empty && may_be_empty) return "";
    if (testimony.verdicts.empty())
        return "The program ended " + way_it_ended(testimony) +
               " before its checks were over. Does your code call exit(), _Exit() or exec()? An exercise is "
               "done when all of its checks have been run.";
    std::size_t passed = 0;
    for (const Statement& one : testimony.verdicts) {
        if (one.result.state != "done" || one.result.total == 0 || one.result.passed != one.result.total)
            return "The checks do not all pass, but the program ended with exit code 0. Does your code call "
                   "exit() or _Exit(), for example in a destructor or in atexit()?";
        passed += one.result.passed;
    }
    const std::size_t expected = run.arguments.size() == 1 ? count_checks(run.tests, run.arguments[0]) : 0;
    if (expected != 0 && passed != expected)
        return "Only " + std::to_string(passed) + " of " + std::to_string(expected) + " checks were run.";
    return "";
}

Finding judge_testimony(const SupervisedRun& run, const Testimony& testimony) {
    if (testimony.overrun) return stopped(run, testimony, *testimony.overrun);
    const bool died = testimony.signal == 0 && (testimony.exit_code == exit_code::crashed ||
                                                testimony.exit_code == exit_code::timed_out);
    if (died && testimony.verdicts.empty() && testimony.current) {
        // It has said why: what is left is the verdict.
        Statement last = *testimony.current;
        const bool stuck = testimony.exit_code == exit_code::timed_out;
        if (stuck) {
            last.result.state = "timeout";
            last.result.message = "the check took too long";
        }
        return {testimony.exit_code, last.result, stuck ? last.stuck_text : last.text};
    }
    if (testimony.signal == 0 && testimony.exit_code == exit_code::not_run && !testimony.current) {
        Finding none{exit_code::not_run, last_statement(run, testimony).result, {}};
        none.result.state = "not_run";
        return none;
    }
    if (testimony.exit_code == exit_code::done || testimony.verdicts.empty()) {
        const std::string reason = doubt(run, testimony);
        if (!reason.empty()) return not_believed(run, testimony, reason);
    }
    Finding finding;
    for (const Statement& one : testimony.verdicts) {
        finding.text += one.text;
        if (finding.exit_code != exit_code::done) continue;
        finding.exit_code = curriculum::exit_code_of(curriculum::state_named(one.result.state));
        finding.result = one.result;
    }
    if (finding.exit_code != testimony.exit_code || testimony.signal != 0)
        return not_believed(run, testimony,
                            "The checks were over, but then the program ended " + way_it_ended(testimony) +
                                ". Look at what your code leaves to the end: destructors of global objects, "
                                "atexit(), threads.");
    return finding;
}

std::string state_in_words(const std::string& state) {
    if (state == "wrong") return "is wrong";
    if (state == "crashed") return "crashes";
    if (state == "timeout") return "does not come to an end";
    if (state == "blocked") return "is blocked itself";
    return "is not written yet";
}

/// The first exercise that this one builds on and that is not done, if there is one.
void look_for_a_blocker(const SupervisedRun& run, Finding& finding) {
    for (const std::string& id : finding.result.earlier) {
        const Finding earlier = supervise({run.program, {"[" + id + "]"}, run.tests, true});
        if (earlier.exit_code == exit_code::done || earlier.exit_code == exit_code::not_run) continue;
        const std::string title = id + " " + earlier.result.name;
        const auto end_of_headline = std::min(earlier.text.rfind("\nEdit "), earlier.text.size());
        finding.text =
            finding.result.exercise + " " + finding.result.name + ": " +
            wb::paint(wb::Color::yellow, "BLOCKED BY " + id) + " - it uses " + title + ", which " +
            state_in_words(earlier.result.state) + ". The failures above may come from there.\n" +
            (end_of_headline < earlier.text.size() ? earlier.text.substr(end_of_headline + 1) : "");
        finding.exit_code = exit_code::blocked;
        finding.result.state = "blocked";
        finding.result.needs = {id};
        finding.result.file = earlier.result.file;
        finding.result.line = earlier.result.line;
        return;
    }
}

}  // namespace

wb::judge::Finding wb::judge::supervise(const SupervisedRun& run) {
    const Testimony testimony = watch(run);
    Finding finding = judge_testimony(run, testimony);
    if (run.is_quiet) return finding;
    if (!testimony.trace.empty()) {
        const std::string place =
            explain_trace(read_trace(run.program, testimony.trace), testimony.root, testimony.code);
        if (!place.empty()) {
            print(explanation(place));
            finding.result.message = place;
        }
    }
    const bool failed = finding.exit_code == exit_code::wrong || finding.exit_code == exit_code::crashed ||
                        finding.exit_code == exit_code::timed_out;
    if (failed) look_for_a_blocker(run, finding);
    print(finding.text);
    return finding;
}

std::size_t wb::judge::count_checks(const std::filesystem::path& tests, const std::string& tag) {
    std::error_code missing;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(tests, missing)) {
        if (!entry.path().string().ends_with("_test.cpp")) continue;
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        // TEST_CASE("name", "[3.2][other]"): the tag stands between the name and the brace of the body.
        for (auto at = text.find("TEST_CASE("); at != std::string::npos;
             at = text.find("TEST_CASE(", at + 1)) {
            const auto body = text.find(") {", at);
            const auto found = text.find(tag, at);
            if (found != std::string::npos && found < body) ++count;
        }
    }
    return count;
}
