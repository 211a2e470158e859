/// \file
/// What the fuzzers share.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

/// libFuzzer calls it with one input after another. What is not to happen is a crash, a complaint of a
/// sanitizer, or an exception other than those that the contract names: it ends the fuzzer, which leaves the
/// input in a file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace wb::fuzz {

/// The input as a file, for code that opens files: one in memory, the same each time.
inline std::filesystem::path as_file(const std::uint8_t* data, std::size_t size) {
    static const int file = ::memfd_create("input", 0);
    if (file < 0 || ::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size))
        std::abort();
    return "/proc/self/fd/" + std::to_string(file);
}

/// The input as text.
inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace wb::fuzz
