// The gradient checker on functions with known gradients, right and wrong: each mistake is planted, and its
// words are read.
#include "tests/support/gradient_check.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/support/misuse.hpp"

using namespace wb::judge;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr std::size_t N = 3, D = 4, M = 5;

/// y = x W + b, and its gradients: what a chapter's Linear is.
struct Linear {
    Array x = random_array({N, D}, 1), W = random_array({D, M}, 2), b = random_array({M}, 3);
    Array dy = random_array({N, M}, 4);
    Array dx = Array({N, D}, std::vector<double>(N*D)), dW = Array({D, M}, std::vector<double>(D*M)),
          db = Array({M}, std::vector<double>(M));

    Linear() {
        for (std::size_t n = 0; n < N; ++n)
            for (std::size_t m = 0; m < M; ++m) {
                db.values()[m] += dy_at(n, m);
                for (std::size_t d = 0; d < D; ++d) {
                    dx.values()[n * D + d] += dy_at(n, m) * W.values()[d * M + m];
                    dW.values()[d * M + m] += dy_at(n, m) * x.values()[n * D + d];
                }
            }
    }

    double dy_at(std::size_t n, std::size_t m) const { return dy.values()[n * M + m]; }

    Array forward() const {
        std::vector<double> y(N * M);
        for (std::size_t n = 0; n < N; ++n)
            for (std::size_t m = 0; m < M; ++m) {
                y[n * M + m] = b.values()[m];
                for (std::size_t d = 0; d < D; ++d)
                    y[n * M + m] += x.values()[n * D + d] * W.values()[d * M + m];
            }
        return {{N, M}, std::move(y)};
    }

    GradientReport check() {
        return check_gradients(
            {.forward = [this] { return forward(); },
             .upstream = dy,
             .inputs = {gradient_of("x", x, dx), gradient_of("W", W, dW), gradient_of("b", b, db)}});
    }
    std::string failure() { return check().failure; }
};

Array scaled(const Array& array, double factor) {
    std::vector<double> values(array.values().begin(), array.values().end());
    for (double& value : values) value *= factor;
    return {array.shape(), std::move(values)};
}

/// A function of one array, element by element, with a gradient of your choice.
struct Elementwise {
    std::function<double(double)> function;
    Array x = random_array({N, D}, 5), dy = random_array({N, D}, 6);

    Array forward() const {
        std::vector<double> y(x.values().begin(), x.values().end());
        for (double& value : y) value = function(value);
        return {x.shape(), std::move(y)};
    }

    /// \param gradient  of x and dy
    GradientReport check(const std::function<double(double, double)>& gradient, double may_be_skipped = 0.2) {
        std::vector<double> dx(x.values().size());
        for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = gradient(x.values()[i], dy.values()[i]);
        return check_gradients({.forward = [this] { return forward(); },
                                .upstream = dy,
                                .inputs = {gradient_of("x", x, Array(x.shape(), std::move(dx)))},
                                .may_be_skipped = may_be_skipped});
    }
};

double relu(double x) {
    return x > 0 ? x : 0;
}

/// A valid convolution of N images with one kernel, as a sum over its weights.
struct Correlation {
    static constexpr std::size_t H = 5, W = 6, R = 2, S = 3, OH = H - R + 1, OW = W - S + 1;
    Array x = random_array({7, H, W}, 1), k = random_array({2, R, S}, 2),
          dy = random_array({7, 2, OH, OW}, 3);

    template <class Visit>
    void each(Visit visit) const {
        for (std::size_t n = 0; n < 7; ++n)
            for (std::size_t c = 0; c < 2; ++c)
                for (std::size_t i = 0; i < OH; ++i)
                    for (std::size_t j = 0; j < OW; ++j)
                        for (std::size_t r = 0; r < R; ++r)
                            for (std::size_t s = 0; s < S; ++s)
                                visit(((n * 2 + c) * OH + i) * OW + j, (n * H + i + r) * W + j + s,
                                      (c * R + r) * S + s);
    }
    Array forward() const {
        std::vector<double> y(dy.values().size());
        each([&](std::size_t out, std::size_t in, std::size_t w) {
            y[out] += x.values()[in] * k.values()[w];
        });
        return {dy.shape(), std::move(y)};
    }
    Array dk() const {
        std::vector<double> gradient(k.values().size());
        each([&](std::size_t out, std::size_t in, std::size_t w) {
            gradient[w] += dy.values()[out] * x.values()[in];
        });
        return {k.shape(), std::move(gradient)};
    }
    Array dx() const {
        std::vector<double> gradient(x.values().size());
        each([&](std::size_t out, std::size_t in, std::size_t w) {
            gradient[in] += dy.values()[out] * k.values()[w];
        });
        return {x.shape(), std::move(gradient)};
    }
    std::string failure(const Array& dx, const Array& dk) {
        return check_gradients({.forward = [this] { return forward(); },
                                .upstream = dy,
                                .inputs = {gradient_of("x", x, dx), gradient_of("k", k, dk)},
                                .allow_equal_axes = true})
            .failure;
    }
};

}  // namespace

TEST_CASE("right gradients pass, and every entry is checked") {
    Linear linear;
    const Array before = linear.W;
    const GradientReport report = linear.check();
    CHECK_THAT(report, AllAgree());
    CHECK(report.checked == N * D + D * M + M);
    CHECK(report.skipped == 0);
    CHECK(std::vector<double>(before.values().begin(), before.values().end()) ==
          std::vector<double>(linear.W.values().begin(), linear.W.values().end()));
}

TEST_CASE("a failure tells the array, the worst entry, both values and what is right") {
    Linear linear;
    linear.dW.values()[7] += 0.5;
    linear.dW.values()[8] += 0.1;
    const GradientReport report = linear.check();
    CHECK_THAT(report, !AllAgree());
    CHECK_THAT(report.failure,
               ContainsSubstring("dW: 2 of 20 entries are wrong, the worst at (1, 2): yours ") &&
                   ContainsSubstring(", numerical ") && ContainsSubstring("relative error") &&
                   ContainsSubstring("Right: dx, db."));
}

TEST_CASE("one entry that is off by a little is seen") {
    Linear linear;
    linear.dx.values()[5] += 1e-4;
    CHECK_THAT(linear.failure(), ContainsSubstring("dx: 1 of 12 entries"));
}

TEST_CASE("factors are named") {
    Linear linear;
    const auto with = [&](double factor) {
        Linear copy = linear;
        copy.dW = scaled(copy.dW, factor);
        return copy.failure();
    };
    CHECK_THAT(with(3), ContainsSubstring("N times") && ContainsSubstring("N = 3") &&
                            ContainsSubstring("the average over the batch is missing"));
    CHECK_THAT(with(1.0 / 3), ContainsSubstring("1/N of the numerical one (N = 3)") &&
                                  ContainsSubstring("averaged over the batch once too often"));
    CHECK_THAT(with(9), ContainsSubstring("squared"));
    CHECK_THAT(with(-1), ContainsSubstring("wrong sign"));
    CHECK_THAT(with(-3), ContainsSubstring("N times") && ContainsSubstring("The sign is wrong too"));
    CHECK_THAT(with(2), ContainsSubstring("2 times") && ContainsSubstring("added up twice"));
    CHECK_THAT(with(0.2), ContainsSubstring("axis 1 of dy has length 5"));
    CHECK_THAT(with(4), ContainsSubstring("axis 0 of W has length 4"));
    CHECK_THAT(with(0.7), ContainsSubstring("0.7 times"));
    CHECK_THAT(with(0), ContainsSubstring("Every entry is zero: it was never written"));
}

TEST_CASE("an upstream gradient that is ignored is named") {
    Linear linear;
    Linear ones = linear;
    for (std::size_t d = 0; d < D; ++d)
        for (std::size_t m = 0; m < M; ++m) {
            ones.dW.values()[d * M + m] = 0;
            for (std::size_t n = 0; n < N; ++n) ones.dW.values()[d * M + m] += linear.x.values()[n * D + d];
        }
    CHECK_THAT(ones.failure(), ContainsSubstring("The upstream gradient dy is ignored"));

    const auto with_db = [&](double value) {
        Linear copy = linear;
        copy.db = Array({M}, std::vector<double>(M, value));
        return copy.failure();
    };
    INFO("under a plain sum, every entry of db is N: other constants come from elsewhere");
    CHECK_THAT(with_db(static_cast<double>(N)), ContainsSubstring("The upstream gradient dy is ignored"));
    CHECK_THAT(with_db(0.7), !ContainsSubstring("ignored"));
}

TEST_CASE("a wrong shape comes first, and its values are looked at") {
    Linear linear;
    const auto with_dW = [&](const Array& dW) {
        Linear copy = linear;
        copy.dW = dW;
        return copy.failure();
    };
    Array transpose(wb::Shape{M, D}, std::vector<double>(M * D));
    for (std::size_t d = 0; d < D; ++d)
        for (std::size_t m = 0; m < M; ++m) transpose.values()[m * D + d] = linear.dW.values()[d * M + m];
    CHECK_THAT(with_dW(transpose),
               ContainsSubstring("dW: expected shape (4, 5), that of W, yours is (5, 4)") &&
                   ContainsSubstring("those of the transpose"));
    CHECK_THAT(with_dW(Array()), ContainsSubstring("Was the gradient ever set?"));
    CHECK_THAT(with_dW(Array({D * M}, {linear.dW.values().begin(), linear.dW.values().end()})),
               ContainsSubstring("The values are right: only the shape is not"));

    Linear unsummed = linear;
    unsummed.db = linear.dy;
    CHECK_THAT(unsummed.failure(), ContainsSubstring("Sum it over axis 0, the batch, and it is right") &&
                                       ContainsSubstring("Right: dx, dW."));
    Linear wrong_axis = linear;
    wrong_axis.db = random_array({N}, 9);
    CHECK_THAT(wrong_axis.failure(),
               ContainsSubstring("summed over the wrong axis: an entry for each sample"));
}

TEST_CASE("a batch of which only one sample counts is named") {
    Linear linear;
    const auto with_db_of = [&](std::size_t n) {
        Linear copy = linear;
        for (std::size_t m = 0; m < M; ++m) copy.db.values()[m] = linear.dy_at(n, m);
        return copy.failure();
    };
    CHECK_THAT(with_db_of(N - 1), ContainsSubstring("Only the last sample") && ContainsSubstring("+="));
    CHECK_THAT(with_db_of(0), ContainsSubstring("Only the first sample"));
}

TEST_CASE("a bias gradient that is wrong in no special way gets the general hint") {
    Linear linear;
    linear.db = random_array({M}, 9);
    CHECK_THAT(linear.failure(), ContainsSubstring("summed over every axis of dy except its own"));
}

TEST_CASE("nan is named with its place") {
    Linear linear;
    linear.dx.values()[6] = std::numeric_limits<double>::quiet_NaN();
    CHECK_THAT(linear.failure(), ContainsSubstring("dx(1, 2) is nan"));
}

TEST_CASE("the transpose is recognized when the shape cannot tell") {
    Array x = random_array({3, 3}, 1);
    const Array dy = random_array({3, 3}, 2);
    Array dx = dy;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) dx.values()[i * 3 + j] = dy.values()[j * 3 + i] * 2;
    const auto report = check_gradients({.forward = [&] { return scaled(x, 2); },
                                         .upstream = dy,
                                         .inputs = {gradient_of("x", x, dx)},
                                         .allow_equal_axes = true});
    CHECK_THAT(report.failure, ContainsSubstring("the transpose of the right gradient"));
}

TEST_CASE("curved functions agree, even where they are steep") {
    Elementwise steep{[](double x) { return std::exp(8 * x); }};
    CHECK_THAT(steep.check([](double x, double dy) { return dy * 8 * std::exp(8 * x); }), AllAgree());
    Elementwise root{[](double x) { return std::sqrt(std::abs(x)); }};
    CHECK_THAT(
        root.check([](double x, double dy) { return dy * std::copysign(0.5 / std::sqrt(std::abs(x)), x); }),
        AllAgree());
    CHECK_THAT(steep.check([](double x, double dy) { return dy * 7.99 * std::exp(8 * x); }), !AllAgree());
}

TEST_CASE("masks are recognized: of the wrong array, the wrong way round, missing") {
    Elementwise relu_layer{relu};
    CHECK_THAT(relu_layer.check([](double x, double dy) { return x > 0 ? dy : 0; }), AllAgree());
    CHECK_THAT(relu_layer.check([](double, double dy) { return dy > 0 ? dy : 0; }).failure,
               ContainsSubstring(
                   "wrong array: yours is non-zero just where dy is positive, but it should be where x is"));
    CHECK_THAT(relu_layer.check([](double x, double dy) { return x > 0 ? 0 : dy; }).failure,
               ContainsSubstring("the wrong way round"));
    CHECK_THAT(relu_layer.check([](double, double dy) { return dy; }).failure,
               ContainsSubstring("the upstream gradient dy, unchanged"));
    CHECK_THAT(relu_layer.check([](double x, double) { return x > 0 ? 1 : 0; }).failure,
               ContainsSubstring("dy is ignored"));
}

TEST_CASE("entries on a kink are skipped, and the others are still checked") {
    Elementwise relu_layer{relu};
    relu_layer.x.values()[3] = 0;
    relu_layer.x.values()[4] = 3e-6;  // within a step of the kink
    const auto right = relu_layer.check([](double x, double dy) { return x > 0 ? dy : 0; });
    CHECK_THAT(right, AllAgree());
    CHECK(right.skipped + right.checked == N * D);
    CHECK(right.skipped <= 2);
    CHECK_THAT(relu_layer.check([](double x, double dy) { return x > 0 ? 1.01 * dy : 0; }), !AllAgree());
}

TEST_CASE("too many kinks fail: nothing would have been checked") {
    Elementwise steps{relu};
    for (double& x : steps.x.values()) x = 0;
    CHECK_THAT(steps.check([](double, double) { return 0; }).failure,
               ContainsSubstring("12 of 12 entries of x lie on a kink"));
    CHECK_THAT(steps.check([](double, double) { return 0; }, 1.0).failure, ContainsSubstring("no entry"));
}

TEST_CASE("convolutions: a flipped kernel and a wrong border are named") {
    Correlation correlation;
    const Array dx = correlation.dx(), dk = correlation.dk();
    CHECK(correlation.failure(dx, dk) == "");

    Array flipped = dk;
    for (std::size_t c = 0; c < 2; ++c)
        for (std::size_t i = 0; i < 6; ++i) flipped.values()[c * 6 + i] = dk.values()[c * 6 + 5 - i];
    CHECK_THAT(correlation.failure(dx, flipped),
               ContainsSubstring("turned by 180 degrees: the filter is flipped"));

    Array border = dx;
    for (std::size_t n = 0; n < 7; ++n) border.values()[n * 30] += 1;
    CHECK_THAT(correlation.failure(border, dk), ContainsSubstring("Only entries at the border"));
}

TEST_CASE("a loss is checked with dy = 1 and the batch given") {
    Array logits = random_array({N, D}, 7);
    const auto loss = [&] {
        double sum = 0;
        for (const double z : logits.values()) sum += z * z;
        return Array(wb::Shape{}, {sum / N});
    };
    const auto check = [&](double factor) {
        return check_gradients({.forward = loss,
                                .upstream = Array(wb::Shape{}, {1.0}),
                                .inputs = {gradient_of("z", logits, scaled(logits, factor))},
                                .batch = N});
    };
    CHECK_THAT(check(2.0 / N), AllAgree());
    CHECK_THAT(check(2.0).failure, ContainsSubstring("the average over the batch is missing"));
}

TEST_CASE("a forward that is itself at fault is told, not blamed on the gradient") {
    Linear linear;
    const auto with = [&](std::function<Array()> forward) {
        return check_gradients({.forward = std::move(forward),
                                .upstream = linear.dy,
                                .inputs = {gradient_of("W", linear.W, linear.dW)}})
            .failure;
    };
    CHECK_THAT(with([] {
                   return Array({M, N}, std::vector<double>(M * N));
               }),
               ContainsSubstring("forward: expected shape (3, 5), yours is (5, 3)"));
    CHECK_THAT(with([&] { return scaled(linear.forward(), std::numeric_limits<double>::infinity()); }),
               ContainsSubstring("make sure that forward is right first"));
    double drift = 0;
    CHECK_THAT(with([&] { return scaled(linear.forward(), 1 + (drift += 0.1)); }),
               ContainsSubstring("two different results"));
}

TEST_CASE("inputs are put back when forward throws") {
    Linear linear;
    const double first = linear.W.values()[0];
    int calls = 0;
    const auto throwing = [&]() -> Array {
        if (++calls > 2) throw std::runtime_error("stop");
        return linear.forward();
    };
    CHECK_THROWS_AS(
        check_gradients(
            {.forward = throwing, .upstream = linear.dy, .inputs = {gradient_of("W", linear.W, linear.dW)}}),
        std::runtime_error);
    CHECK(linear.W.values()[0] == first);
}

TEST_CASE("a test that could not tell right from wrong is refused") {
    Linear linear;
    const auto refuses = [&](const std::string& word, GradientProblem problem) {
        INFO(word);
        CHECK_THROWS_MATCHES(check_gradients(problem), misuse, MessageHas(word));
    };
    const GradientProblem sound{.forward = [&] { return linear.forward(); },
                                .upstream = linear.dy,
                                .inputs = {gradient_of("W", linear.W, linear.dW)}};
    CHECK_THAT(check_gradients(sound), AllAgree());

    GradientProblem problem = sound;
    problem.batch = 1;
    refuses("batch of 1", problem);
    problem = sound;
    problem.upstream = Array({N, M}, std::vector<double>(N * M, 1.0));
    refuses("random_array", problem);
    problem = sound;
    problem.inputs.clear();
    refuses("no input", problem);
    problem = sound;
    problem.forward = nullptr;
    refuses("no forward", problem);

    Array square = random_array({3, 3}, 1), column = random_array({3, 1}, 1);
    problem = sound;
    problem.inputs = {gradient_of("S", square, square)};
    refuses("equal length", problem);
    problem.inputs = {gradient_of("C", column, column)};
    refuses("length 1", problem);
}
