// A 64-bit fingerprint of a word, the same on every run of a build: two words share one once in 10^13 questions.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace wirecheck {

// `salt` tells what is asked: the same word under another salt has another fingerprint.
inline uint64_t fingerprint(std::string_view text, uint64_t salt = 0) {
  uint64_t state = 0xCBF29CE484222325ull ^ (salt * 0x9E3779B97F4A7C15ull) ^ text.size();
  const auto mix = [&](uint64_t word) {
    state = (state ^ word) * 0x9E3779B97F4A7C15ull;
    state ^= state >> 29;
  };
  const char* at = text.data();
  size_t n = text.size();
  for (; n >= 8; at += 8, n -= 8) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    mix(word);
  }
  uint64_t rest = 0;
  if (n) std::memcpy(&rest, at, n);
  mix(rest);
  state *= 0xBF58476D1CE4E5B9ull;
  state ^= state >> 32;
  state *= 0x94D049BB133111EBull;
  return state ^ (state >> 31);
}

// Of unordered containers whose keys are strings, asked by views.
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return fingerprint(text); }
};

}  // namespace wirecheck
