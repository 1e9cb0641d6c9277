#include "protocol/json.h"

// A namespace of its own, since one function of it is ours.
#define RAPIDJSON_NAMESPACE hawser::json::rapidjson
#define RAPIDJSON_NAMESPACE_BEGIN namespace hawser::json::rapidjson {
#define RAPIDJSON_NAMESPACE_END }

// In place of RapidJSON's table of 309 powers, which would be a twentieth of the whole wasm. Exact up to 10^22, as far
// as a double is.
#define RAPIDJSON_POW10_
namespace hawser::json::rapidjson::internal {
inline double Pow10(int exponent) {
  double power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}
}  // namespace hawser::json::rapidjson::internal

#include <rapidjson/document.h>

#include <algorithm>
#include <utility>

#include "protocol/scan.h"
#include "protocol/token.h"

namespace hawser::json {
namespace {

// Recursive, since no deeper than any scan goes. Not full precision: its arithmetic is undefined for `0e211`.
constexpr unsigned parse_flags = rapidjson::kParseNoFlags;

constexpr std::ptrdiff_t max_exponent_digits = 3;

const rapidjson::Value* value_of(const void* node) { return static_cast<const rapidjson::Value*>(node); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// RapidJSON 1.1.0 overflows an int while it reads a long exponent (CVE-2024-38517), so it never gets to see one.
// The text is known to be JSON: outside strings, digits around an `e` are a number.
bool exponents_are_short(std::string_view text) {
  const char* const end = text.data() + text.size();
  bool escaped = false;
  for (const char* at = text.data(); at != end;) {
    if (*at == '"') {
      at = token::skip_string(at, end, escaped);
    } else if ((*at++ | 0x20) == 'e') {
      const char* const digits = std::find_if(at, end, [](char c) { return c != '-' && c != '+'; });
      if (std::find_if_not(digits, end, is_digit) - digits > max_exponent_digits) return false;
    }
  }
  return true;
}

// The scan knows all of JSON's grammar, NULs and depth included; RapidJSON would take a text that ends at a NUL.
bool is_safe(std::string_view text) {
  const auto scanned = scan(text, {}, {}, deepest_walk);
  return (scanned == Scanned::object || scanned == Scanned::other) && exponents_are_short(text);
}

}  // namespace

Value Value::operator[](std::string_view name) const {
  if (!node_ || !value_of(node_)->IsObject()) return {};
  Value found;
  for (const auto& member : value_of(node_)->GetObject())
    if (name == std::string_view{member.name.GetString(), member.name.GetStringLength()}) found = Value{&member.value};
  return found;
}

Value Value::operator[](std::uint32_t index) const {
  return index < size() ? Value{&(*value_of(node_))[index]} : Value{};
}

std::uint32_t Value::size() const { return node_ && value_of(node_)->IsArray() ? value_of(node_)->Size() : 0; }

std::optional<double> Value::number() const {
  if (!node_ || !value_of(node_)->IsNumber()) return std::nullopt;
  return value_of(node_)->GetDouble();
}

std::optional<bool> Value::boolean() const {
  if (!node_ || !value_of(node_)->IsBool()) return std::nullopt;
  return value_of(node_)->GetBool();
}

std::optional<std::string_view> Value::text() const {
  if (!node_ || !value_of(node_)->IsString()) return std::nullopt;
  return std::string_view{value_of(node_)->GetString(), value_of(node_)->GetStringLength()};
}

std::uint32_t Value::uint_or(std::uint32_t otherwise) const {
  return node_ && value_of(node_)->IsUint() ? value_of(node_)->GetUint() : otherwise;
}

struct Document::Tree {
  std::string text;  // the strings of the tree lie in it
  rapidjson::Document document{};
};

Document::Document(std::unique_ptr<Tree> tree) : tree_{std::move(tree)} {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

std::optional<Document> Document::parse(std::string_view text) {
  if (!is_safe(text)) return std::nullopt;
  auto tree = std::make_unique<Tree>(Tree{std::string{text}});
  if (tree->document.ParseInsitu<parse_flags>(tree->text.data()).HasParseError()) return std::nullopt;
  return Document{std::move(tree)};
}

Value Document::root() const { return Value{&tree_->document}; }

std::string quoted(std::string_view text) {
  static constexpr std::string_view hex = "0123456789ABCDEF";
  static constexpr std::string_view shorts = "btnufr";  // from \b on; there is none for \v
  std::string out;
  out.reserve(text.size() + 2);
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= ' ' && c != '"' && c != '\\') {
      out += c;
      continue;
    }
    out += '\\';
    if (byte >= ' ') {
      out += c;
    } else if (byte >= '\b' && byte <= '\r' && byte != '\v') {
      out += shorts[byte - '\b'];
    } else {
      out += "u00";
      out += hex[byte >> 4U];
      out += hex[byte & 15U];
    }
  }
  out += '"';
  return out;
}

}  // namespace hawser::json
