#include "analysis/fingerprints.h"

#include <algorithm>
#include <cstddef>

namespace wirecheck {
namespace {

// About eight fingerprints a bucket.
int shift_for(size_t n) { return 64 - std::clamp(static_cast<int>(std::bit_width(n)) - 3, 1, 24); }

}  // namespace

void FingerprintTable::seal(bool with_values) {
  // Distributed over the buckets first: sorting each of them then costs next to nothing.
  shift_ = shift_for(filling_.size());
  std::vector<uint32_t> at((size_t{1} << (64 - shift_)) + 1);
  for (const Entry& entry : filling_) ++at[(entry.print >> shift_) + 1];
  for (size_t i = 1; i < at.size(); ++i) at[i] += at[i - 1];
  std::vector<Entry> sorted(filling_.size());
  for (const Entry& entry : filling_) sorted[at[entry.print >> shift_]++] = entry;
  filling_ = {};
  const auto less = [](const Entry& a, const Entry& b) { return a.print != b.print ? a.print < b.print : a.value < b.value; };
  for (size_t begin = 0, bucket = 0; bucket + 1 < at.size(); begin = at[bucket++])
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin), sorted.begin() + at[bucket], less);
  prints_.clear();
  values_.clear();
  for (size_t i = 0; i < sorted.size(); ++i) {
    if (i && sorted[i].print == sorted[i - 1].print && (!with_values || sorted[i].value == sorted[i - 1].value)) continue;
    prints_.push_back(sorted[i].print);
    if (with_values) values_.push_back(sorted[i].value);
  }
  index();
}

void FingerprintTable::index() {
  starts_.clear();
  // A damaged archive must not be looked into.
  const bool sane = std::is_sorted(prints_.begin(), prints_.end()) && (values_.empty() || values_.size() == prints_.size());
  if (!sane) prints_.clear(), values_.clear();
  shift_ = shift_for(prints_.size());
  starts_.assign((size_t{1} << (64 - shift_)) + 1, 0);
  for (uint64_t print : prints_) ++starts_[(print >> shift_) + 1];
  for (size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
}

}  // namespace wirecheck
