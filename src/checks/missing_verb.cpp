// What it finds: a sentence of an English story that has no finite verb ("Of the city the construction of houses of last year.").
// Why it matters: translation lost it, or left it in the source language.
// How: no word of the sentence can be one, whatever dictionary is asked; a sentence with a clause of its own for every verb ("when he
// came") has none left for itself.
// What it leaves alone: headlines, quotations, lists and captions, short sentences, sentences that begin as fragments do.
// Fix safety: none.
#include "analysis/english_clauses.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr uint32_t kFewestWords = 9;
constexpr uint32_t kFewestShort = 5;    // of a sentence that cannot be a title
constexpr uint32_t kMostQuoted = 4;
constexpr uint32_t kMostNumbers = 3;  // more: results, a list
constexpr uint32_t kFewestClauseWords = 5;
constexpr uint32_t kMostOfAttribution = 8;
constexpr uint32_t kFewestOfClause = 2;   // behind a word that wants a clause for sure

class MissingVerb : public Check {
 public:
  MissingVerb(const RuleBook& book, const Facts& facts) : rule_(book.find("missing-verb")), clause_(book.find("clause-without-verb")), english_(facts.made<EnglishClauses>()) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_, clause_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.resources.lexicon->has_wordnet() || !a.resources.inflection) return;
    for (const Sentence& sentence : a.sentences) look(a, sentence, out);
  }

 private:
  void report(const Analysis& a, const RuleInfo* rule, Range tokens, Findings& out) const {
    out.add(*rule, a.span(tokens));
  }

  // "..., because the fees to be higher.": a subordinate clause runs to the sentence's end and has no verb.
  bool last_clause(const Analysis& a, Range t, Findings& out) const {
    for (uint32_t i = t.begin + 1; i + kFewestOfClause + 1 < t.end; ++i) {
      if (a.tokens[i].kind != TokenKind::word || a.tokens[i].is(Token::in_quote)) continue;
      if (!a.is(i, Is::conjunction) && !a.is(i, Is::wh_word) && !a.is(i, Is::pronoun)) continue;
      // With one of these the rest of the sentence must do without a verb, with the others the rest of the stretch.
      const bool whole = i + kFewestClauseWords + 1 < t.end && english_.in(english_.verb_follows, a, i) && !a.is(i - 1, Is::preposition) &&
                   !a.is(i - 1, Is::conjunction) && !a.is(i + 1, Is::preposition) && !a.is(i + 1, Is::negation) &&
                   !english_.in(english_.infinitive_marks, a, i + 1) &&
                   (!english_.in(english_.reducible_openers, a, i) || !english_.in(english_.articles, a, i + 1));
      const bool stretch = subject_must_follow(a, t, i);
      if (!whole && !stretch) continue;
      // Auxiliaries cost nothing to see.
      bool silent = false;
      for (uint32_t k = i + 1; k < t.end && !silent; ++k) {
        if (!whole && a.tokens[k].kind == TokenKind::punctuation && !a.tokens[k].is(Token::hyphen_glued)) break;
        silent = english_.finite_auxiliary(a, t, k);
      }
      if (silent) continue;
      const Range clause{a.is(i, Is::wh_word) ? i : i + 1, t.end};   // who and which are subjects, that is none
      for (uint32_t k = i + 1; k < t.end && !silent; ++k) {
        if (a.tokens[k].kind == TokenKind::punctuation && !a.tokens[k].is(Token::hyphen_glued)) {
          const std::string_view mark = a.text(k);
          silent = k + 1 < t.end && (!whole || is_quote_mark(a, k) || mark == ":" || mark == ";" || mark == "(" || mark == "?");
          if (silent && mark == "," && k > i + kFewestOfClause && attribution(a, {k + 1, t.end - 1})) {
            report(a, clause_, {i, k}, out);
            return true;
          }
        } else {
          silent = a.tokens[k].is(Token::in_quote) || a.tokens[k].kind == TokenKind::address || english_.maybe_finite(a, clause, k) || subjunctive(a, k);
        }
      }
      if (silent) continue;
      report(a, clause_, {i, t.end - 1}, out);
      return true;
    }
    return false;
  }
  // "Whether it be inside", "that he be released".
  bool subjunctive(const Analysis& a, uint32_t k) const {
    return a.is(k, Is::auxiliary) && english_.in(english_.bare_be, a, k) && !english_.in(english_.infinitive_marks, a, k - 1);
  }
  // ", Novak said.", ", said the head of the bank.": the clause before it is complete.
  bool attribution(const Analysis& a, Range r) const {
    if (r.size() < 2 || r.size() > kMostOfAttribution) return false;
    for (uint32_t k = r.begin; k < r.end; ++k)
      if (a.tokens[k].kind != TokenKind::word) return false;
    if (a.is(r.end - 1, Is::speech_verb) && !a.tokens[r.end - 1].is(Token::capital)) return english_.begins_subject(a, r.begin);
    return a.is(r.begin, Is::speech_verb) && english_.begins_subject(a, r.begin + 1);
  }
  // A clause for sure begins here, and the word behind begins its subject: "when the", "said that he".
  bool subject_must_follow(const Analysis& a, Range t, uint32_t i) const {
    const Token& next = a.tokens[i + 1];
    if (next.kind != TokenKind::word || next.is(Token::in_quote) || next.is(Token::clitic)) return false;
    if (i > t.begin && english_.in(english_.articles, a, i - 1)) return false;   // for a while
    const bool after_noun = i > t.begin && a.tokens[i - 1].kind == TokenKind::word &&
                            (english_.of(a, i - 1) & (noun_reading | plural_reading | name_reading)) != 0;
    const bool after_comma = i > t.begin && is_punctuation(a, i - 1, ',');
    if (!english_.in(english_.clause_openers_with_subject, a, i)) {
      // ", who his enemies": a relative clause, or an asked one.
      if (!a.is(i, Is::wh_word) || !english_.in(english_.verb_follows, a, i)) return false;
      const bool asked = i > t.begin && (a.is(i + 1, Is::possessive) || (a.is(i + 1, Is::determiner) && english_.in(english_.definite_subjects, a, i + 1)));
      return (after_noun || after_comma || asked) && !a.is(i + 1, Is::preposition) && !a.is(i + 1, Is::negation) && !a.is(i + 1, Is::adverb) &&
             !english_.in(english_.infinitive_marks, a, i + 1);
    }
    const bool definite = english_.in(english_.definite_subjects, a, i + 1);
    if (english_.in(english_.reducible_openers, a, i)) return definite && (i == t.begin || !a.is(i - 1, Is::preposition) || after_comma);
    // "He said that players", "that Novak": behind a verb of saying, and no day.
    if (!definite && english_.in(english_.that_words, a, i) && i > t.begin && i + 4 < t.end && english_.in(english_.verbs_of_saying, a, i - 1) &&
        !a.is(i + 1, Is::weekday) && !a.is(i + 1, Is::month) && (next.is(Token::capital) || english_.of(a, i + 1) == (noun_reading | plural_reading)))
      return true;
    if (!definite && !english_.in(english_.articles, a, i + 1)) return false;
    if (!english_.in(english_.that_words, a, i)) return true;
    // That: a conjunction behind a verb, a noun or an adjective.
    if (i == t.begin) return false;
    if (after_comma) return true;
    if (a.tokens[i - 1].kind != TokenKind::word) return false;
    return (english_.of(a, i - 1) & (closed_reading | name_reading)) == 0 || english_.in(english_.be_forms, a, i - 1);
  }
  // "When the charge too low, the phone stops.": the clause that opens the sentence has no verb, and the sentence goes on.
  bool first_clause(const Analysis& a, Range t, Findings& out) const {
    if (!a.is(t.begin, Is::conjunction) || english_.in(english_.that_words, a, t.begin) || !subject_must_follow(a, t, t.begin)) return false;
    uint32_t comma = t.end;
    for (uint32_t k = t.begin; k + 1 < t.end; ++k) {
      if (a.tokens[k].is(Token::in_quote)) return false;
      if (a.tokens[k].kind != TokenKind::punctuation || a.tokens[k].is(Token::hyphen_glued)) continue;
      if (comma != t.end || !is_punctuation(a, k, ',')) return false;
      comma = k;
    }
    if (comma + 3 >= t.end || comma < t.begin + kFewestOfClause + 1 || !english_.begins_subject(a, comma + 1)) return false;
    if (english_.possible_verbs(a, {t.begin + 1, comma}, {t.begin + 1, comma}, 1) > 0 || english_.possible_verbs(a, t, {comma + 1, t.end}, 1) == 0) return false;
    report(a, clause_, {t.begin, comma}, out);
    return true;
  }
  // A sentence this short may be a title; not so when a pronoun waits for its verb, or a word of another language stands in its place.
  bool wants_verb(const Analysis& a, Range t) const {
    for (uint32_t i = t.begin; i + 1 < t.end; ++i) {
      if (a.tokens[i].kind != TokenKind::word) continue;
      if (a.is(i, Is::pronoun) && english_.in(english_.subject_pronouns, a, i)) return true;
      if (i > t.begin && i + 2 < t.end && is_lower_word(a, i) && english_.of(a, i) == unknown_reading && stands_as_verb(a, i) &&
          !a.resources.lexicon->knows(a.lang, a.text(i)))
        return true;
    }
    return false;
  }

  // Between a noun and what is no noun.
  bool stands_as_verb(const Analysis& a, uint32_t i) const {
    if (a.tokens[i].is(Token::hyphen_glued) || a.tokens[i + 1].is(Token::hyphen_glued) || a.tokens[i - 1].kind != TokenKind::word || a.tokens[i + 1].kind != TokenKind::word) return false;
    const bool subject = (english_.of(a, i - 1) & (noun_reading | plural_reading | name_reading)) != 0 || (a.is(i - 1, Is::pronoun) && !a.is(i - 1, Is::determiner));
    return subject && (a.is(i + 1, Is::preposition) || a.is(i + 1, Is::determiner) || a.is(i + 1, Is::possessive) || a.is(i + 1, Is::conjunction) || english_.only_adverb(a, i + 1));
  }

  void look(const Analysis& a, const Sentence& sentence, Findings& out) const {
    const Range t = sentence.tokens;
    if (t.size() < kFewestShort + 1 || a.blocks[sentence.block].role != Role::body) return;
    if (a.text(t.end - 1) != "." || (is_word(a, t.begin) && !a.tokens[t.begin].is(Token::capital))) return;
    if (t.size() > kFewestWords && (last_clause(a, t, out) || first_clause(a, t, out))) return;
    uint32_t words = 0, numbers = 0;
    // A sentence that is speech, or brings it, may be a fragment; a word or two in quotation marks are part of it.
    uint32_t quoted = 0;
    for (uint32_t i = t.begin; i < t.end; ++i) {
      const Token& token = a.tokens[i];
      quoted = token.is(Token::in_quote) ? quoted + 1 : 0;
      if (quoted > kMostQuoted || (is_quote_mark(a, i) && (i < t.begin + 2 || i + 3 > t.end))) return;
      if (token.kind == TokenKind::punctuation) {
        const std::string_view mark = a.text(i);
        if (mark == ":" || mark == ";" || mark == "?" || mark == "!") return;
      }
      words += token.kind == TokenKind::word || token.kind == TokenKind::number;
      numbers += token.kind == TokenKind::number;
    }
    if (numbers > kMostNumbers || words < kFewestShort || english_.in(english_.fragment_openers, a, t.begin)) return;
    if (after_a_title(a, sentence) || english_.in(english_.infinitive_marks, a, t.begin)) return;
    const bool brief = words < kFewestWords;
    uint32_t clauses = 0;   // that need a verb of their own
    for (uint32_t i = t.begin; i < t.end && !brief; ++i) clauses += opens_clause(a, t, i);
    // Auxiliaries first: they cost nothing, and few sentences have none.
    uint32_t verbs = 0;
    for (uint32_t i = t.begin; i < t.end; ++i)
      if (english_.finite_auxiliary(a, t, i) && ++verbs > clauses) return;
    if (english_.possible_verbs(a, t, t, clauses + 1) > clauses || (brief && !wants_verb(a, t))) return;
    report(a, rule_, t, out);
  }

  // "says MUDr. Petra Mala of the clinic": the stop behind an unlisted title is no sentence's end.
  static bool after_a_title(const Analysis& a, const Sentence& sentence) {
    const uint32_t begin = sentence.tokens.begin;
    if (begin < 2 || begin == a.blocks[sentence.block].tokens.begin || a.text(begin - 1) != ".") return false;
    const std::string_view word = a.text(begin - 2);
    if (a.tokens[begin - 2].kind == TokenKind::number) return a.is(begin, Is::month);   // 29. September
    return a.tokens[begin - 2].kind == TokenKind::word && word.size() <= 7 && a.tokens[begin].is(Token::capital) &&
           !a.resources.lexicon->knows(a.lang, word);
  }
  // "because it", "who has", "when the": a subordinate clause begins here for sure.
  bool opens_clause(const Analysis& a, Range t, uint32_t i) const {
    if (i + 2 >= t.end || a.tokens[i].is(Token::capital) || !english_.in(english_.clause_openers, a, i)) return false;
    const uint32_t next = i + 1;
    if (i > t.begin && english_.in(english_.articles, a, i - 1)) return false;
    if (i > t.begin && subject_must_follow(a, t, i)) return true;
    // "said that the match": a subject follows, and so will its verb. Another "that" may be a pronoun.
    if (english_.in(english_.that_words, a, i)) return i > t.begin && a.is(i - 1, Is::speech_verb) && (a.is(next, Is::determiner) || a.is(next, Is::pronoun));
    if (english_.finite_auxiliary(a, t, next)) return true;
    if (a.is(next, Is::pronoun) && !a.is(next, Is::determiner)) return english_.maybe_finite(a, t, next + 1);
    // "when the match": the same.
    return english_.in(english_.noun_follows, a, i) && a.is(next, Is::determiner) && !a.is(next, Is::pronoun);
  }

  const RuleInfo *rule_, *clause_;
  const EnglishClauses& english_;
};

}  // namespace

std::unique_ptr<Check> make_missing_verb(const RuleBook& book, const Facts& facts) {
  if (facts.lang() != Lang::of("en")) return nullptr;
  return std::make_unique<MissingVerb>(book, facts);
}

}  // namespace wirecheck
