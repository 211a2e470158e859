#include "ch09_autograd/function.hpp"

#include <memory>
#include <optional>
#include <stdexcept>

#include "ch03_mlp/linear.hpp"
#include "ch04_adam/dropout.hpp"
#include "ch05_cnn/conv2d.hpp"
#include "ch05_cnn/flatten.hpp"
#include "ch05_cnn/max_pool2d.hpp"
#include "tests/ch09_autograd/operation_checks.hpp"

using namespace wb::judge;
using wb::Function;
using wb::np_tensor;
using wb::shape_error;
using wb::Variable;

// Tolerances: sums of fewer than a hundred products of numbers around 1, so that any order of summation ends
// within 1e-14 of any other. The matchers' own 1e-6 is far above that and far below any mistake.

namespace {

/// What the tests know of a Scale. It outlives the layer.
struct Diary {
    bool alive = true;
    int backwards = 0;  ///< calls of backward()
};

/// A layer with a number for its only parameter: y = 2 x. As need_input_gradient() allows, it computes dx
/// only when it is needed.
class Scale : public wb::Module {
public:
    explicit Scale(Diary& diary) : weight({1}, {2}), diary_(&diary) {}
    ~Scale() override { diary_->alive = false; }

    np_tensor forward(const np_tensor& x) override {
        x_ = x;
        return times(x, weight(0));
    }
    np_tensor backward(const np_tensor& dy) override {
        ++diary_->backwards;
        double dweight = 0;
        for (std::size_t i = 0; i < dy.size(); ++i) dweight += dy.values()[i] * x_.values()[i];
        weight.accumulate_grad(np_tensor({1}, {dweight}));
        return needs_input_gradient() ? times(dy, weight(0)) : np_tensor();
    }
    std::vector<wb::Parameter> parameters() override { return {{"weight", &weight}}; }

    np_tensor weight;

private:
    static np_tensor times(np_tensor x, double factor) {
        for (wb::real& value : x.values()) value *= factor;
        return x;
    }

    Diary* diary_;
    np_tensor x_;
};

Function scale(Diary& diary, std::string name = "scale1") {
    return {std::move(name), std::make_unique<Scale>(diary)};
}

/// The layer of tests/golden/ch05_conv2d.json.
std::unique_ptr<wb::Conv2d> golden_conv2d() {
    wb::Rng rng(1);
    auto layer = std::make_unique<wb::Conv2d>(
        wb::Conv2dOptions{.channels = 2, .filters = 5, .side = 3, .padding = 1}, rng);
    layer->weight = tensor(golden("ch05_conv2d", "weight"));
    layer->bias = tensor(golden("ch05_conv2d", "bias"));
    return layer;
}

}  // namespace

TEST_CASE("a layer of one number, by hand: the result, dx, and the parameter's gradient", "[9.10]") {
    Diary diary;
    Function function = scale(diary);
    const Variable x = parameter_of({3, 4});
    const Variable y = function.apply(x);
    INFO("the layer computes y = 2 x; x = [3 4], dy = [1 10]");
    CHECK_THAT(y.value(), IsCloseTo({6, 8}));
    CHECK_THAT(
        gradient_to(x, y, {1, 10}),
        IsCloseTo({2, 20},
                  KnownMistakes{{"dy goes on as it is: the layer's backward is never called", {1, 10}},
                                {"the layer's backward is called twice, the second time with dx", {4, 40}}}));
    {
        INFO(
            "the layer's backward runs once for each backward of the result, and nothing else of the layer "
            "does");
        CHECK(diary.backwards == 1);
    }
    INFO("the layer has added the gradient of its weight itself, 1*3 + 10*4, and it must not be added again");
    CHECK_THAT(function.parameters().at(0).grad(),
               IsCloseTo({43}, KnownMistakes{{"it is added twice", {86}}}));
}

TEST_CASE("the parents are x and the parameters, and only x gets a gradient from the lambda", "[9.10]") {
    wb::Rng rng(1);
    Function function("fc1", std::make_unique<wb::Linear>(4, 5, rng));
    const Variable x = parameter_of(random_array({3, 4}, 1));
    const Variable y = function.apply(x);
    {
        INFO("the operation has the name of the Function");
        CHECK(y.name() == "fc1");
    }
    CHECK(y.requires_grad());
    {
        INFO("the parents: x, the weight, and the bias");
        REQUIRE(y.parents().size() == 3);
    }
    {
        INFO("x is the first parent, and then come the parameters() themselves, not copies of them");
        CHECK(y.parents()[0].id() == x.id());
        CHECK(y.parents()[1].id() == function.parameters()[0].id());
        CHECK(y.parents()[2].id() == function.parameters()[1].id());
    }
    const std::vector<np_tensor> gradients = y.gradients_of_parents(tensor(random_array({3, 5}, 2)));
    CHECK_THAT(gradients[0], HasShape({3, 4}));
    INFO(
        "the layer has added dW and db to its arrays already: if they were returned too, they would count "
        "twice");
    CHECK(gradients[1].size() == 0);
    CHECK(gradients[2].size() == 0);
}

TEST_CASE("Linear as a Function: dx, dW and db agree with numerical derivatives", "[9.10]") {
    wb::Rng rng(1);
    auto owned = std::make_unique<wb::Linear>(4, 5, rng);
    wb::Linear& layer = *owned;
    Function function("fc1", std::move(owned));
    np_tensor numbers = tensor(random_array({3, 4}, 1));
    const Variable x(numbers, {.requires_grad = true});
    const Array dy = random_array({3, 5}, 2);
    const Variable y = function.apply(x);
    const Array dx = gradient_to(x, y, dy);
    CHECK_THAT(check_gradients({.forward = [&] { return Array(function.apply(Variable(numbers)).value()); },
                                .upstream = dy,
                                .inputs = {gradient_of("x", numbers, dx),
                                           gradient_of("W", layer.weight, function.parameters()[0].grad()),
                                           gradient_of("b", layer.bias, function.parameters()[1].grad())}}),
               AllAgree());
}

TEST_CASE("Conv2d as a Function agrees with PyTorch", "[9.10]") {
    Function function("conv1", golden_conv2d());
    const Variable x = parameter_of(golden("ch05_conv2d", "x"));
    const Variable y = function.apply(x);
    INFO("see tests/golden/ch05_conv2d.json");
    CHECK_THAT(y.value(), IsCloseTo(golden("ch05_conv2d", "y")));
    CHECK_THAT(gradient_to(x, y, golden("ch05_conv2d", "dy")), IsCloseTo(golden("ch05_conv2d", "dx")));
    CHECK_THAT(function.parameters().at(0).grad(), IsCloseTo(golden("ch05_conv2d", "dW")));
    CHECK_THAT(function.parameters().at(1).grad(), IsCloseTo(golden("ch05_conv2d", "db")));
}

TEST_CASE("MaxPool2d and Flatten as Functions: layers without parameters", "[9.10]") {
    Function pool("pool1", std::make_unique<wb::MaxPool2d>(2)),
        flatten("flatten", std::make_unique<wb::Flatten>());
    const Variable x = parameter_of(golden("ch05_max_pool2d", "x"));
    const Variable y = pool.apply(x);
    CHECK_THAT(y.value(), IsCloseTo(golden("ch05_max_pool2d", "y")));
    CHECK(y.parents().size() == 1);
    CHECK_THAT(gradient_to(x, y, golden("ch05_max_pool2d", "dy")),
               IsCloseTo(golden("ch05_max_pool2d", "dx")));

    const Variable images = parameter_of(random_array({2, 3, 4}, 1));
    const Variable rows = flatten.apply(images);
    const Array dy = random_array({2, 12}, 2);
    CHECK_THAT(rows.value(), HasShape({2, 12}));
    CHECK_THAT(gradient_to(images, rows, dy),
               IsCloseTo(Array({2, 3, 4}, {dy.values().begin(), dy.values().end()})));
}

TEST_CASE("Dropout as a Function: the gradient passes where x has passed", "[9.10]") {
    wb::Rng rng(3);
    Function dropout("dropout", std::make_unique<wb::Dropout>(0.5, rng));
    const Variable x = parameter_of(random_array({4, 5}, 1));
    const Variable y = dropout.apply(x);
    Array scale_of_each = y.value();
    for (std::size_t i = 0; i < 20; ++i) scale_of_each.values()[i] /= x.value().values()[i];
    INFO(
        "dy is 1 everywhere: dx is y / x, 0 where a unit was dropped and 2 elsewhere. It is the draw of "
        "forward, not another one");
    CHECK_THAT(gradient_to(x, y, Array(np_tensor({4, 5}, 1))), IsCloseTo(scale_of_each));

    dropout.layer().eval();
    const Variable same = dropout.apply(x);
    INFO("after layer().eval(), nothing is dropped");
    CHECK_THAT(same.value(), IsCloseTo(x.value()));
}

TEST_CASE("x is data: the parameters still get their gradients", "[9.10]") {
    Diary diary;
    Function function = scale(diary);
    const Variable x = data_of({3, 4});
    const Variable y = function.apply(x);
    INFO("y = 2 x; x = [3 4] requires no gradient, the layer's weight does; dy = [1 10]");
    CHECK(y.requires_grad());
    y.gradients_of_parents(np_tensor({2}, {1, 10}));
    CHECK_THAT(function.parameters().at(0).grad(), IsCloseTo({43}));

    const Variable later = parameter_of({3, 4});
    const Variable y_of_later = function.apply(later);
    INFO("the same Function afterwards, and now x requires a gradient");
    CHECK_THAT(gradient_to(later, y_of_later, {1, 10}), IsCloseTo({2, 20}));
}

TEST_CASE("a layer without parameters, applied to data, gives data", "[9.10]") {
    Function flatten("flatten", std::make_unique<wb::Flatten>());
    const Variable y = flatten.apply(data_of(random_array({2, 3, 4}, 1)));
    CHECK_THAT(y.value(), HasShape({2, 12}));
    INFO("nothing requires a gradient, so nothing is recorded: record() sees to that");
    CHECK_FALSE(y.requires_grad());
    CHECK(y.is_leaf());
}

TEST_CASE("a second apply takes the layer's memory: the earlier result refuses to go back, by name",
          "[9.10]") {
    Diary diary;
    Function function = scale(diary, "scale7");
    const Variable x = parameter_of({3, 4}), other = parameter_of({5, 6});
    const Variable earlier = function.apply(x), later = function.apply(other);
    {
        INFO("the layer remembers the second x; with it, the gradients of the first would be wrong");
        CHECK_THROWS_MATCHES(earlier.gradients_of_parents(np_tensor({2}, {1, 10})), std::logic_error,
                             MessageNames("scale7"));
        CHECK_THROWS_MATCHES(earlier.gradients_of_parents(np_tensor({2}, {1, 10})), std::logic_error,
                             IsRefusal());
    }
    {
        INFO("it refuses before the layer does anything: backward would add to the gradient of the weight");
        CHECK(diary.backwards == 0);
    }
    CHECK_THAT(gradient_to(other, later, {1, 10}), IsCloseTo({2, 20}));
    CHECK_THAT(function.parameters().at(0).grad(), IsCloseTo({65}));
}

TEST_CASE("a second apply counts as well if nothing of it is recorded", "[9.10]") {
    Function flatten("flatten3", std::make_unique<wb::Flatten>());
    const Variable x = parameter_of(random_array({2, 3, 4}, 1));
    const Variable earlier = flatten.apply(x);
    flatten.apply(data_of(random_array({3, 2, 2}, 2)));
    INFO("the second x is data, so its result has no history; but the layer still remembers it");
    CHECK_THROWS_MATCHES(earlier.gradients_of_parents(np_tensor({2, 12}, 1)), std::logic_error,
                         MessageNames("flatten3"));
    CHECK_THROWS_MATCHES(earlier.gradients_of_parents(np_tensor({2, 12}, 1)), std::logic_error, IsRefusal());
}

TEST_CASE("a second apply counts as well while recording is off", "[9.10]") {
    Diary diary;
    Function function = scale(diary);
    const Variable x = parameter_of({3, 4});
    const Variable earlier = function.apply(x);
    const bool before = wb::set_grad_enabled(false);
    function.apply(parameter_of({5, 6}));
    wb::set_grad_enabled(before);
    INFO("scale1 was applied again while grad_enabled() was false: the layer remembers that call");
    CHECK_THROWS_MATCHES(earlier.gradients_of_parents(np_tensor({2}, 1)), std::logic_error,
                         MessageNames("scale1"));
    CHECK(diary.backwards == 0);
}

TEST_CASE("a second apply counts as well if the layer throws", "[9.10]") {
    Function function("conv1", golden_conv2d());
    const Variable x = parameter_of(golden("ch05_conv2d", "x"));
    const Variable earlier = function.apply(x);
    CHECK_THROWS_AS(function.apply(parameter_of(random_array({3, 4}, 1))), shape_error);
    INFO("conv1 was applied again, to an x that does not fit: what the layer remembers now is unknown");
    CHECK_THROWS_MATCHES(earlier.gradients_of_parents(tensor(golden("ch05_conv2d", "dy"))), std::logic_error,
                         IsRefusal());
}

TEST_CASE("each Function counts its own calls", "[9.10]") {
    Diary diary, another_diary;
    Function function = scale(diary), another = scale(another_diary, "scale2");
    const Variable x = parameter_of({3, 4});
    const Variable y = function.apply(x);
    another.apply(x);
    another.apply(y);
    INFO("another Function was applied since, but this one was not");
    CHECK_THAT(gradient_to(x, y, {1, 10}), IsCloseTo({2, 20}));
    CHECK_THAT(gradient_to(x, y, {1, 10}), IsCloseTo({2, 20}));
    CHECK(diary.backwards == 2);
}

TEST_CASE("a result may outlive its Function: it keeps the layer alive, and no longer than it lives",
          "[9.10]") {
    const std::size_t before = wb::live_nodes();
    Diary diary;
    {
        std::optional<Function> function(scale(diary));
        const Variable x = parameter_of({3, 4});
        const Variable y = function->apply(x);
        function.reset();
        {
            INFO(
                "the Function is gone, but its result is not, and needs the layer: the lambda must hold a "
                "copy of "
                "layer_ (and not of `this`)");
            REQUIRE(diary.alive);
        }
        CHECK_THAT(gradient_to(x, y, {1, 10}), IsCloseTo({2, 20}));
    }
    INFO(
        "Function and result are gone: the layer and all nodes must be gone, too. Does the lambda keep the "
        "result?");
    CHECK_FALSE(diary.alive);
    CHECK(wb::live_nodes() == before);
}

TEST_CASE("a Function that was moved goes back as before", "[9.10]") {
    Diary diary;
    std::vector<Function> functions;
    functions.push_back(scale(diary));
    const Variable x = parameter_of({3, 4});
    const Variable y = functions[0].apply(x);
    const Function elsewhere = std::move(functions[0]);
    functions[0] = Function("flatten", std::make_unique<wb::Flatten>());
    INFO(
        "the Function lives elsewhere by now, and another one has taken its place: does the lambda keep "
        "`this`?");
    CHECK_THAT(gradient_to(x, y, {1, 10}), IsCloseTo({2, 20}));
    CHECK_THAT(elsewhere.parameters().at(0).grad(), IsCloseTo({43}));
}

TEST_CASE("a Function that is no longer needed leaves no node behind", "[9.10]") {
    const std::size_t before = wb::live_nodes();
    for (int step = 0; step < 3; ++step) {
        wb::Rng rng(1);
        Function function("fc1", std::make_unique<wb::Linear>(4, 5, rng));
        const Variable x = parameter_of(random_array({3, 4}, 1));
        const Variable y = function.apply(x);
        CHECK_THAT(y.value(), HasShape({3, 5}));
        gradient_to(x, y, random_array({3, 5}, 2));
    }
    CHECK(wb::live_nodes() == before);
}

TEST_CASE("a parameter or an x that was changed after forward is refused", "[9.10]") {
    Diary diary;
    Function function = scale(diary);
    Variable x = parameter_of({3, 4});
    {
        const Variable y = function.apply(x);
        x.change()(0) = 50;
        INFO("x was changed: is it one of the parents that record() got?");
        CHECK_THROWS_MATCHES(y.gradients_of_parents(np_tensor({2}, {1, 10})), std::logic_error, IsRefusal());
    }
    const Variable y = function.apply(x);
    *function.layer().parameters()[0].tensor = np_tensor({1}, {7});
    INFO(
        "the layer's weight was changed, as by a step of an optimizer: are the parameters among the "
        "parents?");
    CHECK_THROWS_MATCHES(y.gradients_of_parents(np_tensor({2}, {1, 10})), std::logic_error, IsRefusal());
    CHECK(diary.backwards == 0);
}

TEST_CASE("what the layer throws comes through", "[9.10]") {
    INFO("the layer's own error says what does not fit, and with which shape");
    Function function("conv1", golden_conv2d());
    CHECK_THROWS_MATCHES(function.apply(parameter_of(random_array({3, 4}, 1))), shape_error,
                         MessageNames(wb::Shape{3, 4}));
}
