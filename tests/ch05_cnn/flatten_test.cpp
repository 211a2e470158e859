#include "ch05_cnn/flatten.hpp"

#include <stdexcept>

#include "tests/ch05_cnn/known_conv2d.hpp"
#include "tests/support/judge.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::Flatten;
using wb::np_tensor;
using wb::shape_error;

// Tolerances: no number changes.

TEST_CASE("each image becomes a row: channel after channel, each in reading order", "[5.8]") {
    Flatten flatten;
    INFO("each pixel is 1000 n + 100 c + 10 h + w, all counted from 1");
    CHECK_THAT(flatten.forward(numbered_images(2, 2, 2, 2)),
               IsCloseTo({{1111, 1112, 1121, 1122, 1211, 1212, 1221, 1222},
                          {2111, 2112, 2121, 2122, 2211, 2212, 2221, 2222}},
                         KnownMistakes{{"all samples become one row",
                                        {{1111, 1112, 1121, 1122, 1211, 1212, 1221, 1222, 2111, 2112, 2121,
                                          2122, 2211, 2212, 2221, 2222}}},
                                       {"the channels of a pixel lie side by side",
                                        {{1111, 1211, 1112, 1212, 1121, 1221, 1122, 1222},
                                         {2111, 2211, 2112, 2212, 2121, 2221, 2122, 2222}}},
                                       {"samples are columns, not rows",
                                        Array({8, 2}, {1111, 2111, 1112, 2112, 1121, 2121, 1122, 2122, 1211,
                                                       2211, 1212, 2212, 1221, 2221, 1222, 2222})}}));
}

TEST_CASE("any number of axes after that of the samples, even none", "[5.8]") {
    Flatten flatten;
    CHECK_THAT(flatten.forward(np_tensor({64, 32, 4, 4})), HasShape({64, 512}));
    CHECK_THAT(flatten.forward(np_tensor({5, 2, 3})), HasShape({5, 6}));
    CHECK_THAT(flatten.forward(np_tensor({5, 7})), HasShape({5, 7}));
    CHECK_THAT(flatten.forward(np_tensor(wb::Shape{5})), HasShape({5, 1}));
}

TEST_CASE("an empty batch gives 0 rows of the right length", "[5.8]") {
    Flatten flatten;
    INFO("x (0, 32, 4, 4): the length of a row cannot be computed by dividing by N");
    CHECK_THAT(flatten.forward(np_tensor({0, 32, 4, 4})), HasShape({0, 512}));
    CHECK_THAT(flatten.backward(np_tensor({0, 512})), HasShape({0, 32, 4, 4}));
}

TEST_CASE("backward gives the gradient the shape of x, in the same order", "[5.8]") {
    Flatten flatten;
    const np_tensor x = numbered_images(2, 3, 4, 5);
    const np_tensor y = flatten.forward(x);
    INFO("what was flattened, sent back, is x again");
    CHECK_THAT(flatten.backward(y), IsCloseTo(x, 0, 0));
    const np_tensor dy = tensor(random_array({2, 60}, 1));
    CHECK_THAT(flatten.backward(dy), IsCloseTo(dy.reshape({2, 3, 4, 5}), 0, 0));
}

TEST_CASE("dx of Flatten agrees with numerical derivatives", "[5.8]") {
    Flatten flatten;
    np_tensor x = tensor(random_array({2, 3, 4, 5}, 2));
    const Array dy = random_array({2, 60}, 3);
    flatten.forward(x);
    const np_tensor dx = flatten.backward(tensor(dy));
    CHECK_THAT(check_gradients({.forward = [&] { return Array(flatten.forward(x)); },
                                .upstream = dy,
                                .inputs = {gradient_of("x", x, dx)}}),
               AllAgree());
}

TEST_CASE("backward belongs to the last forward of the layer", "[5.8]") {
    Flatten flatten;
    flatten.forward(np_tensor({2, 6}));
    flatten.forward(np_tensor({2, 3, 2, 1}));
    INFO("forward saw (2, 6) first, and then (2, 3, 2, 1), which is the one that counts");
    CHECK_THAT(flatten.backward(np_tensor({2, 6})), HasShape({2, 3, 2, 1}));
}

TEST_CASE("a single number has no samples, and is rejected", "[5.8]") {
    Flatten flatten;
    CHECK_THROWS_MATCHES(flatten.forward(np_tensor::scalar(3)), shape_error, MessageHas("()"));
}

TEST_CASE("a gradient without the shape of the last output is an error that names that shape", "[5.8]") {
    Flatten flatten;
    flatten.forward(np_tensor({2, 3, 4, 5}));
    INFO("the last output was (2, 60): transposed, another number of samples, and the shape of x");
    for (const wb::Shape& shape : {wb::Shape{60, 2}, {4, 30}, {2, 3, 4, 5}, {3, 60}})
        CHECK_THROWS_MATCHES(flatten.backward(np_tensor(shape)), shape_error,
                             MessageHas(wb::to_string(shape)));
}

TEST_CASE("Flatten.backward without a forward is a std::logic_error", "[5.8]") {
    Flatten flatten;
    CHECK_THROWS_MATCHES(flatten.backward(np_tensor({2, 60})), std::logic_error, IsAboutNoShape());
}

TEST_CASE("two Flattens used in turn each keep their own shape", "[5.8]") {
    Flatten one, other;
    one.forward(np_tensor({2, 3, 2, 1}));
    other.forward(np_tensor({2, 1, 2, 3}));
    INFO("one layer sees (2, 3, 2, 1), then another one (2, 1, 2, 3); is a shape static, and shared?");
    CHECK_THAT(one.backward(np_tensor({2, 6})), HasShape({2, 3, 2, 1}));
    CHECK_THAT(other.backward(np_tensor({2, 6})), HasShape({2, 1, 2, 3}));
}

TEST_CASE("the last, smaller batch has its own number of samples", "[5.8]") {
    Flatten flatten;
    flatten.forward(np_tensor({5, 2, 3}));
    flatten.backward(np_tensor({5, 6}));
    INFO("a batch of 5, then one of 2");
    CHECK_THAT(flatten.forward(np_tensor({2, 2, 3})), HasShape({2, 6}));
    CHECK_THAT(flatten.backward(np_tensor({2, 6})), HasShape({2, 2, 3}));
    CHECK_THROWS_AS(flatten.backward(np_tensor({5, 6})), shape_error);
}

TEST_CASE("what is flat already goes back in its own shape, too", "[5.8]") {
    INFO("after images of (2, 3, 2), rows of (5, 7); then (5), which becomes (5, 1)");
    Flatten flatten;
    flatten.forward(np_tensor({2, 3, 2}));
    flatten.forward(np_tensor({5, 7}));
    CHECK_THAT(flatten.backward(np_tensor({5, 7})), HasShape({5, 7}));
    flatten.forward(np_tensor(wb::Shape{5}));
    CHECK_THAT(flatten.backward(np_tensor({5, 1})), HasShape({5}));
}
