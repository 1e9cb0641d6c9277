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

class Envelope final : public Dialect {
 public:
  Envelope(EnvelopeNames names, std::uint32_t max_depth);

  Verdict read(std::string_view text, Reading& reading) const override;

  // Reads type and payload alone, of a text inside a message of another protocol. False: it isn't an object.
  bool open(std::string_view text, Reading& reading) const;

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
