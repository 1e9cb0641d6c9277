// Golden conversations. A line of a transcript is one of:
//   # why                      options {…}   (first line; what the options document says)
//   $ a verb of the user       < received by the client
//   ! an event of the world    + time that passes
//   > sent by the client       = anything else that it tells
// Where a frame has several lines, `⏎` stands for the break.
// What was told must be exactly the `>` and `=` lines that follow.
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "client/options_json.h"
#include "support/world.h"

namespace hawser {

struct TranscriptLine {
  char kind;
  std::string text;
};

struct Transcript {
  std::string name;
  Options options;
  std::vector<TranscriptLine> lines;

  static bool is_told(const TranscriptLine& line) { return line.kind == '>' || line.kind == '='; }

  static Transcript read(const std::string& path) {
    std::ifstream file{path};
    if (!file) throw std::runtime_error{"no transcript at " + path};
    Transcript transcript{.name = path.substr(path.rfind('/') + 1), .options = {}, .lines = {}};
    for (std::string line; std::getline(file, line);) transcript.add(line);
    return transcript;
  }

 private:
  void add(const std::string& line) {
    static const std::string header = "options ";
    if (line.empty() || line[0] == '#') return;
    if (line.rfind(header, 0) == 0) {
      options = read_options(line.substr(header.size())).value();
    } else if (std::string{"$<!+>="}.find(line[0]) != std::string::npos) {
      lines.push_back({line[0], line.size() > 2 ? line.substr(2) : ""});
    } else {
      throw std::runtime_error{name + ": what is this line? " + line};
    }
  }
};

// Plays the lines that do something; what is told is in `world`.
class Player {
 public:
  explicit Player(const Options& options) : world{options} {}

  World world;

  void play(const TranscriptLine& line) {
    switch (line.kind) {
      case '$': return verb(line.text);
      case '!': return event(line.text);
      case '<': return (void)world.receives(broken(line.text));
      case '+': return (void)world.advance(duration(line.text));
      default: return;
    }
  }

  static constexpr std::string_view line_break = "⏎";

  static std::string broken(std::string text) {
    for (auto at = text.find(line_break); at != std::string::npos; at = text.find(line_break))
      text.replace(at, line_break.size(), "\n");
    return text;
  }
  static std::string joined(std::string text) {
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n')) text.replace(at, 1, line_break);
    return text;
  }
  // What was told since the last look, a line each.
  Lines news() {
    Lines lines = world.news();
    for (auto& line : lines) line = joined(std::move(line));
    return lines;
  }

  static Duration duration(const std::string& text) {
    std::size_t end = 0;
    const auto count = std::stoll(text, &end);
    static const std::map<std::string, Duration> units{{"ms", 1ms}, {"s", 1s}, {"min", 1min}, {"h", 1h}};
    return count * units.at(text.substr(end));
  }

 private:
  struct Words {
    explicit Words(const std::string& text) : in{text} { in >> first; }
    std::istringstream in;
    std::string first;

    std::uint32_t number() {
      std::uint32_t value = 0;
      in >> value;
      return value;
    }
    std::string rest() {
      std::string text;
      std::getline(in >> std::ws, text);
      return text;
    }
  };

  [[noreturn]] static void unknown(const std::string& text) { throw std::runtime_error{"what is this? " + text}; }

  void verb(const std::string& text) {
    Words words{text};
    const auto& is = words.first;
    if (is == "connect") return (void)world.connect();
    if (is == "reconnect") return (void)world.reconnect();
    if (is == "disconnect") return disconnect(words);
    if (is == "send") return (void)world.send(words.rest(), ++tickets_);
    if (is == "request") return request(words);
    if (is == "forget") return (void)world.forget(words.number());
    if (is == "listen") return (void)world.client.listen(words.rest());
    if (is == "want") return world.client.want(true, false);
    if (is == "subscribe") return subscribe(words);
    if (is == "call") return call(words);
    if (is == "flush") return (void)world.flush();
    if (is == "token") return (void)(world.token = words.rest());
    if (is == "unsubscribe") return (void)world.unsubscribe(channels_[words.rest()]);
    if (is == "hello") return (void)(world.hello = words.rest());
    if (is == "url") return (void)(world.url = words.rest());
    unknown(text);
  }

  void disconnect(Words& words) {
    const auto code = static_cast<std::uint16_t>(words.number());
    words.in.clear();
    world.disconnect(code, words.rest());
  }

  void request(Words& words) {
    const auto id = words.number();
    world.request(words.rest(), id);
  }

  // The name, and the options' document if there is more to say.
  void subscribe(Words& words) {
    std::string name;
    words.in >> name;
    channels_[name] = world.subscribe(name, read_subscription(words.rest()).value());
  }

  // The operation, the ticket, the channel or method, and the data.
  void call(Words& words) {
    static const std::map<std::string, Operation> operations{{"publish", Operation::publish},
                                                             {"rpc", Operation::rpc},
                                                             {"send", Operation::send},
                                                             {"presence", Operation::presence},
                                                             {"stats", Operation::presence_stats},
                                                             {"history", Operation::history}};
    std::string operation;
    words.in >> operation;
    const auto ticket = words.number();
    std::string name;
    words.in >> name;
    const auto data = words.rest();
    world.call({.operation = operations.at(operation), .name = name, .data = data, .ticket = ticket, .timeout = 5s});
  }

  void answer(Words& words) {
    const auto ask = words.number();
    const auto token = words.rest();
    world.handle(Answered{ask, token, {}});
  }

  void event(const std::string& text) {
    static const std::map<std::string, Hint> hints{
        {"online", Hint::online},         {"offline", Hint::offline},        {"visible", Hint::visible},
        {"hidden", Hint::hidden},         {"frozen", Hint::frozen},          {"resumed", Hint::resumed},
        {"page shown", Hint::page_shown}, {"page hidden", Hint::page_hidden}};
    if (const auto hint = hints.find(text); hint != hints.end()) return (void)world.page(hint->second);
    Words words{text};
    const auto& is = words.first;
    if (is == "open") return (void)world.opens();
    if (is == "drop") return drop(words, false);
    if (is == "close") return drop(words, true);
    if (is == "final") return (void)world.handle(GiveUp{});
    if (is == "pong") return (void)world.handle(Ponged{});
    if (is == "binary") return (void)world.receives(words.rest(), true);
    if (is == "huge") return (void)world.handle(Oversized{world.link(), words.number()});
    if (is == "answer") return answer(words);
    if (is == "unanswered") return (void)world.handle(Unanswered{words.number(), "why", false});
    if (is == "sleep") return (void)world.sleep(duration(words.rest()));
    unknown(text);
  }

  void drop(Words& words, bool clean) {
    const auto code = static_cast<std::uint16_t>(words.number());
    words.in.clear();
    world.drops(code, words.rest(), clean);
  }

  Ticket tickets_ = 0;
  std::map<std::string, Channel> channels_;
};

}  // namespace hawser
