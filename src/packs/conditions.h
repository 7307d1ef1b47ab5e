// The conditions of a rule, three-valued: what can not be known neither fires a `when` nor silences by an `unless`.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "packs/match.h"
#include "packs/rule.h"

namespace wirecheck {

enum class Tri : uint8_t { no, unknown, yes };

struct Verdict {
  bool fires = true;
  bool lower = false;                    // one severity down: the source could not be asked
  Tri source_says = Tri::unknown;        // to the rule's `source`
  std::string held_by;                   // in words, when it does not fire and words were asked for
  std::vector<Related> related;
  std::optional<Span> source;            // what was found in the source text
  std::vector<std::pair<std::string, std::string>> source_captures;
};

class Conditions {
 public:
  // `original`: over the analysis of the source text; null without one. What the source says is asked of the sentences that
  // stand for the match's own (for its paragraph or the whole text where the rule's scope is wider); where it is not known
  // which these are, the answer is unknown.
  Conditions(Matcher& matcher, Matcher* original, const std::vector<std::string>& profiles)
      : matcher_(matcher), a_(matcher.analysis()), original_(original), profiles_(profiles) {}

  // `begun`: what is known of a match that was found in the source text.
  Verdict judge(const CompiledRule& rule, const RuleMatch& match, bool in_words, Verdict begun = {});

  // The target text that stands for a place of the source text (where `accept` is looked for), when that is known and not
  // nothing: sentences of one paragraph.
  std::optional<Captured> counterpart(Range source_tokens) const;

 private:
  Tri holds(const CompiledRule& rule, const CompiledCondition& condition, const RuleMatch& match, Verdict& verdict);
  Tri source_has(const CompiledRule& rule, const std::vector<CompiledValue>& values, const RuleMatch& match, Verdict& verdict);
  bool found_in_source(const CompiledRule& rule, const std::vector<CompiledValue>& values, Range tokens, Verdict& verdict);
  bool accepted(const CompiledRule& rule, const RuleMatch& match, std::string* which);
  Range sentences(const RuleMatch& match, Scope scope) const;
  Tri antecedent(const CompiledCondition& condition, const RuleMatch& match, Verdict& verdict);
  Tri first_mention(const CompiledCondition& condition, const RuleMatch& match);
  Tri number(const CompiledCondition& condition, const RuleMatch& match);
  Tri name(const CompiledRule& rule, const CompiledCondition& condition, const RuleMatch& match);
  bool before(uint32_t program, const RuleMatch& match);
  bool after(uint32_t program, const RuleMatch& match);
  bool anywhere(const CompiledCondition& condition, Range unit, Range outside);
  Range sentence(const RuleMatch& match) const;
  Range paragraph(const RuleMatch& match) const;

  Matcher& matcher_;
  const Analysis& a_;
  Matcher* original_;
  const std::vector<std::string>& profiles_;
};

// 'before: "(sign | notice) on"', for explanations.
std::string in_words(const CompiledCondition& condition);

}  // namespace wirecheck
