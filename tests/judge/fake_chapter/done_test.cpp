// The tests of the fake chapter that is done.
#include "tests/judge/fake_chapter/fake.hpp"
#include "tests/support/catch.hpp"

TEST_CASE("first gives one", "[3.1]") {
    CHECK(wb::fake::first() == 1);
}
TEST_CASE("second gives two", "[3.2]") {
    CHECK(wb::fake::second() == 2);
}
TEST_CASE("given code is checked too") {
    CHECK(1 + 1 == 2);
}
