#include "tests/bench/race/trainer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/text.hpp"

extern char** environ;

namespace {

using namespace wb::cli;

std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw Failure(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
    return ends;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (auto& string : strings) result.push_back(string.data());
    result.push_back(nullptr);
    return result;
}

}  // namespace

Trainer::Trainer(std::vector<std::string> argv, const std::map<std::string, std::string>& environment,
                 fs::path log)
    : name_(argv.at(0)), log_(std::move(log)) {
    std::signal(SIGPIPE, SIG_IGN);  // a program that has died is an error to report, not to die of
    std::vector<std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (!environment.contains(std::string(text.substr(0, text.find('='))))) variables.emplace_back(text);
    }
    for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);

    const auto requests = make_pipe(), answers = make_pipe();
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, requests[0], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, answers[1], STDOUT_FILENO);
    fs::create_directories(log_.parent_path());
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log_.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                       0644);
    pid_t id = -1;
    const int error = ::posix_spawnp(&id, argv[0].c_str(), &actions, nullptr, pointers(argv).data(),
                                     pointers(variables).data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(requests[0]);
    ::close(answers[1]);
    child_.to = ::fdopen(requests[1], "w");
    child_.from = ::fdopen(answers[0], "r");
    if (error != 0) throw Failure(fmt::format("cannot run {}: {}", name_, std::strerror(error)));
    child_.id = id;
    ready_ = answer(120);
}

Trainer::Child::~Child() {
    if (to != nullptr) std::fclose(to);
    if (from != nullptr) std::fclose(from);
    if (id > 0) ::waitpid(id, nullptr, 0);
}

nlohmann::json Trainer::train(std::size_t images, double seconds) {
    std::fputs(fmt::format("{}\n", images).c_str(), child_.to);
    std::fflush(child_.to);
    return answer(seconds);
}

nlohmann::json Trainer::answer(double seconds) {
    pollfd waiting{::fileno(child_.from), POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(1000 * seconds)) == 0) {
        ::kill(child_.id, SIGKILL);
        throw Failure(fmt::format("{} was not done after {:.0f} s. Is the machine busy?", name_, seconds));
    }
    char* line = nullptr;
    std::size_t capacity = 0;
    const auto length = ::getline(&line, &capacity, child_.from);
    const std::string text = length > 0 ? std::string(line, static_cast<std::size_t>(length)) : std::string();
    std::free(line);
    auto result = nlohmann::json::parse(text, nullptr, false);
    if (!result.is_object())
        throw Failure(fmt::format("{} gave up:\n{}", name_, last_lines(read_file(log_), 8)));
    return result;
}
