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
constexpr uint32_t kMostQuoted = 4;
constexpr uint32_t kMostNumbers = 3;  // more: results, a list
constexpr uint32_t kFewestClauseWords = 5;

class MissingVerb : public Check {
 public:
  MissingVerb(const RuleBook& book, const Facts& facts) : rule_(book.find("missing-verb")), clause_(book.find("clause-without-verb")), english_(facts) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_, clause_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.resources.lexicon->has_wordnet() || !a.resources.inflection) return;
    for (const Sentence& sentence : a.sentences) look(a, sentence, out);
  }

 private:
  void report(const Analysis& a, const RuleInfo* rule, Range tokens, Findings& out) const {
    Finding finding;
    finding.rule = rule;
    finding.span = a.span(tokens);
    finding.severity = rule->severity;
    finding.confidence = rule->confidence;
    out.add(std::move(finding));
  }

  // "..., because the fees to be higher.": a subordinate clause runs to the sentence's end and has no verb.
  bool last_clause(const Analysis& a, Range t, Findings& out) const {
    for (uint32_t i = t.begin + 1; i + kFewestClauseWords + 1 < t.end; ++i) {
      if (a.tokens[i].kind != TokenKind::word || !english_.in(english_.verb_follows, a, i)) continue;
      if (a.is(i - 1, Is::preposition) || a.is(i - 1, Is::conjunction) || a.is(i + 1, Is::preposition) || a.is(i + 1, Is::negation)) continue;
      bool silent = a.tokens[i].is(Token::in_quote);
      for (uint32_t k = i + 1; k < t.end && !silent; ++k) {
        const std::string_view mark = a.text(k);
        silent = a.tokens[k].is(Token::in_quote) || is_quote_mark(a, k) || mark == ":" || mark == ";" || mark == "(" || mark == "?" ||
                 english_.maybe_finite(a, {i, t.end}, k);
      }
      if (silent || english_.in(english_.infinitive_marks, a, i + 1)) continue;
      report(a, clause_, {i, t.end - 1}, out);
      return true;
    }
    return false;
  }

  void look(const Analysis& a, const Sentence& sentence, Findings& out) const {
    const Range t = sentence.tokens;
    if (t.size() < kFewestWords + 1 || a.blocks[sentence.block].role != Role::body) return;
    if (a.text(t.end - 1) != "." || (is_word(a, t.begin) && !a.tokens[t.begin].is(Token::capital))) return;
    if (last_clause(a, t, out)) return;
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
    if (numbers > kMostNumbers || words < kFewestWords || english_.in(english_.fragment_openers, a, t.begin)) return;
    if (after_a_title(a, sentence)) return;
    uint32_t clauses = 0;   // that need a verb of their own
    for (uint32_t i = t.begin; i < t.end; ++i) clauses += opens_clause(a, t, i);
    // Auxiliaries first: they cost nothing, and few sentences have none.
    uint32_t verbs = 0;
    for (uint32_t i = t.begin; i < t.end; ++i)
      if (english_.finite_auxiliary(a, t, i) && ++verbs > clauses) return;
    for (uint32_t i = t.begin; i < t.end; ++i)
      if (!english_.finite_auxiliary(a, t, i) && english_.maybe_finite(a, t, i) && ++verbs > clauses) return;
    report(a, rule_, t, out);
  }

  // "says MUDr. Petra Mala of the clinic": the stop behind an unlisted title is no sentence's end.
  static bool after_a_title(const Analysis& a, const Sentence& sentence) {
    const uint32_t begin = sentence.tokens.begin;
    if (begin < 2 || begin == a.blocks[sentence.block].tokens.begin || a.text(begin - 1) != ".") return false;
    const std::string_view word = a.text(begin - 2);
    return a.tokens[begin - 2].is(Token::capital) && word.size() <= 7 && a.tokens[begin].is(Token::capital) &&
           !a.resources.lexicon->knows(a.lang, word);
  }
  // "because it", "who has", "when the": a subordinate clause begins here for sure.
  bool opens_clause(const Analysis& a, Range t, uint32_t i) const {
    if (i + 2 >= t.end || a.tokens[i].is(Token::capital) || !english_.in(english_.clause_openers, a, i)) return false;
    const uint32_t next = i + 1;
    // "said that the match": a subject follows, and so will its verb. Another "that" may be a pronoun.
    if (english_.in(english_.that_words, a, i)) return i > t.begin && a.is(i - 1, Is::speech_verb) && (a.is(next, Is::determiner) || a.is(next, Is::pronoun));
    if (english_.finite_auxiliary(a, t, next)) return true;
    if (a.is(next, Is::pronoun) && !a.is(next, Is::determiner)) return english_.maybe_finite(a, t, next + 1);
    // "when the match": the same.
    return english_.in(english_.noun_follows, a, i) && a.is(next, Is::determiner) && !a.is(next, Is::pronoun);
  }

  const RuleInfo *rule_, *clause_;
  EnglishClauses english_;
};

}  // namespace

std::unique_ptr<Check> make_missing_verb(const RuleBook& book, const Facts& facts) {
  if (facts.lang() != Lang::of("en")) return nullptr;
  return std::make_unique<MissingVerb>(book, facts);
}

}  // namespace wirecheck
