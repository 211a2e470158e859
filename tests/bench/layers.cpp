// The layers alone, by Google Benchmark: each at the size that it has in one of the workbook's networks.
#include <benchmark/benchmark.h>

#include "ch03_mlp/cross_entropy_loss.hpp"
#include "ch03_mlp/linear.hpp"
#include "ch03_mlp/relu.hpp"
#include "ch03_mlp/sgd.hpp"
#include "ch04_adam/adam.hpp"
#include "ch04_adam/dropout.hpp"
#include "ch05_cnn/conv2d.hpp"
#include "ch05_cnn/given/conv_relu_pool.hpp"
#include "ch05_cnn/max_pool2d.hpp"
#include "common/lab/runtime.hpp"

namespace {

using wb::np_tensor;

np_tensor random_tensor(wb::Shape shape) {
    wb::Rng rng(1);
    np_tensor x(std::move(shape));
    for (wb::real& value : x.values()) value = static_cast<wb::real>(rng.uniform(-1, 1));
    return x;
}

std::size_t size_of(const benchmark::State& state, int index) {
    return static_cast<std::size_t>(state.range(index));
}

/// Tells how many operations one iteration does: the report divides by the time.
void count_flop(benchmark::State& state, double flop) {
    state.counters["FLOP"] = benchmark::Counter(flop, benchmark::Counter::kIsIterationInvariantRate);
}

void forward(benchmark::State& state, wb::Module& layer, const np_tensor& x) {
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(layer.forward(x));
}

void backward(benchmark::State& state, wb::Module& layer, const np_tensor& x) {
    const np_tensor dy = random_tensor(layer.forward(x).shape());
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(layer.backward(dy));
}

/// The three ways of a Linear layer, which differ in what is timed and in how many products that takes.
enum class Way { forward, backward, backward_without_dx };

template <Way way>
void linear(benchmark::State& state) {
    const std::size_t N = size_of(state, 0), D = size_of(state, 1), M = size_of(state, 2);
    wb::Rng rng(1);
    wb::Linear layer(D, M, rng);
    layer.need_input_gradient(way != Way::backward_without_dx);
    const np_tensor x = random_tensor({N, D});
    way == Way::forward ? forward(state, layer, x) : backward(state, layer, x);
    count_flop(state, (way == Way::backward ? 4.0 : 2.0) * static_cast<double>(N * D * M));
}

/// The second convolutions of chapter 05's networks, each on a batch of 64: clear, and with ReLU and pooling
/// in one.
wb::Conv2dOptions second_convolution(const benchmark::State& state) {
    return {.channels = 16, .filters = 32, .side = size_of(state, 1), .padding = size_of(state, 1) / 2};
}

template <class Layer>
void convolution_forward(benchmark::State& state) {
    wb::Rng rng(1);
    Layer layer(second_convolution(state), rng);
    forward(state, layer, random_tensor({64, 16, size_of(state, 0), size_of(state, 0)}));
}

template <class Layer>
void convolution_backward(benchmark::State& state) {
    wb::Rng rng(1);
    Layer layer(second_convolution(state), rng);
    backward(state, layer, random_tensor({64, 16, size_of(state, 0), size_of(state, 0)}));
}

void max_pool_forward(benchmark::State& state) {
    wb::MaxPool2d layer;
    forward(state, layer, random_tensor({64, 32, size_of(state, 0), size_of(state, 0)}));
}

void max_pool_backward(benchmark::State& state) {
    wb::MaxPool2d layer;
    backward(state, layer, random_tensor({64, 32, size_of(state, 0), size_of(state, 0)}));
}

void relu_forward(benchmark::State& state) {
    wb::ReLU layer;
    forward(state, layer, random_tensor({size_of(state, 0), size_of(state, 1)}));
}

void relu_backward(benchmark::State& state) {
    wb::ReLU layer;
    backward(state, layer, random_tensor({size_of(state, 0), size_of(state, 1)}));
}

void dropout_forward(benchmark::State& state) {
    wb::Rng rng(1);
    wb::Dropout layer(0.25, rng);
    forward(state, layer, random_tensor({size_of(state, 0), size_of(state, 1)}));
}

void dropout_backward(benchmark::State& state) {
    wb::Rng rng(1);
    wb::Dropout layer(0.25, rng);
    backward(state, layer, random_tensor({size_of(state, 0), size_of(state, 1)}));
}

void cross_entropy(benchmark::State& state) {
    const std::size_t N = size_of(state, 0), K = size_of(state, 1);
    const np_tensor scores = random_tensor({N, K});
    const wb::Labels labels(N, 3);
    wb::CrossEntropyLoss loss;
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(loss.forward(scores, labels));
        benchmark::DoNotOptimize(loss.backward());
    }
}

template <class Rule, class... Settings>
void optimizer_step(benchmark::State& state, Settings... settings) {
    np_tensor w = random_tensor({size_of(state, 0), size_of(state, 1)});
    w.accumulate_grad(random_tensor(w.shape()));
    Rule rule({{"weight", &w}}, settings...);
    for ([[maybe_unused]] auto _ : state) {
        rule.step();
        benchmark::ClobberMemory();
    }
}

void sgd_step(benchmark::State& state) {
    optimizer_step<wb::SGD>(state, 1e-9);
}

void adam_step(benchmark::State& state) {
    optimizer_step<wb::Adam>(state);
}

}  // namespace

BENCHMARK(linear<Way::forward>)
    ->Name("Linear.forward N/D/M")
    ->Args({128, 784, 200})
    ->Args({32, 784, 128})
    ->Args({32, 128, 128});
BENCHMARK(linear<Way::backward>)->Name("Linear.backward N/D/M")->Args({128, 784, 200})->Args({32, 128, 128});
BENCHMARK(linear<Way::backward_without_dx>)
    ->Name("Linear.backward without dx N/D/M")
    ->Args({128, 784, 200})
    ->Args({32, 784, 128});
BENCHMARK(convolution_forward<wb::Conv2d>)->Name("Conv2d.forward H/F")->Args({8, 5})->Args({14, 3});
BENCHMARK(convolution_backward<wb::Conv2d>)->Name("Conv2d.backward H/F")->Args({8, 5})->Args({14, 3});
BENCHMARK(max_pool_forward)->Name("MaxPool2d.forward H")->Arg(8)->Arg(14);
BENCHMARK(max_pool_backward)->Name("MaxPool2d.backward H")->Arg(8)->Arg(14);
BENCHMARK(convolution_forward<wb::ConvReLUPool2d>)
    ->Name("ConvReLUPool2d.forward H/F")
    ->Args({8, 5})
    ->Args({14, 3});
BENCHMARK(convolution_backward<wb::ConvReLUPool2d>)
    ->Name("ConvReLUPool2d.backward H/F")
    ->Args({8, 5})
    ->Args({14, 3});
BENCHMARK(relu_forward)->Name("ReLU.forward N/M")->Args({128, 200});
BENCHMARK(relu_backward)->Name("ReLU.backward N/M")->Args({128, 200});
BENCHMARK(dropout_forward)->Name("Dropout.forward N/M")->Args({64, 128});
BENCHMARK(dropout_backward)->Name("Dropout.backward N/M")->Args({64, 128});
BENCHMARK(cross_entropy)->Name("CrossEntropyLoss, both ways N/K")->Args({128, 10});
BENCHMARK(sgd_step)->Name("SGD.step D/M")->Args({784, 200});
BENCHMARK(adam_step)->Name("Adam.step D/M")->Args({784, 128});

int main(int argc, char** argv) {
    wb::prepare_to_train();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
