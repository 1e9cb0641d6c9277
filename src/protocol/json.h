// Small JSON documents as a tree: options and control frames. The only files that know RapidJSON are these two.
// Messages for listeners never come here; see scan.h.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hawser::json {

// A value of a document, or nothing: a missing field, or a field of something that has none. Lives as long as its
// document.
class Value {
 public:
  Value() = default;
  explicit Value(const void* node) : node_{node} {}

  // The field of that name, the last one if there are several, as JSON.parse has it.
  Value operator[](std::string_view name) const;
  Value operator[](const char* name) const { return (*this)[std::string_view{name}]; }

  // Of a list; nothing, and none, of anything else.
  Value operator[](std::uint32_t index) const;
  std::uint32_t size() const;

  explicit operator bool() const { return node_ != nullptr; }
  std::optional<double> number() const;
  std::optional<bool> boolean() const;
  std::optional<std::string_view> text() const;

  double number_or(double otherwise) const { return number().value_or(otherwise); }
  bool boolean_or(bool otherwise) const { return boolean().value_or(otherwise); }
  std::string_view text_or(std::string_view otherwise) const { return text().value_or(otherwise); }

  // A whole number in [0, 2^32), or `otherwise`.
  std::uint32_t uint_or(std::uint32_t otherwise) const;

 private:
  const void* node_ = nullptr;
};

class Document {
 public:
  // Nothing if the text isn't JSON, is deeper than any scan goes, or has an exponent of more than three digits.
  static std::optional<Document> parse(std::string_view text);

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  Value root() const;

 private:
  struct Tree;
  explicit Document(std::unique_ptr<Tree> tree);
  std::unique_ptr<Tree> tree_;
};

// The text as a JSON string, with its quotes.
std::string quoted(std::string_view text);

}  // namespace hawser::json
