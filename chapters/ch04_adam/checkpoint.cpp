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
    // EXERCISE 4.6
    // Goal: all parameters in one file.
    // Given: model.parameters(); write_npz(file, arrays, precision), which writes safely; the precision is
    //        Precision::single or Precision::full. NpzArrays is a std::map from a name to an NpyArray: a
    //        shape, and values.
    // Asked: an entry for each parameter, in single precision if `real` is float; std::invalid_argument if
    //        two parameters have the same name (one of them would be lost), or if there are none.
    // Example: a Linear called "fc1" makes the entries "fc1.weight" and "fc1.bias".
    todo("4.6");
    // END EXERCISE 4.6
}

void wb::load(Module& model, const std::filesystem::path& file) {
    // EXERCISE 4.6
    // Goal: the parameters back in a network of the same layers; after an error, the network as it was.
    // Given: read_npz(file).
    // Asked: first check: every parameter has an entry of its shape (data_error, field "entry NAME"), and
    //        every entry has a parameter (field "entries"). Only then copy.
    // Example: if "fc2.bias" is missing, then fc1 has not changed either, although the file has it.
    todo("4.6");
    // END EXERCISE 4.6
}
