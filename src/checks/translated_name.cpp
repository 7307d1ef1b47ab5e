// What it finds: a surname that is also a word of the source language, given by its translation: Herr Schwarz -> Mr. Black.
// Why it matters: there is no such person.
// How: surnames of the source are told by a title or a given name before them, here or elsewhere in the story; where the aligned
// sentence has nothing that sounds like the name, but what a bilingual dictionary has for the word, that word is the name.
// What it leaves alone: words of office (Herr Minister); sentences where another word has the same translation; a full name whose
// given name is there and whose surname became another capitalised word (name-changed has it); sentences whose alignment is not known.
// Fix safety: review.
#include <algorithm>
#include <memory>
#include <set>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/per_language.h"
#include "checks/renderings.h"
#include "checks/source_names.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr Classes kNoSurname = Is::determiner | Is::possessive | Is::pronoun | Is::preposition | Is::conjunction | Is::auxiliary | Is::modal |
                               Is::negation | Is::stop_word | Is::cardinal | Is::ordinal | Is::month | Is::weekday | Is::title |
                               Is::office_title | Is::office | Is::abbreviation | Is::demonym | Is::place | Is::country;

class TranslatedName : public Check {
 public:
  TranslatedName(const RuleBook& book, const Facts& facts)
      : facts_(facts), rule_(book.find("name-translated")), english_(facts, facts.lang()), renderings_(facts.made<Renderings>()) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment || !a.source_lang.known() || a.source_lang == a.lang) return;
    const Analysis& source = *a.original;
    const std::vector<uint32_t> told = surnames(source);
    if (told.empty()) return;
    const Sounds& theirs = of(a.source_lang);
    HeardWords heard(a, english_, theirs);
    std::set<std::string, std::less<>> names;
    for (const uint32_t i : told) names.emplace(source.folded(i));
    for (uint32_t i = 0; i < source.tokens.size(); ++i) {
      const bool here = std::binary_search(told.begin(), told.end(), i);
      if (!here && !(is_candidate(source, i) && names.contains(source.folded(i)))) continue;
      const auto sentences = a.alignment->target_of(source.sentence_of(i));
      if (!sentences || sentences->size() == 0) continue;
      const Range target{a.sentences[sentences->begin].tokens.begin, a.sentences[sentences->end - 1].tokens.end};
      if (is_there(heard, source, i, target) || stem_elsewhere(source, i)) continue;
      if (const uint32_t t = rendered(a, i, target, here); t < target.end) {
        const std::string right(source.text(i));
        Finding& finding = out.add(*rule_, a.tokens[t].span, "\"" + right + "\" of the source is a surname here; \"" + std::string(a.text(t)) + "\" is the word's translation", {right});
        finding.source = source.tokens[i].span;
      }
    }
  }

 private:
  static bool is_candidate(const Analysis& s, uint32_t i) {
    const Token& token = s.tokens[i];
    constexpr uint32_t kShortest = 4;
    return is_full_word(s, i) && token.is(Token::capital) && !token.is(Token::all_capitals) && (s.classes(i) & kNoSurname) == 0 && utf8::count(s.text(i)) >= kShortest &&
           !(i + 1 < s.tokens.size() && s.tokens[i + 1].is(Token::hyphen_glued));
  }
  // Words behind a title or a given name, ascending.
  std::vector<uint32_t> surnames(const Analysis& s) const {
    std::vector<uint32_t> out;
    for (uint32_t i = 1; i < s.tokens.size(); ++i) {
      if (!is_candidate(s, i) || s.tokens[i].is(Token::sentence_first)) continue;
      uint32_t before = i - 1;
      if (!is_word(s, before) && before > 0 && s.text(before) == ".") --before;   // M. Berger
      if (s.sentence_of(before) != s.sentence_of(i)) continue;
      const bool titled = s.is(before, Is::title);
      const bool named = before == i - 1 && s.tokens[before].is(Token::capital) && facts_.made<GivenNames>().has_plain(utf8::without_diacritics(s.folded(before)));
      const bool article = before > 0 && (s.classes(before - 1) & (Is::determiner | Is::possessive)) != 0;   // die Jackson Vorstadt
      if (titled || (named && !article)) out.push_back(i);
    }
    return out;
  }
  // Does a word of the translation sound like the name, and like no other word of the source as much?
  static bool is_there(HeardWords& heard, const Analysis& s, uint32_t i, Range target) {
    if (heard.is_spelled(i, target)) return true;
    constexpr float kLike = 0.36F;
    const Range sentence = s.sentences[s.sentence_of(i)].tokens;
    const HeardWords::Near near = heard.nearest(i, target, false, kLike);
    if (near.distance > kLike) return false;
    for (uint32_t k = sentence.begin; k < sentence.end; ++k)
      if (k != i && is_full_word(s, k) && heard.distance(k, near.token, near.distance) < near.distance) return false;
    return true;
  }
  // The same word, inflected or in a compound, somewhere else in the sentence: it may be translated there.
  static bool stem_elsewhere(const Analysis& s, uint32_t i) {
    const std::string_view name = s.folded(i), stem = name.substr(0, name.size() - 1);
    const Range sentence = s.sentences[s.sentence_of(i)].tokens;
    for (uint32_t k = sentence.begin; k < sentence.end; ++k)
      if (k != i && is_word(s, k) && s.folded(k).find(stem) != std::string::npos) return true;
    return false;
  }
  // The one token that has a translation of source token i where a name may stand; target.end when there is none or several.
  uint32_t rendered(const Analysis& a, uint32_t i, Range target, bool titled) const {
    const Analysis& s = *a.original;
    const std::vector<std::string> renderings = renderings_.of_surname(a, a.source_lang, s.text(i));
    if (renderings.empty()) return target.end;
    uint32_t found = target.end;
    for (uint32_t t = target.begin; t < target.end; ++t) {
      if (!is_full_word(a, t) || (a.classes(t) & (kNoSurname | Is::adverb | Is::body | Is::place_noun | Is::event)) != 0 || !Renderings::is_one_of(renderings, a.folded(t))) continue;
      if (found != target.end) return target.end;
      found = t;
    }
    if (found == target.end) return found;
    const Token& token = a.tokens[found];
    uint32_t before = found > target.begin ? found - 1 : found;
    if (before > target.begin && !is_word(a, before) && a.text(before) == ".") --before;
    const bool behind_title = before != found && a.is(before, Is::title), behind_given = before != found && a.tokens[before].is(Token::capital) && facts_.made<GivenNames>().has_plain(a.folded(before));
    if (behind_given && token.is(Token::capital)) return target.end;   // name-changed
    if (behind_title || behind_given) return found;
    if (!token.is(Token::capital)) return target.end;
    if (!token.is(Token::sentence_first)) return found;
    const uint32_t first = s.sentences[s.sentence_of(i)].tokens.begin;
    constexpr uint32_t kBehindTitle = 3;
    return i - first <= (titled ? kBehindTitle : 0) ? found : target.end;
  }
  const Sounds& of(Lang lang) const {
    return sounds_.of(lang, [&] { return Sounds(facts_, lang); });
  }

  const Facts& facts_;
  const RuleInfo* rule_;
  const Sounds english_;
  const Renderings& renderings_;
  PerLanguage<Sounds> sounds_;
};

}  // namespace

std::unique_ptr<Check> make_translated_name(const RuleBook& book, const Facts& facts) {
  return facts.table("sounds.latin").empty() ? nullptr : std::make_unique<TranslatedName>(book, facts);
}

}  // namespace wirecheck
