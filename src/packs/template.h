// Templates of fixes and messages: "{the spokesperson|case:bad} {say|like:verb}". docs/rule-language.md is their manual.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/analysis.h"
#include "packs/rule.h"

namespace wirecheck {

struct Template {
  struct Piece {
    std::string text;        // literal, or the head of a {function}
    bool function = false;
    bool article = false;    // {a:...}: "a" or "an" before it
    bool number = false;     // {num:capture}
    bool time = false;       // {time:capture}
    bool source = false;     // {src:capture}: from the source text
    std::string like, fit;   // the captures of like: and case:
  };
  std::vector<Piece> pieces;
};

// Faults name the column. `captures` and `source_captures` are the names that may be used ("bad" is always one).
Result<Template> parse_template(std::string_view text, const Place& place, const std::vector<std::string>& captures,
                                const std::vector<std::string>& source_captures);

struct TemplateInput {
  const Analysis& analysis;
  const CompiledRule& rule;
  const RuleMatch& match;
  std::vector<std::pair<std::string, std::string>> source_captures;
};
// Nothing when a function has no answer (no such form, no number ...), or when it names a capture that the alternative which
// matched does not have: of several alternatives each may have fixes of its own.
std::optional<std::string> render(const Template& parsed, const TemplateInput& input);

// Exposed for tests.
// `text` with the capitals of `model`: ALL CAPS, Title Case of Several Words, or a capital First letter.
std::string with_capitals_of(std::string_view text, std::string_view model);
// The digits of `text` (groups set apart by spaces, points, commas or apostrophes) as the orthography writes them; "" if it is none.
std::string format_number(std::string_view text, const Orthography& orthography);
// An hour of the 24-hour clock, with or without minutes ("14h30", "20 hours", "8:05"), as the language tells it: "2:30 p.m.".
// The words come from `hours` in the language's language.yaml; "" when there are none or `text` is no time of day.
std::string format_time(std::string_view text, const Facts& facts);

}  // namespace wirecheck
