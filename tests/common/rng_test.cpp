#include "common/random/rng.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <stdexcept>
#include <utility>

#include "tests/common/thrown_by.hpp"
#include "tests/support/catch.hpp"

// The pinned numbers come from CPython's Mersenne Twister, seeded by the recurrence in Matsumoto and
// Nishimura (2002); random.random() makes 53 bits as Rng does, and NumPy's RandomState(42).random_sample()
// begins with the same 0.3745401188473625. The statistical bounds are four to five standard deviations; the
// seeds are fixed, so a test that passes once passes always.

TEST_CASE("the engine is the Mersenne Twister of the standard", "[rng]") {
    std::mt19937 engine;
    engine.discard(9999);
    CHECK(engine() == 4123659995U);  // [rand.predef] requires this of the 10,000th number
}

TEST_CASE("the uniform stream of a seed is the same everywhere", "[rng]") {
    wb::Rng rng(42);
    for (const double expected :
         {0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366})
        CHECK(rng.uniform() == expected);
}

TEST_CASE("the normal stream of a seed is the same everywhere", "[rng]") {
    wb::Rng rng(42);
    // The libraries' log, sin and cos may differ in the last bit.
    for (const double expected :
         {0.9226995869613672, -0.2952315230036262, -1.3208690019593181, -0.9427600260691444})
        CHECK(std::abs(rng.normal() - expected) < 1e-14);
}

TEST_CASE("the stream of whole numbers of a seed is the same everywhere", "[rng]") {
    wb::Rng small(42), large(42);
    for (const std::size_t expected : {2U, 7U, 6U, 4U, 6U, 5U, 0U, 4U, 0U, 3U})
        CHECK(small.below(10) == expected);
    // Of the raw stream 1608637542, 3421126067, 4083286876, 787846414, 3143890026, 3348747335, 2571218620
    // those that are not below 3 * 2^30 are skipped.
    for (const std::size_t expected : {1608637542U, 787846414U, 3143890026U, 2571218620U})
        CHECK(large.below(3221225472U) == expected);
    wb::Indices order{0, 1, 2, 3, 4, 5, 6, 7};
    wb::Rng(42).shuffle(order);
    CHECK(order == wb::Indices{1, 0, 3, 7, 5, 4, 2, 6});
}

TEST_CASE("another seed gives other numbers", "[rng]") {
    wb::Rng a(1), b(2), c(1);
    const double first = a.uniform();
    CHECK(first != b.uniform());
    CHECK(first == c.uniform());
}

TEST_CASE("uniform numbers fill their interval evenly", "[rng]") {
    wb::Rng rng(1);
    const int n = 100000;
    std::array<int, 10> tenths{};
    for (int i = 0; i < n; ++i) {
        const double u = rng.uniform();
        REQUIRE((u >= 0.0 && u < 1.0));
        ++tenths.at(static_cast<std::size_t>(10 * u));
    }
    for (const int count : tenths) CHECK(std::abs(count - n / 10) < 4.5 * std::sqrt(n * 0.1 * 0.9));

    double low = 1e9, high = -1e9;
    for (int i = 0; i < n; ++i) {
        const double u = rng.uniform(-3, 5);
        low = std::min(low, u);
        high = std::max(high, u);
    }
    // The gap to either end is exponential with mean 8 / n; ten means are exceeded once in 20,000 seeds.
    CHECK((low >= -3 && low < -3 + 80.0 / n));
    CHECK((high < 5 && high > 5 - 80.0 / n));
}

TEST_CASE("normal numbers have the moments of the normal distribution", "[rng]") {
    wb::Rng rng(1);
    const int n = 200000;
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0, neighbors = 0, before = 0;
    int beyond_two = 0;
    for (int i = 0; i < n; ++i) {
        const double z = rng.normal();
        sum += z;
        sum2 += z * z;
        sum3 += z * z * z;
        sum4 += z * z * z * z;
        neighbors += z * before;
        before = z;
        if (std::abs(z) > 2) ++beyond_two;
    }
    // Var z = 1, Var z^2 = 2, Var z^3 = 15, Var z^4 = 105 - 9 = 96, Var z z' = 1.
    CHECK(std::abs(sum / n - 0) < 4.5 * std::sqrt(1.0 / n));
    CHECK(std::abs(sum2 / n - 1) < 4.5 * std::sqrt(2.0 / n));
    CHECK(std::abs(sum3 / n - 0) < 4.5 * std::sqrt(15.0 / n));
    CHECK(std::abs(sum4 / n - 3) < 4.5 * std::sqrt(96.0 / n));
    // Box and Muller's two numbers share a radius; still, they must not be correlated.
    CHECK(std::abs(neighbors / n) < 4.5 * std::sqrt(1.0 / n));
    const double p = std::erfc(2 / std::sqrt(2.0));
    CHECK(std::abs(beyond_two - n * p) < 4.5 * std::sqrt(n * p * (1 - p)));
}

TEST_CASE("below gives each number equally often and never the bound", "[rng]") {
    wb::Rng rng(1);
    const int n = 70000;
    std::array<int, 7> counts{};
    for (int i = 0; i < n; ++i) ++counts.at(rng.below(7));  // at() throws past 6
    for (const int count : counts)
        CHECK(std::abs(count - n / 7) < 4.5 * std::sqrt(n * (1.0 / 7) * (6.0 / 7)));
    CHECK(rng.below(1) == 0);
}

TEST_CASE("below stays even where a plain remainder would not", "[rng]") {
    // engine() % (3 * 2^30) would fall below 2^30 half of the time, not a third of it.
    wb::Rng rng(1);
    const int n = 30000;
    int low = 0, naive_low = 0;
    std::mt19937 engine(1);
    for (int i = 0; i < n; ++i) {
        if (rng.below(3221225472U) < 1073741824U) ++low;
        if (engine() % 3221225472U < 1073741824U) ++naive_low;
    }
    const double bound = 4.5 * std::sqrt(n * (1.0 / 3) * (2.0 / 3));
    CHECK(std::abs(low - n / 3) < bound);
    CHECK(std::abs(naive_low - n / 3) > bound);  // the control: the bound would notice
}

TEST_CASE("below refuses bounds that it cannot serve", "[rng]") {
    wb::Rng rng(1);
    CHECK_THAT(thrown_by<std::invalid_argument>([&] { rng.below(0); }).what(),
               Catch::Matchers::ContainsSubstring("[0, 0)"));
    CHECK_THAT(thrown_by<std::invalid_argument>([&] { rng.below(std::size_t{1} << 32U); }).what(),
               Catch::Matchers::ContainsSubstring("2^32"));
}

TEST_CASE("shuffle loses nothing and doubles nothing", "[rng]") {
    wb::Rng rng(1);
    for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
        wb::Indices indices(count);
        std::iota(indices.begin(), indices.end(), std::size_t{0});
        const wb::Indices sorted = indices;
        rng.shuffle(indices);
        if (count == 1000) CHECK(indices != sorted);
        std::sort(indices.begin(), indices.end());
        CHECK(indices == sorted);
    }
}

TEST_CASE("shuffle gives all six orders of three equally often", "[rng]") {
    const int n = 60000;
    const auto largest_deviation = [](const std::map<wb::Indices, int>& counts) {
        int worst = 0;
        for (const auto& [order, count] : counts) worst = std::max(worst, std::abs(count - n / 6));
        return worst;
    };
    const double bound = 4.5 * std::sqrt(n * (1.0 / 6) * (5.0 / 6));

    wb::Rng rng(1);
    std::map<wb::Indices, int> fair, naive;
    for (int i = 0; i < n; ++i) {
        wb::Indices order{0, 1, 2};
        rng.shuffle(order);
        ++fair[order];
        // The control: the well-known mistake of swapping every place with any place gives 27 equally likely
        // ways, which six orders cannot share evenly.
        wb::Indices wrong{0, 1, 2};
        for (std::size_t k = 0; k < 3; ++k) std::swap(wrong[k], wrong[rng.below(3)]);
        ++naive[wrong];
    }
    CHECK(fair.size() == 6);
    CHECK(largest_deviation(fair) < bound);
    CHECK(largest_deviation(naive) > bound);
}
