#include "core/vocabulary.h"

namespace wirecheck {
namespace {

uint64_t hash_of(std::string_view s) {  // FNV-1a, finished so that low bits are usable
  uint64_t h = 1469598103934665603ull;
  for (unsigned char c : s) h = (h ^ c) * 1099511628211ull;
  return h ^ (h >> 29);
}

}  // namespace

Vocabulary::Vocabulary() : ends_{0}, slots_(1024, 0) {}

std::string_view Vocabulary::text(WordId id) const {
  if (id == kNoWord) return {};
  return std::string_view(pool_).substr(ends_[id - 1], ends_[id] - ends_[id - 1]);
}

WordId Vocabulary::find(std::string_view folded) const {
  const size_t mask = slots_.size() - 1;
  for (size_t slot = hash_of(folded) & mask; slots_[slot]; slot = (slot + 1) & mask)
    if (text(slots_[slot]) == folded) return slots_[slot];
  return kNoWord;
}

WordId Vocabulary::add(std::string_view folded) {
  if (folded.empty()) return kNoWord;
  if (const WordId known = find(folded)) return known;
  if (ends_.size() * 2 > slots_.size()) grow();
  const auto id = static_cast<WordId>(ends_.size());
  pool_ += folded;
  ends_.push_back(static_cast<uint32_t>(pool_.size()));
  const size_t mask = slots_.size() - 1;
  size_t slot = hash_of(folded) & mask;
  while (slots_[slot]) slot = (slot + 1) & mask;
  slots_[slot] = id;
  return id;
}

void Vocabulary::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const size_t mask = slots_.size() - 1;
  for (WordId id = 1; id < ends_.size(); ++id) {
    size_t slot = hash_of(text(id)) & mask;
    while (slots_[slot]) slot = (slot + 1) & mask;
    slots_[slot] = id;
  }
}

}  // namespace wirecheck
