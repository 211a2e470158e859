// The tests of the fake chapter: each exercise ends in the state that it is named after.
#include <stdexcept>
#include <vector>

#include "tests/judge/fake_chapter/fake.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

TEST_CASE("done gives one", "[2.1]") {
    CHECK(wb::fake::done() == 1);
}
TEST_CASE("done gives one again", "[2.1]") {
    CHECK(wb::fake::done() == 1);
}

TEST_CASE("wrong is a number", "[2.2]") {
    CHECK(wb::fake::wrong() > 0);
}
TEST_CASE("wrong gives two", "[2.2]") {
    INFO("two, as in the lesson");
    CHECK(wb::fake::wrong() == 2);
}
TEST_CASE("wrong is looked at inside a check", "[2.2]") {
    const auto two = [] {
        if (wb::fake::wrong() != 2) FAIL("it is not two, and there is nothing to compare");
        return 2;
    };
    CHECK(two() == 2);
}

TEST_CASE("not_started gives one", "[2.3]") {
    CHECK(wb::fake::not_started() == 1);
}
TEST_CASE("not_started gives one outside an assertion", "[2.3]") {
    const double one = wb::fake::not_started();
    CHECK(one == 1);
}

TEST_CASE("blocked uses two earlier exercises", "[2.4]") {
    CHECK(wb::fake::also_early() == 1);
    CHECK(wb::fake::blocked() == 1);
    CHECK(wb::fake::early() == 1);
}

TEST_CASE("in_progress has a first part", "[2.5]") {
    CHECK(wb::fake::in_progress(1) == 1);
}
TEST_CASE("in_progress has a second part", "[2.5]") {
    CHECK(wb::fake::in_progress(2) == 1);
}

TEST_CASE("a check before the crash", "[2.6]") {
    CHECK(wb::fake::done() == 1);
}
TEST_CASE("reads_far_away gives one", "[2.6]") {
    CHECK(wb::fake::reads_far_away() == 1);
}

TEST_CASE("recurses comes to an end", "[2.7]") {
    CHECK(wb::fake::recurses(0) == 1);
}

TEST_CASE("loops comes to an end", "[2.8]") {
    wb::fake::loops();
    CHECK(true);
}

TEST_CASE("throws gives one", "[2.9]") {
    CHECK(wb::fake::throws() == 1);
}
TEST_CASE("throws gives one outside an assertion", "[2.9]") {
    const double one = wb::fake::throws();
    CHECK(one == 1);
}
TEST_CASE("throws throws a logic_error of another type", "[2.9]") {
    CHECK_THROWS_AS(wb::fake::throws(), std::domain_error);
}
TEST_CASE("done throws", "[2.9]") {
    CHECK_THROWS_AS(wb::fake::done(), std::domain_error);
}

TEST_CASE("array has the right values", "[2.10]") {
    CHECK_THAT(wb::fake::array(), IsCloseTo({1, 2, 3}));
}
TEST_CASE("array has the right shape", "[2.10]") {
    CHECK_THAT(wb::fake::array(), IsCloseTo({{1, 2, 3}, {4, 5, 6}}));
}

TEST_CASE("unchecked has elements above zero", "[2.11]") {
    for (const double element : wb::fake::unchecked()) CHECK(element > 0);
}

TEST_CASE("hidden_stub throws on bad input", "[2.12]") {
    REQUIRE_THROWS_AS(wb::fake::hidden_stub(), std::invalid_argument);
}
TEST_CASE("hidden_stub throws with words", "[2.12]") {
    CHECK_THROWS_MATCHES(wb::fake::hidden_stub(), std::invalid_argument, MessageHas("axis"));
}

TEST_CASE("allocates gives a size", "[2.13]") {
    CHECK(wb::fake::allocates() == 1);
}

TEST_CASE("aborts comes back", "[2.14]") {
    wb::fake::aborts();
    CHECK(true);
}

TEST_CASE("divides by zero", "[2.15]") {
    CHECK(wb::fake::divides(0) == 1);
}

TEST_CASE("noexcept_stub gives one", "[2.16]") {
    CHECK(wb::fake::noexcept_stub() == 1);
}

TEST_CASE("many failures in one check", "[2.17]") {
    for (int i = 10; i < 20; ++i) CHECK(wb::fake::wrong() == i);
}
TEST_CASE("a second wrong check", "[2.17]") {
    CHECK(wb::fake::wrong() == 20);
}
TEST_CASE("a third wrong check", "[2.17]") {
    CHECK(wb::fake::wrong() == 21);
}
TEST_CASE("a fourth wrong check", "[2.17]") {
    CHECK(wb::fake::wrong() == 22);
}

TEST_CASE("follows_null gives one", "[2.18]") {
    CHECK(wb::fake::follows_null() == 1);
}

TEST_CASE("the test is at fault", "[2.19]") {
    CHECK_THAT(golden("no_such_file", "x"), HasShape({}));
}

TEST_CASE("what follows an unwritten function is no mistake", "[2.21]") {
    CHECK_NOTHROW(wb::fake::not_started());
    CHECK(wb::fake::wrong() == 2);
}

TEST_CASE("throws_an_int gives something", "[2.22]") {
    wb::fake::throws_an_int();
    CHECK(true);
}

TEST_CASE("all exercises work together", "[milestone-2]") {
    CHECK(wb::fake::done() + wb::fake::not_started() == 2);
}

TEST_CASE("everything here is yours", "[capstone]") {
    CHECK(wb::fake::early() + wb::fake::done() == 2);
}
