// Turning a lesson into a page: it ends, and says what it does not understand.
#include "common/cli/support/failure.hpp"
#include "tests/docs/lesson_filter.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        wb::cli::for_doxygen(wb::fuzz::as_text(data, size));
    } catch (const wb::cli::Failure&) {
    }
    return 0;
}
