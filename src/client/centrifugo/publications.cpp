// The way of a publication in: is it the next one, what does its delta make, who listens. A position moves only when
// the publication has been told.
#include <utility>

#include "client/centrifugo/details.h"
#include "client/centrifugo/session.h"
#include "protocol/centrifugo/fossil.h"
#include "protocol/text.h"

namespace hawser::centrifugo {
namespace {

std::string_view piece(std::string_view frame, Span span) { return frame.substr(span.begin, span.end - span.begin); }

Slice from(std::uint32_t begins, Span span) { return {begins + span.begin, begins + span.end}; }

// Where deltas are agreed on, a JSON frame has texts in strings.
std::string content(std::string_view data, Format format) {
  const bool is_string = format == Format::json && data.size() > 1 && data.front() == '"';
  return is_string ? unescape(data.substr(1, data.size() - 2)) : std::string{data};
}

}  // namespace

void Session::take_publication(Feed& feed, const Publication& publication, Moment moment) {
  if (!feed.is_subscribed() || feed.is_resyncing) return;
  if (!feed.position || publication.offset == 0) return deliver(feed, publication, moment);
  switch (feed.position->judge(publication.offset)) {
    case Arrival::duplicate: return;
    case Arrival::hole: return resync(feed, moment);
    case Arrival::next: return deliver(feed, publication, moment);
  }
}

void Session::deliver(Feed& feed, const Publication& publication, Moment moment) {
  if (feed.has_delta) return deliver_delta(feed, publication, moment);
  auto told = found_in(piece(frame_, publication.data), publication.data.begin, feed.is_held() ? feed.number() : 0);
  if (line_.audience().hears(told.route, told.channel)) {
    told.channel = feed.number();
    told.offset = publication.offset;
    told.context = line_.hold(details::context(replies_, publication));
    line_.tell(told);
  } else {
    line_.ignore();
  }
  if (feed.position && publication.offset != 0) feed.position->offset = publication.offset;
}

// The text that a delta makes isn't in the frame.
void Session::deliver_delta(Feed& feed, const Publication& publication, Moment moment) {
  auto text = content(piece(frame_, publication.data), settings_.format);
  if (publication.delta) {
    auto made = fossil::apply(feed.base, text, max_message_bytes_);
    if (!made) return resync(feed, moment);
    text = std::move(*made);
  }
  feed.base = text;
  feed.backoff.reset();
  const auto kept = line_.hold(std::move(text));
  auto told = found_in(kept, 0, feed.is_held() ? feed.number() : 0);
  if (line_.audience().hears(told.route, told.channel)) {
    told.channel = feed.number();
    told.kept = kept.substr(told.payload.begin, told.payload.end - told.payload.begin);
    told.payload = {};
    told.offset = publication.offset;
    told.context = line_.hold(details::context_kept(replies_, publication, frame_));
    line_.tell(told);
  } else {
    line_.ignore();
  }
  if (feed.position && publication.offset != 0) feed.position->offset = publication.offset;
}

void Session::deliver_message(Span data) {
  const auto told = found_in(piece(frame_, data), data.begin, 0);
  if (!line_.audience().hears(told.route, 0)) return line_.ignore();
  line_.tell(told);
}

// A payload may hold a message in an envelope, as a plain server would send it.
Published Session::found_in(std::string_view text, std::uint32_t begins, Channel channel) {
  const auto size = static_cast<std::uint32_t>(text.size());
  Published told{
      .route = 0, .channel = channel, .payload = {begins, begins + size}, .kept = {}, .offset = 0, .context = {}};
  if (settings_.binary || !envelope_.open(text, reading_)) return told;
  const Frame& frame = reading_.frames.front();
  told.route = line_.audience().routes.find(frame.route);
  told.payload = from(begins, frame.payload);
  return told;
}

}  // namespace hawser::centrifugo
