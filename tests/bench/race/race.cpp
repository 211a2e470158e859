#include "tests/bench/race/race.hpp"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <optional>

#include "common/cli/support/failure.hpp"
#include "common/cli/support/progress.hpp"
#include "common/cli/support/text.hpp"
#include "tests/bench/race/trainer.hpp"

namespace {

using namespace wb::cli;

/// A peer and its running program; none for a peer that is missing, does not know the network, or gave up.
class Runner {
public:
    Runner(Peer& peer, const Programs& programs, const BenchNetFacts& net, std::size_t threads)
        : peer_(peer) {
        if (!peer.missing.empty() || !programs.knows(peer.name, net.name)) return;
        attempt([&] {
            trainer_ = std::make_unique<Trainer>(programs.of(peer.name, net.name, threads),
                                                 programs.environment(threads), programs.log(peer.name));
            peer_.version = trainer_->ready().value("version", peer_.version);
        });
    }

    const std::string& name() const { return peer_.name; }

    /// The seconds, or none. \param limit  the most seconds that it may take
    std::optional<double> train(std::size_t images, double limit) {
        std::optional<double> seconds;
        if (trainer_) attempt([&] { seconds = trainer_->train(images, limit).at("seconds").get<double>(); });
        return seconds;
    }

private:
    template <class Action>
    void attempt(const Action& action) {
        try {
            action();
        } catch (const Failure& failure) {
            peer_.missing = failure.what();
            trainer_.reset();
        }
    }

    Peer& peer_;
    std::unique_ptr<Trainer> trainer_;
};

}  // namespace

NetTimes wb::cli::race(const Programs& programs, std::vector<Peer>& peers, const BenchNetFacts& net,
                       std::size_t threads, const Effort& effort) {
    Progress progress(fmt::format("{}, {}", net.name, counted(threads, "thread")));
    const auto say = [&](const std::string& where) {
        progress.at(where);
        progress.tick();
    };

    say("starting");
    Trainer ours(programs.ours(net.name, threads), programs.environment(threads), programs.log("workbook"));
    std::vector<Runner> runners;
    for (Peer& peer : peers) {
        say("starting " + peer.name);
        runners.emplace_back(peer, programs, net, threads);
    }

    say("warming up");
    ours.train(effort.warm_up);
    for (Runner& runner : runners) runner.train(effort.warm_up, effort.seconds);

    // What is promised, is promised for one thread.
    NetTimes times{.net = net.name,
                   .batch_size = net.batch_size,
                   .threads = threads,
                   .target = threads == 1 ? net.target : std::nullopt};
    const double an_epoch = 60000.0 / static_cast<double>(effort.images);
    const auto start = std::chrono::steady_clock::now();
    const std::chrono::duration<double> budget(effort.seconds);
    for (std::size_t round = 1; round <= effort.rounds; ++round) {
        if (round > 1 && std::chrono::steady_clock::now() - start > budget) break;
        times.ours.push_back(an_epoch * ours.train(effort.images).at("seconds").get<double>());
        for (Runner& runner : runners) {
            say(fmt::format("round {} of {}, {}", round, effort.rounds, runner.name()));
            if (const auto seconds = runner.train(effort.images, effort.seconds))
                times.theirs[runner.name()].push_back(an_epoch * *seconds);
        }
    }
    return times;
}
