// The earlier chapter of the judge's own tests: not written yet.
#include "common/errors/not_implemented.hpp"
#include "tests/judge/fake_chapter/fake.hpp"

double wb::fake::early() {
    // EXERCISE 1.1
    todo("1.1");
    // END EXERCISE 1.1
}

double wb::fake::also_early() {
    // EXERCISE 1.2
    todo("1.2");
    // END EXERCISE 1.2
}
