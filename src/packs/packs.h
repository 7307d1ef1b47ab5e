// Compiled rule packs: all token patterns and regexes of all packs, run over one analysed document in one pass.
// Every token is looked up once; only rules one of whose anchor words stands in the sentence are tried, so ten thousand rules
// cost little more than a hundred. Immutable, thread-safe.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "checks/check.h"
#include "packs/model.h"

namespace wirecheck {

class WordForms;

// Why a rule was silent at a place, for `rules explain --at`.
struct NearMiss {
  const RuleInfo* rule = nullptr;
  Span span;            // what matched
  std::string held_by;  // the condition in words: 'unless before: "(sign | notice) on"'
  bool fired = false;   // it matched and no condition held it back
};

class Packs : public Check {
 public:
  // Compiles for a target language; rules of other targets are left out. Words are added to `vocabulary`, which the caller
  // freezes afterwards. Faults (a pattern that does not parse, an unresolved list, a pattern that can match nothing, a regex
  // RE2 refuses, a fix that names an unknown capture) are appended with their places; the rules concerned are left out.
  // `source_forms` gives the forms of words of the source languages; without it they stand as they are written.
  static std::unique_ptr<Packs> compile(const PackSet& set, Lang target, const Inflection* inflection,
                                        Vocabulary& vocabulary, std::vector<Error>& faults, WordForms* source_forms = nullptr);
  // The compiled form, for the cache. from_archive gives nullptr for a damaged archive.
  std::string to_archive() const;
  static std::unique_ptr<Packs> from_archive(std::string_view archive);

  struct Selection {             // set once before the engine is frozen
    std::vector<Lang> sources;   // packs of these source languages run, beside those of the target language alone
    bool drafts = false;
    std::vector<std::string> profiles;
    std::vector<std::string> only, disable;  // rule ids, pack ids or categories
  };
  void select(const Selection& selection);

  // All rules that were compiled, selected or not.
  std::vector<const RuleInfo*> rules() const override;
  bool is_active(size_t rule) const;               // by the selection; index into rules()
  // Rules with a pattern that no word or class announces: it is tried at every token. Allowed, but `rules lint` names them.
  std::vector<const RuleInfo*> unanchored() const;
  void run(const Analysis& analysis, Findings& out) const override;
  // Everything that matched at or around `where`, fired or not.
  std::vector<NearMiss> explain(const Analysis& analysis, Span where) const;
  // Runs one rule alone, conditions included (for rules test's mutations and rules bench).
  void run_rule(size_t rule, const Analysis& analysis, Findings& out) const;

  Packs();
  ~Packs() override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirecheck
