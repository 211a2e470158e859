#include "common/web/loop.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <thread>
#include <vector>

namespace {

/// When the server stops: how long clients may still take their answers.
constexpr std::chrono::milliseconds patience_at_the_end{500};

constexpr std::chrono::milliseconds pause_when_out_of_descriptors{20};

void ring(const wb::web::Descriptor& bell) {
    const std::uint64_t once = 1;
    [[maybe_unused]] const auto written = ::write(bell.number(), &once, sizeof once);
}

void silence(const wb::web::Descriptor& bell) {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(bell.number(), &count, sizeof count);
}

}  // namespace

wb::web::Loop::Loop(Descriptor listener, const Limits& limits, Handler handler)
    : listener_(std::move(listener)),
      limits_(limits),
      handler_(std::move(handler)),
      bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!bell_.is_open()) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void wb::web::Loop::run() {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < limits_.workers; ++i) workers.emplace_back([this] { work(); });
    while (!stopping_) turn();
    listener_ = Descriptor();
    std::erase_if(clients_, [](const Client& client) { return client.is_reading(); });
    limits_.patience = std::min(limits_.patience, patience_at_the_end);
    while (!clients_.empty()) turn();
    const std::lock_guard lock(mutex_);
    workers_go_home_ = true;
    work_to_do_.notify_all();
}

void wb::web::Loop::stop() {
    stopping_ = true;
    ring(bell_);
}

/// Waits until something happens, and sees to it.
void wb::web::Loop::turn() {
    std::vector<pollfd> sockets{
        {.fd = bell_.number(), .events = POLLIN, .revents = 0},
        {.fd = has_place() ? listener_.number() : -1, .events = POLLIN, .revents = 0}};
    for (const Client& client : clients_) {
        // A negative number is passed over: poll() tells of a client that hung up, asked or not.
        const short events = client.awaited();
        sockets.push_back({.fd = events == 0 ? -1 : client.socket(), .events = events, .revents = 0});
    }
    if (::poll(sockets.data(), sockets.size(), milliseconds_to_wait()) < 0)
        for (pollfd& socket : sockets) socket.revents = 0;  // interrupted: nothing is known
    if (sockets[0].revents != 0) silence(bell_);

    // The clients of this turn; accept() adds others behind them.
    auto client = clients_.begin();
    for (std::size_t i = 2; i < sockets.size(); ++i, ++client) {
        if (sockets[i].revents == 0) continue;
        if (client->state() == Client::State::sending)
            client->send();
        else
            receive(*client);
    }
    take_answers();
    end_what_lasts_too_long();
    if (sockets[1].revents != 0) accept();
}

/// Until the next deadline.
int wb::web::Loop::milliseconds_to_wait() const {
    auto longest = std::chrono::milliseconds(60'000);
    const auto now = Client::Clock::now();
    for (const Client& client : clients_)
        if (const auto deadline = client.deadline())
            longest = std::min(longest, std::chrono::ceil<std::chrono::milliseconds>(*deadline - now));
    return static_cast<int>(std::max(longest, std::chrono::milliseconds(0)).count());
}

void wb::web::Loop::accept() {
    if (clients_.size() >= limits_.clients) let_one_go();
    Descriptor socket(::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (socket.is_open()) {
        clients_.emplace_back(std::move(socket), Client::Clock::now() + limits_.patience);
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
        // The program has no descriptor left: the others wait at the door.
        if (!let_one_go()) std::this_thread::sleep_for(pause_when_out_of_descriptors);
    }
}

/// Whether another client can be taken.
bool wb::web::Loop::has_place() const {
    return clients_.size() < limits_.clients || std::ranges::any_of(clients_, &Client::is_reading);
}

/// Lets the client go that has kept us waiting longest. \return whether there is one
bool wb::web::Loop::let_one_go() {
    // They are in the order in which they came.
    const auto longest = std::ranges::find_if(clients_, &Client::is_reading);
    if (longest == clients_.end()) return false;
    clients_.erase(longest);
    return true;
}

void wb::web::Loop::receive(Client& client) {
    try {
        const bool was_head = client.state() == Client::State::reading_head;
        if (!client.receive()) return;
        if (was_head)
            judge(client);
        else
            hand_over(client);
    } catch (const request_error& error) {
        refuse(client, error);
    }
}

/// The head is there. The answer says what is wrong with it before the body is read.
void wb::web::Loop::judge(Client& client) {
    const auto verdict = handler_.judge(client.request());
    if (const auto* answer = std::get_if<Answer>(&verdict)) return send(client, *answer);
    if (client.expect_body(std::get<std::size_t>(verdict))) hand_over(client);
}

void wb::web::Loop::refuse(Client& client, const request_error& error) {
    send(client, error_answer(error.status(), error.what()));
}

void wb::web::Loop::send(Client& client, const Answer& answer) {
    client.answer(to_bytes(answer, client.request().method != "HEAD"),
                  Client::Clock::now() + limits_.patience);
}

void wb::web::Loop::hand_over(Client& client) {
    client.start_work();
    const std::lock_guard lock(mutex_);
    to_answer_.push_back(&client);
    work_to_do_.notify_one();
}

void wb::web::Loop::take_answers() {
    std::deque<std::pair<Client*, Answer>> answered;
    {
        const std::lock_guard lock(mutex_);
        answered.swap(answered_);
    }
    for (const auto& [client, answer] : answered) send(*client, answer);
}

void wb::web::Loop::end_what_lasts_too_long() {
    const auto now = Client::Clock::now();
    for (Client& client : clients_) {
        const auto deadline = client.deadline();
        if (!deadline || now < *deadline) continue;
        // A client that has said nothing at all gets no answer: browsers open connections in advance.
        if (client.has_said_something())
            refuse(client, request_error("The request took too long to arrive.", 408));
        else
            client.drop();
    }
    std::erase_if(clients_, [](const Client& client) { return client.state() == Client::State::gone; });
}

/// What a worker does: the next request, until it may end. While one worker handles a client, the client
/// stays where it is, and no other worker touches it.
void wb::web::Loop::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        work_to_do_.wait(lock, [this] { return workers_go_home_ || !to_answer_.empty(); });
        if (to_answer_.empty()) return;
        Client* const client = to_answer_.front();
        to_answer_.pop_front();
        lock.unlock();
        Answer answer = handler_.answer(client->request());
        lock.lock();
        answered_.emplace_back(client, std::move(answer));
        ring(bell_);
    }
}
