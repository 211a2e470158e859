#include "ch08_draw/read_drawing.hpp"
#include "ch02_np_tensor/given/as_rows.hpp"

#include <cmath>
#include <memory>
#include <stdexcept>
#include <utility>

#include "ch03_mlp/linear.hpp"
#include "tests/ch08_draw/drawings.hpp"
#include "tests/support/known_mistakes.hpp"

using namespace wb::judge;
using wb::np_tensor;
using wb::read_drawing;
using wb::Reading;

namespace {

/// A network that answers what the test wants, the opposite while it learns, and says what it was asked.
class Oracle : public wb::Module {
public:
    explicit Oracle(std::vector<wb::real> scores) : scores_(std::move(scores)) {}
    np_tensor forward(const np_tensor& x) override {
        ++asked;
        seen = x;
        std::vector<wb::real> z = scores_;
        if (learning)
            for (wb::real& score : z) score = -score;
        return np_tensor({1, z.size()}, z);
    }
    np_tensor backward(const np_tensor& dy) override { return dy; }
    void train() override { learning = true; }
    void eval() override { learning = false; }

    bool learning = true;
    int asked = 0;
    np_tensor seen;

private:
    std::vector<wb::real> scores_;
};

/// A Sequential of one Oracle.
struct Network {
    explicit Network(std::vector<wb::real> scores) {
        auto made = std::make_unique<Oracle>(std::move(scores));
        oracle = made.get();
        model.add("oracle", std::move(made));
    }
    wb::Sequential model;
    Oracle* oracle;
};

/// A drawing, 280 x 280.
np_tensor canvas() {
    return moved(tensor(draw_golden("drawing")), 90, 120, {280, 280});
}

Reading read(Network& network, const np_tensor& canvas, double temperature = 1) {
    auto reading = read_drawing(network.model, wb::as_rows, canvas, temperature);
    REQUIRE(reading.has_value());
    return std::move(*reading);
}

}  // namespace

TEST_CASE("the example of the stub: scores, probabilities, and the digit", "[8.8]") {
    Network network({1, 3, 2});
    const Reading reading = read(network, canvas());
    const double sum = std::exp(1) + std::exp(3) + std::exp(2);
    CHECK_THAT(reading.scores, IsCloseTo({1, 3, 2}));
    CHECK_THAT(reading.probabilities, IsCloseTo({std::exp(1) / sum, std::exp(3) / sum, std::exp(2) / sum}));
    INFO("the largest score is that of class 1");
    CHECK(reading.digit == 1);
}

TEST_CASE("the network gets the normalized drawing, as bytes, and nothing else", "[8.8]") {
    Network network({1, 0});
    const Reading reading = read(network, canvas());
    np_tensor expected = tensor(draw_golden("image"));
    CHECK_THAT(reading.drawing.image, IsCloseTo(expected, 1e-6, 1e-9).as_image());
    for (wb::real& p : expected.values()) p = std::round(255 * p) / 255;
    INFO("as_rows() makes rows of bytes, which are whole numbers of 255ths");
    CHECK_THAT(network.oracle->seen, IsCloseTo(expected.reshape({1, 784}), 1e-9, 1e-9));
    INFO("how often the network ran");
    CHECK(network.oracle->asked == 1);
    CHECK(reading.drawing.placement.offset.top == golden_index("offset", 0));
}

TEST_CASE("each network gets the image in the form that it was trained on", "[8.8]") {
    Network network({0, 1});
    wb::Images given;
    const auto prepare = [&](const wb::Images& images) {
        given = images;
        return np_tensor({1, 2}, {3, 4});
    };
    REQUIRE(read_drawing(network.model, prepare, canvas()).has_value());
    INFO("prepare() is given one image of 28 x 28, and what it makes of it goes to the network");
    CHECK((given.count == 1 && given.rows == 28 && given.cols == 28));
    CHECK_THAT(network.oracle->seen, IsCloseTo({{3, 4}}));
}

TEST_CASE("an empty canvas is not read, and the network does not run", "[8.8]") {
    Network network({1, 3, 2});
    INFO("280 x 280 zeros");
    CHECK(!read_drawing(network.model, wb::as_rows, np_tensor({280, 280})).has_value());
    INFO("how often the network was asked");
    CHECK(network.oracle->asked == 0);
}

TEST_CASE("the network runs in eval mode and is not trained", "[8.8]") {
    Network network({1, 3, 2});
    INFO("in train mode, it gives the opposite scores");
    CHECK_THAT(read(network, canvas()).scores, IsCloseTo({1, 3, 2}));
    CHECK(!network.oracle->learning);
}

TEST_CASE("the temperature changes the probabilities, and neither the scores nor the digit", "[8.8]") {
    Network network({0, std::log(9.0)});
    const Reading reading = read(network, canvas(), 2);
    CHECK_THAT(reading.scores, IsCloseTo({0, std::log(9.0)}));
    INFO("scores 0 and ln 9, at T = 2");
    CHECK_THAT(reading.probabilities,
               IsCloseTo({0.25, 0.75}, KnownMistakes{{"the temperature is forgotten", {0.1, 0.9}}}));
    CHECK(reading.digit == 1);
    INFO("a temperature of 0 is rejected");
    CHECK_THROWS_AS(read_drawing(network.model, wb::as_rows, canvas(), 0), std::invalid_argument);
}

TEST_CASE("the last of ten classes can win, too; of equal scores the first wins", "[8.8]") {
    Network ten({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    INFO("scores 0 to 9");
    CHECK(read(ten, canvas()).digit == 9);
    Network alike({2, 7, 7});
    INFO("scores 2, 7, 7: the first of the equals is class 1");
    CHECK(read(alike, canvas()).digit == 1);
}

TEST_CASE("moved on the canvas, a drawing is read as before, number for number", "[8.8]") {
    wb::Rng rng(1);
    wb::Sequential model;
    model.add("fc1", std::make_unique<wb::Linear>(784, 10, rng));
    const auto scores = [&](std::size_t top, std::size_t left) {
        const auto reading =
            read_drawing(model, wb::as_rows, moved(tensor(draw_golden("drawing")), top, left, {280, 280}));
        REQUIRE(reading.has_value());
        return reading->scores;
    };
    CHECK_THAT(scores(200, 13), IsCloseTo(scores(0, 0), 0, 0));
}

TEST_CASE("an array that is not a canvas is rejected by read_drawing", "[8.8]") {
    Network network({1, 2});
    CHECK_THROWS_MATCHES(read_drawing(network.model, wb::as_rows, np_tensor({784}, 1)), wb::shape_error,
                         MessageHas("(784,)"));
}

TEST_CASE("two networks, and one after train(): each answers for itself, in eval mode", "[8.8]") {
    Network one({1, 3, 2}), other({5, 0, 0, 0});
    read(one, canvas());
    INFO("another network of four classes is asked in between");
    CHECK_THAT(read(other, canvas()).scores, IsCloseTo({5, 0, 0, 0}));
    one.model.train();
    INFO("train() was called between two readings; in train mode, it gives the opposite scores");
    CHECK_THAT(read(one, canvas()).scores, IsCloseTo({1, 3, 2}));
}

TEST_CASE("at a very low temperature the scores stay finite, and the digit is that of the largest", "[8.8]") {
    Network network({20, -1e10, 30});
    const Reading reading = read(network, canvas(), 1e-308);
    CHECK_THAT(reading.scores, IsCloseTo({20, -1e10, 30}));
    CHECK_THAT(reading.probabilities, IsCloseTo({0, 0, 1}));
    CHECK(reading.digit == 2);
}

TEST_CASE("at a very high temperature all probabilities are equal, and the digit is still that of the scores",
          "[8.8]") {
    Network network({1, 3, 2});
    INFO("scores 1, 3, 2 at T = 1e300: the digit is 1");
    CHECK(read(network, canvas(), 1e300).digit == 1);
}
