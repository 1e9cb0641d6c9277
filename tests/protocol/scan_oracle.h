// A second opinion on JSON: RapidJSON, guarded as src/protocol/json.cpp guards it, but without the scan.
#pragma once

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/scan.h"
#include "protocol/text.h"

namespace hawser::oracle {

enum class Opinion { object, other, not_json, too_deep, none };

// The depth where brackets in strings don't count; strings are taken as they come, valid or not.
inline std::uint32_t depth_of(std::string_view text) {
  std::uint32_t open = 0;
  std::uint32_t deepest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == '{' || text[i] == '['))
      deepest = std::max(deepest, ++open);
    else if (!quoted && (text[i] == '}' || text[i] == ']') && open > 0)
      --open;
  }
  return deepest;
}

inline bool has_long_exponent(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if ((text[i] | 0x20) != 'e') continue;
    const auto digits = text.substr(text[i + 1] == '-' || text[i + 1] == '+' ? i + 2 : i + 1);
    if (digits.substr(0, digits.find_first_not_of("0123456789")).size() > 3) return true;
  }
  return false;
}

struct Verdict {
  Opinion opinion = Opinion::none;
  rapidjson::Document document;
};

// RapidJSON stops at a NUL and swallows any part of a byte order mark; JSON.parse refuses both.
inline bool misleads_rapidjson(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.empty() ? ' ' : text.front());
  return text.find('\0') != text.npos || first == 0xEF || first == 0xBB || first == 0xBF;
}

// RapidJSON chokes on long exponents and refuses 1e400 and unpaired surrogates; JSON.parse takes them, so there is no
// opinion.
inline Verdict judge(std::string_view text, std::uint32_t max_depth) {
  Verdict verdict;
  if (depth_of(text) > max_depth) return verdict;
  if (has_long_exponent(text)) return verdict;
  if (misleads_rapidjson(text)) {
    verdict.opinion = Opinion::not_json;
    return verdict;
  }
  verdict.document.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  switch (verdict.document.GetParseError()) {
    case rapidjson::kParseErrorNone:
      verdict.opinion = verdict.document.IsObject() ? Opinion::object : Opinion::other;
      break;
    case rapidjson::kParseErrorNumberTooBig:
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid: break;
    default: verdict.opinion = Opinion::not_json;
  }
  return verdict;
}

// Compared as texts: to RapidJSON an object in which a key comes twice doesn't equal itself.
inline std::string written(const rapidjson::Value& value) {
  rapidjson::StringBuffer text;
  rapidjson::Writer<rapidjson::StringBuffer> writer{text};
  value.Accept(writer);
  return {text.GetString(), text.GetSize()};
}

// Nothing if the scan and RapidJSON agree on `text`: whether it is JSON, and what the field `name` holds.
inline std::optional<std::string> disagreement(std::string_view text, std::string_view name) {
  Span value;
  const auto scanned = scan(text, {&name, 1}, {&value, 1}, deepest_walk);
  const auto verdict = judge(text, deepest_walk);
  if (verdict.opinion == Opinion::none) return std::nullopt;
  const auto expected = verdict.opinion == Opinion::object  ? Scanned::object
                        : verdict.opinion == Opinion::other ? Scanned::other
                                                            : Scanned::not_json;
  if (scanned != expected) return "accepts differently";
  if (scanned != Scanned::object) return std::nullopt;

  const rapidjson::Value* last = nullptr;
  for (const auto& member : verdict.document.GetObject())
    if (name == std::string_view{member.name.GetString(), member.name.GetStringLength()}) last = &member.value;
  if ((value.end != 0) != (last != nullptr)) return "finds the field differently";
  if (!last) return std::nullopt;

  const auto slice = text.substr(value.begin, value.end - value.begin);
  rapidjson::Document found;
  found.Parse<rapidjson::kParseIterativeFlag>(slice.data(), slice.size());
  if (found.HasParseError() || written(found) != written(*last)) return "cuts another value";
  if (!last->IsString()) return std::nullopt;
  const std::string_view text_of_last{last->GetString(), last->GetStringLength()};
  if (unescape(slice.substr(1, slice.size() - 2)) != text_of_last) return "unescapes differently";
  return std::nullopt;
}

}  // namespace hawser::oracle
