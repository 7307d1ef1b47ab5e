// What it finds: a common word of a source in another alphabet that was only written in Latin letters (transliterated-word).
// Why it matters: the reader is left with a word of another language in disguise; no dictionary has it.
// How: a word in lower case that the target language has not and that sounds like a word in lower case of the aligned source
// sentences, letter for letter or without a case ending (dictionaries/sounds.yaml).
// What it leaves alone: names, loans that the target keeps, short words, quotations of the word itself, sources in Latin script.
// Fix safety: review.
#include <memory>

#include "align/alignment.h"
#include "align/heard_words.h"
#include "checks/check.h"
#include "checks/foreign_words.h"
#include "checks/per_language.h"
#include "checks/renderings.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class TransliteratedWord : public Check {
 public:
  TransliteratedWord(const RuleBook& book, const Facts& facts)
      : rule_(book.find("transliterated-word")), words_(facts.made<ForeignWords>()), renderings_(facts.made<Renderings>()), sounds_(facts, facts.lang()), script_(facts.orthography().script) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment || !a.resources.lexicon->available(a.lang)) return;
    const std::string& script = a.original->resources.facts->orthography().script;
    if (script.empty() || script == script_) return;
    std::unique_ptr<HeardWords> heard;   // made when a first word asks
    for (uint32_t n = 0; n < a.sentences.size(); ++n) {
      const Sentence& sentence = a.sentences[n];
      for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        if (!candidate(a, i)) continue;
        const auto from = a.alignment->source_of(n);
        if (!from || from->empty()) break;
        if (!heard) {
          const Analysis& o = *a.original;
          heard = std::make_unique<HeardWords>(a, sounds_, source_sounds_.of(o.lang, [&] { return Sounds(*o.resources.facts, o.lang); }));
        }
        if (const auto source = same_sound(a, i, *from, *heard)) report(a, i, *source, out);
      }
    }
  }

 private:
  static constexpr uint32_t kLetters = 5;

  bool candidate(const Analysis& a, uint32_t i) const {
    if (!is_lower_word(a, i) || a.classes(i) != 0 || utf8::count(a.text(i)) < kLetters || !ForeignWords::judgeable(a, i)) return false;
    if ((i > 0 && a.tokens[i - 1].is(Token::hyphen_glued)) || (i + 1 < a.tokens.size() && a.tokens[i + 1].is(Token::hyphen_glued))) return false;
    return !words_.has(a, a.folded(i)) && !words_.in_kept_phrase(a, i) && !ForeignWords::in_title(a, {i, i + 1});
  }

  static std::optional<uint32_t> same_sound(const Analysis& a, uint32_t i, Range sentences, HeardWords& heard) {
    constexpr float kSame = 0.12f;
    const Analysis& o = *a.original;
    const Range tokens{o.sentences[sentences.begin].tokens.begin, o.sentences[sentences.end - 1].tokens.end};
    for (uint32_t s = tokens.begin; s < tokens.end; ++s) {
      const Token& token = o.tokens[s];
      if (!is_full_word(o, s) || token.is(Token::all_capitals) || (token.is(Token::capital) && !token.is(Token::sentence_first))) continue;
      if (utf8::count(o.text(s)) >= kLetters && heard.distance(s, i) <= kSame) return s;
    }
    return std::nullopt;
  }

  void report(const Analysis& a, uint32_t i, uint32_t source, Findings& out) const {
    const Analysis& o = *a.original;
    Finding& finding = out.add(*rule_, a.tokens[i].span, "\"" + std::string(a.text(i)) + "\" is \"" + std::string(o.text(source)) + "\" in other letters, not a translation of it",
                               renderings_.of(a, o.lang, o.folded(source), false));
    finding.source = o.tokens[source].span;
  }

  const RuleInfo* rule_;
  const ForeignWords& words_;
  const Renderings& renderings_;
  const Sounds sounds_;
  const std::string script_;
  PerLanguage<Sounds> source_sounds_;
};

}  // namespace

std::unique_ptr<Check> make_transliterated_word(const RuleBook& book, const Facts& facts) {
  if (!book.find("transliterated-word")) return nullptr;
  return std::make_unique<TransliteratedWord>(book, facts);
}

}  // namespace wirecheck
