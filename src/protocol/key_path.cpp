#include "protocol/key_path.h"

#include <array>
#include <iterator>

#include "protocol/json.h"
#include "protocol/scan.h"
#include "protocol/text.h"

namespace hawser {
namespace {

// What `unescape` makes of an unpaired surrogate.
bool has_surrogate(std::string_view text) {
  for (auto at = text.find('\xED'); at != std::string_view::npos; at = text.find('\xED', at + 1))
    if (static_cast<unsigned char>(text[at + 1]) >= 0xA0) return true;
  return false;
}

// A string is written in one way only, however it was escaped; one that is no text stays as it is.
std::string_view spelled(std::string_view key, std::string& written) {
  if (key.find('\\') == std::string_view::npos) return key;
  const auto text = unescape(key.substr(1, key.size() - 2));
  if (has_surrogate(text)) return key;
  return written = json::quoted(text);
}

// The value of a field. Empty: there is none. Nothing: it is no JSON.
std::optional<std::string_view> field(std::string_view json, std::string_view name) {
  const std::array<std::string_view, 1> names{name};
  std::array<Span, 1> found;
  const auto scanned = scan(json, names, found, deepest_walk);
  if (scanned == Scanned::not_json || scanned == Scanned::too_deep) return std::nullopt;
  return json.substr(found[0].begin, found[0].end - found[0].begin);
}

}  // namespace

KeyPath::KeyPath(std::string_view path) {
  for (;;) {
    const auto dot = path.find('.');
    names_.emplace_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return;
    path.remove_prefix(dot + 1);
  }
}

std::optional<std::string_view> KeyPath::find(std::string_view payload, std::optional<std::string_view> first,
                                              std::string& written) const {
  auto found = first ? first : field(payload, names_.front());
  for (auto name = std::next(names_.begin()); found && !found->empty() && name != names_.end(); ++name)
    found = field(*found, *name);
  if (!found || found->empty()) return found;
  const std::string_view value = *found;
  if (value.front() == '{' || value.front() == '[') return std::string_view{};
  return spelled(value, written);
}

}  // namespace hawser
