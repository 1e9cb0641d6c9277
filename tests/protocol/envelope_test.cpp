#include "protocol/envelope.h"

#include <catch2/catch.hpp>
#include <string>

using namespace hawser;

namespace {

// A frame, written out; what a reading says is copied before the next one.
struct Read {
  Verdict verdict;
  Meaning meaning = Meaning::message;
  std::string route{};
  std::string channel{};
  std::uint32_t id = 0;
  std::string payload{};
};

Read read(const EnvelopeNames& names, std::string_view text, std::uint32_t max_depth = 64) {
  Reading reading;
  const auto verdict = Envelope{names, max_depth}.read(text, reading);
  if (reading.frames.empty()) return {verdict};
  const auto& frame = reading.frames.front();
  CHECK(text.substr(frame.whole.begin, frame.whole.end) == text);
  return {verdict,
          frame.meaning,
          std::string{frame.route},
          std::string{frame.channel},
          frame.id,
          std::string{text.substr(frame.payload.begin, frame.payload.end - frame.payload.begin)}};
}

Read read(std::string_view text) { return read(EnvelopeNames{}, text); }

EnvelopeNames with(std::string type, std::string payload, std::string channel) {
  EnvelopeNames names;
  names.type = std::move(type);
  names.payload = std::move(payload);
  names.channel = std::move(channel);
  return names;
}

}  // namespace

TEST_CASE("{type, payload} is routed by its type", "[envelope]") {
  const auto chat = read(R"({"type":"chat","payload":{"text":"hi"}})");
  CHECK(chat.verdict == Verdict::structured);
  CHECK(chat.meaning == Meaning::message);
  CHECK(chat.route == "chat");
  CHECK(chat.payload == R"({"text":"hi"})");
}

TEST_CASE("{type, channel, payload} belongs to its channel", "[envelope]") {
  const auto line = read(R"({"type":"line","channel":"room 1","payload":[1]})");
  CHECK(line.route == "line");
  CHECK(line.channel == "room 1");
  CHECK(line.payload == "[1]");
}

TEST_CASE("{action: 'login', user} is routed by its action and read whole", "[envelope]") {
  const auto login = read(with("action", "payload", "channel"), R"({"action":"login","user":"ada"})");
  CHECK(login.route == "login");
  CHECK(login.payload == R"({"action":"login","user":"ada"})");
}

TEST_CASE("{event: 'subscribe', topic: 'news'} subscribes", "[envelope]") {
  const Envelope envelope{with("event", "data", "topic"), 64};
  CHECK(envelope.subscribe("news") == R"({"event":"subscribe","topic":"news"})");
  CHECK(envelope.unsubscribe("news") == R"({"event":"unsubscribe","topic":"news"})");
}

TEST_CASE("{event, data} is routed by its event", "[envelope]") {
  const auto tick = read(with("event", "data", "topic"), R"({"event":"tick","data":3,"topic":"eur"})");
  CHECK(tick.route == "tick");
  CHECK(tick.channel == "eur");
  CHECK(tick.payload == "3");
}

TEST_CASE("{action: 'subscribe', channel} subscribes", "[envelope]") {
  const Envelope envelope{with("action", "payload", "channel"), 64};
  CHECK(envelope.subscribe("a\"b") == R"({"action":"subscribe","channel":"a\"b"})");
}

TEST_CASE("{error} is a failure, of a request, of a channel, or of nothing in particular", "[envelope]") {
  const auto plain = read(R"({"error":"no such room"})");
  CHECK(plain.meaning == Meaning::failure);
  CHECK(plain.payload == R"("no such room")");
  CHECK(plain.id == 0);
  CHECK(read(R"({"id":7,"error":{"code":3}})").id == 7);
  CHECK(read(R"({"id":7,"error":{"code":3}})").payload == R"({"code":3})");
  CHECK(read(R"({"channel":"x","error":1,"payload":2})").channel == "x");
  CHECK(read(R"({"channel":"x","error":1,"payload":2})").payload == "1");
}

TEST_CASE("an error that is null or false is none", "[envelope]") {
  CHECK(read(R"({"type":"a","error":null,"payload":1})").meaning == Meaning::message);
  CHECK(read(R"({"type":"a","error": false ,"payload":1})").payload == "1");
  CHECK(read(R"({"error":"x","error":null})").meaning == Meaning::message);
}

TEST_CASE("a request's id is a positive integer or its digits", "[envelope]") {
  CHECK(read(R"({"id":17})").id == 17);
  CHECK(read(R"({"id":"17"})").id == 17);
  CHECK(read(R"({"id":4294967295})").id == 4294967295);
  CHECK(read(R"({"id":1,"id":2})").id == 2);
  CHECK(read(R"({"id":1,"id":null})").id == 0);
  for (const auto* none :
       {"0", "-1", "1.5", "1e2", "4294967296", "\"\"", "\"x\"", "\"1x\"", "\"01\"", "\" 1\"", "[1]", "{}", "true"})
    CHECK(read(R"({"id":)" + std::string{none} + "}").id == 0);
}

TEST_CASE("confirmations are recognised where they are configured", "[envelope]") {
  EnvelopeNames names;
  CHECK_FALSE(Envelope{names, 64}.confirms());
  CHECK(read(names, R"({"type":"subscribed","channel":"a"})").meaning == Meaning::message);

  names.subscribed = "subscribed";
  names.unsubscribed = "kicked";
  CHECK(Envelope{names, 64}.confirms());
  CHECK(read(names, R"({"type":"subscribed","channel":"a"})").meaning == Meaning::subscribed);
  CHECK(read(names, R"({"type":"kicked","channel":"a"})").meaning == Meaning::unsubscribed);
  CHECK(read(names, R"({"type":"subscribed"})").meaning == Meaning::message);
  CHECK(read(names, R"({"type":"subscribed","channel":"a","error":"no"})").meaning == Meaning::failure);
}

TEST_CASE("names are the text that they stand for", "[envelope]") {
  CHECK(read(R"({"\u0074ype":"caf\u00e9","channel":"a\/b"})").route == "café");
  CHECK(read(R"({"type":"x","channel":"a\/b"})").channel == "a/b");
  CHECK(read(R"({"type":"\ud83d\ude00"})").route == "😀");
  CHECK(read(R"({"type":"__proto__"})").route == "__proto__");
}

TEST_CASE("a type or channel that is no text names nothing", "[envelope]") {
  CHECK(read(R"({"type":5,"channel":["a"],"payload":1})").route.empty());
  CHECK(read(R"({"type":5,"channel":["a"],"payload":1})").channel.empty());
  CHECK(read(R"({"type":""})").route.empty());
  CHECK(read(R"({"type":"a","type":null})").route.empty());
}

TEST_CASE("a field whose name is empty isn't looked for", "[envelope]") {
  EnvelopeNames names;
  names.error = "";
  CHECK(read(names, R"({"type":"a","error":"x","":"y"})").meaning == Meaning::message);
}

TEST_CASE("JSON that is no object is a message without a name", "[envelope]") {
  for (const auto* text : {"[1,2]", "\"text\"", "5", "null", " true "}) {
    const auto message = read(text);
    CHECK(message.verdict == Verdict::structured);
    CHECK(message.route.empty());
    CHECK(message.payload == text);
  }
}

TEST_CASE("what is no JSON is opaque, and what is too deep is refused", "[envelope]") {
  for (const auto* text : {"", "pong", "{type:1}", "{\"type\":\"a\"} x", "\xEF\xBB\xBF{}"})
    CHECK(read(text).verdict == Verdict::opaque);
  CHECK(read(std::string(100'000, '[')).verdict == Verdict::refused);
  CHECK(read(EnvelopeNames{}, R"({"payload":[[]]})", 2).verdict == Verdict::refused);
}

TEST_CASE("a reading is used again", "[envelope]") {
  const Envelope envelope{EnvelopeNames{}, 64};
  Reading reading;
  envelope.read(R"({"type":"\u0061"})", reading);
  envelope.read(R"({"type":"\u0062"})", reading);
  REQUIRE(reading.frames.size() == 1);
  CHECK(reading.frames.front().route == "b");
  envelope.read("not json", reading);
  CHECK(reading.frames.empty());
}
