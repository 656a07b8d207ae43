#pragma once

namespace lectern::nn {

/// Whether this build has oneDNN 2.x.
bool hasOneDnn();

/// Whether this build and this processor multiply faster in bfloat16 than in float32: oneDNN, and AMX or an
/// AVX512_BF16 that is not Intel's, which takes half as long again (machines with AMX whose system hides it).
bool hasFastBFloat16();

/// Whether they multiply integers of 8 bits faster than float32: oneDNN, and AVX2.
bool hasFastInt8();

/// How far unsigned integers may go of whose products with signed ones of 8 bits oneDNN makes exact sums:
/// 255, or 127 where there is no VNNI and pairs of products are added in 16 bits.
int exactInt8Levels();

}  // namespace lectern::nn
