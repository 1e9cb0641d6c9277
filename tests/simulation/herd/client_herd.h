// A herd of whole clients of hawser: nothing of what they do is written anew here.
#pragma once

#include <deque>

#include "client/client.h"
#include "simulation/dice.h"
#include "simulation/herd/herd.h"

namespace hawser::herd {

class ClientHerd : public Herd {
 public:
  // `age`: how long their links have been open when they break.
  ClientHerd(const Options& options, Member size, std::uint64_t seed, Duration age = std::chrono::minutes{1});

  Member size() const override { return static_cast<Member>(pages_.size()); }
  Time dropped(Member member, Time now) override { return lose(pages_[member], now); }
  Time refused(Member member, Time now) override;
  void accepted(Member member, Time now) override;

 protected:
  struct Page {
    explicit Page(const Options& options) : client{options} {}

    Client client;
    Link link = 0;  // the newest one that it wanted
    bool has_dialled = false;
  };

  void handle(Page& page, const Input& input, Time now);
  // When it dials next, now that its link is gone.
  static Time planned(const Page& page);

  std::deque<Page> pages_;  // clients don't move

 private:
  void open(Page& page, const Input& wish, Time now);
  void dial(Page& page, const Input& wish, Time now);
  Time lose(Page& page, Time now);

  simulation::Dice dice_;
};

}  // namespace hawser::herd
