// Words as 64-bit fingerprints, sorted: eight bytes a word, found in one look at a bucket of a few. Two words share a fingerprint
// once in 10^13 questions, which no reader of news will see.
#pragma once
#include <atomic>
#include <bit>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/fingerprint.h"

namespace wirecheck {

// What was answered about words, small values by their fingerprints: one slot a fingerprint, bounded, without locks. An answer is one
// atomic number (the fingerprint but for its last bits, and the value), so that a reader sees all of it or none.
template <unsigned kBits>
class FingerprintCache {
 public:
  explicit FingerprintCache(size_t slots) : slots_(std::make_unique<std::atomic<uint64_t>[]>(slots)), size_(slots) {}
  // nullopt: not known.
  std::optional<uint32_t> find(uint64_t print) const {
    const uint64_t slot = slots_[print % size_].load(std::memory_order_relaxed);
    if (slot == 0 || ((slot ^ key(print)) & ~kValue) != 0) return std::nullopt;
    return static_cast<uint32_t>(slot & kValue);
  }
  // `value` has kBits bits at most.
  void put(uint64_t print, uint32_t value) const { slots_[print % size_].store(key(print) | value, std::memory_order_relaxed); }

 private:
  static constexpr uint64_t kValue = (uint64_t{1} << kBits) - 1;
  static uint64_t key(uint64_t print) { return (print & ~kValue) | uint64_t{1} << 63; }   // never that of an empty slot
  std::unique_ptr<std::atomic<uint64_t>[]> slots_;
  size_t size_;
};

// Fingerprints with a value each; one fingerprint may have several. Filled with add(), then sealed, then read only.
class FingerprintTable {
 public:
  struct Entry {
    uint64_t print;
    uint32_t value;
  };
  void reserve(size_t n) { filling_.reserve(n); }
  void add(uint64_t print, uint32_t value) { filling_.push_back({print, value}); }
  // Equal entries are merged; `with_values` false forgets the values.
  void seal(bool with_values);

  size_t size() const { return prints_.size(); }
  // The first position of `print`, or size().
  size_t find(uint64_t print) const {
    if (starts_.empty()) return prints_.size();
    const size_t bucket = static_cast<size_t>(print >> shift_);
    for (size_t i = starts_[bucket]; i < starts_[bucket + 1]; ++i)
      if (prints_[i] == print) return i;
    return prints_.size();
  }
  bool has(uint64_t print) const { return find(print) != prints_.size(); }
  uint64_t print(size_t i) const { return prints_[i]; }
  uint32_t value(size_t i) const { return values_[i]; }

  template <class A> friend void archive(A& ar, FingerprintTable& t) {
    ar(t.prints_, t.values_);
    if constexpr (A::kReading) t.index();
  }

 private:
  void index();  // starts_ from prints_
  std::vector<Entry> filling_;
  std::vector<uint64_t> prints_;
  std::vector<uint32_t> values_;
  std::vector<uint32_t> starts_;  // by the upper bits of the fingerprint
  int shift_ = 63;
};

}  // namespace wirecheck
