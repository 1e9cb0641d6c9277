#include "protocol/envelope.h"

#include <array>
#include <charconv>
#include <utility>

#include "protocol/json.h"
#include "protocol/scan.h"
#include "protocol/text.h"

namespace hawser {
namespace {

enum Field : std::size_t { type, payload, channel, id, error, fields };

using Values = std::array<Span, fields>;

bool is_there(Span span) { return span.end != 0; }

std::string_view cut(std::string_view text, Span span) { return text.substr(span.begin, span.end - span.begin); }

// A positive integer, as a number or as a string of digits; anything else is no id of ours.
std::uint32_t number_in(std::string_view value) {
  if (value.size() > 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
  std::uint32_t number = 0;
  const char* const end = value.data() + value.size();
  const auto [after, failed] = std::from_chars(value.data(), end, number);
  return failed == std::errc{} && after == end && value.front() != '0' ? number : 0;
}

bool says_failure(std::string_view error) { return !error.empty() && error != "null" && error != "false"; }

}  // namespace

std::string_view name_in(std::string_view value, std::list<std::string>& names) {
  if (value.empty() || value.front() != '"') return {};
  const auto raw = value.substr(1, value.size() - 2);
  if (raw.find('\\') == std::string_view::npos) return raw;
  return names.emplace_back(unescape(raw));
}

Envelope::Envelope(EnvelopeNames names, std::uint32_t max_depth) : names_{std::move(names)}, max_depth_{max_depth} {}

Verdict Envelope::read(std::string_view text, Reading& reading) const {
  reading.clear();
  const std::array<std::string_view, fields> names{names_.type, names_.payload, names_.channel, names_.id,
                                                   names_.error};
  Values values;
  switch (scan(text, names, values, max_depth_)) {
    case Scanned::not_json: return Verdict::opaque;
    case Scanned::too_deep: return Verdict::refused;
    case Scanned::object:
    case Scanned::other: break;
  }

  Frame& frame = reading.frames.emplace_back();
  frame.whole = {0, static_cast<std::uint32_t>(text.size())};
  frame.payload = is_there(values[payload]) ? values[payload] : frame.whole;
  frame.route = name_in(cut(text, values[type]), reading.names);
  frame.channel = name_in(cut(text, values[channel]), reading.names);
  frame.id = number_in(cut(text, values[id]));
  frame.meaning = meaning(frame);
  if (says_failure(cut(text, values[error]))) {
    frame.meaning = Meaning::failure;
    frame.payload = values[error];
  }
  return Verdict::structured;
}

Envelope::Opened Envelope::open(std::string_view text, std::string_view other) const {
  if (text.empty() || text.front() != '{') return {};
  const std::array<std::string_view, 3> names{names_.type, names_.payload, other};
  std::array<Span, 3> values;
  if (scan(text, names, values, max_depth_) != Scanned::object) return {};
  return {values[0], values[1], values[2]};
}

Meaning Envelope::meaning(const Frame& frame) const {
  if (frame.route.empty() || frame.channel.empty()) return Meaning::message;
  if (frame.route == names_.subscribed) return Meaning::subscribed;
  if (frame.route == names_.unsubscribed) return Meaning::unsubscribed;
  return Meaning::message;
}

std::string Envelope::subscribe(std::string_view channel) const { return order(names_.subscribe, channel); }
std::string Envelope::unsubscribe(std::string_view channel) const { return order(names_.unsubscribe, channel); }

std::string Envelope::order(std::string_view type, std::string_view channel) const {
  return '{' + json::quoted(names_.type) + ':' + json::quoted(type) + ',' + json::quoted(names_.channel) + ':' +
         json::quoted(channel) + '}';
}

}  // namespace hawser
