// Runs the programs of packs/program.h over one analysed document. A Matcher belongs to one call: cheap to make, not shared.
#pragma once
#include <array>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/analysis.h"
#include "core/regex.h"
#include "packs/program.h"

namespace wirecheck {

struct TokenMatch {
  Range tokens;
  std::array<Range, kMostCaptures> captures{};   // empty: not set
};

class Matcher {
 public:
  // `regexes`: compiled from program.regexes, in their order.
  Matcher(const Analysis& analysis, const Program& program, const std::vector<Regex>& regexes);

  struct Options {
    std::optional<uint32_t> must_end;   // the match ends here (a hyphen inside a word may stand between)
    bool whole_compounds = false;       // does not begin or end inside a hyphenated compound (names excepted)
    bool may_be_empty = false;
  };
  // The program at `start`, from token `at`, inside `unit`. Alternatives in order, repetitions as long as possible.
  std::optional<TokenMatch> match(uint32_t start, uint32_t at, Range unit, const Options& options);
  // The leftmost match that begins and ends inside `unit` and does not touch `outside`.
  std::optional<TokenMatch> find(uint32_t start, Range unit, Range outside);

  const Analysis& analysis() const { return a_; }
  bool glued(uint32_t token) const { return a_.tokens[token].is(Token::hyphen_glued); }
  // The index of the first token that begins at or after `byte`, inside `within`.
  uint32_t token_at(uint32_t byte, Range within) const;

  // Whether a class, name ... of a bucket stands at a token, for the anchors.
  bool in_bucket(uint32_t bucket, uint32_t token) const;

 private:
  struct Back { uint32_t op, at; size_t trail; };
  bool run(uint32_t op, uint32_t at, Range unit, uint32_t start, const Options& options, uint32_t& end);
  uint32_t take(const Op& op, uint32_t at, Range unit);   // tokens taken, 0: no match
  uint32_t take_classes(Classes classes, uint32_t at, Range unit) const;
  uint32_t take_quote(uint32_t at, Range unit) const;
  bool has_pos(uint32_t token, Pos pos, uint32_t forms) const;
  bool at_sentence_begin(uint32_t at) const;
  bool at_sentence_end(uint32_t at) const;
  bool cuts_compound(Range match, Range unit) const;
  const Quote* quote_opening_at(uint32_t byte) const;

  const Analysis& a_;
  const Program& p_;
  const std::vector<Regex>& regexes_;
  std::vector<Back> stack_;
  std::vector<std::pair<uint32_t, uint32_t>> trail_;   // slot, its old value
  std::array<uint32_t, kMostCaptures * 2> slots_{};
  uint32_t steps_ = 0;
  std::vector<const Quote*> quotes_;                   // by open.begin
};

}  // namespace wirecheck
