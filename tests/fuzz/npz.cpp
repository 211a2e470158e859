// Arrays in a zip archive: within the limit, and all of them numbers.
#include "common/npz/npz.hpp"

#include <cmath>

#include "common/errors/data_error.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t limit = std::size_t{1} << 20U;
    try {
        std::size_t bytes = 0;
        for (const auto& [name, array] : wb::read_npz(wb::fuzz::as_file(data, size), limit)) {
            bytes += 4 * array.values.size();
            for (const double value : array.values)
                if (!std::isfinite(value)) std::abort();
        }
        if (bytes > limit) std::abort();
    } catch (const wb::data_error&) {
    }
    return 0;
}
