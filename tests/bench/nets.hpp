/// \file
/// The networks that the benchmark trains: the workbook's own, one line each in nets.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ch01_data/idx_files.hpp"
#include "ch03_mlp/optimizer.hpp"
#include "ch03_mlp/samples.hpp"
#include "ch03_mlp/sequential.hpp"
#include "common/random/rng.hpp"

namespace wb {

/// A network, and how it learns. The peers train the same one, in the same batches, by the same rule.
struct BenchNet {
    std::string name;  ///< such as "784-200-10": the peers know it by this name
    std::size_t batch_size;
    std::function<np_tensor(const Images&)> as_input;  ///< images as the network takes them
    std::function<std::unique_ptr<Sequential>(Rng&)> make;
    std::function<std::unique_ptr<Optimizer>(std::vector<Parameter>)> optimizer;
};

/// All of them, in the order of the table.
const std::vector<BenchNet>& bench_nets();

/// The one of that name. \throws std::invalid_argument if there is none; the message lists those there are
const BenchNet& bench_net(const std::string& name);

}  // namespace wb
