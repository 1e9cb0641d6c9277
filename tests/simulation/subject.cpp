#include "simulation/subject.h"

#include <array>
#include <cstdlib>

#include "protocol/json.h"

namespace hawser::simulation {
namespace {

constexpr std::array<const char*, 6> states{"idle", "connecting", "open", "closing", "waiting", "failed"};
constexpr std::array<const char*, 3> statuses{"unsubscribed", "subscribing", "subscribed"};
constexpr std::array<const char*, 5> outcomes{"done", "refused", "timed out", "closed", "dropped"};
constexpr std::array<const char*, 6> phases{"connect", "subscribe", "refresh", "sub refresh", "token", "data"};

const char* name_of(const auto& names, auto value) { return names.at(static_cast<std::size_t>(value)); }

Word read_word(std::string_view detail) {
  const auto document = json::Document::parse(detail);
  if (!document) throw Violation{"a detail that isn't JSON: " + std::string{detail}};
  const auto root = document->root();
  const std::string offset{root["offset"].text_or("0")};
  return {.recoverable = root["recoverable"].boolean_or(false),
          .positioned = root["positioned"].boolean_or(false),
          .was_recovering = root["wasRecovering"].boolean_or(false),
          .recovered = root["recovered"].boolean_or(false),
          .at = {std::strtoull(offset.c_str(), nullptr, 10), std::string{root["epoch"].text_or({})}}};
}

}  // namespace

// ---------------------------------------------------------------- what the client is given

Options Subject::options(const Setup& setup) {
  Options options;
  options.reconnect = {.first = 200ms, .spread = 1s, .longest = 4s, .stable = 3s};
  options.connect_timeout = 4s;
  options.close_timeout = 1s;
  auto& settings = options.centrifugo.emplace();
  settings.format = setup.format == Format::json ? centrifugo::Format::json : centrifugo::Format::protobuf;
  settings.binary = setup.binary;
  settings.asks_token = setup.guarded;
  settings.timeout = setup.timeout;
  settings.max_server_ping_delay = setup.max_ping_delay;
  settings.first_resubscribe = 200ms;
  settings.longest_resubscribe = 4s;
  return options;
}

Subject::Subject(const Setup& setup, const Timeline& timeline, Dice& dice, Journal& journal, Lifeline& life, Ear& ear)
    : timeline_{timeline},
      dice_{dice},
      journal_{journal},
      life_{life},
      ear_{ear},
      laws_{options(setup)},
      client_{options(setup)} {
  client_.want(true, false);
}

void Subject::begin(const Input& input) {
  const auto* const received = std::get_if<Received>(&input);
  frame_ = received ? received->bytes : std::string_view{};
  before_ = client_.state();
  laws_.begins(frame_.size());
  if (std::holds_alternative<Connect>(input) || std::holds_alternative<Reconnect>(input)) laws_.connects();
  if (std::holds_alternative<Disconnect>(input)) laws_.disconnects();
  if (const auto* const lost = std::get_if<Lost>(&input)) laws_.socket_is_lost(lost->link);
  if (const auto* const page = std::get_if<PageChanged>(&input)) laws_.page(page->hint);
}

void Subject::handle(const Input& input) {
  begin(input);
  client_.handle(input, moment());
  drain(std::holds_alternative<Tick>(input));
  frame_ = {};
}

void Subject::subscribe(const Plan& plan, const std::optional<Position>& since) {
  SubscriptionOptions options;
  options.asks_token = plan.guarded;
  options.asks_data = plan.has_data;
  options.positioned = plan.is_asked_for && plan.positioned;
  options.recoverable = plan.is_asked_for && plan.recoverable;
  options.join_leave = plan.join_leave;
  options.delta = plan.delta;
  if (plan.is_filtered) options.tags_filter = centrifugo::Filter{.key = "n", .cmp = "eq", .val = "even"};
  if (since) options.since = hawser::Position{since->offset, since->epoch};
  begin();
  const Channel channel = client_.subscribe(plan.name, options, moment());
  held_[plan.name] = channel;
  names_[channel] = plan.name;
  client_.flush();
  drain();
}

void Subject::unsubscribe(const std::string& channel) {
  begin();
  const auto before = client_.stats(timeline_.now()).channels;
  client_.unsubscribe(held_.at(channel), moment());
  if (client_.stats(timeline_.now()).channels < before) laws_.releases(held_.at(channel));
  held_.erase(channel);
  client_.flush();
  drain();
}

Fate Subject::call(const Call& call) {
  begin();
  const Fate fate = client_.call(call, moment());
  if (fate <= Fate::queued) life_.calls(call.ticket, fate == Fate::sent);
  laws_.calls(call, fate);
  client_.flush();
  drain();
  return fate;
}

// ---------------------------------------------------------------- what it tells

struct Subject::Telling {
  Subject& subject;

  void note(const std::string& what) const {
    if (subject.journal_.is_kept()) subject.journal_.write("client", what);
  }
  const std::string& name(Channel channel) const { return subject.name(channel); }

  void operator()(const Resolve& it) const {
    note(std::string{"wants a link"} + (it.renew ? ", and a new token" : ""));
    subject.ear_.resolve(it.link, it.renew);
  }
  void operator()(const Ask& it) const {
    note("asks for the " + std::string{it.token ? "token " : ""} + (it.data ? "data " : "") + "of " +
         (it.channel ? name(it.channel) : "the connection"));
    subject.ear_.ask(it.ask, it.channel ? name(it.channel) : "", it.token, it.data);
  }
  void operator()(const Dial& it) const {
    note("dials link " + std::to_string(it.link));
    subject.life_.dials(it.link);
    subject.ear_.dial(it.link, it.url);
  }
  void operator()(const Transmit& it) const {
    subject.life_.uses(it.link);
    subject.ear_.transmit(it.link, it.bytes, it.binary);
  }
  void operator()(const HangUp& it) const {
    note("hangs up");
    subject.life_.uses(it.link);
    subject.ear_.hang_up(it.link, it.code, it.reason);
  }
  void operator()(const Abandon& it) const {
    note("abandons link " + std::to_string(it.link));
    subject.life_.abandons(it.link);
    subject.ear_.abandon(it.link);
  }
  void operator()(const Changed& it) const { note(std::string{"is "} + name_of(states, it.state)); }
  void operator()(const Connected&) const { subject.life_.opened(); }
  void operator()(const Closed& it) const {
    note("closed " + std::to_string(it.code) + " " + std::string{it.reason});
    subject.life_.closed();
  }
  void operator()(const Retrying& it) const {
    note("tries again in " + std::to_string(it.delay.count() / 1000) + " ms");
  }
  void operator()(const GaveUp&) const { note("gave up"); }
  void operator()(const SubscriptionChanged& it) const {
    note(name(it.channel) + " is " + name_of(statuses, it.status));
    subject.ear_.status(name(it.channel), it.status);
  }
  void operator()(const Subscribed& it) const {
    note(name(it.channel) + ": " + std::string{it.detail});
    subject.ear_.subscribed(name(it.channel), read_word(it.detail));
  }
  void operator()(const Unsubscribed& it) const {
    note(name(it.channel) + " ends with " + std::to_string(it.code) + " " + std::string{it.reason});
  }
  void operator()(const Adopted& it) const {
    subject.names_[it.channel] = it.name;
    note("adopts " + std::string{it.name});
  }
  void operator()(const Published& it) const {
    const std::string data = it.kept.data() ? std::string{it.kept} : subject.cut(it.payload);
    note(name(it.channel) + " " + std::to_string(it.offset) + ": " + data);
    subject.ear_.published(name(it.channel), it.offset, data, std::string{it.context} + subject.cut(it.info));
  }
  void operator()(const MemberChanged& it) const {
    note(name(it.channel) + (it.joined ? " joined " : " left ") + std::string{it.member});
    subject.ear_.member(name(it.channel));
  }
  void operator()(const Settled& it) const {
    note("call " + std::to_string(it.ticket) + " is " + name_of(outcomes, it.outcome) + " " + std::string{it.detail});
    subject.life_.settled(it.ticket);
    subject.ear_.settled(it.ticket, it.outcome, subject.cut(it.body), it.detail);
  }
  void operator()(const Refusal& it) const {
    note(std::string{"refused: "} + name_of(phases, it.phase) + " " + std::to_string(it.code) + " " +
         std::string{it.message});
    subject.ear_.refused(it.phase, it.code, it.temporary);
  }
  void operator()(const Fault& it) const { note("fault " + std::to_string(static_cast<int>(it.code))); }
  void operator()(const Fresh&) const { throw Violation{"news of a view that nobody opened"}; }
  void operator()(const Moved&) const { throw Violation{"a view that nobody opened was looked at"}; }
  void operator()(const Left&) const {}
  void operator()(const Dropped&) const {}
  void operator()(const Deliver&) const { throw Violation{"a plain message from a broker"}; }
  void operator()(const DeliverText&) const { throw Violation{"a plain text from a broker"}; }
  void operator()(const DeliverBinary&) const { throw Violation{"plain bytes from a broker"}; }
  void operator()(const MaybePong&) const { throw Violation{"a plain heartbeat with a broker"}; }
};

void Subject::drain(bool after_tick) {
  while (const auto output = client_.poll()) {
    life_.told(before_);
    std::visit(Telling{*this}, *output);
    laws_.tells(*output);
  }
  life_.hold(client_.state());
  laws_.hold(client_, timeline_.now(), after_tick);
}

const std::string& Subject::name(Channel channel) const {
  const auto found = names_.find(channel);
  if (found == names_.end()) throw Violation{"a channel that nobody knows: " + std::to_string(channel)};
  return found->second;
}

std::string Subject::cut(Slice slice) const {
  if (slice.begin > slice.end || slice.end > frame_.size()) throw Violation{"a slice outside of its frame"};
  return std::string{frame_.substr(slice.begin, slice.end - slice.begin)};
}

}  // namespace hawser::simulation
