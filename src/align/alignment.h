// Which sentences of a story are the translation of which sentences of its source: many to many, in order, with gaps. What is
// not sure is said to be unknown, and a check that needs it then stays silent. Immutable; const is thread-safe.
//
//   join_source(*target, std::move(source));
//   if (const auto range = target->alignment->source_of(s)) ... target->original->sentences[range->begin] ...
//
// Method: one pass of dynamic programming over sentence lengths (Gale and Church 1993) and what the two sides share whatever
// the languages: figures, names and cognates in Latin letters, quotation marks, questions, the borders of paragraphs.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "analysis/analysis.h"

namespace wirecheck {

// Sentences (indices into Analysis::sentences) that stand for each other; one side is empty where the other has no counterpart.
struct SentenceLink {
  Range source, target;
  bool sure = false;
};

class Alignment {
 public:
  // right: the two texts are one story; wrong: they are not (too little in common, or lengths no translation has); doubtful:
  // too short or too poor in figures and names to tell, or only partly in common. Of a wrong pair nothing is known.
  enum class Pair : uint8_t { right, doubtful, wrong };

  Alignment(std::vector<SentenceLink> links, Pair pair, size_t sources, size_t targets);

  Pair pair() const { return pair_; }
  const std::vector<SentenceLink>& links() const { return links_; }   // ascending on both sides; they tile both
  // The sentences of the other side, empty where there is surely none; nullopt when that is not known.
  std::optional<Range> source_of(uint32_t target_sentence) const;
  std::optional<Range> target_of(uint32_t source_sentence) const;

 private:
  std::vector<SentenceLink> links_;
  std::vector<uint32_t> of_target_, of_source_;   // sentence -> link
  Pair pair_;
};

// Aligns the two and joins them to `target`; both were read over one Vocabulary. Cannot fail. Linear in the length of the
// texts (the alignment keeps to a band about the diagonal).
void join_source(Analysis& target, std::unique_ptr<const Analysis> source);

}  // namespace wirecheck
