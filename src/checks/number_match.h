// The numbers of a passage and of its source, matched by value: what one side has and the other lacks. Everything that
// translators do with numbers is allowed for: words for figures, months for their numbers, the 12-hour clock, decades,
// conversions, rounding of large values, dates in another order. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/number_reader.h"

namespace wirecheck {

struct NumberSide {
  const NumberWords* words = nullptr;
  std::string_view text;
  std::vector<Numeral> numerals;   // of the passage, in order
  std::vector<Numeral> around;     // of the sentences beside it: they may answer, and are not asked
};

struct NumberFault {
  enum class Kind : uint8_t { altered, missing, added, marks, points };
  Kind kind;
  std::optional<Numeral> source, target;
  double value = 0;      // what the target should say (altered, marks)
  std::string fix;       // the text for target->span; empty when none can be given
};

// What is the unit behind a figure: factors that turn it into the unit of another system, for conversions.
class UnitTable {
 public:
  // Rows of facts "units.conversions": name of a unit of the text's language, then factors.
  explicit UnitTable(const std::vector<std::vector<std::string>>& rows);
  struct Conversion { double factor = 1, offset = 0; };
  // The conversions of the unit that stands behind `numeral` in `text`.
  std::vector<Conversion> behind(std::string_view text, const Numeral& numeral) const;

 private:
  std::vector<std::pair<std::string, Conversion>> units_;   // ascending, folded
};

std::vector<NumberFault> compare_numbers(const NumberSide& source, const NumberSide& target, const UnitTable& units);

// `value` as the language of `words` writes it with figures, in the manner of `like` (its scale, its ordinal ending, its being
// spelled out); what replaces like.span. Empty when it cannot be said so.
std::string written_like(double value, const Numeral& like, std::string_view text, const NumberWords& words);
// Digits with the language's own marks: 1,234.5.
std::string with_marks(double value, int decimals, bool group, const NumberWords& words);

}  // namespace wirecheck
