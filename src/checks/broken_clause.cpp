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

constexpr uint32_t kMostClauses = 3;   // in one stretch; more, and nobody can say which verb is too many

class BrokenClause : public Check {
 public:
  BrokenClause(const RuleBook& book, const Facts& facts)
      : no_subject_(book.find("missing-subject")), no_verb_(book.find("subject-without-verb")), twice_(book.find("doubled-subject")),
        two_verbs_(book.find("two-verbs")), beside_(book.find("noun-beside-noun")),
        adverb_(book.find("adverb-before-object")), english_(facts.made<EnglishClauses>()) {}
  std::vector<const RuleInfo*> rules() const override { return {no_subject_, no_verb_, twice_, two_verbs_, beside_, adverb_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.resources.lexicon->has_wordnet() || !a.resources.inflection) return;
    for (const Sentence& sentence : a.sentences) {
      const Range t = sentence.tokens;
      if (t.size() < 5 || a.blocks[sentence.block].role != Role::body || a.text(t.end - 1) != ".") continue;
      lost_subject(a, t, out);
      lone_subject(a, t, out);
      doubled_subject(a, t, out);
      noun_beside_noun(a, t, out);
      adverb_in_between(a, t, out);
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
    out.add(*rule, a.span(tokens));
  }

  void lost_subject(const Analysis& a, Range t, Findings& out) const {
    const auto verb_alone = [&](uint32_t verb) {
      return verb + 2 < t.end && english_.finite_auxiliary(a, t, verb) && english_.in(english_.begins_no_statement, a, verb) &&
             !english_.begins_subject(a, verb + 1) && is_word(a, verb + 1) && !a.tokens[verb].is(Token::in_quote);
    };
    if (verb_alone(t.begin)) return report(a, no_subject_, {t.begin, t.begin + 2}, out);
    // "Depends on the weather.", "Went home later."
    const Readings head = is_word(a, t.begin) ? english_.of(a, t.begin) : Readings{0};
    if ((head == third_reading || head == past_reading) && is_word(a, t.begin + 1) && !a.tokens[t.begin + 1].is(Token::capital) &&
        !a.tokens[t.begin].is(Token::in_quote) && !a.tokens[t.begin + 1].is(Token::hyphen_glued))
      return report(a, no_subject_, {t.begin, t.begin + 2}, out);
    // "However, is": an adverbial, its comma, and the verb.
    const bool clause = is(a, t.begin, Is::conjunction) && english_.in(english_.clause_openers_with_subject, a, t.begin) &&
                        !english_.in(english_.that_words, a, t.begin);
    if (clause || is(a, t.begin, Is::preposition) || english_.in(english_.sentence_adverbs, a, t.begin)) {
      for (uint32_t i = t.begin; i + 2 < t.end && i < t.begin + 20; ++i) {
        if (is_punctuation(a, i, ',')) {
          if (verb_alone(i + 1)) return report(a, no_subject_, {i + 1, i + 3}, out);
          break;
        }
        if (parts(a, i)) break;
        if (clause) continue;   // "When he came, was tired."
        if (english_.maybe_finite(a, t, i) || (i > t.begin && (is(a, i, Is::wh_word) || is(a, i, Is::conjunction)) && !is(a, i, Is::preposition))) break;
      }
    }
    // "He said that are ready.": a plural verb makes no demonstrative of "that".
    for (uint32_t i = t.begin + 1; i + 3 < t.end; ++i)
      if (is(a, i, Is::conjunction) && is(a, i + 1, Is::auxiliary) && english_.in(english_.that_words, a, i) && is_plural(a, i + 1) &&
          english_.in(english_.verbs_of_saying, a, i - 1) && !a.tokens[i].is(Token::in_quote))
        return report(a, no_subject_, {i, i + 2}, out);
    for (uint32_t i = t.begin; i + 3 < t.end; ++i)
      if (is(a, i, Is::conjunction) && english_.in(english_.subject_follows, a, i) && !a.tokens[i + 1].is(Token::capital) && verb_alone(i + 1) &&
          !english_.in(english_.inverts, a, i + 1))
        report(a, no_subject_, {i, i + 2}, out);
  }

  bool is_plural(const Analysis& a, uint32_t i) const {
    const std::string_view word = a.folded(i);
    for (const auto& row : english_.plural_of)
      if (row.second == word) return true;
    return false;
  }

  void lone_subject(const Analysis& a, Range t, Findings& out) const {
    for (uint32_t i = t.begin; i + 2 < t.end; ++i) {
      if (!is(a, i, Is::pronoun) || !english_.in(english_.subject_pronouns, a, i) || a.tokens[i].is(Token::in_quote)) continue;
      if (!is_lower_word(a, i + 1) || a.tokens[i + 1].is(Token::clitic)) continue;
      const bool object = english_.in(english_.object_pronouns, a, i + 1);
      if (!object && !english_.in(english_.no_verb, a, i + 1) && !participle_alone(a, t, i)) continue;
      if (i > t.begin) {
        const uint32_t before = i - 1;
        // "Did he the other day", "said he with a smile", "than they the rest".
        if (is(a, before, Is::auxiliary) || is(a, before, Is::modal) || is(a, before, Is::preposition) || is(a, before, Is::wh_word)) continue;
        if (english_.maybe_finite(a, t, before) || parts(a, before)) continue;
      }
      report(a, no_verb_, {i, i + 2}, out);
    }
  }

  // "He battling for years": at the head of the sentence or behind a word that wants a clause.
  bool participle_alone(const Analysis& a, Range t, uint32_t pronoun) const {
    if (pronoun > t.begin && !english_.in(english_.clause_openers_with_subject, a, pronoun - 1)) return false;
    const Readings r = english_.of(a, pronoun + 1);
    return (r & gerund_reading) != 0 || r == participle_reading;
  }
  void doubled_subject(const Analysis& a, Range t, Findings& out) const {
    const bool phrase = is(a, t.begin, Is::determiner) || is(a, t.begin, Is::possessive) || a.tokens[t.begin].name != 0;
    if (!phrase || is(a, t.begin, Is::pronoun)) return;
    uint32_t pronoun = t.begin + 1;
    for (; pronoun + 2 < t.end; ++pronoun) {
      if (a.tokens[pronoun].kind != TokenKind::word || a.tokens[pronoun].is(Token::in_quote)) return;
      if (is(a, pronoun, Is::wh_word) || is(a, pronoun, Is::conjunction) || english_.takes_clause(a, pronoun)) return;
      if (is(a, pronoun, Is::pronoun) && english_.in(english_.taking_up, a, pronoun)) break;
      if (english_.maybe_finite(a, t, pronoun)) return;
    }
    if (pronoun + 2 >= t.end || !english_.finite_auxiliary(a, t, pronoun + 1)) return;
    if (english_.takes_clause(a, t.begin)) return;
    const Readings head = english_.of(a, pronoun - 1);
    if (!(head & (noun_reading | plural_reading | name_reading | unknown_reading))) return;
    for (uint32_t i = pronoun + 2; i < t.end && !parts(a, i); ++i)
      if (english_.surely_finite(a, t, i) && !is(a, i - 1, Is::conjunction)) return;   // the man he was is gone
    report(a, twice_, {pronoun - 1, pronoun + 2}, out);
  }

  // How many clauses more than one there may be up to the word at `i`, for this word's sake: it joins or opens one, or lets one
  // follow without a word ("the longest the bank has waited": a noun phrase behind a noun).
  bool may_open(const Analysis& a, Range s, uint32_t i) const {
    const Token& token = a.tokens[i];
    if (token.kind == TokenKind::word &&
        (is(a, i, Is::wh_word) || is(a, i, Is::conjunction) || is(a, i, Is::negation) || (is(a, i, Is::pronoun) && !is(a, i, Is::determiner)) || english_.takes_clause(a, i)))
      return true;
    if (i == s.begin || a.tokens[i - 1].is(Token::capital) || (english_.of(a, i - 1) & (noun_reading | plural_reading | adjective_reading)) == 0) return false;
    return token.kind == TokenKind::number || is(a, i, Is::determiner) || is(a, i, Is::possessive) || token.is(Token::capital) ||
           english_.of(a, i) == (noun_reading | plural_reading);
  }
  // What closed-class words tell of a stretch, before dictionaries are asked: an auxiliary, and few clauses that need a verb.
  bool worth_counting(const Analysis& a, Range s) const {
    uint32_t clauses = 1, auxiliaries = 0;
    for (uint32_t i = s.begin; i < s.end; ++i) {
      const Classes c = a.tokens[i].kind == TokenKind::word ? a.classes(i) : 0;
      auxiliaries += (c & (Is::auxiliary | Is::modal)) != 0;
      clauses += (c & ((Is::wh_word | Is::conjunction) | Is::negation)) != 0 || (has(c, Is::pronoun) && !has(c, Is::determiner));
    }
    return auxiliaries > 0 && clauses <= kMostClauses;
  }
  void second_verb(const Analysis& a, Range s, Findings& out) const {
    if (!worth_counting(a, s)) return;
    uint32_t verbs = 0, clauses = 1, first = s.end;
    for (uint32_t i = s.begin; i < s.end;) {
      if (a.tokens[i].is(Token::in_quote)) return;
      const bool verb = english_.surely_finite(a, s, i);
      if (!verb) {
        clauses += may_open(a, s, i);
        ++i;
        continue;
      }
      if (i == s.begin) return;
      if (++verbs > clauses) {
        if (i < first + 2 || i + 1 >= s.end || english_.in(english_.second_verbs, a, i)) return;
        if (english_.in(english_.inverts, a, i) && english_.begins_subject(a, i + 1)) return;
        return report(a, two_verbs_, {first, i + 1}, out);
      }
      first = i;
      clauses += english_.takes_clause(a, i);
      const uint32_t end = english_.group_end(a, s, i);
      for (uint32_t k = i + 1; k < end; ++k) clauses += english_.takes_clause(a, k);
      i = end;
    }
  }

  // "The visitors the number of beds.": a noun phrase begins where the first one's verb should be, and there are not verbs enough
  // behind it for a clause of its own ("the car the man drove was old").
  void noun_beside_noun(const Analysis& a, Range t, Findings& out) const {
    for (uint32_t begin = t.begin; begin + 4 < t.end; ++begin) {
      const bool opened = begin > t.begin && is(a, begin - 1, Is::conjunction) && english_.in(english_.clause_openers_with_subject, a, begin - 1);
      if ((begin == t.begin || opened) && beside(a, {begin, t.end}, out)) return;
    }
  }
  bool beside(const Analysis& a, Range t, Findings& out) const {
    if (is(a, t.begin, Is::preposition)) return false;
    for (uint32_t i = t.begin; i + 2 < t.end; ++i) {
      const Token& token = a.tokens[i];
      if ((token.kind != TokenKind::word && token.kind != TokenKind::number) || token.is(Token::in_quote) || token.is(Token::hyphen_glued) || token.is(Token::clitic))
        return false;
      if (english_.in(english_.no_contact, a, i)) return false;
      const Readings r = english_.of(a, i);
      if (i > t.begin && is_lower_word(a, i) && (is(a, i, Is::determiner) || is(a, i, Is::possessive)) && !is(a, i, Is::pronoun) &&
          english_.in(english_.definite_subjects, a, i) && is_lower_word(a, i + 1)) {
        const Readings before = english_.of(a, i - 1);
        const bool noun = (before & plural_reading) || (i > t.begin + 1 && (before & noun_reading));
        if (!noun || (before & ~(noun_reading | plural_reading | adjective_reading | third_reading)) != 0 || english_.in(english_.times, a, i - 1)) return false;
        // "this leaves the", "the favourite wins the": a verb, unless only a plural can stand there.
        if ((before & third_reading) && (i < t.begin + 2 || !english_.in(english_.plural_openers, a, i - 2))) return false;
        uint32_t end = i;
        while (end < t.end && !parts(a, end)) ++end;
        if (english_.possible_verbs(a, t, {i, end}, 2) > 1) return false;
        report(a, beside_, {i - 1, i + 2}, out);
        return true;
      }
      if (is(a, i, Is::auxiliary) || is(a, i, Is::modal) || is(a, i, Is::wh_word) || is(a, i, Is::conjunction) || is(a, i, Is::negation) ||
          is(a, i, Is::adverb) || (is(a, i, Is::pronoun) && !is(a, i, Is::determiner)))
        return false;
      if (token.kind == TokenKind::number || (r & closed_reading) || (token.is(Token::capital) && !token.is(Token::sentence_first))) continue;
      if (r & (unknown_reading | past_reading | participle_reading | gerund_reading)) return false;
      const bool noun_place = i > t.begin && a.tokens[i - 1].kind == TokenKind::word &&
                              (is(a, i - 1, Is::determiner) || is(a, i - 1, Is::possessive) || is(a, i - 1, Is::preposition) || is(a, i - 1, Is::cardinal));
      if ((r & base_reading) && !noun_place) return false;
      if ((r & third_reading) && i > t.begin && !noun_place && !(english_.of(a, i - 1) & adjective_reading)) return false;
    }
    return false;
  }

  // "She reads also the paper.": English sets no such adverb between a verb and its object.
  void adverb_in_between(const Analysis& a, Range t, Findings& out) const {
    for (uint32_t i = t.begin + 1; i + 2 < t.end; ++i) {
      if (!is(a, i + 1, Is::determiner) && !is(a, i + 1, Is::possessive)) continue;
      if (!is_lower_word(a, i) || a.tokens[i].is(Token::in_quote) || !is_lower_word(a, i - 1) || !is_lower_word(a, i + 1)) continue;
      if (a.tokens[i - 1].is(Token::hyphen_glued) || is(a, i - 1, Is::auxiliary) || !english_.in(english_.before_the_verb, a, i)) continue;
      if (!english_.in(english_.articles, a, i + 1) && !(english_.in(english_.definite_subjects, a, i + 1) && (is(a, i + 1, Is::possessive) || is(a, i + 1, Is::determiner)))) continue;
      const Readings r = english_.of(a, i - 1);
      const bool plain = r == base_reading || r == third_reading || r == past_reading;
      if (!plain) {
        if ((r & past_reading) == 0 || (r & noun_reading) != 0 || i < t.begin + 2) continue;
        // "The number is limited also": no verb in the past, unless its subject or "have" stands before it.
        const bool subject = is(a, i - 2, Is::pronoun) || (english_.of(a, i - 2) & (noun_reading | plural_reading | name_reading)) != 0;
        if ((r & adjective_reading) && !subject && !english_.in(english_.have_forms, a, i - 2)) continue;
      }
      // "Left today the", "stopped already some time ago": a measure of time is no object.
      uint32_t end = i + 1;
      while (end < t.end && end < i + 6 && !parts(a, end) && !english_.in(english_.times, a, end)) ++end;
      if (end < t.end && english_.in(english_.times, a, end)) continue;
      Finding finding;
      finding.rule = adverb_;
      finding.span = a.span({i - 1, i + 1});
      finding.severity = adverb_->severity;
      finding.confidence = adverb_->confidence;
      if (!english_.in(english_.times, a, i))   // the day may stand at the end as well
        finding.fixes.push_back({{{a.span({i - 1, i + 1}), std::string(a.text(i)) + " " + std::string(a.text(i - 1))}}, Safety::review});
      out.add(std::move(finding));
    }
  }

  const RuleInfo *no_subject_, *no_verb_, *twice_, *two_verbs_, *beside_, *adverb_;
  const EnglishClauses& english_;
};

}  // namespace

std::unique_ptr<Check> make_broken_clause(const RuleBook& book, const Facts& facts) {
  if (facts.lang() != Lang::of("en")) return nullptr;
  return std::make_unique<BrokenClause>(book, facts);
}

}  // namespace wirecheck
