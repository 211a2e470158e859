#include "ch99_twice/twice.hpp"

#include "ch99_twice/given/numbers.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;

TEST_CASE("twice 21 is 42", "[99.1]") {
    CHECK_THAT(wb::twice(21), Near(42));
}

TEST_CASE("the lab has a number") {
    CHECK(wb::a_number() == 21);
}
