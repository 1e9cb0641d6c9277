// Pointers as JavaScript has them: numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hawser {

static_assert(sizeof(void*) == sizeof(std::uint32_t), "the border is laid out for wasm32");

inline std::uint32_t address(const void* at) { return reinterpret_cast<std::uint32_t>(at); }

inline const char* at_address(std::uint32_t address) { return reinterpret_cast<const char*>(address); }

inline std::string_view text_at(std::uint32_t address, std::uint32_t length) { return {at_address(address), length}; }

}  // namespace hawser
