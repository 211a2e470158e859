#include "ch01_data/sampling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>

#include "tests/support/judge.hpp"

using namespace wb::judge;

namespace {

wb::Indices zero_to(std::size_t count) {
    wb::Indices all(count);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

/// "" if each sample, 0 to count - 1, is there once; or the first that is not. A list of a thousand numbers
/// would tell nothing.
std::string not_once_each(const wb::Indices& indices, std::size_t count) {
    std::vector<std::size_t> times(count);
    for (const std::size_t i : indices) {
        if (i >= count)
            return "there is a sample " + std::to_string(i) + ", of " + std::to_string(count) +
                   ", counted from 0";
        ++times[i];
    }
    for (std::size_t i = 0; i < count; ++i)
        if (times[i] != 1)
            return "sample " + std::to_string(i) + " is there " + std::to_string(times[i]) +
                   " times, not once";
    return "";
}

/// Empty if no sample is in the validation set twice; otherwise the first that is.
std::string repeated_in_validation(const wb::Indices& validation) {
    const std::set<std::size_t> different(validation.begin(), validation.end());
    for (const std::size_t i : different)
        if (const auto times = std::ranges::count(validation, i); times > 1)
            return "sample " + std::to_string(i) + " is in the validation set " + std::to_string(times) +
                   " times";
    return "";
}

wb::Indices sorted(wb::Indices indices) {
    std::ranges::sort(indices);
    return indices;
}

wb::Indices joined(const std::vector<wb::Indices>& parts) {
    wb::Indices all;
    for (const wb::Indices& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::vector<std::size_t> sizes(const std::vector<wb::Indices>& batches) {
    std::vector<std::size_t> all;
    for (const wb::Indices& batch : batches) all.push_back(batch.size());
    return all;
}

// How far a count may be from what is expected. What happens with probability p in each of n independent
// trials happens n p times, give or take sqrt(n p (1 - p)); farther off than six times that in 2 of
// 1,000,000,000 cases. We look at fewer than 200 counts, each with fixed seeds: a right answer passes for
// good but for one in millions.
double allowed(double trials, double p) {
    return 6 * std::sqrt(trials * p * (1 - p));
}

}  // namespace

// Exercise 1.7
// -------------------------------------------------------------------------------------------------

TEST_CASE("every sample is in exactly one of the two sets, which have the sizes asked for", "[1.7]") {
    for (const auto& [count, set_aside] :
         {std::pair{5U, 2U}, {10U, 1U}, {7U, 7U}, {7U, 0U}, {1U, 1U}, {0U, 0U}, {1000U, 100U}}) {
        INFO(count << " samples, " << set_aside << " of them for validation, none in both sets: train gets "
                   << count - set_aside << ", validation gets " << set_aside);
        wb::Rng rng(1);
        const wb::Split split = wb::split_train_validation(count, set_aside, rng);
        const std::string repeated = repeated_in_validation(split.validation);
        REQUIRE(repeated == "");
        REQUIRE(split.train.size() == count - set_aside);
        REQUIRE(split.validation.size() == set_aside);
        const std::string wrong = not_once_each(joined({split.train, split.validation}), count);
        REQUIRE(wrong == "");
    }
}

TEST_CASE("the samples set aside are neither the first nor the last of the file", "[1.7]") {
    wb::Rng rng(1);
    // That 100 of 1,000, drawn at random, all come from one end happens once in 10^139.
    const wb::Indices validation = sorted(wb::split_train_validation(1000, 100, rng).validation);
    REQUIRE(validation.size() == 100);
    INFO("A file may be sorted by class: then its last tenth would be nothing but nines.");
    CHECK(validation.front() < 500);
    CHECK(validation.back() >= 500);
}

TEST_CASE("each sample is as likely as any other to be set aside, and independently", "[1.7]") {
    constexpr int trials = 4000;
    constexpr std::size_t count = 10, set_aside = 3;
    wb::Rng rng(1);
    std::array<double, count> times{};         // that sample i was set aside
    std::array<double, count - 1> together{};  // that samples i and i + 1 were, both
    for (int trial = 0; trial < trials; ++trial) {
        std::array<bool, count> chosen{};
        for (const std::size_t i : wb::split_train_validation(count, set_aside, rng).validation) {
            REQUIRE(i < count);
            chosen[i] = true;
        }
        for (std::size_t i = 0; i < count; ++i) times[i] += chosen[i] ? 1 : 0;
        for (std::size_t i = 0; i + 1 < count; ++i) together[i] += chosen[i] && chosen[i + 1] ? 1 : 0;
    }
    const double p = 3.0 / 10, p_both = 3.0 / 10 * 2.0 / 9;
    for (std::size_t i = 0; i < count; ++i) {
        INFO("the number of times that sample "
             << i
             << " was set aside, in 4000 splits of 10 samples with 3 for\n"
                "validation: 3/10 of them, give or take 174. rng.shuffle is fair; to swap each\n"
                "place with any other is not.");
        REQUIRE_THAT(times[i], Near(trials * p, 0, allowed(trials, p)));
    }
    for (std::size_t i = 0; i + 1 < count; ++i) {
        INFO("the number of times that samples " << i << " and " << i + 1
                                                 << " were set aside together, in 4000 splits\n"
                                                    "of 10 samples with 3 for validation: 3/10 * 2/9 of "
                                                    "them, give or take 95. Neighbors must not\n"
                                                    "stick together. rng.shuffle is fair.");
        REQUIRE_THAT(together[i], Near(trials * p_both, 0, allowed(trials, p_both)));
    }
}

TEST_CASE("the same seed gives the same split, another seed another", "[1.7]") {
    wb::Rng one(7), same(7), other(8);
    const wb::Split split = wb::split_train_validation(100, 20, one);
    const wb::Split again = wb::split_train_validation(100, 20, same);
    const wb::Split of_other = wb::split_train_validation(100, 20, other);
    const wb::Split of_next_call = wb::split_train_validation(100, 20, one);
    INFO("All chance must come from the rng that is given, and the rng must be used, not copied.");
    const bool same_train = split.train == again.train,
               same_validation = split.validation == again.validation;
    CHECK(same_train);
    CHECK(same_validation);
    // Of 100 samples, 20 can be chosen in 10^20 ways.
    const bool other_for_another_seed = sorted(split.validation) != sorted(of_other.validation);
    const bool other_in_the_next_call = sorted(split.validation) != sorted(of_next_call.validation);
    CHECK(other_for_another_seed);
    CHECK(other_in_the_next_call);
}

TEST_CASE("more samples for validation than there are is an error that names both numbers", "[1.7]") {
    wb::Rng rng(1);
    CHECK_THROWS_MATCHES(wb::split_train_validation(5, 6, rng), std::invalid_argument, MessageNames(5, 6));
    CHECK_THROWS_MATCHES(wb::split_train_validation(0, 17, rng), std::invalid_argument, MessageNames(0, 17));
}

// Exercise 1.8
// -------------------------------------------------------------------------------------------------

TEST_CASE("ten samples in batches of four make 4, 4 and 2", "[1.8]") {
    wb::Rng rng(1);
    INFO("The last batch holds what is left: no sample is dropped, none is repeated to fill it.");
    CHECK(sizes(wb::shuffled_minibatches(10, 4, rng)) == std::vector<std::size_t>{4, 4, 2});
}

TEST_CASE("if the batch size divides the number of samples, there is no empty batch", "[1.8]") {
    wb::Rng rng(1);
    INFO("Each call shuffles only its own samples; nothing is left of an earlier call.");
    CHECK(sizes(wb::shuffled_minibatches(8, 4, rng)) == std::vector<std::size_t>{4, 4});
    CHECK(sizes(wb::shuffled_minibatches(4, 4, rng)) == std::vector<std::size_t>{4});
    CHECK(sizes(wb::shuffled_minibatches(3, 1, rng)) == std::vector<std::size_t>{1, 1, 1});
}

TEST_CASE("a batch larger than the set is the whole set; no samples make no batches", "[1.8]") {
    wb::Rng rng(1);
    CHECK(sizes(wb::shuffled_minibatches(3, 128, rng)) == std::vector<std::size_t>{3});
    CHECK(sizes(wb::shuffled_minibatches(3, 4000000000, rng)) == std::vector<std::size_t>{3});
    CHECK(wb::shuffled_minibatches(0, 128, rng).empty());
}

TEST_CASE("every sample is in exactly one batch", "[1.8]") {
    wb::Rng rng(1);
    for (const std::size_t count : {1U, 2U, 10U, 127U, 128U, 129U, 1000U}) {
        INFO(count << " samples in batches of 8");
        const std::string wrong = not_once_each(joined(wb::shuffled_minibatches(count, 8, rng)), count);
        REQUIRE(wrong == "");
    }
}

TEST_CASE("each call gives another order, and none the order of the file", "[1.8]") {
    wb::Rng rng(1);
    INFO("Each call shuffles all samples of its epoch, and keeps none of the epoch before.");
    REQUIRE(wb::shuffled_minibatches(20, 8, rng).size() == 3);
    REQUIRE(wb::shuffled_minibatches(20, 8, rng).size() == 3);
    const wb::Indices first = joined(wb::shuffled_minibatches(20, 8, rng));
    const wb::Indices second = joined(wb::shuffled_minibatches(20, 8, rng));
    // 20 samples have 10^18 orders.
    const bool shuffled = first != zero_to(20);
    REQUIRE(shuffled);
    INFO("Every epoch must have another order of the samples: the rng must be used, not copied.");
    const bool another_order = first != second;
    REQUIRE(another_order);
}

TEST_CASE("the same seed gives the same batches", "[1.8]") {
    wb::Rng one(7), same(7);
    INFO("All chance must come from the rng that is given.");
    const bool equal = wb::shuffled_minibatches(100, 16, one) == wb::shuffled_minibatches(100, 16, same);
    CHECK(equal);
}

TEST_CASE("each sample is as likely at one place of the order as at any other", "[1.8]") {
    constexpr int trials = 6000;
    constexpr std::size_t count = 6;
    wb::Rng rng(1);
    std::array<std::array<double, count>, count> times{};  // that sample i stood at place j
    for (int trial = 0; trial < trials; ++trial) {
        const wb::Indices order = joined(wb::shuffled_minibatches(count, 2, rng));
        REQUIRE(order.size() == count);
        for (std::size_t place = 0; place < count; ++place) {
            REQUIRE(order[place] < count);
            ++times[order[place]][place];
        }
    }
    for (std::size_t sample = 0; sample < count; ++sample)
        for (std::size_t place = 0; place < count; ++place) {
            INFO("the number of times that sample "
                 << sample << " stood at place " << place
                 << ", in 6000 orders of\n"
                    "6 samples: 1/6 of them, give or take 173. rng.shuffle is fair.");
            REQUIRE_THAT(times[sample][place], Near(trials / 6.0, 0, allowed(trials, 1.0 / 6)));
        }
}

TEST_CASE("a batch size of 0 is rejected", "[1.8]") {
    wb::Rng rng(1);
    INFO("Batches of 0 samples would never come to an end.");
    CHECK_THROWS_MATCHES(wb::shuffled_minibatches(10, 0, rng), std::invalid_argument,
                         MessageNames("batch_size"));
}

TEST_CASE("a batch size of 0 is rejected without samples, too", "[1.8]") {
    wb::Rng rng(1);
    CHECK_THROWS_MATCHES(wb::shuffled_minibatches(0, 0, rng), std::invalid_argument,
                         MessageNames("batch_size"));
}
