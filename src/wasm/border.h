// The layout of what crosses between the engine and JavaScript. Twin of js/src/border.ts; a test compares them.
#pragma once

#include <array>
#include <cstdint>

namespace hawser {

// What a record says; the comment names its fields. Offsets are bytes of the frame at hand, pointers are addresses.
enum class Kind : std::uint32_t {
  resolve = 0,         // link
  changed = 1,         // state
  connected = 2,       // again, attempts
  closed = 3,          // code, clean, reason pointer, reason length
  retrying = 4,        // attempt, delay in ms
  gave_up = 5,         // attempts
  deliver = 6,         // route, channel, payload begin, payload end, whole begin, whole end
  deliver_text = 7,    //
  deliver_binary = 8,  //
  maybe_pong = 9,      //
  subscription = 10,   // channel, status
  settled = 11,        // ticket, outcome, body begin, body end
  left = 12,           // ticket
  dropped = 13,        // ticket, reason
  fault = 14,          // code, channel, why pointer, why length, body begin, body end
};

struct Record {
  std::uint32_t client;
  Kind kind;
  std::array<std::uint32_t, 6> fields;
};
static_assert(sizeof(Record) == 8 * sizeof(std::uint32_t));

// Flags of `send`.
namespace flag {
inline constexpr std::uint32_t binary = 1;
inline constexpr std::uint32_t dont_queue = 2;
}  // namespace flag

}  // namespace hawser
