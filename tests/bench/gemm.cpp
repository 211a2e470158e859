// The floor of an epoch: the matrix products of a network's training steps, by BLAS, and nothing else.
//
//     gemm NET      see training_server.hpp for what it reads and writes
//     gemm --peak   how fast BLAS is at its best, as one line of JSON, and whose kernels it has
#include <cblas.h>

#include <algorithm>
#include <string_view>

#include "common/lab/progress_bar.hpp"
#include "common/lab/runtime.hpp"
#include "tests/bench/nets.hpp"
#include "tests/bench/training_server.hpp"

namespace {

using nlohmann::json;

/// A product, and arrays for it.
class Multiplication {
public:
    explicit Multiplication(const wb::Product& product)
        : product_(product),
          a_(product.rows * product.inner, 0.5F),
          b_(product.inner * product.cols, 0.25F),
          c_(product.rows * product.cols) {}

    void run() {
        const auto rows = static_cast<int>(product_.rows), inner = static_cast<int>(product_.inner),
                   cols = static_cast<int>(product_.cols);
        for (std::size_t i = 0; i < product_.times; ++i)
            cblas_sgemm(CblasRowMajor, product_.transpose_a ? CblasTrans : CblasNoTrans,
                        product_.transpose_b ? CblasTrans : CblasNoTrans, rows, cols, inner, 1.0F, a_.data(),
                        product_.transpose_a ? rows : inner, b_.data(), product_.transpose_b ? inner : cols,
                        0.0F, c_.data(), cols);
    }

    double flop() const {
        return 2.0 * static_cast<double>(product_.rows * product_.inner * product_.cols * product_.times);
    }

private:
    wb::Product product_;
    std::vector<float> a_, b_, c_;
};

int run(const wb::BenchNet& net) {
    std::vector<Multiplication> step;
    double flop = 0;
    for (const wb::Product& product : net.products) flop += step.emplace_back(product).flop();
    return wb::serve({{"mflop_an_image", flop * 1e-6 / static_cast<double>(net.batch_size)}},
                     [&](std::size_t count) -> json {
                         const wb::Stopwatch watch;
                         for (std::size_t done = 0; done < count; done += net.batch_size)
                             for (Multiplication& product : step) product.run();
                         return {{"seconds", watch.seconds()}};
                     });
}

/// The best of some products that are large enough for BLAS, and small enough for a cache.
int peak() {
    Multiplication large({1024, 1024, 1024});
    double best = 0;
    for (int i = 0; i < 12; ++i) {
        const wb::Stopwatch watch;
        large.run();
        best = std::max(best, large.flop() * 1e-9 / watch.seconds());
    }
    std::cout << json{{"gflop_a_second", best}, {"kernels", openblas_get_corename()}}.dump() << "\n";
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    wb::prepare_to_train();
    return wb::explain_errors([&] {
        if (argc != 2) throw std::invalid_argument("usage: gemm NET, or gemm --peak");
        return std::string_view(argv[1]) == "--peak" ? peak() : run(wb::bench_net(argv[1]));
    });
}
