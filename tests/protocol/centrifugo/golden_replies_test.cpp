#include <catch2/catch.hpp>

#include "protocol/centrifugo/golden.h"
#include "protocol/centrifugo/random_replies.h"
#include "protocol/centrifugo/server.h"
#include "protocol/text.h"

using namespace hawser;
using namespace hawser::centrifugo;

namespace {

// In delta channels the formats differ in more than their form: JSON has a string for the bytes.
bool is_delta(const std::string& frame) { return frame.find("delta:a\",\"pub") != std::string::npos; }

std::string only_publication(std::string_view frame, const Replies& all) {
  REQUIRE(all.replies.size() == 1);
  const auto& push = std::get<Push>(all.replies.front().body);
  return std::string{server::cut(frame, std::get<Publication>(push.event).data.whole)};
}

}  // namespace

TEST_CASE("every frame of a server is read, and said again it is the same, in both formats", "[centrifugo][replies]") {
  const auto recorded = GENERATE(as<std::string>{}, "v5", "library");
  const auto json = golden::received(golden::json(recorded));
  const auto protobuf = golden::received(golden::protobuf(recorded));
  REQUIRE(json.size() == protobuf.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    Replies from_json;
    Replies from_protobuf;
    CAPTURE(json[i]);
    REQUIRE(read_json(json[i], {}, from_json) == Verdict::structured);
    REQUIRE(read_protobuf(protobuf[i], {}, from_protobuf) == Verdict::structured);
    CHECK(server::json(json[i], from_json) == json[i]);
    CHECK(server::protobuf(protobuf[i], from_protobuf) == protobuf[i]);
    if (is_delta(json[i])) {
      const auto data = only_publication(json[i], from_json);
      CHECK(unescape(data.substr(1, data.size() - 2)) == only_publication(protobuf[i], from_protobuf));
    } else {
      CHECK(server::protobuf(json[i], from_json) == protobuf[i]);
      CHECK(server::json(protobuf[i], from_protobuf) == json[i]);
    }
  }
}

TEST_CASE("whatever a server says is read as it was said, in both formats", "[centrifugo][replies]") {
  RandomReplies random{17};
  Replies read;
  for (int i = 0; i < 5000; ++i) {
    const auto said = random.make();
    const auto json = server::json(random.payloads, said);
    const auto protobuf = server::protobuf(random.payloads, said);
    REQUIRE(read_json(json, {}, read) == Verdict::structured);
    REQUIRE(server::json(json, read) == json);
    REQUIRE(read_protobuf(protobuf, {}, read) == Verdict::structured);
    REQUIRE(server::protobuf(protobuf, read) == protobuf);
    REQUIRE(server::json(protobuf, read) == json);
  }
}

TEST_CASE("a frame cut at any byte is refused whole, or has lost whole replies", "[centrifugo][replies]") {
  for (const auto& recorded : {"v5", "library"}) {
    for (const auto& frame : golden::received(golden::json(recorded)))
      for (std::size_t size = 0; size < frame.size(); ++size) {
        Replies read;
        const auto cut = frame.substr(0, size);
        if (read_json(cut, {}, read) == Verdict::refused)
          REQUIRE(read.items() == 0);
        else
          REQUIRE((server::json(cut, read) == cut || server::json(cut, read) + '\n' == cut));
      }
    for (const auto& frame : golden::received(golden::protobuf(recorded)))
      for (std::size_t size = 0; size < frame.size(); ++size) {
        Replies read;
        const auto cut = frame.substr(0, size);
        if (read_protobuf(cut, {}, read) == Verdict::refused)
          REQUIRE(read.items() == 0);
        else
          REQUIRE(server::protobuf(cut, read) == cut);
      }
  }
}

TEST_CASE("a frame with changed bytes is read or refused, but never read wrongly", "[centrifugo][replies]") {
  std::mt19937 random{23};
  for (const auto& recorded : {"v5", "library"})
    for (const bool json : {true, false})
      for (auto frame : golden::received(json ? golden::json(recorded) : golden::protobuf(recorded)))
        for (int i = 0; i < 200; ++i) {
          frame[random() % frame.size()] = static_cast<char>(random());
          Replies read;
          const auto verdict = json ? read_json(frame, {}, read) : read_protobuf(frame, {}, read);
          REQUIRE((verdict == Verdict::structured || read.items() == 0));
          Replies again;
          const auto said = server::protobuf(frame, read);
          REQUIRE(read_protobuf(said, {}, again) == Verdict::structured);
          REQUIRE(server::protobuf(said, again) == said);
        }
}
