#pragma once

// LECTERN_FOR_EACH_PROCESSOR stands before a function whose loops the compiler is to vectorize for each of
// these processors; the one at hand is found when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define LECTERN_FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#define LECTERN_HAS_CLONES true
#else
#define LECTERN_FOR_EACH_PROCESSOR
#define LECTERN_HAS_CLONES false
#endif

namespace lectern::nn {

/// Whether the compiler can do so.
inline constexpr bool kVectorizesForEachProcessor = LECTERN_HAS_CLONES;

}  // namespace lectern::nn
