/// \file
/// Which of its kernels OpenBLAS multiplies with.
#pragma once

namespace wb {

/// Has OpenBLAS use the kernels for AVX-512 where the processor can run them and OpenBLAS does not know it.
///
/// OpenBLAS carries kernels for many processors, and chooses by the processor's name when it is loaded. A
/// name that is newer than the library gets the kernels of an older processor, right but slow: Debian 12's
/// takes an AMD Zen 5 for an Intel Haswell, whose vectors are half as long, and multiplies at 110 instead of
/// 240 GFLOP/s (measured, one core, the products of chapter 05). The choice can only be made before the
/// library is loaded, by the variable OPENBLAS_CORETYPE; so this program sets it, and starts itself anew.
///
/// Does nothing where the variable is set already: `OPENBLAS_CORETYPE=Haswell ./workbook lab 5` keeps the old
/// ones.
/// \param argv  the arguments of main()
void use_avx512_kernels(char** argv);

}  // namespace wb
