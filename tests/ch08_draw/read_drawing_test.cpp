#include "ch08_draw/read_drawing.hpp"

#include <cmath>
#include <memory>
#include <stdexcept>
#include <utility>

#include "ch03_mlp/linear.hpp"
#include "ch03_mlp/recipe.hpp"
#include "tests/ch08_draw/drawings.hpp"

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
    CHECK(reading.digit == 1);
}

TEST_CASE("the network is shown the normalised drawing, as bytes, and nothing else", "[8.8]") {
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

TEST_CASE("each network is shown the image as it was trained on it", "[8.8]") {
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

TEST_CASE("an empty canvas is not read, and the network is not asked", "[8.8]") {
    Network network({1, 3, 2});
    CHECK(!read_drawing(network.model, wb::as_rows, np_tensor({280, 280})).has_value());
    CHECK(network.oracle->asked == 0);
}

TEST_CASE("the network is judged, not taught", "[8.8]") {
    Network network({1, 3, 2});
    INFO("while it learns, it gives the opposite scores");
    CHECK_THAT(read(network, canvas()).scores, IsCloseTo({1, 3, 2}));
    CHECK(!network.oracle->learning);
}

TEST_CASE("the temperature changes the probabilities, and neither the scores nor the digit", "[8.8]") {
    Network network({0, std::log(9.0)});
    const Reading reading = read(network, canvas(), 2);
    CHECK_THAT(reading.scores, IsCloseTo({0, std::log(9.0)}));
    CHECK_THAT(reading.probabilities, IsCloseTo({0.25, 0.75}));
    CHECK(reading.digit == 1);
    CHECK_THROWS_MATCHES(read_drawing(network.model, wb::as_rows, canvas(), 0), std::invalid_argument,
                         MessageHas("temperature"));
}

TEST_CASE("of ten classes the last can win, too; of equal scores the first does", "[8.8]") {
    Network ten({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(read(ten, canvas()).digit == 9);
    Network alike({2, 7, 7});
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

TEST_CASE("what is no canvas is not read", "[8.8]") {
    Network network({1, 2});
    CHECK_THROWS_MATCHES(read_drawing(network.model, wb::as_rows, np_tensor({784}, 1)), wb::shape_error,
                         MessageHas("(784,)"));
}
