#include "wasm/host.h"

#include <emscripten/em_math.h>
#include <emscripten/html5.h>

#include <utility>

#include "client/make_session.h"
#include "wasm/address.h"
#include "wasm/arena.h"
#include "wasm/news.h"

namespace hawser {
namespace {

// Asking whether there is memory costs an allocation. A page of wasm is taken for granted: with less, nothing works.
constexpr std::uint32_t granted_bytes = 0x10000;

std::uint32_t next_id() {
  static std::uint32_t last = 0;
  return ++last;
}

Time now() { return Time{Duration{static_cast<std::int64_t>(emscripten_get_now() * 1000)}}; }

Moment moment() { return {now(), emscripten_math_random()}; }

std::optional<Options> usable(std::optional<Options> read) {
  if (read && !speaks(*read)) read.reset();
  return read;
}

Duration from_ms(double milliseconds) { return Duration{static_cast<std::int64_t>(milliseconds * 1000)}; }

}  // namespace

Host::Host(std::uint32_t options, std::uint32_t length) : Host{usable(read_options(text_at(options, length)))} {}

// Options that are none are replaced, so that whoever overlooks `valid` still holds a whole client.
Host::Host(std::optional<Options> read) : Host{read ? std::move(*read) : Options{}, read.has_value()} {}

Host::Host(Options options, bool valid)
    : id_{next_id()},
      valid_{valid},
      client_{std::move(options)},
      socket_{*this, id_},
      timer_{[](void* host) { static_cast<Host*>(host)->rung(); }, this} {}

// ---------------------------------------------------------------- what the user does

void Host::connect() { handle(Connect{}); }

void Host::disconnect(std::uint32_t code, std::uint32_t reason, std::uint32_t length) {
  handle(Disconnect{static_cast<std::uint16_t>(code), text_at(reason, length)});
}

void Host::reconnect() { handle(Reconnect{}); }

void Host::resolved(std::uint32_t link, std::uint32_t at, std::uint32_t url, std::uint32_t protocols,
                    std::uint32_t hello, std::uint32_t token) {
  const auto after_protocols = at + url + protocols;
  handle(Resolved{link, text_at(at, url), text_at(at + url, protocols), text_at(after_protocols, hello),
                  text_at(after_protocols + hello, token)});
}

void Host::unresolved(std::uint32_t link, std::uint32_t why, std::uint32_t length, bool unauthorized) {
  handle(Unresolved{link, text_at(why, length), unauthorized});
}

void Host::answered(std::uint32_t ask, std::uint32_t at, std::uint32_t token, std::uint32_t data) {
  handle(Answered{ask, text_at(at, token), text_at(at + token, data)});
}

void Host::unanswered(std::uint32_t ask, std::uint32_t why, std::uint32_t length, std::uint32_t what) {
  handle(Unanswered{ask, text_at(why, length), what == lack::permission, what == lack::data});
}

// The engine may keep a copy, and running out of memory there would stop it.
std::uint32_t Host::send(std::uint32_t at, std::uint32_t length, std::uint32_t flags, std::uint32_t ticket,
                         std::uint32_t request, double reply_timeout_ms) {
  if (length > granted_bytes && !has_memory_for(length)) return word(Fate::refused_too_large);
  const Message message{.bytes = text_at(at, length),
                        .binary = (flags & flag::binary) != 0,
                        .ticket = ticket,
                        .request = request,
                        .reply_timeout = from_ms(reply_timeout_ms),
                        .queue = (flags & flag::dont_queue) == 0};
  const auto present = moment();
  const auto fate = client_.send(message, present);
  pump(present);
  return word(fate);
}

std::uint32_t Host::call(std::uint32_t operation, std::uint32_t at, std::uint32_t name, std::uint32_t data,
                         std::uint32_t ticket, double timeout_ms) {
  // Of the command, of the frame that it goes in, and perhaps of the outbox.
  if (data > granted_bytes && !has_memory_for(std::size_t{3} * data)) return word(Fate::refused_too_large);
  const Call call{static_cast<Operation>(operation), text_at(at, name), text_at(at + name, data), ticket,
                  from_ms(timeout_ms)};
  const auto present = moment();
  const auto fate = client_.call(call, present);
  pump(present);
  return word(fate);
}

void Host::flush() {
  client_.flush();
  pump(moment());
}

void Host::set_headers(std::uint32_t at, std::uint32_t length) {
  client_.set_headers(read_headers(text_at(at, length)));
}

std::uint32_t Host::listen(std::uint32_t at, std::uint32_t length) { return client_.listen(text_at(at, length)); }

void Host::unlisten(std::uint32_t route) { client_.unlisten(route); }

void Host::want(bool unrouted, bool everything) { client_.want(unrouted, everything); }

void Host::open_view(std::uint32_t view, std::uint32_t at, std::uint32_t length) {
  client_.open_view(view, read_view(text_at(at, length)));
}

void Host::close_view(std::uint32_t view) { client_.close_view(view); }

std::uint32_t Host::collect(std::uint32_t view) {
  const auto present = moment();
  const auto text = client_.collect(view, present);
  collected_ = {address(text.data()), word(text.size())};
  pump(present);
  return address(collected_.data());
}

void Host::listen_to_channel(std::uint32_t at, std::uint32_t length, bool is_heard) {
  client_.listen_to_channel(text_at(at, length), is_heard);
}

std::uint32_t Host::subscribe(std::uint32_t at, std::uint32_t name, std::uint32_t options) {
  const auto present = moment();
  auto read = read_subscription(text_at(at + name, options)).value_or(SubscriptionOptions{});
  const auto channel = client_.subscribe(text_at(at, name), std::move(read), present);
  pump(present);
  return channel;
}

void Host::unsubscribe(std::uint32_t channel) {
  const auto present = moment();
  client_.unsubscribe(channel, present);
  pump(present);
}

void Host::forget(std::uint32_t request) {
  client_.forget(request);
  pump(moment());
}

void Host::recall(std::uint32_t ticket) {
  client_.recall(ticket);
  pump(moment());
}

void Host::ponged() { handle(Ponged{}); }

void Host::give_up() { handle(GiveUp{}); }

void Host::page(std::uint32_t hint) { handle(PageChanged{static_cast<Hint>(hint)}); }

std::uint32_t Host::stats() {
  const auto it = client_.stats(now());
  const auto count = [](auto number) { return static_cast<double>(number); };
  figures_ = {it.rtt_ms,          count(it.received),       count(it.received_bytes),
              count(it.sent),     count(it.sent_bytes),     count(it.ignored),
              count(it.refused),  count(it.dropped),        count(it.conflated),
              count(it.queued),   count(it.queued_bytes),   count(it.attempts),
              count(it.opens),    count(it.channels),       count(it.requests),
              it.next_attempt_ms, count(socket_.buffered())};
  return address(figures_.data());
}

// ---------------------------------------------------------------- what the socket and the timer say

void Host::opened() { handle(Opened{link_}); }

void Host::received(std::string_view bytes, bool binary) { handle(Received{link_, bytes, binary}); }

void Host::oversized(std::uint64_t bytes) { handle(Oversized{link_, bytes}); }

void Host::lost(std::uint16_t code, std::string_view reason, bool clean) {
  socket_.abandon();
  handle(Lost{link_, code, reason, clean});
}

void Host::rung() {
  const auto deadline = client_.deadline();
  const auto at = now();
  if (deadline && *deadline <= at) return handle(Tick{});
  wind_timer(at);
}

// ---------------------------------------------------------------- the engine's turn

void Host::handle(const Input& input) {
  const auto present = moment();
  client_.handle(input, present);
  pump(present);
}

void Host::pump(Moment moment) {
  drain();
  while (std::exchange(refused_, false)) {
    const auto why = Socket::refusal();  // until it is told
    client_.handle(Unresolved{link_, why}, moment);
    drain();
  }
  wind_timer(moment.now);
}

void Host::drain() {
  while (const auto output = client_.poll()) std::visit([this](const auto& order) { perform(order); }, *output);
}

void Host::wind_timer(Time at) {
  const auto deadline = client_.deadline();
  if (deadline) timer_.wind(*deadline, at);
  if (!deadline) timer_.stop();
}

void Host::perform(const Dial& order) {
  link_ = order.link;
  refused_ = !socket_.dial(order.url, order.protocols);
}

void Host::perform(const Transmit& order) {
  socket_.send(order.bytes, order.binary, outgoing().begins_at(order.bytes.data()));
}

void Host::perform(const HangUp& order) { socket_.close(order.code, order.reason); }

void Host::perform(const Abandon&) { socket_.abandon(); }

void Host::perform(const Published& news) {
  if (!news.context.empty() || news.info.end != 0) ledger().write(context(id_, news));
  ledger().write(record(id_, news));
}

template <typename News>
void Host::perform(const News& news) {
  ledger().write(record(id_, news));
}

}  // namespace hawser
