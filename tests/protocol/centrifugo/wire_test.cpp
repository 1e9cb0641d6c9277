#include "protocol/centrifugo/wire.h"

#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <vector>

using namespace hawser::centrifugo;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

// The value of the one field of a message, or nothing.
std::optional<std::uint64_t> varint(std::string_view bytes) {
  wire::Reader reader{bytes};
  std::uint64_t value = 0;
  if (!reader.next() || !reader.varint(value) || reader.next() || reader.failed()) return std::nullopt;
  return value;
}

std::string number(std::uint64_t value) {
  std::string out;
  wire::Writer{out}.number(1, value);
  return out;
}

// Can all fields be skipped?
bool is_message(std::string_view bytes) {
  wire::Reader reader{bytes};
  while (reader.next())
    if (!reader.skip()) return false;
  return !reader.failed();
}

}  // namespace

TEST_CASE("numbers come back as they were written, to the last bit", "[centrifugo][wire]") {
  CHECK(number(0).empty());
  CHECK(number(150) == "\x08\x96\x01");
  CHECK(number(UINT64_MAX) == "\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01");
  for (int bit = 0; bit < 64; ++bit) {
    const auto value = std::uint64_t{1} << bit;
    CHECK(varint(number(value)) == value);
    CHECK(varint(number(value - 1 + (bit == 0 ? 2 : 0))));
    CHECK(varint(number(value | 1)) == (value | 1));
  }
}

TEST_CASE("a number may be longer than it has to, but never longer than 64 bits", "[centrifugo][wire]") {
  CHECK(varint("\x08\x81\x80\x00"sv) == 1);
  CHECK(varint("\x08\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01") == std::uint64_t{1} << 63);
  CHECK_FALSE(varint("\x08\x80\x80\x80\x80\x80\x80\x80\x80\x80\x02"));
  CHECK_FALSE(varint("\x08\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00"sv));
  CHECK_FALSE(varint("\x08"));
  CHECK_FALSE(varint("\x08\x80"));
}

TEST_CASE("fields of every kind are read and skipped", "[centrifugo][wire]") {
  const auto message = "\x0D\x01\x02\x03\x04\x11\x01\x02\x03\x04\x05\x06\x07\x88\x1A\x02hi\x20\x05"s;
  wire::Reader reader{message};
  std::uint32_t small = 0;
  std::uint64_t big = 0;
  std::string_view bytes;
  REQUIRE((reader.next() && reader.field() == 1 && reader.fixed32(small)));
  CHECK(small == 0x04030201);
  REQUIRE((reader.next() && reader.field() == 2 && reader.fixed64(big)));
  CHECK(big == 0x8807060504030201);
  REQUIRE((reader.next() && reader.field() == 3 && reader.bytes(bytes)));
  CHECK(bytes == "hi");
  REQUIRE((reader.next() && reader.field() == 4 && reader.varint(big)));
  CHECK(big == 5);
  CHECK_FALSE(reader.next());
  CHECK_FALSE(reader.failed());
  CHECK(is_message(message));
}

TEST_CASE("a message cut inside a field is refused", "[centrifugo][wire]") {
  const auto message = "\x0D\x01\x02\x03\x04\x11\x01\x02\x03\x04\x05\x06\x07\x88\x1A\x02hi\x20\x05"s;
  for (std::size_t size = 0; size < message.size(); ++size) {
    const bool between_fields = size == 0 || size == 5 || size == 14 || size == 18;
    CHECK(is_message(message.substr(0, size)) == between_fields);
  }
}

TEST_CASE("groups, field 0 and numbers of fields above 29 bits are refused", "[centrifugo][wire]") {
  for (const auto tag : {"\x0B"sv, "\x0C"sv, "\x0E"sv, "\x0F"sv, "\x00"sv, "\x02"sv, "\x80\x80\x80\x80\x10"sv})
    CHECK_FALSE(is_message(std::string{tag} + "\x01\x01\x01\x01\x01\x01\x01\x01\x01"));
  CHECK(is_message("\xF8\xFF\xFF\xFF\x0F\x01"));
}

TEST_CASE("a field of another type than asked for is refused, and then everything is", "[centrifugo][wire]") {
  wire::Reader reader{"\x08\x01\x08\x02"sv};
  std::string_view bytes;
  std::uint64_t value = 0;
  REQUIRE(reader.next());
  CHECK_FALSE(reader.bytes(bytes));
  CHECK(reader.failed());
  CHECK_FALSE(reader.next());
  CHECK_FALSE(reader.varint(value));
}

TEST_CASE("a length beyond the end is refused, however great", "[centrifugo][wire]") {
  CHECK_FALSE(is_message("\x0A\x01"));
  CHECK_FALSE(is_message("\x0A\xFF\xFF\xFF\xFF\x0Fxx"));
  CHECK_FALSE(is_message("\x0A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01xx"));
}

TEST_CASE("messages that follow one another are told apart", "[centrifugo][wire]") {
  const std::vector<std::string> sent{"a", "", std::string(300, 'x'), "\x08\x01"};
  std::string frame;
  for (const auto& message : sent) wire::append_delimited(frame, message);

  wire::Reader reader{frame};
  std::string_view message;
  std::vector<std::string> received;
  while (reader.delimited(message)) received.emplace_back(message);
  CHECK_FALSE(reader.failed());
  CHECK(received == sent);
}

TEST_CASE("garbage is never read outside its bounds", "[centrifugo][wire]") {
  std::mt19937 random{3};
  int messages = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::vector<char> bytes(random() % 16);
    for (char& c : bytes) c = static_cast<char>(random() % 4 == 0 ? random() : random() % 32);
    messages += is_message({bytes.data(), bytes.size()});
  }
  CHECK(messages > 1000);
}
