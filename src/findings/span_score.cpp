#include "findings/span_score.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {
namespace {

double f_score(double precision, double recall, double beta) {
  const double weight = beta * beta, below = weight * precision + recall;
  return below > 0 ? (1 + weight) * precision * recall / below : 0;
}

std::vector<uint8_t> painted(uint32_t characters, const std::vector<CharacterCounter::Stretch>& stretches) {
  std::vector<uint8_t> out(characters + 1);
  for (const auto& one : stretches) {
    const uint32_t begin = std::min(one.begin, characters), end = std::min(std::max(one.end, begin + 1), characters + 1);
    for (uint32_t i = begin; i < end; ++i) out[i] = static_cast<uint8_t>(out[i] | one.mark);
  }
  return out;
}

std::u32string letters_of(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) {
    const auto d = utf8::decode(text, at);
    at += d.size;
    if (!utf8::is_space(d.c)) out += d.c;
  }
  return out;
}

// The n-grams as numbers, sorted. Six code points do not fit into 64 bits, so they are hashed (FNV-1a); a collision is too
// rare to be seen in a score.
std::vector<uint64_t> grams_of(const std::u32string& letters, unsigned n) {
  std::vector<uint64_t> out;
  for (size_t i = 0; i + n <= letters.size(); ++i) {
    uint64_t hash = 1469598103934665603ull;
    for (size_t k = i; k < i + n; ++k) hash = (hash ^ letters[k]) * 1099511628211ull;
    out.push_back(hash);
  }
  std::sort(out.begin(), out.end());
  return out;
}

uint64_t common(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  uint64_t out = 0;
  for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) { ++out; ++i; ++k; }
    else if (a[i] < b[k]) ++i;
    else ++k;
  }
  return out;
}

}  // namespace

void CharacterCounter::add(uint32_t characters, const std::vector<Stretch>& ours, const std::vector<Stretch>& gold) {
  ++rows_;
  const auto a = painted(characters, ours), b = painted(characters, gold);
  for (size_t i = 0; i < a.size(); ++i) {
    ours_ += a[i] != 0;
    gold_ += b[i] != 0;
    if (a[i] && b[i]) shared_ += (a[i] & b[i]) ? 1 : 0.5;
  }
}

double CharacterCounter::precision() const { return ours_ ? shared_ / static_cast<double>(ours_) : 0; }
double CharacterCounter::recall() const { return gold_ ? shared_ / static_cast<double>(gold_) : 0; }
double CharacterCounter::f1() const { return f_score(precision(), recall(), 1); }

void SimilarityCounter::add(std::string_view text, std::string_view reference) {
  const std::u32string a = letters_of(text), b = letters_of(reference);
  for (unsigned n = 1; n <= kLongest; ++n) {
    const auto left = grams_of(a, n), right = grams_of(b, n);
    text_[n - 1] += left.size();
    reference_[n - 1] += right.size();
    shared_[n - 1] += common(left, right);
  }
}

double SimilarityCounter::score() const {
  double precision = 0, recall = 0;
  unsigned orders = 0;
  for (unsigned n = 0; n < kLongest; ++n) {
    if (!text_[n] || !reference_[n]) continue;
    precision += static_cast<double>(shared_[n]) / static_cast<double>(text_[n]);
    recall += static_cast<double>(shared_[n]) / static_cast<double>(reference_[n]);
    ++orders;
  }
  return orders ? f_score(precision / orders, recall / orders, 2) : 0;
}

}  // namespace wirecheck
