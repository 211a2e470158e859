// The tests of the fake chapter of cheats. None of its exercises is right but 1.5.
#include <cstdlib>

#include "tests/judge/fake_cheats/cheats.hpp"
#include "tests/support/judge.hpp"

TEST_CASE("cheats gives one", "[1.1]") {
    CHECK(wb::fake::cheats() == 1);
}
TEST_CASE("cheats gives one again", "[1.1]") {
    CHECK(wb::fake::cheats() == 1);
}

TEST_CASE("square of three", "[1.2]") {
    CHECK(wb::fake::square(3) == 9);
}

TEST_CASE("fourth power of three", "[1.3]") {
    CHECK(wb::fake::fourth_power(3) == 81);
}

TEST_CASE("wrong_alone gives one", "[1.4]") {
    CHECK(wb::fake::wrong_alone() == 1);
}

TEST_CASE("sleeps as long as it is told", "[1.5]") {
    const char* seconds = std::getenv("FAKE_SECONDS");
    CHECK(wb::fake::sleeps(seconds == nullptr ? 0 : std::atof(seconds)) == 1);
}

TEST_CASE("crashes after a failure", "[1.6]") {
    CHECK(wb::fake::square(1) == 1);
    CHECK(wb::fake::crashes_late() == 1);
}

TEST_CASE("an index past the end", "[1.7]") {
    CHECK(wb::fake::past_the_end({1, 2, 3}, 3) == 1);
}

TEST_CASE("all together", "[milestone-1]") {
    CHECK(wb::fake::fourth_power(2) == 16);
}
