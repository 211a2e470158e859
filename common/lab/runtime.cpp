#include "common/lab/runtime.hpp"

#include <cblas.h>

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void wb::prepare_to_train() {
    if (std::getenv("OPENBLAS_NUM_THREADS") == nullptr) openblas_set_num_threads(1);
#ifdef __GLIBC__
    // Arrays of up to 32 MB (glibc's upper limit) come from the heap, and up to 64 MB of it stay ours when
    // free.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}
