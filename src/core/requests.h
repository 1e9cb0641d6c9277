// Requests that await their reply, by the id inside the message.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/io.h"
#include "core/timers.h"

namespace hawser {

class Requests {
 public:
  // Not sent yet: it waits in the outbox.
  static constexpr Link nowhere = 0;

  void add(Ticket request, Deadline deadline, Link link);
  void sent(Ticket request, Link link);

  // It is settled, and known no longer. False: it wasn't awaited.
  bool settle(Ticket request);

  // Is its reply awaited on this link?
  bool awaits(Ticket request, Link link) const;

  // Those that are settled by what happened; they are known no longer.
  std::vector<Ticket> take_due(Time now);
  std::vector<Ticket> take_sent();

  Deadline deadline() const { return timed_ > 0 ? earliest_ : std::nullopt; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(pending_.size()); }

 private:
  struct Pending {
    Deadline deadline;
    Link link;
  };

  using All = std::map<Ticket, Pending>;

  All::iterator erase(All::iterator pending);
  template <typename Condition>
  std::vector<Ticket> take_if(Condition condition);

  All pending_;
  std::uint32_t timed_ = 0;  // those with a deadline
  Deadline earliest_;        // no deadline is earlier; exact after `take_due`
};

}  // namespace hawser
