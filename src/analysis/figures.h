// How a number token reads: its digits and separators by the language's Orthography, and the letters glued to it.
#pragma once
#include <string_view>

#include "analysis/analysis.h"

namespace wirecheck {

struct Figure {
  double value = 0;
  uint8_t digits = 0;         // before the decimal mark, at most 255
  bool separators = false;    // a group or decimal mark stands in it
  bool colon = false;         // 10:30
  bool ordinal = false;       // the suffix is one of the language's ordinal suffixes
  std::string_view suffix;    // "th", "bn", "h30"; empty when there is none
};

class Figures {
 public:
  explicit Figures(const Analysis& analysis);
  Figure read(uint32_t token) const;  // of a number token

 private:
  const Analysis& a_;
  char decimal_ = '.';
  const std::vector<std::vector<std::string>>& suffixes_;
};

}  // namespace wirecheck
