// What library_hawser.js and library_websocket.js offer beside the API of emscripten/websocket.h.
#pragma once

#include <cstdint>

extern "C" {

// The socket belongs to this client: its protocol and what it has buffered are asked for by the client's number.
void hawser_claim(int socket, std::uint32_t client);

// Sends a text that may contain NULs. `original`: it is the one that JavaScript wrote to the outgoing arena, which it
// still has as a string. Returns an EMSCRIPTEN_RESULT.
int hawser_send_text(int socket, const char* text, std::uint32_t bytes, bool original);

// Writes name and message of what the last constructor threw, cut to `size` bytes with its NUL.
void hawser_refusal(char* why, std::uint32_t size);

// With Emscripten's own websocket glue only: the frame at hand lies there.
void hawser_frame(const char* begin);

// Calls back once, not before that many milliseconds, even in a hidden page. Returns a number above 0.
int hawser_start_timer(double milliseconds, void (*callback)(void*), void* user_data);
void hawser_stop_timer(int timer);
}
