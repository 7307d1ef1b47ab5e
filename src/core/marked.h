// The one notation for examples, in packs, case files and corpora: text with marks in white square brackets
// (U+27E6, U+27E7; written [[ ]] here, since sources are ASCII)
//   [[bad|fix|other fix]]   must be found, with that fix first      [[bad|]]   must be found, the fix deletes
//   [[bad]]                 must be found, has no fix               [[...]]{id}  found by that rule (where several run)
//   [[...]]{missed}           a known miss: a test fails when it starts to be found
// Marks do not nest.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/span.h"

namespace wirecheck {

struct Mark {
  Span span;                       // in MarkedText::text
  RawSpan bad;                     // the same bytes in the notation
  RawSpan whole;                   // the mark with its brackets and its {id}
  std::vector<std::string> fixes;  // in order; empty: no fix
  std::string rule;                // the {id}, "" if none
  bool missed = false;
};

struct MarkedText {
  std::string text;         // the bad side, without marks
  std::vector<Mark> marks;  // ascending
  std::string fixed() const;  // every mark replaced by its first fix (a mark without one stays as it is)
};

// Error::Code::syntax with line and column (file is left to the caller) for an unclosed, nested or empty mark.
Result<MarkedText> parse_marked(std::string_view notation);

}  // namespace wirecheck
