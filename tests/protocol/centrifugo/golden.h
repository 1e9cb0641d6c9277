// The frames in golden/.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

namespace hawser::centrifugo::golden {

struct Golden {
  bool sent;
  std::string frame;
};

inline std::ifstream open(const std::string& name) {
  std::ifstream file{HAWSER_TESTS_DIR "/protocol/centrifugo/golden/" + name};
  REQUIRE(file);
  return file;
}

inline std::vector<Golden> json(const std::string& name) {
  auto file = open(name + ".json.txt");
  std::vector<Golden> frames;
  for (std::string line; std::getline(file, line);) {
    if (line.front() == '|')
      frames.back().frame += '\n' + line.substr(2);
    else
      frames.push_back({line.front() == '>', line.substr(2)});
  }
  return frames;
}

// Spaces are for the reader.
inline std::string bytes(std::string hex) {
  hex.erase(std::remove(hex.begin(), hex.end(), ' '), hex.end());
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
  return bytes;
}

inline std::vector<Golden> protobuf(const std::string& name) {
  auto file = open(name + ".protobuf.txt");
  std::vector<Golden> frames;
  for (std::string line; std::getline(file, line);) frames.push_back({line.front() == '>', bytes(line.substr(2))});
  return frames;
}

inline std::vector<std::string> of_one_side(const std::vector<Golden>& frames, bool sent) {
  std::vector<std::string> side;
  for (const auto& golden : frames)
    if (golden.sent == sent) side.push_back(golden.frame);
  return side;
}

inline std::vector<std::string> sent(const std::vector<Golden>& frames) { return of_one_side(frames, true); }
inline std::vector<std::string> received(const std::vector<Golden>& frames) { return of_one_side(frames, false); }

}  // namespace hawser::centrifugo::golden
