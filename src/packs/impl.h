// What compiled packs are made of; shared by packs.cpp (running) and rule_compiler.cpp (compiling) alone.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/regex.h"
#include "packs/conditions.h"
#include "packs/index.h"
#include "packs/match.h"
#include "packs/packs.h"
#include "packs/rule.h"
#include "packs/template.h"

namespace wirecheck {

struct Alternative {
  uint32_t program = 0, rule = 0;
  uint32_t captures = 0;   // bits of the slots that its pattern names
};

struct RegexRule {
  std::string pattern;
  bool fold_case = true, words = false;
  uint32_t rule = 0;
};
template <class A> void archive(A& ar, RegexRule& r) { ar(r.pattern, r.fold_case, r.words, r.rule); }

struct Packs::Impl {
  Lang target;
  Program program;
  std::vector<CompiledRule> rules;
  std::vector<Alternative> alternatives;
  std::vector<RegexRule> regex_rules;
  AnchorIndex index;
  std::vector<Alternative> source_alternatives;   // of the rules that are found in the source text
  AnchorIndex source_index;

  // Made anew from the above.
  std::vector<Regex> token_regexes, rule_regexes;
  std::unique_ptr<RegexSet> regex_set;
  std::vector<uint8_t> active;
  std::vector<std::string> profiles;
  struct Templates {
    std::vector<Template> fixes;
    Template message;
  };
  std::vector<Templates> templates;   // by rule

  void prepare();
  void prepare_templates(size_t rule);
  // What all alternatives of an index match in the matcher's text, rule by rule.
  template <class Visit>
  void search_tokens(Matcher& matcher, const AnchorIndex& anchors, const std::vector<Alternative>& all, std::optional<size_t> only,
                     bool inactive_too, const Visit& visit) const;
  template <class Visit> void search(Matcher& matcher, std::optional<size_t> only, bool inactive_too, const Visit& visit) const;
  template <class Visit>
  void search_source(Matcher& original, const Conditions& conditions, std::optional<size_t> only, bool inactive_too, const Visit& visit) const;
  template <class Visit> void search_regexes(Matcher& matcher, std::optional<size_t> only, bool inactive_too, const Visit& visit) const;
  RuleMatch from_tokens(const Analysis& a, const CompiledRule& rule, const TokenMatch& match) const;
  void report(const Analysis& a, size_t rule, const RuleMatch& match, const Verdict& verdict, Findings& out) const;
  std::optional<Fix> fix_of(const Analysis& a, const CompiledRule& rule, const Template& parsed, const TemplateInput& input) const;
  void run(const Analysis& a, std::optional<size_t> only, Findings& out) const;
  std::string why_off(const CompiledRule& rule) const;
};

}  // namespace wirecheck
