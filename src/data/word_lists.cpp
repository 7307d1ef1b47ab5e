#include "data/word_lists.h"

#include "core/utf8.h"

namespace wirecheck {

WordList WordLists::list(std::string_view table) {
  WordList out;
  for (const auto& row : facts_.table(table))
    if (!row.empty()) out.words_.add(utf8::fold(row.front()));
  out.words_.seal();
  if (count_ >= kMost) return out;
  out.bit_ = uint64_t{1} << count_++;
  out.bits_ = bits_.data();
  out.size_ = bits_.size();
  for (const std::string& word : out.words_)
    if (const WordId id = facts_.vocabulary().find(word)) bits_[id] |= out.bit_;
  return out;
}

}  // namespace wirecheck
