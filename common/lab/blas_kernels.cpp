#include "common/lab/blas_kernels.hpp"

#include <cblas.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace {

/// What OpenBLAS's kernels for AVX-512 (it calls them SkylakeX) are made of.
bool processor_has_avx512() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
#else
    return false;
#endif
}

}  // namespace

void wb::use_avx512_kernels(char** argv) {
    if (std::getenv("OPENBLAS_CORETYPE") != nullptr) return;
    const std::string_view chosen = openblas_get_corename();
    if ((chosen != "Haswell" && chosen != "Zen") || !processor_has_avx512()) return;
    setenv("OPENBLAS_CORETYPE", "SkylakeX", 1);
    execv("/proc/self/exe", argv);
    // It could not be started anew (no /proc, perhaps): then with the kernels there are.
    unsetenv("OPENBLAS_CORETYPE");
}
