// Of what the network of lab 3 is sure, among the first test images that it reads wrongly.
#include <fmt/format.h>

#include "ch02_np_tensor/reductions.hpp"
#include "ch02_np_tensor/softmax.hpp"
#include "common/npz/npz.hpp"
#include "tests/ch03_mlp/training_run.hpp"
#include "tests/figures/figures.hpp"

namespace {

void find(wb::Figures& figures) {
    const wb::TrainAndTest set("mnist");
    wb::Rng rng(1);
    const auto model = wb::make_mlp(set.test.x.dim(1), wb::MlpRecipe().hidden, 10, rng);
    const wb::NpzArrays arrays = wb::read_npz(figures.results() / "ch03" / "784-200-10.npz");
    for (const wb::Parameter& parameter : model->parameters()) {
        const auto& numbers = arrays.at(parameter.name).values;
        *parameter.tensor = wb::np_tensor(parameter.tensor->shape(), {numbers.begin(), numbers.end()});
    }
    const wb::np_tensor p = wb::softmax(model->forward(set.test.x));
    const wb::Indices said = wb::argmax(p);
    int found = 0;
    for (std::size_t n = 0; n < said.size() && found < 8; ++n) {
        if (said[n] == set.test.labels[n]) continue;
        figures.line(fmt::format("mistake {}: test image {}, a {} read as {} with {:.0f}%", ++found, n,
                                 set.test.labels[n], said[n], 100 * static_cast<double>(p(n, said[n]))));
    }
}

}  // namespace

int main(int argc, char** argv) {
    return wb::find_figures(argc, argv, "mnist", find);
}
