#include "core/destination.h"

#include <algorithm>

namespace hawser {
namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

std::string destination(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto slashes = url.find("//");
  if (slashes == std::string_view::npos) return std::string{url};

  const auto scheme = url.substr(0, slashes + 2);
  auto host = url.substr(slashes + 2);
  const auto path = host.substr(std::min(host.find('/'), host.size()));
  host.remove_suffix(path.size());
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);

  std::string leads{scheme};
  leads += host;
  std::transform(leads.begin(), leads.end(), leads.begin(), lower);
  return leads += path;
}

}  // namespace hawser
