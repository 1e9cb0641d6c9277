// herd [--clients n] [--users n] [--seed n]: every policy through every scenario, and blips of single users, as JSON.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "simulation/herd/blip.h"
#include "simulation/herd/client_herd.h"
#include "simulation/herd/policy_herd.h"
#include "simulation/herd/run.h"
#include "simulation/herd/silenced_herd.h"

using namespace hawser;
using namespace hawser::herd;

namespace {

constexpr int points = 240;  // of a course that is drawn

struct Request {
  Member clients = 100'000;
  std::uint32_t users = 2'000;
  std::uint64_t seed = 1;
};

Request read(int count, char** words) {
  Request request;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string word = words[i];
    const auto value = std::strtoull(words[i + 1], nullptr, 10);
    if (word == "--clients") request.clients = static_cast<Member>(value);
    if (word == "--users") request.users = static_cast<std::uint32_t>(value);
    if (word == "--seed") request.seed = value;
  }
  return request;
}

double seconds(Duration duration) { return std::chrono::duration<double>{duration}.count(); }

void print_curve(const Course& course, Duration drawn) {
  std::printf(", \"step\": %g, \"back\": [", seconds(drawn) / points);
  for (int point = 0; point <= points; ++point)
    std::printf("%s%.5g", point == 0 ? "" : ", ", course.back_by(course.outage() + drawn * point / points));
  std::printf("]}");
}

void print(const char* name, std::uint32_t limit, const Scenario& scenario, const Course& course) {
  std::fprintf(stderr, "%s: %s\n", scenario.name, name);
  std::printf("      {\"policy\": \"%s\", \"limit\": %u, \"tenth\": %.6g, \"second\": %.6g, \"attempts\": %.6g, ", name,
              limit, course.worst(100ms), course.worst(1s), course.attempts_each());
  std::printf("\"returned\": %.6g, \"longest\": %.6g", course.share_back(), seconds(course.longest_wait()));
  if (const auto most = course.when_back(0.99)) std::printf(", \"most\": %.6g", seconds(*most));
  print_curve(course, scenario.drawn_until);
}

void print(const Scenario& scenario) {
  std::printf("    {\"name\": \"%s\", \"title\": \"%s\", \"outage\": %g, \"isLimited\": %s, \"rows\": [\n",
              scenario.name, scenario.title, seconds(scenario.outage), scenario.a_second > 0 ? "true" : "false");
}

void play(const Scenario& scenario, const Request& request) {
  print(scenario);
  {
    ClientHerd clients{{}, request.clients, request.seed};
    print("hawser", 0, scenario, run(clients, scenario));
  }
  for (const auto& policy : policies()) {
    PolicyHerd pages{policy, request.clients, request.seed};
    std::printf(",\n");
    print(policy.name, policy.limit, scenario, run(pages, scenario));
  }
  std::printf("\n    ]}");
}

void play_silence(const Request& request) {
  print(silence);
  SilencedHerd clients{{.enabled = true, .message = "ping", .reply_text = "pong"}, request.clients, request.seed};
  print("hawser", 0, silence, run(clients, silence));
  std::printf("\n    ]}");
}

void play(const Blip& blip, const Request& request) {
  const auto all = waits(blip, request.users, request.seed);
  const auto share = [&](double part) { return seconds(all[static_cast<std::size_t>(part * double(all.size() - 1))]); };
  std::printf("    {\"title\": \"%s\", \"half\": %.6g, \"most\": %.6g, \"longest\": %.6g}", blip.title, share(0.5),
              share(0.95), share(1));
}

}  // namespace

int main(int count, char** words) {
  const auto request = read(count, words);
  std::printf("{\n  \"clients\": %u,\n  \"users\": %u,\n  \"scenarios\": [\n", request.clients, request.users);
  for (const auto& scenario : scenarios) {
    if (&scenario != &scenarios.front()) std::printf(",\n");
    play(scenario, request);
  }
  std::printf(",\n");
  play_silence(request);
  std::printf("\n  ],\n  \"blips\": [\n");
  for (const auto& blip : blips) {
    if (&blip != &blips.front()) std::printf(",\n");
    play(blip, request);
  }
  std::printf("\n  ]\n}\n");
}
