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
  if (!feed.has_delta) {
    if (is_old(feed, publication)) return;
    auto told = found_in(frame_, looked_into(publication.data), feed.is_held());
    if (says_who_alone(publication))
      told.info = {publication.info->object.begin, publication.info->object.end};
    else if (says_more(publication) && hears(told, feed))
      told.context = line_.hold(details::context(replies_, publication));
    return tell(feed, publication, told);
  }
  auto text = made_of(feed, publication);
  if (!text) return resync(feed, moment);
  feed.base = *text;
  feed.backoff.reset();
  if (!is_old(feed, publication)) deliver_kept(feed, publication, line_.hold(std::move(*text)));
}

// The text that a publication stands for, which a delta makes of the one before.
std::optional<std::string> Session::made_of(const Feed& feed, const Publication& publication) const {
  auto text = content(piece(frame_, publication.data.whole), settings_.format);
  return publication.delta ? fossil::apply(feed.base, text, max_message_bytes_) : std::optional{std::move(text)};
}

// A text that isn't in the frame.
void Session::deliver_kept(Feed& feed, const Publication& publication, std::string_view text) {
  auto told = found_in(text, opened(text, 0), feed.is_held());
  told.kept = text.substr(told.payload.begin, told.payload.end - told.payload.begin);
  told.payload = {};
  told.is_binary = settings_.binary;
  if (says_more(publication) && hears(told, feed))
    told.context = line_.hold(details::context_kept(replies_, publication, frame_));
  tell(feed, publication, told);
}

bool Session::hears(const Published& told, const Feed& feed) const {
  return line_.audience().hears(told.route, feed.is_held() ? feed.number() : 0);
}

void Session::tell(Feed& feed, const Publication& publication, Published told) {
  told.channel = feed.number();
  told.offset = publication.offset;
  if (hears(told, feed))
    line_.tell(told);
  else
    line_.ignore();
  if (feed.position && publication.offset != 0) feed.position->offset = publication.offset;
}

void Session::deliver_message(const Content& data) {
  const auto told = found_in(frame_, looked_into(data), false);
  if (!line_.audience().hears(told.route, 0)) return line_.ignore();
  line_.tell(told);
}

// A frame of JSON was looked into when it was read.
Content Session::looked_into(const Content& data) const {
  return settings_.format == Format::json ? data : opened(piece(frame_, data.whole), data.whole.begin);
}

// Data by itself, which lies so far from where its places are counted.
Content Session::opened(std::string_view data, std::uint32_t begins) const {
  Content content{.whole = {begins, begins + static_cast<std::uint32_t>(data.size())}, .type = {}, .payload = {}};
  if (settings_.binary) return content;
  const auto [type, payload] = envelope_.open(data);
  if (type.end != 0) content.type = shifted(type, begins);
  if (payload.end != 0) content.payload = shifted(payload, begins);
  return content;
}

// A payload may hold a message in an envelope, as a plain server would send it: an object with a type. Who listens to
// neither its type nor its channel gets it as it is.
Published Session::found_in(std::string_view text, const Content& content, bool is_held) {
  Published told{.route = 0, .channel = 0, .payload = slice(content.whole), .kept = {}, .offset = 0, .context = {}};
  names_.clear();
  const auto type = name_in(piece(text, content.type), names_);
  if (type.empty()) return told;
  told.route = line_.audience().routes.find(type);
  if ((told.route != 0 || is_held) && content.payload.end != 0) told.payload = slice(content.payload);
  return told;
}

}  // namespace hawser::centrifugo
