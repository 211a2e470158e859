#include "ch04_adam/checkpoint.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "common/errors/data_error.hpp"
#include "common/errors/not_implemented.hpp"
#include "common/npz/npz.hpp"

void wb::save(Module& model, const std::filesystem::path& file) {
    // BEGIN SOLUTION 4.6
    // STUB // Goal: all parameters in one file.
    // STUB // Given: model.parameters(); write_npz(file, arrays, precision), which writes safely; the precision is
    // STUB //        Precision::single or Precision::full. NpzArrays is a std::map from a name to an NpyArray: a
    // STUB //        shape, and values.
    // STUB // Asked: an entry for each parameter, in single precision if `real` is float; std::invalid_argument if
    // STUB //        two parameters have the same name (one of them would be lost), or if there are none.
    // STUB // Example: a Linear called "fc1" makes the entries "fc1.weight" and "fc1.bias".
    // STUB todo("4.6");
    NpzArrays arrays;
    for (const auto& [name, tensor] : model.parameters()) {
        const auto values = std::as_const(*tensor).values();
        const NpyArray array{tensor->shape(), {values.begin(), values.end()}};
        if (!arrays.emplace(name, array).second)
            throw std::invalid_argument("save: two parameters are called " + name);
    }
    write_npz(file, arrays, std::is_same_v<real, float> ? Precision::single : Precision::full);
    // END SOLUTION
}

void wb::load(Module& model, const std::filesystem::path& file) {
    // BEGIN SOLUTION 4.6
    // STUB // Goal: the parameters back in a network of the same layers; after an error, the network as it was.
    // STUB // Given: read_npz(file).
    // STUB // Asked: first check: every parameter has an entry of its shape (data_error, field "entry NAME"), and
    // STUB //        every entry has a parameter (field "entries"). Only then copy.
    // STUB // Example: if "fc2.bias" is missing, then fc1 has not changed either, although the file has it.
    // STUB todo("4.6");
    const NpzArrays arrays = read_npz(file);
    const std::vector<Parameter> parameters = model.parameters();

    // Check everything first: a network that is half old and half new is worse than either.
    for (const Parameter& parameter : parameters) {
        const auto entry = arrays.find(parameter.name);
        const std::string expected = "an array of shape " + to_string(parameter.tensor->shape());
        if (entry == arrays.end())
            throw data_error(file.string(), "entry " + parameter.name, expected, "no such entry",
                             "Is this a checkpoint of another network?");
        if (entry->second.shape != parameter.tensor->shape())
            throw data_error(file.string(), "entry " + parameter.name, expected,
                             to_string(entry->second.shape),
                             "Is this a checkpoint of a network of another size?");
    }
    for (const auto& entry : arrays) {
        const std::string& name = entry.first;
        if (std::ranges::none_of(parameters,
                                 [&](const Parameter& parameter) { return parameter.name == name; }))
            throw data_error(file.string(), "entries", "one for each parameter", "also " + name,
                             "Is this a checkpoint of another network?");
    }
    for (const Parameter& parameter : parameters) {
        const std::vector<double>& values = arrays.at(parameter.name).values;
        std::ranges::transform(values, parameter.tensor->values().begin(),
                               [](double value) { return static_cast<real>(value); });
    }
    // END SOLUTION
}
