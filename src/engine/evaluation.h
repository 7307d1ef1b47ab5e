// Recall and false alarms over stories in the notation of core/marked.h.
//   found: a finding overlaps the mark and reaches at most 40 characters beyond the marks it touches (a mark whose fix deletes
//          may be exceeded by any length: a site leftover goes with its line)
//   right: the first fixes of the findings on a mark, applied together, give what one of the mark's fixes gives, runs of white
//          space counting as one; marks that a finding joins are judged together
//   extra: a finding at `minor` or above that touches no mark
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/finding.h"
#include "core/marked.h"
#include "engine/engine.h"
#include "engine/inputs.h"

namespace wirecheck {

struct StoryScore {
  std::string path;
  size_t marks = 0, found = 0, right = 0, extra = 0;
  size_t known_misses = 0, known_misses_found = 0;  // marked {missed}; no part of `marks`
  size_t words = 0;
  double extra_per_thousand() const { return words ? 1000.0 * static_cast<double>(extra) / static_cast<double>(words) : 0; }
  void add(const StoryScore& other);
};

// What a person wants to read: one line each, in text order.
struct ScoreNote {
  enum class Kind { miss, wrong_fix, extra, known_miss_found } kind = Kind::miss;
  Span span;                       // in the story's text
  std::string text;                // what is marked, or was found
  std::vector<std::string> wanted; // the mark's fixes
  std::vector<const Finding*> findings;
  bool right = false;              // known_miss_found: with a right first fix
};

// `findings` are those of the story's text, `document` its text; they must outlive the notes.
StoryScore score(const MarkedText& story, const Document& document, const std::vector<Finding>& findings,
                 std::vector<ScoreNote>* notes = nullptr);

struct EvaluatedStory {
  StoryScore score;
  DocumentReport report;
  std::vector<ScoreNote> notes;  // into report
};

// Checks a story and scores it. A story without marks is a clean one: everything found in it is an extra. Errors: what can
// not be read, or marks that are broken.
Result<std::unique_ptr<EvaluatedStory>> evaluate(const Engine& engine, const Input& input, Scratch& scratch);

}  // namespace wirecheck
