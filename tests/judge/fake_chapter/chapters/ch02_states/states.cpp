// The "student's" code of the judge's own tests: one exercise for each state, mistakes on purpose.
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <stdexcept>

#include "common/errors/not_implemented.hpp"
#include "tests/judge/fake_chapter/fake.hpp"

double wb::fake::done() {
    return 1;
}

double wb::fake::wrong() {
    // EXERCISE 2.2
    return 3;
    // END EXERCISE 2.2
}

double wb::fake::not_started() {
    // EXERCISE 2.3
    todo("2.3");
    // END EXERCISE 2.3
}

double wb::fake::blocked() {
    return also_early() + early();
}

double wb::fake::in_progress(int part) {
    if (part == 1) return 1;
    // EXERCISE 2.5
    todo("2.5");
    // END EXERCISE 2.5
}

double wb::fake::reads_far_away() {
    const volatile double* const far_away = reinterpret_cast<const double*>(std::uintptr_t{1} << 46U);
    return *far_away;
}

int wb::fake::recurses(int n) {
    if (n < 0) return 0;  // never: it counts up
    volatile int here = n;
    return recurses(here + 1) + here;
}

void wb::fake::loops() {
    for (volatile int i = 0; i < 10;) i = 0;
}

double wb::fake::throws() {
    return std::vector<double>(3).at(3);
}

std::vector<double> wb::fake::array() {
    return {1, std::numeric_limits<double>::quiet_NaN(), 3};
}

std::vector<double> wb::fake::unchecked() {
    return {};
}

double wb::fake::hidden_stub() {
    // EXERCISE 2.12
    todo("2.12");
    // END EXERCISE 2.12
}

std::size_t wb::fake::allocates() {
    volatile int size = -1;
    return std::vector<double>(static_cast<std::size_t>(size)).size();
}

void wb::fake::aborts() {
    std::abort();
}

int wb::fake::divides(int divisor) {
    const volatile int zero = divisor;
    return 7 / zero;
}

double wb::fake::noexcept_stub() noexcept {
    // EXERCISE 2.16
    todo("2.16");
    // END EXERCISE 2.16
}

double wb::fake::follows_null() {
    const volatile double* volatile nothing = nullptr;
    const volatile double* const pointer = nothing;
    [[maybe_unused]] volatile int line_before = 1;
    return *pointer;
}

void wb::fake::throws_an_int() {
    throw 7;
}
