// A Hunspell dictionary compiled into the fingerprints of all its forms: answers as Hunspell does, is built in about the time that
// Hunspell takes to load, and is read back from the cache in a few milliseconds. Immutable after compile(); thread-safe.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/fingerprints.h"
#include "analysis/form_fields.h"
#include "analysis/lexicon.h"

namespace wirecheck {

class CompiledDictionary {
 public:
  // The contents of the .aff and .dic files. nullptr when they use something that AffixFile does not know.
  static std::unique_ptr<CompiledDictionary> compile(std::string_view affixes, std::string_view words);

  // Is `word` right, by Hunspell's rules: capitals, full stops at its end, numerals, breaks at hyphens? Beyond them, an elided word
  // ("l'") may stand in front of every word. `word` is UTF-8; the empty word is right.
  bool spell(std::string_view word) const;
  // Every reading of the form, of its lower-case forms too when it is capitalised. Empty when the dictionary has no fields.
  std::vector<Morph> morphs(std::string_view word) const;
  bool has_fields() const { return !classes_.empty(); }
  size_t size() const { return forms_.size(); }

  template <class A> friend void archive(A& ar, CompiledDictionary& d) {
    ar(d.forms_, d.input_, d.breaks_, d.elided_, d.parts_, d.rules_, d.classes_, d.stems_, d.stem_ends_);
  }

 private:
  // A member of a compound by rule: the digits and endings of "101st".
  struct Part {
    std::string text;
    std::vector<uint32_t> flags;
    template <class A> friend void archive(A& ar, Part& p) { ar(p.text, p.flags); }
  };
  enum Kind : uint64_t {
    kPlain,
    kFixedCase,  // right only as it stands
    kHidden      // "Mcdonald": right only of capitals throughout
  };
  class Compiler;

  std::string convert(std::string_view word) const;
  bool has(std::string_view form, Kind kind) const { return forms_.has(fingerprint(form, kind)); }
  bool is_form(std::string_view form) const { return has(form, kPlain) || has(form, kFixedCase) || is_numeral(form); }
  bool is_numeral(std::string_view form) const;
  bool matches_rule(const std::vector<const Part*>& parts) const;
  bool spell_converted(std::string_view word, int depth) const;
  bool spell_at_breaks(std::string scw, int depth) const;
  std::string_view without_elision(std::string_view word) const;  // "" when there is none
  void add_morphs(std::string_view form, std::vector<Morph>& out) const;

  FingerprintTable forms_;  // value: class << kStemBits | stem
  std::vector<std::pair<std::string, std::string>> input_;
  std::vector<std::string> breaks_, elided_;
  std::vector<Part> parts_;                   // by text
  std::vector<std::vector<uint32_t>> rules_;  // flags, '*' and '?' after them
  std::vector<FormFields> classes_;
  std::string stems_;
  std::vector<uint32_t> stem_ends_;
};

}  // namespace wirecheck
