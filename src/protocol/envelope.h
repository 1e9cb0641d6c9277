// {type, payload} and every other plain JSON envelope, by configured field names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/dialect.h"

namespace hawser {

// The names of fields, then of types. A field whose name is empty isn't looked for.
struct EnvelopeNames {
  std::string type = "type";
  std::string payload = "payload";
  std::string channel = "channel";
  std::string id = "id";
  std::string error = "error";
  std::string subscribe = "subscribe";
  std::string unsubscribe = "unsubscribe";
  std::string subscribed;    // the type that confirms; empty: the server doesn't confirm
  std::string unsubscribed;  // the type that ends a subscription; empty: the server doesn't say
};

// What stands between the quotes of a string; any other value names nothing. A name that had escapes is written out
// into `names`.
std::string_view name_in(std::string_view value, std::list<std::string>& names);

class Envelope final : public Dialect {
 public:
  Envelope(EnvelopeNames names, std::uint32_t max_depth);

  Verdict read(std::string_view text, Reading& reading) const override;

  const EnvelopeNames& names() const { return names_; }

  // Of an object inside a message of another protocol: the values of the fields for type and payload and of one more,
  // or none.
  struct Opened {
    Span type;
    Span payload;
    Span other;
  };
  Opened open(std::string_view text, std::string_view other = {}) const;

  std::string subscribe(std::string_view channel) const override;
  std::string unsubscribe(std::string_view channel) const override;
  bool confirms() const override { return !names_.subscribed.empty(); }

 private:
  Meaning meaning(const Frame& frame) const;
  std::string order(std::string_view type, std::string_view channel) const;

  EnvelopeNames names_;
  std::uint32_t max_depth_;
};

}  // namespace hawser
