/// \file
/// Who is connected, and whose turn it is. For the .cpp files of this folder only.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <utility>
#include <variant>

#include "common/web/answer.hpp"
#include "common/web/client.hpp"
#include "common/web/descriptor.hpp"
#include "common/web/request_error.hpp"

namespace wb::web {

/// What a loop allows.
struct Limits {
    std::chrono::milliseconds patience;  ///< for a request to arrive, and for its answer to be taken
    std::size_t workers;                 ///< requests that are answered at a time
    std::size_t clients;                 ///< connections at a time
};

/// Who answers.
struct Handler {
    /// Looks at a request whose body has not been read. \return how long its body is, or the answer already
    std::function<std::variant<std::size_t, Answer>(const Request&)> judge;
    /// Answers a whole request. Called from several threads at a time; throws nothing.
    std::function<Answer(const Request&)> answer;
};

/// One thread reads and writes for all clients, with poll(); a few others answer. So a client that keeps us
/// waiting costs a descriptor and no thread. When there are too many of them, the one that has kept us
/// waiting longest is let go: one that has something to say has said it by then.
class Loop {
public:
    /// \param listener  a socket that listens and never waits
    Loop(Descriptor listener, const Limits& limits, Handler handler);

    /// Serves until stop().
    void run();
    /// Ends run(): no more clients; answers under way are finished. From any thread, also before run().
    void stop();

private:
    using Clients = std::list<Client>;

    void turn();
    int milliseconds_to_wait() const;
    void accept();
    bool has_place() const;
    bool let_one_go();
    void receive(Client& client);
    void refuse(Client& client, const request_error& error);
    void send(Client& client, const Answer& answer);
    void judge(Client& client);
    void hand_over(Client& client);
    void take_answers();
    void end_what_lasts_too_long();
    void work();

    Descriptor listener_;
    Limits limits_;
    Handler handler_;
    Descriptor bell_;  ///< rung when there is something to do that no socket tells of
    std::atomic<bool> stopping_ = false;
    Clients clients_;

    std::mutex mutex_;  // for what follows
    std::condition_variable work_to_do_;
    std::deque<Client*> to_answer_;
    std::deque<std::pair<Client*, Answer>> answered_;
    bool workers_go_home_ = false;
};

}  // namespace wb::web
