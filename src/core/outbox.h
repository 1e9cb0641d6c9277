// Messages that wait for a link or for the rate limit: bounded by count and by bytes, and meant for one destination.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>

#include "core/io.h"

namespace hawser {

enum class OutboxOverflow : std::uint8_t { drop_oldest, drop_newest, reject };

struct OutboxPolicy {
  std::uint32_t messages = 1000;
  std::uint32_t bytes = 1'048'576;
  OutboxOverflow overflow = OutboxOverflow::drop_oldest;
};

struct Letter {
  std::string bytes;
  bool binary = false;
  Ticket ticket = 0;
  Ticket request = 0;
};

// A list, so that a letter that leaves is handed on whole: its bytes neither move nor are copied.
using Letters = std::list<Letter>;

enum class Admission : std::uint8_t { fits, after_the_oldest_went, full, too_large };

class Outbox {
 public:
  explicit Outbox(const OutboxPolicy& policy) : policy_{policy} {}

  // Is there room for a message of this size?
  Admission admit(std::size_t bytes) const;
  void keep(Letter letter);

  // The oldest letter. There must be one.
  Letters take() { return take(letters_.begin()); }
  // The letter that carries this request, if it is here.
  Letters withdraw(Ticket request);
  // The letter of this ticket, if it is here.
  Letters recall(Ticket ticket);

  // What waits was meant for the destination before; true if the new one is the same, or nothing waits.
  bool bind(std::string destination);
  void unbind() { destination_.clear(); }

  bool empty() const { return letters_.empty(); }
  std::uint32_t messages() const { return static_cast<std::uint32_t>(letters_.size()); }
  std::uint32_t bytes() const { return static_cast<std::uint32_t>(bytes_); }

 private:
  Letters take(Letters::iterator letter);
  bool has_room(std::size_t bytes) const;

  OutboxPolicy policy_;
  Letters letters_;
  std::size_t bytes_ = 0;
  std::string destination_;
};

}  // namespace hawser
