// What the rules thought of one place of a story: what spoke there, what matched and was held back, and by which condition.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "engine/inputs.h"

namespace wirecheck {

struct FilePlace {
  std::string file;
  uint32_t line = 0, column = 0;  // 1-based; column 0: the whole line
};

// "story.txt:12" or "story.txt:12:5". Error::Code::usage says what was expected.
Result<FilePlace> parse_place(std::string_view argument);

struct PlaceExplanation {
  DocumentReport report;               // its findings: those at the place
  std::vector<NearMiss> near;          // of the rule packs, in order
  Span where;                          // in the document's text
};

// For JSON Lines the line is the record's, and the place is its whole text.
Result<PlaceExplanation> explain_place(const Engine& engine, const FilePlace& place, const ReadOptions& options, Scratch& scratch);

}  // namespace wirecheck
