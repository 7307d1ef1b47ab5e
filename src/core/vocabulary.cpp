#include "core/vocabulary.h"

#include "core/fingerprint.h"

namespace wirecheck {
namespace {

constexpr uint64_t kTag = ~uint64_t{0} << 24;   // the rest is the number

uint64_t slot_of(uint64_t print, WordId id) { return (print & kTag) | id; }
WordId id_of(uint64_t slot) { return static_cast<WordId>(slot & ~kTag); }

}  // namespace

Vocabulary::Vocabulary() : ends_{0}, slots_(1024, 0) {}

std::string_view Vocabulary::text(WordId id) const {
  if (id == kNoWord) return {};
  return std::string_view(pool_).substr(ends_[id - 1], ends_[id] - ends_[id - 1]);
}

WordId Vocabulary::find(std::string_view folded) const {
  const size_t mask = slots_.size() - 1;
  const uint64_t print = fingerprint(folded);
  for (size_t slot = print & mask; slots_[slot]; slot = (slot + 1) & mask)
    if (((slots_[slot] ^ print) & kTag) == 0) return id_of(slots_[slot]);
  return kNoWord;
}

WordId Vocabulary::find_exactly(std::string_view folded, uint64_t print) const {
  const size_t mask = slots_.size() - 1;
  for (size_t slot = print & mask; slots_[slot]; slot = (slot + 1) & mask)
    if (((slots_[slot] ^ print) & kTag) == 0 && text(id_of(slots_[slot])) == folded) return id_of(slots_[slot]);
  return kNoWord;
}

WordId Vocabulary::add(std::string_view folded) {
  if (folded.empty()) return kNoWord;
  const uint64_t print = fingerprint(folded);
  if (const WordId known = find_exactly(folded, print)) return known;
  if (ends_.size() > kMostWords) return kNoWord;
  if (ends_.size() * 2 > slots_.size()) grow();
  const auto id = static_cast<WordId>(ends_.size());
  pool_ += folded;
  ends_.push_back(static_cast<uint32_t>(pool_.size()));
  put(print, id);
  return id;
}

void Vocabulary::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (WordId id = 1; id < ends_.size(); ++id) put(fingerprint(text(id)), id);
}

void Vocabulary::put(uint64_t print, WordId id) {
  const size_t mask = slots_.size() - 1;
  size_t slot = print & mask;
  while (slots_[slot]) slot = (slot + 1) & mask;
  slots_[slot] = slot_of(print, id);
}

}  // namespace wirecheck
