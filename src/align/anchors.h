// What a sentence has that survives translation: its length, figures, names and cognates, quotation marks, a question.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "analysis/analysis.h"

namespace wirecheck {

struct SentenceAnchors {
  std::vector<uint32_t> figures;    // hashes of digit strings without their separators, ascending
  std::vector<uint32_t> words;      // hashes of the sounds of names and long words, ascending
  std::vector<uint32_t> names;      // those of names alone
  double length = 0;                // letters and digits; a Han or kana sign counts as the letters it stands for
  uint16_t quotes = 0;              // quotation marks
  bool question = false;
  bool ends_paragraph = false;
};

struct SideAnchors {
  std::vector<SentenceAnchors> sentences;
  double length = 0;
  bool latin = true;                // most letters have a Latin form: words can be compared
};

// `latin` may be null: then words of other scripts than Latin have no sounds.
SideAnchors find_anchors(const Analysis& analysis, const Latiniser* latin);

// How many letters of the target one letter of the source makes, from the two texts themselves, kept near 1.
double expected_ratio(const SideAnchors& source, const SideAnchors& target);

// Of the distinct figures and names of the side that has fewer: how many the other has, and how many there are.
std::pair<uint32_t, uint32_t> shared_anchors(const SideAnchors& source, const SideAnchors& target);

}  // namespace wirecheck
