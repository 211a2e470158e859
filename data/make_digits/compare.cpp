#include "data/make_digits/compare.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "common/errors/data_error.hpp"
#include "common/io/gzip.hpp"

namespace {

using Bytes = std::vector<std::uint8_t>;

std::optional<std::string> difference(const wb::digits::NamedFile& made, const std::filesystem::path& path) {
    Bytes found;
    try {
        found = wb::read_file(path);
    } catch (const wb::data_error& error) {
        return error.what();
    }
    if (found == made.bytes) return std::nullopt;
    if (found.size() != made.bytes.size())
        return path.string() + ": " + std::to_string(found.size()) + " bytes unpacked, the generator makes " +
               std::to_string(made.bytes.size()) + ". Were --train and --test the same when it was made?";

    // The same size, so the header is the same or damaged; what differs else are pixels or labels.
    std::size_t count = 0, first = found.size();
    int largest = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i] == made.bytes[i]) continue;
        ++count;
        first = std::min(first, i);
        largest = std::max(largest, std::abs(static_cast<int>(found[i]) - static_cast<int>(made.bytes[i])));
    }
    std::string text = path.string() + ": " + std::to_string(count) + " of " + std::to_string(found.size()) +
                       " bytes differ, the first at offset " + std::to_string(first) + ", by at most " +
                       std::to_string(largest) + ". ";
    if (largest <= 1 && count <= found.size() / 100000 + 1)
        return text + "So few, and by 1 only: the mathematical library may round another way.";
    return text + "Were --seed and --wobble the same when it was made?";
}

}  // namespace

std::vector<std::string> wb::digits::differences(const std::vector<NamedFile>& made,
                                                 const std::filesystem::path& folder) {
    std::vector<std::string> sentences;
    for (const NamedFile& file : made)
        if (auto sentence = difference(file, folder / (file.name + ".gz"))) sentences.push_back(*sentence);
    return sentences;
}
