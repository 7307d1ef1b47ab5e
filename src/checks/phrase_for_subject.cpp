// What it finds: a sentence whose verb follows a prepositional phrase, with no subject between ("In the garden will be planted with trees.").
// Why it matters: languages that leave the pronoun out, or keep the subject for later, begin a sentence like this; English cannot.
// How: preposition, one noun phrase with one noun (and of-phrases of the same make), adverbs, and then a modal, a form of have or do, or
// a passive; nothing that could be a subject comes before the verb or right behind it.
// What it leaves alone: inversion ("In the garden is a tree", "Only in May can we", "Under no law may he"), questions, quotations,
// prepositions that may be conjunctions (after, since), two nouns in a row, of which the second may be the subject.
// Fix safety: none.
#include "analysis/english_clauses.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class PhraseForSubject : public Check {
 public:
  PhraseForSubject(const RuleBook& book, const Facts& facts)
      : rule_(book.find("phrase-for-subject")), english_(facts.made<EnglishClauses>()), lists_(facts), openers_(lists_.list("phrase-openers.openers")),
        second_words_(lists_.list("phrase-openers.second_words")), of_(lists_.list("phrase-openers.of")),
        never_first_(lists_.list("phrase-openers.may_invert")) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.resources.lexicon->has_wordnet() || !a.resources.inflection || openers_.empty()) return;
    for (const Sentence& sentence : a.sentences) {
      const Range t = sentence.tokens;
      if (t.size() < 7 || a.blocks[sentence.block].role != Role::body || a.text(t.end - 1) != ".") continue;
      for (uint32_t i = t.begin; i + 4 < t.end; ++i) {
        if (!is_word(a, i) || !a.is(i, Is::preposition) || !begins_clause(a, t, i) || a.tokens[i].is(Token::in_quote) || !english_.in(openers_, a, i)) continue;
        const uint32_t verb = behind_phrase(a, {i, t.end});
        if (verb >= t.end || !subjectless(a, {i, t.end}, verb)) continue;
        out.add(*rule_, a.span({i, verb + 1}));
        break;
      }
    }
  }

 private:
  // The head of the sentence, behind "However," or "and", behind "he said that" and "because".
  bool begins_clause(const Analysis& a, Range t, uint32_t i) const {
    if (i == t.begin) return true;
    if (i == t.begin + 2 && is_punctuation(a, i - 1, ',')) return true;
    if (!is_word(a, i - 1) || !a.is(i - 1, Is::conjunction)) return false;
    if (english_.in(of_, a, i)) return false;   // because of
    if (i == t.begin + 1 || english_.in(english_.subject_follows, a, i - 1)) return true;
    return english_.in(english_.that_words, a, i - 1) && a.is(i - 2, Is::speech_verb);
  }
  static bool number(const Analysis& a, uint32_t i) { return a.tokens[i].kind == TokenKind::number; }
  bool adverb(const Analysis& a, uint32_t i) const {
    if (!is_lower_word(a, i)) return false;
    const Readings r = english_.of(a, i);
    if (r & closed_reading) return a.is(i, Is::adverb) && !a.is(i, Is::preposition) && !a.is(i, Is::determiner) && !a.is(i, Is::pronoun) && !a.is(i, Is::conjunction) && !a.is(i, Is::auxiliary);
    return r == adverb_reading;
  }
  // The noun phrase at i; t.end: none, or one that may be two. The first token behind it.
  uint32_t noun_phrase(const Analysis& a, Range t, uint32_t i) const {
    if (i >= t.end) return t.end;
    constexpr Classes kName = (Is::weekday | Is::month) | Is::place | Is::country;
    if (number(a, i)) return a.text(i).size() == 4 ? i + 1 : t.end;   // a year
    if (a.tokens[i].is(Token::capital)) return (a.classes(a.tokens[i]) & kName) != 0 && !(a.tokens[i + 1 < t.end ? i + 1 : i].is(Token::capital) && i + 1 < t.end) ? i + 1 : t.end;
    if (a.is(i, Is::determiner) || a.is(i, Is::possessive)) {
      if (english_.in(never_first_, a, i)) return t.end;
      ++i;
    }
    int nouns = 0;
    for (int n = 0; n < 4 && i + 1 < t.end; ++n, ++i) {
      if (!is_lower_word(a, i) || a.tokens[i].is(Token::hyphen_glued) || a.tokens[i + 1].is(Token::hyphen_glued) || a.tokens[i + 1].is(Token::clitic)) break;
      const Readings r = english_.of(a, i);
      if (r & (closed_reading | unknown_reading)) break;
      if (adverb(a, i)) break;
      if (r & adjective_reading && !(r & (noun_reading | plural_reading))) continue;
      if (!(r & (noun_reading | plural_reading))) return t.end;
      ++nouns;
    }
    return nouns == 1 ? i : t.end;
  }
  // The token behind "In the middle of the night already".
  uint32_t behind_phrase(const Analysis& a, Range t) const {
    uint32_t i = t.begin + 1;
    if (i < t.end && english_.in(second_words_, a, i)) ++i;   // according to, thanks to
    if (i < t.end && is_lower_word(a, i) && english_.of(a, i) == gerund_reading) ++i;
    i = noun_phrase(a, t, i);
    while (i + 1 < t.end && is_word(a, i) && english_.in(of_, a, i)) i = noun_phrase(a, t, i + 1);
    while (i + 1 < t.end && adverb(a, i)) ++i;
    return i;
  }
  // A finite verb group at `verb` whose subject is not behind it either.
  bool subjectless(const Analysis& a, Range t, uint32_t verb) const {
    if (verb + 2 >= t.end || !is_lower_word(a, verb) || a.tokens[verb].is(Token::clitic) || !english_.finite_auxiliary(a, t, verb)) return false;
    uint32_t next = verb + 1;
    while (next + 1 < t.end && (adverb(a, next) || (is_word(a, next) && a.is(next, Is::negation) && !a.is(next, Is::pronoun) && !a.is(next, Is::determiner)))) ++next;
    if (!is_lower_word(a, next)) return false;
    const bool be = english_.in(english_.be_forms, a, verb);
    // "In spring has a fair", "has to pay": with "have" nothing is inverted.
    if (english_.in(english_.have_forms, a, verb) && (a.is(next, Is::determiner) || english_.in(english_.infinitive_marks, a, next)) && next == verb + 1) return true;
    Readings r = english_.of(a, next);
    if (a.is(next, Is::auxiliary) && english_.in(english_.not_finite, a, next)) {   // will be, has been
      if (be || next + 2 >= t.end) return false;
      while (next + 2 < t.end && a.is(next, Is::auxiliary)) ++next;
      if (!is_lower_word(a, next)) return false;
      r = english_.of(a, next);
      return (r & (participle_reading | gerund_reading)) != 0 && !(r & closed_reading) && !english_.begins_subject(a, next) && follows(a, t, next + 1);
    }
    if (r & (closed_reading | plural_reading)) return false;
    if (be) return r != 0 && (r & participle_reading) && !(r & (noun_reading | plural_reading)) && follows(a, t, next + 1);
    const bool modal = a.is(verb, Is::modal) || english_.in(english_.do_forms, a, verb);
    if (modal) return (r & base_reading) != 0 && !english_.in(english_.do_forms, a, verb);
    return english_.in(english_.have_forms, a, verb) && (r & participle_reading) != 0 && !(r & noun_reading);
  }
  // No subject comes after all: "In the room was found a letter".
  bool follows(const Analysis& a, Range t, uint32_t i) const {
    if (i >= t.end) return false;
    if (a.tokens[i].kind == TokenKind::punctuation) return a.text(i) == ".";
    return is_lower_word(a, i) && a.is(i, Is::preposition) && !a.is(i, Is::conjunction);
  }

  const RuleInfo* rule_;
  const EnglishClauses& english_;
  WordLists lists_;
  WordList openers_, second_words_, of_, never_first_;
};

}  // namespace

std::unique_ptr<Check> make_phrase_for_subject(const RuleBook& book, const Facts& facts) {
  if (facts.lang() != Lang::of("en")) return nullptr;
  return std::make_unique<PhraseForSubject>(book, facts);
}

}  // namespace wirecheck
