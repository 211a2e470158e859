#include "ch04_adam/checkpoint.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "ch04_adam/given/dense.hpp"
#include "common/errors/data_error.hpp"
#include "common/npz/npz.hpp"
#include "tests/ch03_mlp/arrays.hpp"
#include "tests/common/temporary_folder.hpp"
#include "tests/support/judge.hpp"

using namespace wb::judge;
using wb::load;
using wb::np_tensor;
using wb::NpyArray;
using wb::NpzArrays;
using wb::Precision;
using wb::read_npz;
using wb::save;
using wb::write_npz;

// Tolerances: none. What is saved in double is read back bit for bit.

namespace {

/// 3-4-2, with numbers that the test knows: the parameters one after the other are start, start + 1/8, ...
class KnownNet : public wb::Module {
public:
    explicit KnownNet(double start) {
        for (const auto& [name, tensor] : parameters())
            for (wb::real& value : tensor->values()) {
                value = start;
                start += 0.125;
            }
    }
    np_tensor forward(const np_tensor& x) override { return x; }
    np_tensor backward(const np_tensor& dy) override { return dy; }
    std::vector<wb::Parameter> parameters() override {
        return {{"fc1.weight", &w1}, {"fc1.bias", &b1}, {"fc2.weight", &w2}, {"fc2.bias", &b2}};
    }

    np_tensor w1{wb::Shape{3, 4}}, b1{wb::Shape{4}}, w2{wb::Shape{4, 2}}, b2{wb::Shape{2}};
};

/// All numbers of a network in a row.
std::vector<double> numbers_of(wb::Module& model) {
    std::vector<double> all;
    for (const auto& [name, tensor] : model.parameters())
        all.insert(all.end(), tensor->values().begin(), tensor->values().end());
    return all;
}

/// What save() should write for a KnownNet, made by other means.
NpzArrays entries_of(KnownNet& net) {
    NpzArrays arrays;
    for (const auto& [name, tensor] : net.parameters())
        arrays[name] = NpyArray{tensor->shape(), {tensor->values().begin(), tensor->values().end()}};
    return arrays;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// load() refuses the file with this error, and the network stays as it was.
#define CHECK_REFUSED(file, field, ...)                                            \
    do {                                                                           \
        KnownNet refusing(-100);                                                   \
        const auto as_it_was = numbers_of(refusing);                               \
        CHECK_THROWS_MATCHES(load(refusing, file), wb::data_error,                 \
                             IsDataError(field, file __VA_OPT__(, ) __VA_ARGS__)); \
        INFO("after an error the network must be as it was: nothing half-loaded"); \
        CHECK_THAT(numbers_of(refusing), IsCloseTo(Array(as_it_was), 0, 0));       \
    } while (false)

}  // namespace

TEST_CASE("every parameter has an entry: its name, its shape, its numbers", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet net(1);
    save(net, folder / "net.npz");
    const NpzArrays arrays = read_npz(folder / "net.npz");
    INFO("two layers have four parameters: fc1.weight, fc1.bias, fc2.weight, fc2.bias");
    REQUIRE(arrays.size() == 4);
    for (const auto& [name, tensor] : net.parameters()) {
        INFO("entry " << name);
        REQUIRE(arrays.contains(name));
        CHECK(arrays.at(name).shape == tensor->shape());
        CHECK_THAT(
            arrays.at(name).values,
            IsCloseTo(Array(std::vector<double>(tensor->values().begin(), tensor->values().end())), 0, 0));
    }
}

TEST_CASE("a network of layers is saved under the names of its state, fc1.weight and so on", "[4.6]") {
    const TemporaryFolder folder;
    wb::Rng rng(1);
    const auto model = wb::make_dense({4, 3, 2}, 0.5, rng);
    save(*model, folder / "net.npz");
    std::vector<std::string> names;
    for (const auto& [name, array] : read_npz(folder / "net.npz")) names.push_back(name);
    CHECK(names == std::vector<std::string>{"fc1.bias", "fc1.weight", "fc2.bias", "fc2.weight"});
}

TEST_CASE("what was saved is what is loaded, bit for bit, into another network", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet saved(1.0 / 3), loaded(7);
    saved.w1.values()[5] = 1e-300;  // would not survive single precision
    save(saved, folder / "net.npz");
    load(loaded, folder / "net.npz");
    INFO(
        "every number of the network is the one that was saved: neither rounded to a float, nor left in a "
        "copy, nor "
        "that of another entry");
    CHECK_THAT(numbers_of(loaded), IsCloseTo(Array(numbers_of(saved)), 0, 0));
}

TEST_CASE("the loaded network gives the scores of the saved one", "[4.6]") {
    const TemporaryFolder folder;
    wb::Rng one(2), other(3);
    const auto saved = wb::make_dense({5, 4, 3}, 0, one), loaded = wb::make_dense({5, 4, 3}, 0, other);
    const np_tensor x = tensor(random_array({6, 5}, 1));
    save(*saved, folder / "net.npz");
    REQUIRE_THAT(loaded->forward(x), !IsCloseTo(saved->forward(x)));
    load(*loaded, folder / "net.npz");
    CHECK_THAT(loaded->forward(x), IsCloseTo(saved->forward(x), 0, 0));
}

TEST_CASE("load reads what another program has written, in single precision too", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet source(2), net(0);
    write_npz(folder / "net.npz", entries_of(source), GENERATE(Precision::single, Precision::full));
    load(net, folder / "net.npz");
    CHECK_THAT(numbers_of(net), IsCloseTo(Array(numbers_of(source)), 0, 0));
}

TEST_CASE("gradients are neither saved nor touched", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet net(1), other(5);
    net.b2.accumulate_grad(np_tensor({2}, 9));
    other.b2.accumulate_grad(np_tensor({2}, 3));
    save(net, folder / "net.npz");
    CHECK(read_npz(folder / "net.npz").size() == 4);
    load(other, folder / "net.npz");
    CHECK_THAT(other.b2.grad(), IsCloseTo({3, 3}));
    CHECK_FALSE(other.b1.has_grad());
}

TEST_CASE("two parameters with the same name are rejected, and an old file stays", "[4.6]") {
    const TemporaryFolder folder;
    class Twins : public KnownNet {
    public:
        Twins() : KnownNet(0) {}
        std::vector<wb::Parameter> parameters() override { return {{"fc1.bias", &b1}, {"fc1.bias", &b2}}; }
    } twins;
    KnownNet net(1);
    write_npz(folder / "net.npz", entries_of(net), Precision::full);
    const std::string before = bytes_of(folder / "net.npz");
    INFO("one of the two would be lost");
    CHECK_THROWS_MATCHES(save(twins, folder / "net.npz"), std::invalid_argument, MessageNames("fc1.bias"));
    const bool unchanged = bytes_of(folder / "net.npz") == before;
    CHECK(unchanged);
}

TEST_CASE("a network without parameters is rejected", "[4.6]") {
    const TemporaryFolder folder;
    class Nothing : public KnownNet {
    public:
        Nothing() : KnownNet(0) {}
        std::vector<wb::Parameter> parameters() override { return {}; }
    } nothing;
    CHECK_THROWS_AS(save(nothing, folder / "net.npz"), std::invalid_argument);
    CHECK_FALSE(std::filesystem::exists(folder / "net.npz"));
}

TEST_CASE("a file that cannot be written is an error", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet net(1);
    CHECK_THROWS_AS(save(net, folder / "nowhere" / "net.npz"), std::filesystem::filesystem_error);
}

TEST_CASE("an old file is replaced", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet first(1), second(2), loaded(0);
    save(first, folder / "net.npz");
    save(second, folder / "net.npz");
    load(loaded, folder / "net.npz");
    CHECK_THAT(numbers_of(loaded), IsCloseTo(Array(numbers_of(second)), 0, 0));
}

TEST_CASE("load rejects a missing file, and one that is cut off or changed", "[4.6]") {
    const TemporaryFolder folder;
    CHECK_REFUSED(folder / "missing.npz", "file");
    KnownNet net(1);
    write_npz(folder / "net.npz", entries_of(net), Precision::full);
    const std::string bytes = bytes_of(folder / "net.npz");
    std::ofstream(folder / "cut.npz", std::ios::binary) << bytes.substr(0, bytes.size() / 2);
    CHECK_REFUSED(folder / "cut.npz", "zip archive");
    std::string changed = bytes;
    changed[200] = static_cast<char>(changed[200] ^ 1);  // among the numbers of the first entry
    std::ofstream(folder / "changed.npz", std::ios::binary) << changed;
    CHECK_REFUSED(folder / "changed.npz", "entry fc1.bias.npy");
}

TEST_CASE("load rejects a file in which a parameter is missing, and names it", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet source(1);
    for (const char* name : {"fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"}) {
        NpzArrays arrays = entries_of(source);
        arrays.erase(name);
        write_npz(folder / "net.npz", arrays, Precision::full);
        INFO("a file without " << name);
        CHECK_REFUSED(folder / "net.npz", "entry " + std::string(name));
    }
}

TEST_CASE("load rejects an entry of another shape, and names both shapes", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet source(1);
    NpzArrays arrays = entries_of(source);
    arrays["fc2.weight"].shape = {2, 4};  // as many numbers, transposed
    write_npz(folder / "net.npz", arrays, Precision::full);
    CHECK_REFUSED(folder / "net.npz", "entry fc2.weight", wb::Shape({4, 2}), wb::Shape({2, 4}));
    arrays = entries_of(source);
    arrays["fc2.bias"] = {{3}, {1, 2, 3}};
    write_npz(folder / "net.npz", arrays, Precision::full);
    CHECK_REFUSED(folder / "net.npz", "entry fc2.bias", wb::Shape({2}), wb::Shape({3}));
}

TEST_CASE("load rejects an entry that belongs to no parameter, and names it", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet source(1);
    NpzArrays arrays = entries_of(source);
    arrays["fc3.weight"] = {{2}, {1, 2}};
    write_npz(folder / "net.npz", arrays, Precision::full);
    CHECK_REFUSED(folder / "net.npz", "entries", "fc3.weight");
}

TEST_CASE("two equal names are found when another is between them", "[4.6]") {
    const TemporaryFolder folder;
    class Apart : public KnownNet {
    public:
        Apart() : KnownNet(0) {}
        std::vector<wb::Parameter> parameters() override {
            return {{"fc1.bias", &b1}, {"fc2.weight", &w2}, {"fc1.bias", &b2}};
        }
    } apart;
    INFO("the names are fc1.bias, fc2.weight, fc1.bias");
    CHECK_THROWS_MATCHES(save(apart, folder / "net.npz"), std::invalid_argument, MessageNames("fc1.bias"));
}

TEST_CASE("the entry that is named is the one too many, not the last", "[4.6]") {
    const TemporaryFolder folder;
    KnownNet source(1);
    NpzArrays arrays = entries_of(source);
    arrays["conv1.weight"] = {{2}, {1, 2}};
    write_npz(folder / "net.npz", arrays, Precision::full);
    CHECK_REFUSED(folder / "net.npz", "entries", "conv1.weight");
}
