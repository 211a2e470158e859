#include "data/make_digits/digit_set.hpp"

#include <cfloat>
#include <initializer_list>
#include <stdexcept>

#include "data/make_digits/skeleton.hpp"

// The same recipe shall give the same bytes with every compiler. IEEE 754 settles + - * / and sqrt to the
// last bit, provided that the compiler does as it is told: in double, not in a wider register; in the order
// written (no -ffast-math); and rounding after every operation: x * y + z fused into one instruction rounds
// once where we round twice, hence -ffp-contract=off in the build. What remains are sin, cos, exp and log:
// libraries differ in their last bit now and then, which changes a pixel only if its value
// lies within some 1e-13 of a rounding edge.
#if defined(__FAST_MATH__)
#error "make_digits: -ffast-math gives other digits; build without it"
#endif
static_assert(FLT_EVAL_METHOD == 0, "make_digits: double arithmetic must be done in double");

namespace {

using Bytes = std::vector<std::uint8_t>;

/// The head of an IDX file: two zeros, 8 for unsigned bytes, the number of axes, and the length of each axis
/// in four bytes, the most significant first.
Bytes idx_header(std::initializer_list<std::size_t> lengths) {
    Bytes bytes{0, 0, 8, static_cast<std::uint8_t>(lengths.size())};
    for (const std::size_t length : lengths)
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            bytes.push_back(static_cast<std::uint8_t>(length >> shift & 0xffU));
    return bytes;
}

Bytes idx_images(const wb::digits::DigitSet& set) {
    Bytes bytes = idx_header({set.images.size(), wb::digits::image_side, wb::digits::image_side});
    for (const auto& image : set.images) bytes.insert(bytes.end(), image.begin(), image.end());
    return bytes;
}

Bytes idx_labels(const wb::digits::DigitSet& set) {
    Bytes bytes = idx_header({set.labels.size()});
    bytes.insert(bytes.end(), set.labels.begin(), set.labels.end());
    return bytes;
}

}  // namespace

wb::digits::DigitSet wb::digits::make_digit_set(std::size_t count, double wobble, Rng& rng) {
    Indices digits(count);
    for (std::size_t i = 0; i < count; ++i) digits[i] = i % 10;
    rng.shuffle(digits);

    DigitSet set;
    for (const std::size_t digit : digits) {
        const auto curves = skeleton(digit, wobble, rng);
        set.images.push_back(draw(curves, wobble, rng));
        set.labels.push_back(static_cast<std::uint8_t>(digit));
    }
    return set;
}

std::vector<wb::digits::NamedFile> wb::digits::make_files(const Recipe& recipe) {
    if (recipe.seed > 0x7fffffffU) throw std::invalid_argument("make_digits: the seed must be below 2^31");
    if (!(recipe.wobble >= 0 && recipe.wobble <= 3))  // written so that "not a number" fails too
        throw std::invalid_argument("make_digits: wobble must lie between 0 and 3");
    // Even seeds for training, odd ones for testing: no seed's test set is another seed's training set.
    Rng train_rng(2 * recipe.seed), test_rng(2 * recipe.seed + 1);
    const DigitSet train = make_digit_set(recipe.train, recipe.wobble, train_rng);
    const DigitSet test = make_digit_set(recipe.test, recipe.wobble, test_rng);
    return {{"train-images-idx3-ubyte", idx_images(train)},
            {"train-labels-idx1-ubyte", idx_labels(train)},
            {"t10k-images-idx3-ubyte", idx_images(test)},
            {"t10k-labels-idx1-ubyte", idx_labels(test)}};
}
