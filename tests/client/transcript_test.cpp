// Every transcript: replayed whole; cut at every line, in every way a link can end; and with every message of the
// server cut at every byte.
#include "support/transcript.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

using namespace hawser;

namespace {

std::vector<Transcript> transcripts() {
  std::set<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator{HAWSER_TESTS_DIR "/transcripts"})
    if (entry.path().extension() == ".txt") paths.insert(entry.path().string());
  std::vector<Transcript> all;
  for (const auto& path : paths) all.push_back(Transcript::read(path));
  return all;
}

const Transcript& any_transcript() {
  static const auto all = transcripts();
  return all[GENERATE(range(std::size_t{0}, transcripts().size()))];
}

Lines told_after(const Transcript& transcript, std::size_t line) {
  Lines lines;
  for (; line < transcript.lines.size() && Transcript::is_told(transcript.lines[line]); ++line) {
    const auto& [kind, text] = transcript.lines[line];
    lines.push_back(kind == '=' ? text : text.empty() ? ">" : "> " + text);
  }
  return lines;
}

void play(Player& player, const Transcript& transcript, std::size_t lines) {
  for (std::size_t i = 0; i < lines; ++i) player.play(transcript.lines[i]);
}

enum class End { lost, closed, silent, page_hidden, hung_up, reconnect };

void end(World& world, End how) {
  switch (how) {
    case End::lost: world.drops(1006); return;
    case End::closed: world.drops(1012, "restart", true); return;
    case End::silent: return;
    case End::page_hidden: world.page(Hint::page_hidden).page(Hint::page_shown); return;
    case End::hung_up: world.disconnect(); return;
    case End::reconnect: world.reconnect(); return;
  }
}

// A broker says yes, to whatever number it was asked under.
void agree(World& world) {
  for (int id = 1; id < 100 && world.state() == State::connecting && world.socket(); ++id)
    world.receives("{\"id\":" + std::to_string(id) + ",\"connect\":{\"client\":\"c\"}}");
}

// Whatever happened, a user who connects, in a page that is shown, and a server that answers find each other.
void comes_back(World& world) {
  for (int minute = 0; minute < 5 && world.state() != State::open; ++minute) {
    if (world.state() != State::connecting && world.state() != State::waiting) world.connect();
    if (!world.timer()) world.page(Hint::page_shown);
    if (world.socket()) {
      world.opens();
      agree(world);
    } else {
      world.advance(*world.timer());
    }
  }
}

}  // namespace

TEST_CASE("a conversation goes as it is written", "[transcript]") {
  const auto& transcript = any_transcript();
  Player player{transcript.options};
  for (std::size_t i = 0; i < transcript.lines.size(); ++i) {
    const auto& line = transcript.lines[i];
    if (Transcript::is_told(line)) continue;
    INFO(transcript.name << ": " << line.kind << ' ' << line.text);
    player.play(line);
    CHECK(player.news() == told_after(transcript, i + 1));
  }
}

TEST_CASE("wherever a conversation is cut, and however, it comes back to open", "[transcript]") {
  const auto& transcript = any_transcript();
  const auto how = GENERATE(End::lost, End::closed, End::silent, End::page_hidden, End::hung_up, End::reconnect);
  for (std::size_t cut = 0; cut <= transcript.lines.size(); ++cut) {
    INFO(transcript.name << ", cut before line " << cut);
    Player player{transcript.options};
    play(player, transcript, cut);
    end(player.world, how);
    comes_back(player.world);
    CHECK(player.world.state() == State::open);
  }
}

TEST_CASE("wherever a conversation is cut, a disconnect ends it", "[transcript]") {
  const auto& transcript = any_transcript();
  for (std::size_t cut = 0; cut <= transcript.lines.size(); ++cut) {
    INFO(transcript.name << ", cut before line " << cut);
    Player player{transcript.options};
    play(player, transcript, cut);
    player.world.disconnect().advance(3s).quietly();
    CHECK(player.world.state() == State::idle);
    CHECK(player.world.page(Hint::online).advance(1h).news().empty());
  }
}

// A broker that breaks off in the middle can't be trusted any more, and is dialled anew.
TEST_CASE("a message that is cut at any byte harms nothing", "[transcript]") {
  const auto& transcript = any_transcript();
  for (std::size_t i = 0; i < transcript.lines.size(); ++i) {
    const auto& [kind, text] = transcript.lines[i];
    if (kind != '<') continue;
    INFO(transcript.name << ": " << text);
    Player player{transcript.options};
    play(player, transcript, i);
    const State before = player.world.state();
    for (std::size_t bytes = 0; bytes < text.size(); ++bytes)
      player.world.receives(Player::broken(text.substr(0, bytes)));
    if (!transcript.options.centrifugo) CHECK(player.world.state() == before);
    comes_back(player.world);
    CHECK(player.world.state() == State::open);
  }
}
