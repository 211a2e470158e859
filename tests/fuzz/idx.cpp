// Reading IDX files, as the reference solutions of chapter 01 do: what is read is as large as its header
// says.
#include "ch01_data/idx_files.hpp"
#include "common/errors/data_error.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file = wb::fuzz::as_file(data, size);
    try {
        const wb::Images images = wb::load_images(file);
        if (images.pixels.size() != images.count * images.rows * images.cols) std::abort();
    } catch (const wb::data_error&) {
    }
    try {
        for (const auto label : wb::load_labels(file))
            if (label > 9) std::abort();
    } catch (const wb::data_error&) {
    }
    return 0;
}
