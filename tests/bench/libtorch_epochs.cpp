// The same networks by libtorch, on the same arrays:
//
//     libtorch_epochs NET IMAGES LABELS
//
// See training_server.hpp for what it reads and writes.
#include <torch/torch.h>

#include <algorithm>
#include <cstdlib>

#include "common/lab/progress_bar.hpp"
#include "tests/bench/nets.hpp"
#include "tests/bench/training_server.hpp"

namespace {

namespace nn = torch::nn;
using nlohmann::json;

constexpr std::int64_t judged = 10000;  // images that the accuracy is taken from, beside the clock

nn::Sequential dense(const std::vector<std::int64_t>& units) {
    nn::Sequential model;
    for (std::size_t layer = 1; layer < units.size(); ++layer) {
        model->push_back(nn::Linear(units[layer - 1], units[layer]));
        if (layer + 1 < units.size()) model->push_back(nn::ReLU());
    }
    return model;
}

/// Two convolutions, each with a ReLU and a 2 x 2 maximum after it.
void push_convolutions(nn::Sequential& model, std::int64_t side) {
    for (const std::int64_t channels : {16, 32}) {
        model->push_back(
            nn::Conv2d(nn::Conv2dOptions(channels == 16 ? 1 : 16, channels, side).padding(side / 2)));
        model->push_back(nn::ReLU());
        model->push_back(nn::MaxPool2d(nn::MaxPool2dOptions(2)));
    }
    model->push_back(nn::Flatten());
}

nn::Sequential make(const std::string& net) {
    if (net == "784-200-10") return dense({784, 200, 10});
    if (net == "784-20-10") return dense({784, 20, 10});
    if (net == "784-128-128-128-10") return dense({784, 128, 128, 128, 10});
    nn::Sequential model;
    if (net == "16x16 CNN") {
        push_convolutions(model, 5);
        model->push_back(nn::Linear(512, 10));
        return model;
    }
    if (net == "28x28 CNN") {
        push_convolutions(model, 3);
        model->push_back(nn::Linear(1568, 128));
        model->push_back(nn::ReLU());
        model->push_back(nn::Dropout(0.25));
        model->push_back(nn::Linear(128, 10));
        return model;
    }
    throw std::invalid_argument("libtorch_epochs does not know the net " + net);
}

std::unique_ptr<torch::optim::Optimizer> optimizer_for(const std::string& net, nn::Sequential& model) {
    if (net == "784-200-10") return std::make_unique<torch::optim::SGD>(model->parameters(), 0.2);
    return std::make_unique<torch::optim::Adam>(model->parameters(), torch::optim::AdamOptions(1e-3));
}

double accuracy(nn::Sequential& model, const torch::Tensor& x, const torch::Tensor& y) {
    const torch::NoGradGuard nothing_is_learned;
    model->eval();
    std::int64_t correct = 0;
    for (std::int64_t begin = 0; begin < judged; begin += 1000)
        correct += model->forward(x.narrow(0, begin, 1000))
                       .argmax(1)
                       .eq(y.narrow(0, begin, 1000))
                       .sum()
                       .item<std::int64_t>();
    return static_cast<double>(correct) / static_cast<double>(judged);
}

/// One epoch over the first `count` samples.
void learn(nn::Sequential& model, torch::optim::Optimizer& optimizer, const torch::Tensor& x,
           const torch::Tensor& y, std::int64_t count, std::int64_t batch_size) {
    model->train();
    const torch::Tensor order = torch::randperm(count);
    for (std::int64_t begin = 0; begin < count; begin += batch_size) {
        const torch::Tensor batch = order.narrow(0, begin, std::min(batch_size, count - begin));
        optimizer.zero_grad();
        const torch::Tensor scores = model->forward(x.index_select(0, batch));
        nn::functional::cross_entropy(scores, y.index_select(0, batch)).backward();
        optimizer.step();
    }
}

int run(const wb::BenchNet& net, const char* images, const char* labels) {
    wb::Samples samples = wb::training_samples(net, images, labels);
    const auto count = static_cast<std::int64_t>(samples.labels.size());
    const std::vector<std::int64_t> shape(samples.x.shape().begin(), samples.x.shape().end());
    // The arrays stay where they are; torch only looks at them.
    const torch::Tensor x = torch::from_blob(samples.x.data(), shape);
    const torch::Tensor y = torch::from_blob(samples.labels.data(), {count}, torch::kUInt8).to(torch::kInt64);

    torch::manual_seed(1);
    nn::Sequential model = make(net.name);
    const auto optimizer = optimizer_for(net.name, model);
    return wb::serve({{"version", TORCH_VERSION}}, [&](std::size_t asked) -> json {
        const wb::Stopwatch watch;
        learn(model, *optimizer, x, y, std::min(static_cast<std::int64_t>(asked), count),
              static_cast<std::int64_t>(net.batch_size));
        const double seconds = watch.seconds();
        return {{"seconds", seconds}, {"accuracy", accuracy(model, x, y)}};
    });
}

}  // namespace

int main(int argc, char** argv) {
    const char* threads = std::getenv("OMP_NUM_THREADS");
    torch::set_num_threads(threads == nullptr ? 1 : std::atoi(threads));
    return wb::explain_errors([&] {
        if (argc != 4) throw std::invalid_argument("usage: libtorch_epochs NET IMAGES LABELS");
        return run(wb::bench_net(argv[1]), argv[2], argv[3]);
    });
}
