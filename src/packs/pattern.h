// The token-pattern language of rules/: text to tree and back. docs/rule-language.md is its manual.
//   parse_pattern("[bad: the door word?] (of the? @body)? <say>", place)
// Pure and thread-safe. What a name (@body) or a lemma (<say>) stands for is the compiler's business.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "packs/model.h"

namespace wirecheck {

struct Pattern {
  enum class Kind : uint8_t {
    sequence,     // children in order
    alternation,  // one of children, the first that lets the rest match
    repeat,       // children[0], min to max times, as often as possible
    capture,      // children[0] as `text`
    word,         // one token, folded: text
    exact,        // one token as it stands: text
    lemma,        // text, in the forms named by `words` (none: any form)
    pos,          // text (NOUN, VERB ...), in the forms named by `words`
    regex,        // one token matches text as a whole
    list,         // @text
    gap,          // min to max tokens, as few as possible
    negation,     // one token at which children[0] does not begin
    begin, end    // of the sentence
  };
  Kind kind = Kind::sequence;
  std::string text;
  std::vector<std::string> words;
  uint32_t min = 1, max = 1;
  uint32_t column = 0;   // code points from the start of the pattern's text, 0-based
  std::vector<Pattern> children;
};

// Error::Code::syntax, its place computed from `place` (the place of the text's first character).
Result<Pattern> parse_pattern(std::string_view text, const Place& place = {});

// The pattern as text; parsing it again gives the same tree.
std::string to_text(const Pattern& pattern);

// The pattern with one part taken away at a time: an alternative, an optional part, a gap, a sentence edge; a negation becomes
// any token. For `rules test`: a part that no example needs is unproven.
struct Mutant {
  std::string text;      // the changed pattern
  std::string what;      // in words: 'without the alternative "notice"'
};
std::vector<Mutant> mutants(const Pattern& pattern);

// The error at a column of a pattern that stands at `place`.
Error pattern_fault(const Place& place, std::string_view text, uint32_t column, std::string message);

}  // namespace wirecheck
