#include "packs/index.h"

#include <algorithm>

namespace wirecheck {

void AnchorIndex::build(std::vector<std::pair<AnchorKey, AnchorEntry>> all) {
  std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) {
    if (x.first != y.first) return x.first < y.first;
    return x.second.alternative < y.second.alternative;
  });
  entries_.clear();
  words_.clear();
  pair_first_.clear();
  buckets_.clear();
  size_t pairs = 0;
  for (size_t i = 0; i < all.size(); ++i)
    if (all[i].first.type == AnchorKey::pair && (i == 0 || all[i].first != all[i - 1].first)) ++pairs;
  size_t size = 16;
  while (size < pairs * 2) size *= 2;
  slots_.assign(size, {});
  for (size_t from = 0; from < all.size();) {
    const AnchorKey key = all[from].first;
    Range range{static_cast<uint32_t>(entries_.size()), 0};
    for (; from < all.size() && all[from].first == key; ++from) entries_.push_back(all[from].second);
    range.end = static_cast<uint32_t>(entries_.size());
    switch (key.type) {
      case AnchorKey::word:
        if (key.a >= words_.size()) words_.resize(key.a + 1);
        words_[key.a] = range;
        break;
      case AnchorKey::pair: {
        if (key.a >= pair_first_.size()) pair_first_.resize(key.a + 1);
        pair_first_[key.a] = 1;
        size_t slot = hash_of(key.a, key.b) & (size - 1);
        while (slots_[slot].a) slot = (slot + 1) & (size - 1);
        slots_[slot] = {key.a, key.b, range};
        break;
      }
      case AnchorKey::bucket: buckets_.emplace_back(key.a, range); break;
    }
  }
}

}  // namespace wirecheck
