// Trains one of the workbook's networks, the reference's in float, and prints the seconds of each epoch of
// 60,000 images as one line of JSON. The programs of the peers take the same options and print the same line.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>

#include "ch03_mlp/evaluate.hpp"
#include "ch04_adam/fit.hpp"
#include "common/data/datasets.hpp"
#include "common/lab/progress_bar.hpp"
#include "common/lab/runtime.hpp"
#include "tests/bench/nets.hpp"

namespace {

constexpr std::size_t images_of_an_epoch = 60000;

struct Options {
    std::string net = "784-200-10";
    std::size_t epochs = 3;
    std::uint32_t seed = 1;
    std::string data = "auto";
};

wb::Samples load(const std::filesystem::path& images, const std::filesystem::path& labels,
                 const wb::BenchNet& net) {
    wb::DataSet set = wb::load_data_set(images, labels);
    return {net.as_input(set.images), std::move(set.labels)};
}

/// MNIST as it is; of a smaller set each image several times.
wb::Samples sixty_thousand(wb::Samples set) {
    const std::size_t count = set.labels.size();
    if (count == images_of_an_epoch) return set;
    wb::Indices which(images_of_an_epoch);
    for (std::size_t n = 0; n < which.size(); ++n) which[n] = n % count;
    return set.some(which);
}

double peak_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

nlohmann::json run(const Options& options) {
    const wb::BenchNet& net = wb::bench_net(options.net);
    const wb::DatasetFiles files = wb::find_dataset(options.data);
    const wb::Samples training = sixty_thousand(load(files.train_images, files.train_labels, net));
    const wb::Samples test = load(files.test_images, files.test_labels, net);

    wb::Rng rng(options.seed);
    const auto model = net.make(rng);
    model->need_input_gradient(false);
    const auto optimizer = net.optimizer(model->parameters());
    // fit() ends each epoch with a judgement on validation samples; one of them costs nothing.
    const wb::Samples validation = test.first(1);
    std::vector<double> seconds;
    for (std::size_t epoch = 0; epoch < options.epochs; ++epoch) {
        const wb::Stopwatch watch;
        wb::fit(*model, *optimizer, training, validation, {.epochs = 1, .batch_size = net.batch_size}, rng);
        seconds.push_back(watch.seconds());
    }
    return {{"net", net.name},
            {"batch_size", net.batch_size},
            {"epoch_seconds", seconds},
            {"test_accuracy", wb::evaluate(*model, test.x, test.labels).accuracy},
            {"peak_mib", peak_mib()}};
}

}  // namespace

int main(int argc, char** argv) {
    wb::prepare_to_train();
    Options options;
    CLI::App app("Seconds that an epoch takes, by the workbook's reference");
    app.add_option("net", options.net, "such as 784-200-10");
    app.add_option("--epochs", options.epochs)->check(CLI::PositiveNumber);
    app.add_option("--seed", options.seed);
    app.add_option("--data", options.data, "digits, mnist or auto");
    CLI11_PARSE(app, argc, argv);
    try {
        std::cout << run(options).dump() << "\n";
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "bench: " << error.what() << "\n";
        return 1;
    }
}
