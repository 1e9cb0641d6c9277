#include "protocol/text.h"

namespace hawser {
namespace {

std::uint32_t hex_digit(char c) { return static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10); }

// The four digits behind `\u`.
std::uint32_t code_unit(std::string_view digits) {
  std::uint32_t unit = 0;
  for (const char digit : digits.substr(0, 4)) unit = unit << 4 | hex_digit(digit);
  return unit;
}

bool is_high(std::uint32_t unit) { return unit >> 10 == 0xD800 >> 10; }
bool is_low(std::uint32_t unit) { return unit >> 10 == 0xDC00 >> 10; }

void append_utf8(std::string& out, std::uint32_t point) {
  const auto lead = [&](std::uint32_t mark, int shift) { out += static_cast<char>(mark | point >> shift); };
  const auto trail = [&](int shift) { out += static_cast<char>(0x80 | (point >> shift & 0x3F)); };
  if (point < 0x80) return lead(0, 0);
  if (point < 0x800) {
    lead(0xC0, 6);
  } else if (point < 0x10000) {
    lead(0xE0, 12);
    trail(6);
  } else {
    lead(0xF0, 18);
    trail(12);
    trail(6);
  }
  trail(0);
}

// `raw` begins at a `\u`. Returns how much of it was read.
std::size_t append_unicode(std::string& out, std::string_view raw) {
  const auto first = code_unit(raw.substr(2));
  if (is_high(first) && raw.substr(6, 2) == "\\u")
    if (const auto second = code_unit(raw.substr(8)); is_low(second)) {
      append_utf8(out, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
      return 12;
    }
  append_utf8(out, first);
  return 6;
}

char plain_escape(char kind) {
  switch (kind) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return kind;
  }
}

}  // namespace

std::string unescape(std::string_view raw) {
  std::string out;
  while (!raw.empty()) {
    const auto plain = raw.substr(0, raw.find('\\'));
    out += plain;
    raw.remove_prefix(plain.size());
    if (raw.empty()) break;
    if (raw[1] == 'u') {
      raw.remove_prefix(append_unicode(out, raw));
    } else {
      out += plain_escape(raw[1]);
      raw.remove_prefix(2);
    }
  }
  return out;
}

bool whole_number(std::string_view digits, std::uint64_t greatest, std::uint64_t& number) {
  std::uint64_t read = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (digit > 9 || read > (greatest - digit) / 10) return false;
    read = read * 10 + digit;
  }
  if (digits.empty()) return false;
  number = read;
  return true;
}

}  // namespace hawser
