#include "protocol/centrifugo/wire.h"

namespace hawser::centrifugo::wire {
namespace {

constexpr int longest_varint = 10;

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (auto at = bytes.size(); at-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at]);
  return value;
}

void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

void append_tag(std::string& out, std::uint32_t field, Type type) {
  append_varint(out, std::uint64_t{field} << 3 | static_cast<std::uint8_t>(type));
}

bool is_known(std::uint64_t type) { return type <= 2 || type == 5; }

}  // namespace

bool Reader::fail() {
  failed_ = true;
  at_ = end_;
  return false;
}

bool Reader::next() {
  if (at_ == end_) return false;
  std::uint64_t tag = 0;
  if (!take_varint(tag)) return false;
  const auto type = tag & 7;
  if (tag > UINT32_MAX || tag >> 3 == 0 || !is_known(type)) return fail();
  field_ = static_cast<std::uint32_t>(tag >> 3);
  type_ = static_cast<Type>(type);
  return true;
}

bool Reader::varint(std::uint64_t& value) { return is(Type::varint) && take_varint(value); }

bool Reader::fixed32(std::uint32_t& value) {
  std::string_view taken;
  if (!is(Type::fixed32) || !take(4, taken)) return false;
  value = static_cast<std::uint32_t>(little_endian(taken));
  return true;
}

bool Reader::fixed64(std::uint64_t& value) {
  std::string_view taken;
  if (!is(Type::fixed64) || !take(8, taken)) return false;
  value = little_endian(taken);
  return true;
}

bool Reader::bytes(std::string_view& value) { return is(Type::bytes) && take_bytes(value); }

bool Reader::skip() {
  std::uint64_t number = 0;
  std::string_view taken;
  switch (type_) {
    case Type::varint: return take_varint(number);
    case Type::fixed64: return take(8, taken);
    case Type::bytes: return take_bytes(taken);
    case Type::fixed32: return take(4, taken);
  }
  return fail();
}

bool Reader::delimited(std::string_view& message) { return at_ != end_ && take_bytes(message); }

bool Reader::take(std::size_t size, std::string_view& taken) {
  if (size > static_cast<std::size_t>(end_ - at_)) return fail();
  taken = {at_, size};
  at_ += size;
  return true;
}

// Seven bits a byte, the lowest first; the tenth byte has room for one.
bool Reader::take_varint(std::uint64_t& value) {
  value = 0;
  for (int i = 0; i < longest_varint && at_ != end_; ++i) {
    const auto byte = static_cast<unsigned char>(*at_++);
    if (i == longest_varint - 1 && byte > 1) return fail();
    value |= std::uint64_t{byte & 0x7FU} << 7 * i;
    if (byte < 0x80) return true;
  }
  return fail();
}

bool Reader::take_bytes(std::string_view& value) {
  std::uint64_t size = 0;
  if (!take_varint(size)) return false;
  if (size > static_cast<std::uint64_t>(end_ - at_)) return fail();
  return take(static_cast<std::size_t>(size), value);
}

void Writer::number(std::uint32_t field, std::uint64_t value) {
  if (value == 0) return;
  append_tag(out_, field, Type::varint);
  append_varint(out_, value);
}

void Writer::bytes(std::uint32_t field, std::string_view value) {
  if (!value.empty()) message(field, value);
}

void Writer::message(std::uint32_t field, std::string_view value) {
  append_tag(out_, field, Type::bytes);
  append_delimited(out_, value);
}

void append_delimited(std::string& out, std::string_view message) {
  append_varint(out, message.size());
  out += message;
}

}  // namespace hawser::centrifugo::wire
