// The wire format of protobuf, as much of it as the protocol needs: no groups, no packed fields.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hawser::centrifugo::wire {

enum class Type : std::uint8_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

// Walks the fields of one message. Each field that `next` finds must be read or skipped. Every step says whether it
// succeeded, and after one that failed none does.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : at_{bytes.data()}, end_{bytes.data() + bytes.size()} {}

  // Goes to the next field. At the end and after a failure there is none; `failed` tells which.
  bool next();
  bool failed() const { return failed_; }

  std::uint32_t field() const { return field_; }
  Type type() const { return type_; }

  // The value of the field, if it is of that type.
  bool varint(std::uint64_t& value);
  bool fixed32(std::uint32_t& value);
  bool fixed64(std::uint64_t& value);
  bool bytes(std::string_view& value);
  bool skip();

  // Of several messages that follow one another, each behind its length. Nothing at the end.
  bool delimited(std::string_view& message);

 private:
  bool fail();
  bool is(Type type) { return type_ == type || fail(); }
  bool take(std::size_t size, std::string_view& taken);
  bool take_varint(std::uint64_t& value);
  bool take_bytes(std::string_view& value);

  const char* at_;
  const char* end_;
  std::uint32_t field_ = 0;
  Type type_ = Type::varint;
  bool failed_ = false;
};

// Appends fields; not inlined, for the size of the wasm. As in proto3, a number of zero, a false and empty bytes aren't
// written; a message is, also if empty.
class Writer {
 public:
  explicit Writer(std::string& out) : out_{out} {}

  [[gnu::noinline]] void number(std::uint32_t field, std::uint64_t value);
  void flag(std::uint32_t field, bool value) { number(field, value ? 1 : 0); }
  [[gnu::noinline]] void bytes(std::uint32_t field, std::string_view value);
  [[gnu::noinline]] void message(std::uint32_t field, std::string_view value);

 private:
  std::string& out_;
};

// Appends a message behind its length.
void append_delimited(std::string& out, std::string_view message);

}  // namespace hawser::centrifugo::wire
