// What happened in a run, line by line, if somebody wants to read it; and what was counted.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "simulation/timeline.h"

namespace hawser::simulation {

struct Counts {
  std::uint64_t faults = 0;
  std::uint64_t published = 0;  // by the broker
  std::uint64_t delivered = 0;  // told to listeners
  std::uint64_t recovered = 0;  // subscriptions whose gap was filled
  std::uint64_t holes = 0;      // that were announced
  std::uint64_t links = 0;
  std::uint64_t calls = 0;

  Counts& operator+=(const Counts& other) {
    faults += other.faults;
    published += other.published;
    delivered += other.delivered;
    recovered += other.recovered;
    holes += other.holes;
    links += other.links;
    calls += other.calls;
    return *this;
  }
};

class Journal {
 public:
  Journal(const Timeline& timeline, bool is_kept) : timeline_{timeline}, is_kept_{is_kept} {}

  Counts counts;

  // Only then are lines worth making.
  bool is_kept() const { return is_kept_; }

  void write(const char* who, const std::string& what) {
    if (!is_kept_) return;
    const auto passed = timeline_.now().time_since_epoch().count();
    char head[48];
    std::snprintf(head, sizeof head, "%9.3f %-8s ", static_cast<double>(passed) / 1e6, who);
    lines_.push_back(head + what);
  }

  const std::vector<std::string>& lines() const { return lines_; }

 private:
  const Timeline& timeline_;
  bool is_kept_;
  std::vector<std::string> lines_;
};

}  // namespace hawser::simulation
