// Trains one of the workbook's networks, with the reference's code, in float, as the labs do:
//
//     epochs NET IMAGES LABELS                  trains; see training_server.hpp for what it reads and writes
//     epochs --nets                             lists the networks
//     epochs --needs NET IMAGES TEST_IMAGES     how much memory training one needs at least
#include <cstdint>
#include <string_view>

#include "ch03_mlp/evaluate.hpp"
#include "ch04_adam/fit.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/lab/runtime.hpp"
#include "tests/bench/nets.hpp"
#include "tests/bench/training_server.hpp"

namespace {

using nlohmann::json;

constexpr std::size_t judged = 10000;  // images that the accuracy is taken from, beside the clock

/// The images of both sets as the network takes them, its parameters, and what the layers put out for one
/// batch.
json needs(const wb::BenchNet& net, const std::vector<std::filesystem::path>& image_files) {
    wb::Rng rng(1);
    std::size_t numbers = net.batch_size * net.activations;
    for (const wb::Parameter& parameter : net.make(rng)->parameters()) numbers += parameter.tensor->size();
    for (const auto& file : image_files) numbers += net.as_input(wb::load_images(file)).size();
    return {{"needed_mib", static_cast<double>(numbers * sizeof(wb::real)) / (1 << 20)}};
}

json list() {
    json nets = json::array();
    for (const wb::BenchNet& net : wb::bench_nets())
        nets.push_back({{"name", net.name}, {"chapter", net.chapter}, {"batch_size", net.batch_size}});
    return nets;
}

int run(const wb::BenchNet& net, const std::filesystem::path& images, const std::filesystem::path& labels) {
    const wb::Samples training = wb::training_samples(net, images, labels);
    const wb::Samples some = training.first(judged);
    wb::Rng rng(1);
    const auto model = net.make(rng);
    model->need_input_gradient(false);
    const auto optimizer = net.optimizer(model->parameters());
    // fit() ends with a look at validation samples; one of them costs nothing.
    const wb::Samples validation = training.first(1);
    const wb::FitOptions one_epoch{.epochs = 1, .batch_size = net.batch_size};

    return wb::serve(json::object(), [&](std::size_t count) -> json {
        const bool all = count >= training.labels.size();
        const wb::Samples part = all ? wb::Samples{} : training.first(count);
        const wb::Stopwatch watch;
        wb::fit(*model, *optimizer, all ? training : part, validation, one_epoch, rng);
        const double seconds = watch.seconds();
        return {{"seconds", seconds}, {"accuracy", wb::evaluate(*model, some.x, some.labels).accuracy}};
    });
}

}  // namespace

int main(int argc, char** argv) {
    wb::prepare_to_train();
    return wb::explain_errors([&] {
        if (argc == 2 && std::string_view(argv[1]) == "--nets") {
            std::cout << list().dump() << "\n";
            return 0;
        }
        if (argc == 5 && std::string_view(argv[1]) == "--needs") {
            std::cout << needs(wb::bench_net(argv[2]), {argv[3], argv[4]}).dump() << "\n";
            return 0;
        }
        if (argc != 4) throw std::invalid_argument("usage: epochs NET IMAGES LABELS");
        return run(wb::bench_net(argv[1]), argv[2], argv[3]);
    });
}
