// What it finds: forms that do not go with the small word before them: "can makes", "did not went", "has began", "of make", "they
// was", "an players", "these player", "a engine".
// Why it matters: translation chose the word and missed its form.
// How: closed-class words ask for a form; the word behind must have no reading at all that fits.
// What it leaves alone: words with one more reading (a cut, this means), compounds, names, quotations, initialisms, h-.
// Fix safety: review; where one form is right.
#include <algorithm>
#include <optional>

#include "analysis/english_clauses.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr Readings kVerbs = base_reading | third_reading | past_reading | participle_reading | gerund_reading;

class WordForms : public Check {
 public:
  WordForms(const RuleBook& book, const Facts& facts)
      : verb_(book.find("verb-form")), number_(book.find("noun-number")), sound_(book.find("article-sound")),
        agreement_(book.find("verb-agreement")), english_(facts.made<EnglishClauses>()) {}
  std::vector<const RuleInfo*> rules() const override { return {verb_, number_, sound_, agreement_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.resources.lexicon->has_wordnet() || !a.resources.inflection) return;
    constexpr Classes kAsking = (Is::auxiliary | Is::modal) | Is::preposition | Is::determiner | Is::pronoun;
    for (const Sentence& sentence : a.sentences) {
      const Range t = sentence.tokens;
      if (a.blocks[sentence.block].role != Role::body) continue;
      for (uint32_t i = t.begin; i + 1 < t.end; ++i) {
        const Token& token = a.tokens[i];
        if (token.kind != TokenKind::word || (a.classes(token) & kAsking) == 0 || token.is(Token::hyphen_glued)) continue;
        if (token.is(Token::capital) && !token.is(Token::sentence_first)) continue;
        if (token.is(Token::in_quote) || a.tokens[i + 1].is(Token::hyphen_glued)) continue;
        if (a.is(i, Is::auxiliary) || a.is(i, Is::modal)) verb_group(a, t, i, out);
        else if (a.is(i, Is::preposition)) after_preposition(a, t, i, out);
        else if (article(a, t, i, out) || a.is(i, Is::determiner)) noun_number(a, t, i, out);
        if (a.is(i, Is::pronoun)) pronoun(a, t, i, out);
      }
    }
  }

 private:
  // The next word, negations and adverbs left aside; t.end when a mark or a capital comes first.
  uint32_t verb_after(const Analysis& a, Range t, uint32_t i, bool& negated) const {
    for (uint32_t k = i + 1; k < t.end && k < i + 4; ++k) {
      if (!is_lower_word(a, k) || a.tokens[k].is(Token::hyphen_glued) || a.tokens[k].is(Token::in_quote)) return t.end;
      if (a.is(k, Is::negation) && !a.is(k, Is::pronoun) && !a.is(k, Is::determiner)) { negated = true; continue; }
      if (a.is(k, Is::adverb) && !a.is(k, Is::preposition) && !a.is(k, Is::determiner) && !a.is(k, Is::pronoun)) continue;
      return k + 1 < t.end && a.tokens[k + 1].is(Token::hyphen_glued) ? t.end : k;
    }
    return t.end;
  }
  // The stretch before it has a clause of another kind, whose verb this may be: "what it is is".
  bool nested(const Analysis& a, Range t, uint32_t i) const {
    for (uint32_t k = i; k-- > t.begin;) {
      if (a.tokens[k].kind == TokenKind::punctuation && !a.tokens[k].is(Token::hyphen_glued)) return false;
      if (a.tokens[k].kind != TokenKind::word) continue;
      if (a.is(k, Is::wh_word) || english_.in(english_.nesting, a, k)) return true;
    }
    return false;
  }
  // A statement whose subject stands before the auxiliary at `i`: a pronoun or noun, and nothing that turns the order round.
  bool straight(const Analysis& a, Range t, uint32_t i) const {
    if (i == t.begin || a.text(t.end - 1) != "." || a.tokens[i - 1].kind != TokenKind::word || a.is(i - 1, Is::preposition)) return false;
    const bool pronoun = a.is(i - 1, Is::pronoun) && (english_.in(english_.subject_pronouns, a, i - 1) || english_.in(english_.taking_up, a, i - 1));
    if (!pronoun && (english_.of(a, i - 1) & (noun_reading | plural_reading)) == 0) return false;
    for (uint32_t k = t.begin; k < i; ++k) {
      if (a.tokens[k].kind != TokenKind::word) continue;
      if (a.is(k, Is::wh_word) || a.is(k, Is::negation) || english_.in(english_.turners, a, k)) return false;
    }
    return true;
  }
  void verb_group(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    if (a.tokens[i].is(Token::clitic) || (i > t.begin && a.tokens[i - 1].is(Token::hyphen_glued))) return;   // the well-to-do
    plural_subject(a, t, i, out);
    bool negated = false;
    const uint32_t k = verb_after(a, t, i, negated);
    if (k >= t.end) return;
    const bool modal = a.is(i, Is::modal);
    if (modal && i > t.begin) {
      // The will, a can, at will, the people's will.
      if (a.tokens[i - 1].is(Token::clitic) && a.folded(i - 1).ends_with('s')) return;
      if (a.is(i - 1, Is::determiner) && !a.is(i - 1, Is::pronoun)) return;
      if (a.is(i - 1, Is::possessive) || a.is(i - 1, Is::preposition) || (english_.of(a, i - 1) & adjective_reading)) return;
    }
    const Readings r = english_.of(a, k);
    if (r & closed_reading) {
      // "would to like", "is can": never, unless a clause inside ends here (everything they could to help).
      const bool infinitive = modal && k == i + 1 && english_.in(english_.infinitive_marks, a, k) && !english_.in(english_.modals_with_to, a, i);
      // "They can the paper": where no question and no inversion can be.
      if (modal && k == i + 1 && (english_.in(english_.articles, a, k) || (a.is(k, Is::determiner) && english_.in(english_.definite_subjects, a, k) && !a.is(k, Is::pronoun))) &&
          straight(a, t, i))
        return report(a, verb_, {i, k + 1}, {}, k, out);
      const bool second = a.is(k, Is::modal) && english_.in(english_.finite_modals, a, k);
      if ((!infinitive && !second && !english_.in(english_.finite_only, a, k)) || nested(a, t, i)) return;
      if (infinitive) {
        if (i > t.begin && (a.is(i - 1, Is::pronoun) || !english_.in(english_.nouns_too, a, i))) report(a, verb_, {i, k + 1}, {}, k, out);
        return;
      }
      const bool asks = modal || english_.in(english_.be_forms, a, i) || (second && english_.in(english_.do_forms, a, i));
      if (asks) report(a, verb_, {i, k + 1}, {}, k, out);
      return;
    }
    if (r == 0) return;
    // "You can salad": a noun and nothing else. "Did not punished": an adjective too, but not here.
    if (modal && k == i + 1 && (r & ~(noun_reading | plural_reading)) == 0 && straight(a, t, i)) return report(a, verb_, {i, k + 1}, {}, k, out);
    if (!modal && negated && english_.in(english_.do_forms, a, i) && (r & (base_reading | adverb_reading | noun_reading)) == 0 &&
        (r & (third_reading | past_reading | participle_reading)) != 0)
      return report(a, verb_, {i, k + 1}, (r & third_reading) ? std::nullopt : std::optional(Form::base), k, out);
    if ((r & ~kVerbs) != 0) return;
    if (modal && !(r & base_reading)) return report(a, verb_, {i, k + 1}, Form::base, k, out);
    if (!modal && negated && english_.in(english_.do_forms, a, i) && !(r & base_reading)) return report(a, verb_, {i, k + 1}, Form::base, k, out);   // a gerund
    if (english_.in(english_.have_forms, a, i) && !(r & (participle_reading | gerund_reading)) && !nested(a, t, i))
      return report(a, verb_, {i, k + 1}, Form::participle, k, out);
    if (english_.in(english_.be_forms, a, i) && !(r & (participle_reading | gerund_reading)) && !nested(a, t, i))
      return report(a, verb_, {i, k + 1}, {}, k, out);
  }
  bool is_singular(const Analysis& a, uint32_t i) const {
    const std::string_view word = a.folded(i);
    return std::any_of(english_.plural_of.begin(), english_.plural_of.end(), [&](const auto& row) { return row.first == word; });
  }
  // "The players is": a plural noun that begins the clause, and a singular verb straight behind it.
  void plural_subject(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    if (i < t.begin + 1 || !is_singular(a, i)) return;
    uint32_t head = i - 1;
    while (head > t.begin && english_.only_adverb(a, head)) --head;
    if (!is_lower_word(a, head) || a.tokens[head].is(Token::hyphen_glued) || english_.in(english_.singular_in_s, a, head)) return;
    if ((english_.of(a, head) & ~(third_reading | noun_reading)) != plural_reading || has(a.classes(head), Is::unit) || !a.text(head).ends_with('s')) return;
    uint32_t begin = head;
    while (begin > t.begin + 1 && is_lower_word(a, begin - 1) && (english_.of(a, begin - 1) & ~adverb_reading) == adjective_reading) --begin;
    if (begin == t.begin || !english_.in(english_.plural_openers, a, begin - 1)) return;
    --begin;
    if (begin > t.begin && !english_.in(english_.clause_openers_with_subject, a, begin - 1)) return;
    if (begin > t.begin && english_.in(english_.that_words, a, begin - 1) && begin > t.begin + 1 && a.is(begin - 2, Is::preposition)) return;
    for (const auto& row : english_.plural_of)
      if (row.first == a.folded(i)) return report_text(a, agreement_, {begin, i + 1}, i, row.second, out);
  }
  void after_preposition(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    if (!is_lower_word(a, i + 1) || (i + 2 < t.end && a.tokens[i + 2].is(Token::hyphen_glued))) return;
    const Readings r = english_.of(a, i + 1);
    if (english_.in(english_.infinitive_marks, a, i)) {
      if (r != 0 && (r & ~(third_reading | past_reading)) == 0) report(a, verb_, {i, i + 2}, Form::base, i + 1, out);
      return;
    }
    if (a.text(i + 1) != a.folded(i + 1)) return;   // a brand
    if (r != base_reading || !english_.in(english_.gerund_prepositions, a, i) || english_.in(english_.set_verbs, a, i + 1)) return;
    if (i + 2 < t.end && a.tokens[i + 2].kind == TokenKind::word && !english_.begins_subject(a, i + 2) && !a.is(i + 2, Is::preposition)) return;
    report(a, verb_, {i, i + 2}, Form::gerund, i + 1, out);
  }
  void pronoun(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    const uint32_t k = i + 1;
    if (!is_lower_word(a, k) || a.tokens[k].is(Token::clitic)) return;
    // "He not came": not stands behind an auxiliary.
    if (a.is(k, Is::negation) && k + 2 < t.end && english_.in(english_.bare_not, a, k) && is_lower_word(a, k + 1) && english_.in(english_.subject_pronouns, a, i) &&
        (i == t.begin || (!a.is(i - 1, Is::auxiliary) && !a.is(i - 1, Is::modal) && !a.is(i - 1, Is::wh_word)))) {
      const Readings r = english_.of(a, k + 1);
      if (r != 0 && (r & ~(base_reading | third_reading | past_reading | participle_reading)) == 0)
        report(a, verb_, {i, k + 2}, {}, k, out);
      return;
    }
    if (!english_.in(english_.plural_pronouns, a, i)) return;
    if (i > t.begin && ((a.is(i - 1, Is::preposition) && !a.is(i - 1, Is::conjunction)) || english_.in(english_.nesting, a, i - 1))) return;
    const Readings r = english_.of(a, k);
    if (r == third_reading) return report(a, agreement_, {i, k + 1}, Form::base, k, out);
    if (!(r & closed_reading)) return;
    for (const auto& row : english_.plural_of)
      if (row.first == a.folded(k)) return report_text(a, agreement_, {i, k + 1}, k, row.second, out);
  }
  // Does the article sound right?
  bool article(const Analysis& a, Range, uint32_t i, Findings& out) const {
    const std::string_view word = a.folded(i);
    if (!english_.in(english_.articles, a, i)) return false;
    const Token& next = a.tokens[i + 1];
    if (next.kind != TokenKind::word || !next.is(Token::space_before) || next.is(Token::all_capitals) || next.span.size() < 3) return true;
    const std::string_view text = a.text(i + 1);
    const char first = text.front();
    if (first == 'h' || first == 'H' || !a.resources.lexicon->knows(a.lang, text)) return true;
    if (english_.of(a, i + 1) & closed_reading) return true;   // a noun is lost, not a sound
    const std::string_view right = a.resources.inflection->article(text);
    if (right.empty() || right == word) return true;
    report_text(a, sound_, {i, i + 2}, i, a.tokens[i].is(Token::capital) ? utf8::capitalise(std::string(right)) : std::string(right), out);
    return true;
  }
  void noun_number(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    const bool one = english_.in(english_.singular_determiners, a, i), many = english_.in(english_.plural_determiners, a, i);
    if (!one && !many) return;
    const uint32_t k = i + 1;
    if (!is_lower_word(a, k) || k + 1 >= t.end || a.tokens[k + 1].is(Token::hyphen_glued)) return;
    // "a sports club": the noun before another one has no number of its own.
    const Token& next = a.tokens[k + 1];
    if (next.kind == TokenKind::word && !(english_.of(a, k + 1) & closed_reading)) return;
    if (next.kind == TokenKind::number || next.is(Token::clitic)) return;
    const Readings r = english_.of(a, k);
    if (one && r == (noun_reading | plural_reading) && !english_.in(english_.singular_in_s, a, k) && !singular_too(a, k))
      return report(a, number_, {i, k + 1}, {}, k, out);
    if (many && r == noun_reading && !english_.in(english_.plural_without_s, a, k) && !has(a.classes(k), Is::plural) && !has(a.classes(k), Is::unit) &&
        next.kind == TokenKind::word && !a.is(k + 1, Is::conjunction))
      return report(a, number_, {i, k + 1}, Form::plural, k, out);
  }
  // A word in -s that is a noun by itself: its own plural ends in another -es ("a bus").
  bool singular_too(const Analysis& a, uint32_t k) const {
    const std::string_view word = a.folded(k);
    if (word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") || !word.ends_with('s')) return true;
    return false;
  }

  void report(const Analysis& a, const RuleInfo* rule, Range tokens, std::optional<Form> form, uint32_t word, Findings& out) const {
    std::string text;
    if (form) {
      const std::string_view folded = a.folded(word);
      std::string lemma;
      int lemmas = 0;
      const Pos pos = *form == Form::plural ? Pos::noun : Pos::verb;
      for (const auto& reading : a.resources.inflection->readings(folded)) {
        if ((reading.lemma == folded) != (*form == Form::plural || english_.of(a, word) == base_reading)) continue;
        if (!has(a.resources.lexicon->pos(reading.lemma), pos) || reading.lemma == lemma) continue;
        lemma = reading.lemma;
        ++lemmas;
      }
      if (lemmas == 1) text = *form == Form::base ? lemma : a.resources.inflection->inflect(lemma, *form);
    }
    report_text(a, rule, tokens, word, text, out);
  }
  void report_text(const Analysis& a, const RuleInfo* rule, Range tokens, uint32_t word, const std::string& text, Findings& out) const {
    Finding finding;
    finding.rule = rule;
    finding.span = a.span(tokens);
    finding.severity = rule->severity;
    finding.confidence = rule->confidence;
    if (!text.empty()) finding.fixes.push_back({{{a.tokens[word].span, text}}, Safety::review});
    out.add(std::move(finding));
  }

  const RuleInfo *verb_, *number_, *sound_, *agreement_;
  const EnglishClauses& english_;
};

}  // namespace

std::unique_ptr<Check> make_word_forms(const RuleBook& book, const Facts& facts) {
  if (facts.lang() != Lang::of("en")) return nullptr;
  return std::make_unique<WordForms>(book, facts);
}

}  // namespace wirecheck
