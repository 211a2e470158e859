// Unpacking gzip: never more than the limit, and what is packed comes back.
#include <algorithm>

#include "common/errors/data_error.hpp"
#include "common/io/gzip.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t limit = std::size_t{1} << 20U;
    try {
        if (wb::read_file(wb::fuzz::as_file(data, size), limit).size() > limit) std::abort();
    } catch (const wb::data_error&) {
    }
    if (size < 4096) {
        const auto packed = wb::gzip_compress({data, size});
        const auto bytes = wb::read_file(wb::fuzz::as_file(packed.data(), packed.size()));
        if (!std::ranges::equal(bytes, std::span(data, size))) std::abort();
    }
    return 0;
}
