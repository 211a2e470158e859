// The benchmark's tables, from numbers that are known; and a program that trains on request, which is a
// script.
#include "common/cli/support/failure.hpp"
#include "tests/bench/race/layer_times.hpp"
#include "tests/bench/race/report.hpp"
#include "tests/bench/race/statistics.hpp"
#include "tests/bench/race/trainer.hpp"
#include "tests/cli/fake_workbook.hpp"
#include "tests/support/catch.hpp"

using namespace wb::cli;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Answers each request with the next number of seconds.
const std::string answers_twice =
    "echo '{\"version\": \"1.2\"}'\n"
    "read -r images; echo \"{\\\"seconds\\\": 0.5, \\\"images\\\": $images}\"\n"
    "read -r images; echo '{\"seconds\": 0.25}'\n"
    "echo 'out of paper' >&2\n";

const std::vector<Peer> all_peers{{.name = "libtorch"},
                                  {.name = "PyTorch", .missing = "python3 cannot import torch"}};

}  // namespace

TEST_CASE("the median is the middle one, or between the two in the middle") {
    const auto odd = spread_of({3, 1, 10});
    REQUIRE(odd);
    CHECK(odd->median == 3);
    CHECK(odd->least == 1);
    CHECK(odd->most == 10);
    const auto even = spread_of({4, 1, 2, 10});
    REQUIRE(even);
    CHECK(even->median == 3);
    CHECK(!spread_of({}));
}

TEST_CASE("ratios are taken in pairs, so that a slow moment of the machine does not count") {
    // The machine was four times slower in the second round; we took half of their time in each.
    const auto ratio = ratios({1, 4, 1}, {2, 8, 2});
    REQUIRE(ratio);
    CHECK(ratio->median == 0.5);
    CHECK(ratio->least == 0.5);
    CHECK(ratio->most == 0.5);
    // A round that the other one has not had is left out.
    CHECK(ratios({1, 100}, {2})->most == 0.5);
    CHECK(!ratios({1}, {}));
}

TEST_CASE("the table has the ratio to each peer, its spread, and whether the promise is kept") {
    const std::vector<NetTimes> nets{{.net = "fast",
                                      .batch_size = 128,
                                      .ours = {1, 1, 1},
                                      .theirs = {{"libtorch", {2, 1, 4}}},
                                      .target = 0.6},
                                     {.net = "slow",
                                      .batch_size = 64,
                                      .ours = {3, 3, 3},
                                      .theirs = {{"libtorch", {2, 1, 4}}},
                                      .target = 0.6}};
    const std::string text = times_table(nets, all_peers).text();
    CHECK_THAT(text, ContainsSubstring("fast") && ContainsSubstring("0.50 (0.25-1.00)") &&
                         ContainsSubstring("ok, at most 0.60"));
    CHECK_THAT(text, ContainsSubstring("1.50 (0.75-3.00)") && ContainsSubstring("ABOVE 0.60"));
    CHECK_THAT(text, ContainsSubstring("of PyTorch"));
}

TEST_CASE("bench names a peer that is not installed") {
    const NetTimes alone{.net = "net", .ours = {1}, .target = 0.6};
    const std::string text = times_table({alone}, all_peers).text();
    CHECK_THAT(text, ContainsSubstring("of libtorch") && ContainsSubstring("  -"));
    CHECK_THAT(text, !ContainsSubstring("ok") && !ContainsSubstring("ABOVE"));
    CHECK(missing_peers(all_peers) ==
          std::vector<std::string>{"PyTorch, not measured: python3 cannot import torch"});
}

TEST_CASE("a lab may take twice the memory that it needs, and no more") {
    const std::string text =
        memory_table({{.chapter = 3, .peak = 300, .needed = 200}, {.chapter = 4, .peak = 500, .needed = 200}})
            .text();
    CHECK_THAT(text, ContainsSubstring("1.50  ok, at most 2") && ContainsSubstring("2.50  ABOVE 2"));
}

TEST_CASE("Google Benchmark's report: the median of each layer, and its spread") {
    const auto times = read_layer_times(R"({"context": {}, "benchmarks": [
        {"run_name": "ReLU", "aggregate_name": "mean", "cpu_time": 9000},
        {"run_name": "ReLU", "aggregate_name": "median", "cpu_time": 2500, "FLOP": 3e9},
        {"run_name": "ReLU", "aggregate_name": "cv", "cpu_time": 0.04}]})");
    REQUIRE(times.size() == 1);
    CHECK(times[0].name == "ReLU");
    CHECK(times[0].microseconds == 2.5);
    CHECK(times[0].spread == 0.04);
    CHECK(times[0].gflop == 3);
    CHECK_THAT(layer_table(times).text(), ContainsSubstring("2.5") && ContainsSubstring("4%"));
    CHECK_THROWS_AS(read_layer_times("Illegal instruction"), Failure);
}

TEST_CASE("a trainer is told how many images, and answers; when it gives up, its last words are quoted") {
    const FakeWorkbook book;
    book.write_program("trainer", answers_twice);
    Trainer trainer({(book.root() / "trainer").string()}, {}, book.root() / "logs" / "trainer.log");
    CHECK(trainer.ready().at("version") == "1.2");
    const auto first = trainer.train(6000);
    CHECK(first.at("seconds") == 0.5);
    CHECK(first.at("images") == 6000);
    CHECK(trainer.train(6000).at("seconds") == 0.25);
    try {
        trainer.train(6000);
        FAIL("a program that has ended has answered");
    } catch (const Failure& failure) {
        CHECK_THAT(failure.what(), ContainsSubstring("out of paper"));
    }
}

TEST_CASE("a trainer that takes too long is stopped") {
    const FakeWorkbook book;
    book.write_program("trainer", "echo '{}'; exec sleep 60\n");
    Trainer trainer({(book.root() / "trainer").string()}, {}, book.root() / "logs" / "trainer.log");
    try {
        trainer.train(6000, 0.2);
        FAIL("a program that sleeps has answered");
    } catch (const Failure& failure) {
        CHECK_THAT(failure.what(), ContainsSubstring("not done after"));
    }
}

TEST_CASE("a trainer that is not there, or does not get ready, is a failure that says so") {
    const FakeWorkbook book;
    const auto log = book.root() / "logs" / "trainer.log";
    CHECK_THROWS_AS(Trainer({(book.root() / "nowhere").string()}, {}, log), Failure);
    book.write_program("trainer", "echo 'no module named torch' >&2; exit 1\n");
    try {
        const Trainer trainer({(book.root() / "trainer").string()}, {}, log);
        FAIL("it was never ready");
    } catch (const Failure& failure) {
        CHECK_THAT(failure.what(), ContainsSubstring("no module named torch"));
    }
}
