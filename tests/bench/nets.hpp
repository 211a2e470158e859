/// \file
/// The networks that the benchmark trains: the workbook's own, one line each in nets.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/given/optimizer.hpp"
#include "ch03_mlp/given/samples.hpp"
#include "ch03_mlp/sequential.hpp"
#include "common/random/rng.hpp"
#include "tests/bench/products.hpp"

namespace wb {

/// A network, and how it learns. The peers train the same one, in the same batches, by the same rule.
struct BenchNet {
    std::string name;  ///< such as "784-200-10": the peers know it by this name
    int chapter;       ///< whose lab trains it
    std::size_t batch_size;
    std::size_t activations;  ///< numbers that all layers put out, together, for one sample
    std::function<np_tensor(const Images&)> as_input;  ///< images as the network takes them
    std::function<std::unique_ptr<Sequential>(Rng&)> make;
    std::function<std::unique_ptr<Optimizer>(std::vector<Parameter>)> optimizer;
    std::vector<Product> products;  ///< the matrix products of one step
};

/// All of them, in the order of the table.
const std::vector<BenchNet>& bench_nets();

/// The one of that name. \throws std::invalid_argument if there is none; the message lists those there are
const BenchNet& bench_net(const std::string& name);

/// How many samples an epoch has: MNIST's.
inline constexpr std::size_t images_of_an_epoch = 60000;

/// The training set as the network takes it. Of a set that is smaller than MNIST, each image several times.
Samples training_samples(const BenchNet& net, const std::filesystem::path& images,
                         const std::filesystem::path& labels);

}  // namespace wb
