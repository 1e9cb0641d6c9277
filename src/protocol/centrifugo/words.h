// The big-endian words of a text, as the checksum of a delta adds them up: sixteen bytes at once where there is SIMD.
#pragma once

#include <cstddef>
#include <cstdint>

#include "protocol/block.h"

namespace hawser::centrifugo {

inline std::uint32_t big_endian(const char* at) {
  const auto byte = [at](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(at[i])); };
  return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
}

// The sum, modulo 2^32, of whole blocks as words of 32 bits, the most significant byte first.
inline std::uint32_t sum_of_words(const char* at, std::size_t bytes) {
  const char* const end = at + bytes;
#if !defined(HAWSER_SCALAR) && defined(__wasm_simd128__)
  v128_t sums = wasm_i32x4_splat(0);
  for (; at != end; at += token::block) {
    const v128_t words = wasm_v128_load(at);
    sums = wasm_i32x4_add(sums, wasm_i8x16_shuffle(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
  }
  return static_cast<std::uint32_t>(wasm_i32x4_extract_lane(sums, 0) + wasm_i32x4_extract_lane(sums, 1) +
                                    wasm_i32x4_extract_lane(sums, 2) + wasm_i32x4_extract_lane(sums, 3));
#else
  std::uint32_t sum = 0;
  for (; at != end; at += 4) sum += big_endian(at);
  return sum;
#endif
}

}  // namespace hawser::centrifugo
