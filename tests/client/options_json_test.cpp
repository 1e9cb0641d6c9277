#include "client/options_json.h"

#include <catch2/catch.hpp>

using namespace hawser;
using namespace std::chrono_literals;

TEST_CASE("every option arrives", "[options_json]") {
  const auto options = read_options(R"({
    "envelope":{"type":"event","payload":"data","channel":"topic","id":"nr","error":"fault","subscribe":"sub",
      "unsubscribe":"unsub","subscribed":"subbed","unsubscribed":"unsubbed"},
    "reconnect":{"enabled":false,"first":1,"spread":2,"longest":3,"stable":4,"attempts":5,"jitter":"none"},
    "heartbeat":{"enabled":true,"interval":6,"hidden":7,"timeout":8,"message":"{\"type\":\"ping\"}","replyText":"pong",
      "replyRoute":"pong!"},
    "rateLimit":{"enabled":true,"burst":9.5,"perSecond":0.5,"overflow":"reject"},
    "outbox":{"messages":10,"bytes":11,"overflow":"drop-newest"},
    "connectTimeout":12,"closeTimeout":13,"subscribeTimeout":14,"maxMessageBytes":15,"maxDepth":16})");
  REQUIRE(options);

  CHECK(options->envelope.type == "event");
  CHECK(options->envelope.payload == "data");
  CHECK(options->envelope.channel == "topic");
  CHECK(options->envelope.id == "nr");
  CHECK(options->envelope.error == "fault");
  CHECK(options->envelope.subscribe == "sub");
  CHECK(options->envelope.unsubscribe == "unsub");
  CHECK(options->envelope.subscribed == "subbed");
  CHECK(options->envelope.unsubscribed == "unsubbed");

  CHECK_FALSE(options->reconnect.enabled);
  CHECK(options->reconnect.first == 1ms);
  CHECK(options->reconnect.spread == 2ms);
  CHECK(options->reconnect.longest == 3ms);
  CHECK(options->reconnect.stable == 4ms);
  CHECK(options->reconnect.attempts == 5);
  CHECK(options->reconnect.jitter == Jitter::none);

  CHECK(options->heartbeat.enabled);
  CHECK(options->heartbeat.interval == 6ms);
  CHECK(options->heartbeat.hidden == 7ms);
  CHECK(options->heartbeat.timeout == 8ms);
  CHECK(options->heartbeat.message == R"({"type":"ping"})");
  CHECK(options->heartbeat.reply_text == "pong");
  CHECK(options->heartbeat.reply_route == "pong!");

  CHECK(options->rate_limit.enabled);
  CHECK(options->rate_limit.burst == 9.5);
  CHECK(options->rate_limit.per_second == 0.5);
  CHECK(options->rate_limit.overflow == RateOverflow::reject);

  CHECK(options->outbox.messages == 10);
  CHECK(options->outbox.bytes == 11);
  CHECK(options->outbox.overflow == OutboxOverflow::drop_newest);

  CHECK(options->connect_timeout == 12ms);
  CHECK(options->close_timeout == 13ms);
  CHECK(options->subscribe_timeout == 14ms);
  CHECK(options->max_message_bytes == 15);
  CHECK(options->max_depth == 16);
}

TEST_CASE("what isn't said keeps the default of the public API", "[options_json]") {
  const auto options = read_options("{}");
  REQUIRE(options);
  CHECK(options->envelope.type == "type");
  CHECK(options->reconnect.enabled);
  CHECK(options->reconnect.first == 500ms);
  CHECK(options->reconnect.spread == 5s);
  CHECK(options->reconnect.longest == 30s);
  CHECK(options->reconnect.jitter == Jitter::full);
  CHECK_FALSE(options->heartbeat.enabled);
  CHECK(options->heartbeat.interval == 5s);
  CHECK(options->heartbeat.hidden == 30s);
  CHECK_FALSE(options->rate_limit.enabled);
  CHECK(options->outbox.messages == 1000);
  CHECK(options->connect_timeout == 10s);
  CHECK(options->max_message_bytes == 1'048'576);
}

TEST_CASE("no limit of attempts is written as -1", "[options_json]") {
  CHECK(read_options(R"({"reconnect":{"attempts":-1}})")->reconnect.attempts == BackoffPolicy{}.attempts);
  CHECK(read_options(R"({"reconnect":{"attempts":0}})")->reconnect.attempts == 0);
}

TEST_CASE("a fraction of a millisecond counts", "[options_json]") {
  CHECK(read_options(R"({"reconnect":{"first":0.25}})")->reconnect.first == 250us);
}

TEST_CASE("figures that would break the engine are bounded", "[options_json]") {
  const auto options = read_options(R"({"connectTimeout":0,"heartbeat":{"interval":-5},"reconnect":{"longest":1e99}})");
  REQUIRE(options);
  CHECK(options->connect_timeout == 1ms);
  CHECK(options->heartbeat.interval == 1ms);
  CHECK(options->reconnect.longest > 1h);
  CHECK(options->reconnect.longest < 24h * 365 * 10);
}

TEST_CASE("values of another kind are as good as none", "[options_json]") {
  const auto options = read_options(R"({"reconnect":[],"heartbeat":{"message":5},"outbox":{"messages":"many"}})");
  REQUIRE(options);
  CHECK(options->outbox.messages == 1000);
  CHECK(options->heartbeat.message.empty());
}

TEST_CASE("what isn't JSON is refused", "[options_json]") {
  CHECK_FALSE(read_options(""));
  CHECK_FALSE(read_options("{"));
  CHECK_FALSE(read_options("{} {}"));
}
