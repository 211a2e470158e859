// A chapter of the judge's own tests in which everything is right.
#include "tests/judge/fake_chapter/fake.hpp"

double wb::fake::first() {
    return 1;
}

double wb::fake::second() {
    return 2;
}
