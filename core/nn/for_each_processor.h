#pragma once

/// Before a function whose loops the compiler is to vectorize for each of these processors; the one at hand
/// is found when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define LECTERN_FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "fma", "default")))
#else
#define LECTERN_FOR_EACH_PROCESSOR
#endif
