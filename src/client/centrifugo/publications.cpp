// The way of a publication in: is it the next one, what does its delta make, who listens. A position moves only when
// the publication has been told.
#include <utility>

#include "client/centrifugo/details.h"
#include "client/centrifugo/session.h"
#include "protocol/centrifugo/fossil.h"
#include "protocol/envelope.h"
#include "protocol/text.h"

namespace hawser::centrifugo {
namespace {

std::string_view piece(std::string_view frame, Span span) { return frame.substr(span.begin, span.end - span.begin); }

Slice slice(Span span) { return {span.begin, span.end}; }

Span shifted(Span span, std::uint32_t by) { return {by + span.begin, by + span.end}; }

// Where deltas are agreed on, a JSON frame has texts in strings.
std::string content(std::string_view data, Format format) {
  const bool is_string = format == Format::json && data.size() > 1 && data.front() == '"';
  return is_string ? unescape(data.substr(1, data.size() - 2)) : std::string{data};
}

bool is_tagged(const Publication& publication) { return publication.tags.begin != publication.tags.end; }

bool says_more(const Publication& publication) { return publication.info || is_tagged(publication); }

bool says_who_alone(const Publication& publication) {
  return publication.info && publication.info->object.end != 0 && !is_tagged(publication);
}

}  // namespace

void Session::take_publication(Feed& feed, const Publication& publication, Moment moment) {
  if (!feed.is_subscribed() || feed.is_resyncing) return;
  if (!feed.position || publication.offset == 0) return deliver(feed, publication, moment);
  switch (feed.position->judge(publication.offset)) {
    case Arrival::duplicate: return;
    case Arrival::hole:
      if (!feed.is_filtered()) return resync(feed, moment);
      [[fallthrough]];
    case Arrival::next: return deliver(feed, publication, moment);
  }
}

// Is it behind what was delivered? The base of the next delta it is all the same.
bool Session::is_old(const Feed& feed, const Publication& publication) {
  return feed.position && publication.offset != 0 && publication.offset <= feed.position->offset;
}

void Session::deliver(Feed& feed, const Publication& publication, Moment moment) {
  if (feed.has_delta) return deliver_changed(feed, publication, moment);
  if (is_old(feed, publication)) return;
  auto told = heard(frame_, looked_into(publication.data), &feed, moment);
  if (told && says_who_alone(publication))
    told->info = {publication.info->object.begin, publication.info->object.end};
  else if (told && says_more(publication))
    told->context = line_.hold(details::context(replies_, publication));
  tell(feed, publication, told);
}

void Session::deliver_changed(Feed& feed, const Publication& publication, Moment moment) {
  auto text = made_of(feed, publication);
  if (!text) return resync(feed, moment);
  feed.base = *text;
  feed.backoff.reset();
  if (!is_old(feed, publication)) deliver_kept(feed, publication, line_.hold(std::move(*text)), moment);
}

// The text that a publication stands for, which a delta makes of the one before.
std::optional<std::string> Session::made_of(const Feed& feed, const Publication& publication) const {
  auto text = content(piece(frame_, publication.data.whole), settings_.format);
  return publication.delta ? fossil::apply(feed.base, text, max_message_bytes_) : std::optional{std::move(text)};
}

// A text that isn't in the frame.
void Session::deliver_kept(Feed& feed, const Publication& publication, std::string_view text, Moment moment) {
  auto told = heard(text, opened(text, 0), &feed, moment);
  if (told) {
    told->kept = text.substr(told->payload.begin, told->payload.end - told->payload.begin);
    told->payload = {};
    told->is_binary = settings_.binary;
    if (says_more(publication)) told->context = line_.hold(details::context_kept(replies_, publication, frame_));
  }
  tell(feed, publication, told);
}

void Session::tell(Feed& feed, const Publication& publication, std::optional<Published>& told) {
  if (told) {
    told->offset = publication.offset;
    line_.tell(*told);
  }
  if (feed.position && publication.offset != 0) feed.position->offset = publication.offset;
  feed.is_behind = !told;
  if (!told) is_behind_ = true;
}

// What was told to nobody moved channels all the same: once for many.
void Session::looked() {
  if (!std::exchange(is_behind_, false)) return;
  for (auto& [channel, feed] : feeds_)
    if (std::exchange(feed.is_behind, false) && feed.position) line_.tell(Moved{channel, feed.position->offset});
}

void Session::deliver_message(const Content& data, Moment moment) {
  if (const auto told = heard(frame_, looked_into(data), nullptr, moment)) line_.tell(*told);
}

// A frame of JSON was looked into when it was read.
Content Session::looked_into(const Content& data) const {
  return settings_.format == Format::json ? data : opened(piece(frame_, data.whole), data.whole.begin);
}

// Data by itself, which lies so far from where its places are counted.
Content Session::opened(std::string_view data, std::uint32_t begins) const {
  Content content{
      .whole = {begins, begins + static_cast<std::uint32_t>(data.size())}, .type = {}, .payload = {}, .key = {}};
  if (settings_.binary) return content;
  const auto [type, payload, key] = envelope_.open(data, line_.audience().views.first_name());
  if (type.end != 0) content.type = shifted(type, begins);
  if (payload.end != 0) content.payload = shifted(payload, begins);
  if (key.end != 0) content.key = shifted(key, begins);
  return content;
}

// A payload may hold a message in an envelope, as a plain server would send it: an object with a type. Who listens to
// neither its type nor its channel gets it as it is. Nothing: it is told to nobody.
std::optional<Published> Session::heard(std::string_view text, const Content& content, const Feed* feed,
                                        Moment moment) {
  const bool is_held = feed != nullptr && feed->is_held();
  names_.clear();
  const auto type = name_in(piece(text, content.type), names_);
  const bool is_envelope = !type.empty() && content.payload.end != 0;
  const auto inner = is_envelope ? content.payload : content.whole;
  const bool is_json = content.key.end != 0 || (settings_.format == Format::json && text.data() == frame_.data());
  const auto route =
      line_.hear({.type = type,
                  .channel = is_held ? std::string_view{feed->name} : std::string_view{},
                  .is_heard = is_held && feed->subscription.is_heard(),
                  .payload = piece(text, inner),
                  .is_json = is_json,
                  .first = is_json && !is_envelope ? std::optional{piece(text, content.key)} : std::nullopt},
                 moment);
  if (!route) return std::nullopt;
  return Published{.route = *route,
                   .channel = feed != nullptr ? feed->number() : 0,
                   .payload = slice(*route != 0 || is_held ? inner : content.whole),
                   .kept = {},
                   .offset = 0,
                   .context = {}};
}

}  // namespace hawser::centrifugo
