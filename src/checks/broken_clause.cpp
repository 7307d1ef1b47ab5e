// What it finds: English clauses whose subject and verbs do not come out even: a verb without a subject ("Is one of the best clubs."),
// a subject without a verb ("they with the club"), a subject said twice ("The players they are tired."), two verbs for one subject
// ("The house was built last year is empty.").
// Why it matters: languages that leave the pronoun out, or set the verb elsewhere, come out of translation like this.
// How: closed-class words and forms that are finite verbs for sure; one conjunction, relative, question word or verb of saying in
// the stretch, and the check stays silent.
// What it leaves alone: questions, headlines, quotations, inversion ("Had he known"), contact clauses ("The man he met").
// Fix safety: none.
#include "analysis/english_clauses.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class BrokenClause : public Check {
 public:
  BrokenClause(const RuleBook& book, const Facts& facts)
      : no_subject_(book.find("missing-subject")), no_verb_(book.find("subject-without-verb")), twice_(book.find("doubled-subject")),
        two_verbs_(book.find("two-verbs")), english_(facts) {}
  std::vector<const RuleInfo*> rules() const override { return {no_subject_, no_verb_, twice_, two_verbs_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.resources.lexicon->has_wordnet() || !a.resources.inflection) return;
    for (const Sentence& sentence : a.sentences) {
      const Range t = sentence.tokens;
      if (t.size() < 5 || a.blocks[sentence.block].role != Role::body || a.text(t.end - 1) != ".") continue;
      lost_subject(a, t, out);
      lone_subject(a, t, out);
      doubled_subject(a, t, out);
      for (uint32_t begin = t.begin; begin < t.end;) {
        uint32_t end = begin;
        while (end < t.end && !parts(a, end)) ++end;
        second_verb(a, {begin, end}, out);
        begin = end + 1;
      }
    }
  }

 private:
  static bool parts(const Analysis& a, uint32_t i) {
    return a.tokens[i].kind == TokenKind::punctuation && !a.tokens[i].is(Token::hyphen_glued);
  }
  static bool is(const Analysis& a, uint32_t i, Is what) { return a.tokens[i].kind == TokenKind::word && a.is(i, what); }

  void report(const Analysis& a, const RuleInfo* rule, Range tokens, Findings& out) const {
    Finding finding;
    finding.rule = rule;
    finding.span = a.span(tokens);
    finding.severity = rule->severity;
    finding.confidence = rule->confidence;
    out.add(std::move(finding));
  }

  void lost_subject(const Analysis& a, Range t, Findings& out) const {
    const auto verb_alone = [&](uint32_t verb) {
      return verb + 2 < t.end && english_.finite_auxiliary(a, t, verb) && english_.in(english_.begins_no_statement, a, verb) &&
             !english_.begins_subject(a, verb + 1) && is_word(a, verb + 1) && !a.tokens[verb].is(Token::in_quote);
    };
    if (verb_alone(t.begin)) return report(a, no_subject_, {t.begin, t.begin + 2}, out);
    // "However, is": an adverbial, its comma, and the verb.
    if (is(a, t.begin, Is::preposition) || english_.in(english_.sentence_adverbs, a, t.begin)) {
      for (uint32_t i = t.begin; i + 2 < t.end && i < t.begin + 14; ++i) {
        if (is_punctuation(a, i, ',')) {
          if (verb_alone(i + 1)) return report(a, no_subject_, {i + 1, i + 3}, out);
          break;
        }
        if (parts(a, i) || english_.maybe_finite(a, t, i) || (i > t.begin && (is(a, i, Is::wh_word) || is(a, i, Is::conjunction)) && !is(a, i, Is::preposition))) break;
      }
    }
    for (uint32_t i = t.begin; i + 3 < t.end; ++i)
      if (is(a, i, Is::conjunction) && english_.in(english_.subject_follows, a, i) && !a.tokens[i + 1].is(Token::capital) && verb_alone(i + 1) &&
          !english_.in(english_.inverts, a, i + 1))
        report(a, no_subject_, {i, i + 2}, out);
  }

  void lone_subject(const Analysis& a, Range t, Findings& out) const {
    for (uint32_t i = t.begin; i + 2 < t.end; ++i) {
      if (!is(a, i, Is::pronoun) || !english_.in(english_.subject_pronouns, a, i) || a.tokens[i].is(Token::in_quote)) continue;
      if (!is_lower_word(a, i + 1) || a.tokens[i + 1].is(Token::clitic)) continue;
      const bool object = english_.in(english_.object_pronouns, a, i + 1);
      if (!object && !english_.in(english_.no_verb, a, i + 1)) continue;
      if (i > t.begin) {
        const uint32_t before = i - 1;
        // "Did he the other day", "said he with a smile", "than they the rest".
        if (is(a, before, Is::auxiliary) || is(a, before, Is::modal) || is(a, before, Is::preposition) || is(a, before, Is::wh_word)) continue;
        if (english_.maybe_finite(a, t, before) || parts(a, before)) continue;
      }
      report(a, no_verb_, {i, i + 2}, out);
    }
  }

  void doubled_subject(const Analysis& a, Range t, Findings& out) const {
    const bool phrase = is(a, t.begin, Is::determiner) || is(a, t.begin, Is::possessive) || a.tokens[t.begin].name != 0;
    if (!phrase || is(a, t.begin, Is::pronoun)) return;
    uint32_t pronoun = t.begin + 1;
    for (; pronoun + 2 < t.end; ++pronoun) {
      if (a.tokens[pronoun].kind != TokenKind::word || a.tokens[pronoun].is(Token::in_quote)) return;
      if (is(a, pronoun, Is::wh_word) || is(a, pronoun, Is::conjunction) || takes_clause(a, pronoun)) return;
      if (is(a, pronoun, Is::pronoun) && english_.in(english_.taking_up, a, pronoun)) break;
      if (english_.maybe_finite(a, t, pronoun)) return;
    }
    if (pronoun + 2 >= t.end || !english_.finite_auxiliary(a, t, pronoun + 1)) return;
    if (takes_clause(a, t.begin)) return;
    const Readings head = english_.of(a, pronoun - 1);
    if (!(head & (noun_reading | plural_reading | name_reading | unknown_reading))) return;
    for (uint32_t i = pronoun + 2; i < t.end && !parts(a, i); ++i)
      if (english_.surely_finite(a, t, i) && !is(a, i - 1, Is::conjunction)) return;   // the man he was is gone
    report(a, twice_, {pronoun - 1, pronoun + 2}, out);
  }

  bool takes_clause(const Analysis& a, uint32_t i) const {
    const std::string word = a.folded(i);
    for (const std::string& stem : english_.clause_takers)
      if (word.starts_with(stem)) return true;
    return false;
  }
  // Something that begins a clause of its own, or lets one follow without a word.
  bool opens(const Analysis& a, uint32_t i) const {
    if (a.tokens[i].kind != TokenKind::word) return false;
    if (is(a, i, Is::wh_word) || is(a, i, Is::pronoun) || is(a, i, Is::negation)) return true;
    if (is(a, i, Is::conjunction)) return true;
    return takes_clause(a, i);
  }
  void second_verb(const Analysis& a, Range s, Findings& out) const {
    uint32_t first = s.end;
    for (uint32_t i = s.begin; i < s.end; ++i) {
      if (a.tokens[i].is(Token::in_quote) || opens(a, i)) return;
      if (!english_.surely_finite(a, s, i)) continue;
      if (first == s.end) {
        if (i == s.begin) return;
        first = i;
        continue;
      }
      if (i < first + 2 || i + 1 >= s.end) return;
      if (english_.in(english_.inverts, a, i) && english_.begins_subject(a, i + 1)) return;
      if (english_.in(english_.second_verbs, a, i)) return;
      // "the longest the bank has waited": a noun phrase behind a noun begins a clause without a word.
      for (uint32_t k = s.begin + 1; k < i; ++k) {
        if (k == first || k == first + 1) continue;
        const bool begins = is(a, k, Is::determiner) || is(a, k, Is::possessive) || a.tokens[k].is(Token::capital) || a.tokens[k].kind == TokenKind::number;
        if (begins && (english_.of(a, k - 1) & (noun_reading | plural_reading | adjective_reading)) != 0 && !a.tokens[k - 1].is(Token::capital)) return;
      }
      report(a, two_verbs_, {first, i + 1}, out);
      return;
    }
  }

  const RuleInfo *no_subject_, *no_verb_, *twice_, *two_verbs_;
  EnglishClauses english_;
};

}  // namespace

std::unique_ptr<Check> make_broken_clause(const RuleBook& book, const Facts& facts) {
  if (facts.lang() != Lang::of("en")) return nullptr;
  return std::make_unique<BrokenClause>(book, facts);
}

}  // namespace wirecheck
