// Sixteen bytes at once: by wasm's SIMD, by SSE2 where that is the faster one, and in a loop everywhere else, which
// HAWSER_SCALAR asks for.
#pragma once

#include <cstdint>

#if !defined(HAWSER_SCALAR) && defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif !defined(HAWSER_SCALAR) && defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hawser::token {

inline constexpr int block = 16;

// What a string can't hold as it is: its closing quote, the backslash of an escape, a control character. A byte of a
// longer UTF-8 sequence is none of them.
[[gnu::always_inline]] inline bool ends_run(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

// Bit i is set where byte i of the block at `at` ends a run. All of the block is read.
[[gnu::always_inline]] inline std::uint32_t run_ends(const char* at) {
#if !defined(HAWSER_SCALAR) && defined(__wasm_simd128__)
  const v128_t bytes = wasm_v128_load(at);
  const v128_t ends = wasm_v128_or(
      wasm_v128_or(wasm_i8x16_eq(bytes, wasm_i8x16_splat('"')), wasm_i8x16_eq(bytes, wasm_i8x16_splat('\\'))),
      wasm_u8x16_lt(bytes, wasm_i8x16_splat(0x20)));
  return wasm_i8x16_bitmask(ends);
#elif !defined(HAWSER_SCALAR) && defined(__SSE2__)
  const __m128i bytes = _mm_loadu_si128(static_cast<const __m128i*>(static_cast<const void*>(at)));
  const __m128i controls = _mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8(0x1F)), _mm_set1_epi8(0x1F));
  const __m128i ends = _mm_or_si128(
      _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))), controls);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(ends));
#else
  std::uint32_t ends = 0;
  for (int i = 0; i < block; ++i) ends |= static_cast<std::uint32_t>(ends_run(at[i])) << i;
  return ends;
#endif
}

}  // namespace hawser::token
