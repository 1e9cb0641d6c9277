// The layout of what crosses between the engine and JavaScript. Twin of js/src/border.ts; a test compares them.
#pragma once

#include <array>
#include <cstdint>

namespace hawser {

// What a record says; the comment names its fields. Offsets are bytes of the frame at hand, pointers are addresses.
enum class Kind : std::uint32_t {
  resolve = 0,            // link, renew the token
  changed = 1,            // state
  connected = 2,          // attempts, detail pointer, detail length
  closed = 3,             // code, clean, reason pointer, reason length
  retrying = 4,           // attempt, delay in ms
  gave_up = 5,            // attempts
  deliver = 6,            // route, channel, payload begin, payload end, whole begin, whole end
  deliver_text = 7,       //
  deliver_binary = 8,     //
  maybe_pong = 9,         //
  subscription = 10,      // channel, status
  settled = 11,           // ticket, outcome, body begin, body end, detail pointer, detail length
  left = 12,              // ticket
  dropped = 13,           // ticket, reason
  fault = 14,             // code, channel, why pointer, why length, body begin, body end
  ask = 15,               // ask, channel (0: the connection), wants (1: the token, 2: the data, 3: both)
  publication = 16,       // route, channel, payload begin, payload end, offset low, offset high
  kept_publication = 17,  // the same, but the payload is a pointer and a length: of a text
  context = 18,       // of the next record's publication: detail pointer, detail length; or 0, 0, info begin, info end
  member = 19,        // channel, joined, detail pointer, detail length
  subscribed = 20,    // channel, detail pointer, detail length
  unsubscribed = 21,  // channel, code, reason pointer, reason length
  adopted = 22,       // channel, name pointer, name length
  refusal = 23,       // channel (0: the connection), phase, code, temporary, message pointer, message length
  fresh = 24,         // view
  moved = 25,         // channel, offset low, offset high
  kept_bytes = 26,    // the same as 17, but of bytes
};

struct Record {
  std::uint32_t client;
  Kind kind;
  std::array<std::uint32_t, 6> fields;
};
static_assert(sizeof(Record) == 8 * sizeof(std::uint32_t));

// What `unanswered` says is lacking.
namespace lack {
inline constexpr std::uint32_t token = 0;
inline constexpr std::uint32_t permission = 1;
inline constexpr std::uint32_t data = 2;
}  // namespace lack

// Flags of `send`.
namespace flag {
inline constexpr std::uint32_t binary = 1;
inline constexpr std::uint32_t dont_queue = 2;
}  // namespace flag

}  // namespace hawser
