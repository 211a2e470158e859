// One array in NumPy's format: as many numbers as its shape says.
#include "common/npz/npy.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const wb::NpyArray array = wb::parse_npy(wb::fuzz::as_text(data, size));
        if (array.values.size() != wb::count_elements(array.shape)) std::abort();
    } catch (const wb::NpyDefect&) {
    }
    return 0;
}
