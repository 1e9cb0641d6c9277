// simulation [--runs n] [--first seed] [--seed seed] [--caught]
//   --runs    that many seeds, on both cores; says what came of it, and every seed that failed
//   --first   the first of them
//   --seed    that one alone, with its journal; HAWSER_SEED does the same
//   --caught  a law must be broken: this is a client with a bug
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "simulation/simulate.h"

using namespace hawser::simulation;

namespace {

struct Request {
  std::uint64_t first = 1;
  std::uint64_t runs = 1000;
  std::uint64_t seed = 0;
  bool must_fail = false;
};

Request read(int count, char** words) {
  Request request;
  if (const char* const seed = std::getenv("HAWSER_SEED")) request.seed = std::strtoull(seed, nullptr, 10);
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const char* const value = i + 1 < count ? words[i + 1] : "";
    if (word == "--runs") request.runs = std::strtoull(value, nullptr, 10);
    if (word == "--first") request.first = std::strtoull(value, nullptr, 10);
    if (word == "--seed") request.seed = std::strtoull(value, nullptr, 10);
    if (word == "--caught") request.must_fail = true;
  }
  return request;
}

int replay(std::uint64_t seed) {
  const auto result = simulate(seed, true);
  for (const auto& line : result.lines) std::puts(line.c_str());
  std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed),
              result.violation.empty() ? "all laws held" : result.violation.c_str());
  return result.violation.empty() ? 0 : 1;
}

class Campaign {
 public:
  explicit Campaign(const Request& request) : request_{request}, next_{request.first} {}

  int run() {
    const auto began = std::chrono::steady_clock::now();
    std::thread other{[this] { work(); }};
    work();
    other.join();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    report(took.count());
    return (failed_ > 0) == request_.must_fail ? 0 : 1;
  }

 private:
  bool is_over(std::uint64_t seed) const {
    return seed >= request_.first + request_.runs || failed_ >= (request_.must_fail ? 1 : 20);
  }

  void work() {
    for (auto seed = next_++; !is_over(seed); seed = next_++) add(seed, simulate(seed));
  }

  void add(std::uint64_t seed, const Result& result) {
    const std::lock_guard lock{mutex_};
    ++done_;
    counts_ += result.counts;
    if (result.violation.empty()) return;
    ++failed_;
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), result.violation.c_str());
  }

  void report(double seconds) const {
    const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
    std::printf(
        "%llu schedules, %llu faults, %llu links, %llu publications, %llu delivered, %llu gaps filled, "
        "%llu announced, %llu calls; %llu failed; %.1f s\n",
        number(done_), number(counts_.faults), number(counts_.links), number(counts_.published),
        number(counts_.delivered), number(counts_.recovered), number(counts_.holes), number(counts_.calls),
        number(failed_), seconds);
  }

  const Request& request_;
  std::atomic<std::uint64_t> next_;
  std::atomic<std::uint64_t> failed_ = 0;
  std::mutex mutex_;
  std::uint64_t done_ = 0;
  Counts counts_;
};

}  // namespace

int main(int count, char** words) {
  const auto request = read(count, words);
  return request.seed != 0 ? replay(request.seed) : Campaign{request}.run();
}
