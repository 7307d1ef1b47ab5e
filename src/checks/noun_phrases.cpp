// What it finds: noun phrases that lack a part or do not agree in number: a countable noun alone ("a hut near lake in"), an adjective
// without its noun ("they sang of wonderful."), a plural behind "a" or "this" with an adjective between ("a careless attacks"), a singular
// behind a numeral or "these" ("two rural region"), "one of the" and a singular, "a" before what is not counted ("a sad news").
// Why it matters: languages without articles, or with endings where English has words, leave the reader to guess which one is meant.
// How: the lists of dictionaries/en/noun-phrases.yaml; the phrase must end right behind the noun, at a mark or a closed-class word.
// What it leaves alone: headlines (no full stop), quotations, pairs ("of husband and wife"), "from door to door", compounds, names.
// Fix safety: review; the plural where it is wanted.
#include "analysis/english_clauses.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class NounPhrases : public Check {
 public:
  NounPhrases(const RuleBook& book, const Facts& facts)
      : bare_(book.find("missing-article")), adjective_(book.find("adjective-without-noun")), number_(book.find("phrase-number")), english_(facts.made<EnglishClauses>()), lists_(facts),
        count_nouns_(lists_.list("noun-phrases.count_nouns")),
        count_modified_(lists_.list("noun-phrases.count_modified")),
        bare_after_(lists_.list("noun-phrases.bare_after")),
        kinds_(lists_.list("noun-phrases.kinds")),
        stand_alone_(lists_.list("noun-phrases.stand_alone")),
        scale_words_(lists_.list("noun-phrases.scale_words")),
        groups_(lists_.list("noun-phrases.groups")),
        many_of_(lists_.list("noun-phrases.many_of")),
        uncounted_(lists_.list("noun-phrases.uncounted")),
        of_(lists_.list("noun-phrases.of")),
        before_adjective_(lists_.list("noun-phrases.before_adjective")),
        degree_(lists_.list("noun-phrases.degree")),
        one_(lists_.list("noun-phrases.one")),
        many_(lists_.list("noun-phrases.many")),
        ends_phrase_(lists_.list("noun-phrases.ends_phrase")),
        these_too_(lists_.list("noun-phrases.these_too")),
        before_singular_(lists_.list("noun-phrases.before_singular")),
        clause_starts_(lists_.list("noun-phrases.clause_starts")),
        subjects_(lists_.list("noun-phrases.subjects")),
        not_persons_(lists_.list("noun-phrases.not_persons")),
        head_nouns_(lists_.list("noun-phrases.head_nouns")),
        lost_after_(lists_.list("noun-phrases.lost_after")),
        role_verbs_(lists_.list("noun-phrases.role_verbs")),
        joining_(lists_.list("noun-phrases.joining")) {}
  std::vector<const RuleInfo*> rules() const override { return {bare_, adjective_, number_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.resources.lexicon->has_wordnet() || !a.resources.inflection) return;
    constexpr Classes kFirst = (Is::determiner | Is::possessive) | Is::preposition | Is::auxiliary | Is::cardinal | Is::conjunction | Is::modal | Is::pronoun | Is::wh_word;
    for (const Sentence& sentence : a.sentences) {
      const Range t = sentence.tokens;
      if (t.size() < 6 || a.blocks[sentence.block].role != Role::body || !ends(a, t)) continue;
      if (a.tokens[t.begin].kind == TokenKind::word && a.tokens[t.begin].is(Token::capital)) bare_subject(a, t, t.begin, t.begin, out);
      for (uint32_t i = t.begin; i + 2 < t.end; ++i) {
        const Token& token = a.tokens[i];
        if (token.kind == TokenKind::word && (a.classes(token) & kFirst) == 0 && is_lower_word(a, i + 1) && !token.is(Token::capital)) after_verb(a, t, i, out);
        if (token.kind != TokenKind::word || (a.classes(token) & kFirst) == 0 || token.is(Token::in_quote) || token.is(Token::hyphen_glued)) continue;
        if (token.is(Token::capital) && !token.is(Token::sentence_first)) continue;
        if (!a.tokens[i + 1].is(Token::space_before)) continue;
        if (!is_lower_word(a, i + 1)) continue;
        if (in(clause_starts_, a, i) || (in(english_.that_words, a, i) && i > t.begin && a.is(i - 1, Is::speech_verb))) bare_subject(a, t, i, i + 1, out);
        else if (a.is(i, Is::preposition)) after_preposition(a, t, i, out);
        else if (a.is(i, Is::auxiliary) && in(english_.be_forms, a, i)) after_be(a, t, i, out);
        else after_determiner(a, t, i, out);
        if (a.is(i, Is::modal) || in(english_.infinitive_marks, a, i) || in(subjects_, a, i)) object(a, t, i, out);
      }
    }
  }

 private:
  static bool ends(const Analysis& a, Range t) {
    uint32_t last = t.end - 1;
    while (last > t.begin && is_quote_mark(a, last)) --last;
    return a.text(last) == ".";
  }
  bool adjective(const Analysis& a, uint32_t k) const {
    if (!is_lower_word(a, k) || a.tokens[k].is(Token::hyphen_glued) || a.tokens[k].is(Token::in_quote)) return false;
    const Readings r = english_.of(a, k);
    return (r & adjective_reading) && !(r & ~(adjective_reading | adverb_reading));
  }
  // The first token behind the adjectives that begin at k, at most two.
  uint32_t head(const Analysis& a, Range t, uint32_t k) const {
    for (int n = 0; n < 2 && k + 1 < t.end && adjective(a, k); ++n) ++k;
    return k;
  }
  // The last word of the phrase that begins at k: at most three open-class words in lower case before it; t.end: it does not close.
  uint32_t phrase_end(const Analysis& a, Range t, uint32_t k) const {
    for (int n = 0; n < 4 && k + 1 < t.end; ++n, ++k) {
      if (!is_lower_word(a, k) || a.tokens[k].is(Token::hyphen_glued) || a.tokens[k].is(Token::in_quote) || a.is(k, Is::cardinal) || a.is(k, Is::scale)) return t.end;
      const Readings r = english_.of(a, k);
      if (r & (closed_reading | unknown_reading)) return t.end;
      if (closes(a, t, k)) return k;
      if (!(r & (noun_reading | adjective_reading | adverb_reading | participle_reading)) || (r & (plural_reading | third_reading))) return t.end;
    }
    return t.end;
  }
  bool in(const WordList& list, const Analysis& a, uint32_t i) const { return english_.in(list, a, i); }
  // Nothing more of the phrase follows the noun at k.
  bool closes(const Analysis& a, Range t, uint32_t k) const {
    const Token& noun = a.tokens[k];
    if (noun.kind != TokenKind::word || !is_lower_word(a, k) || noun.is(Token::hyphen_glued) || noun.is(Token::in_quote) || noun.is(Token::clitic) || k + 1 >= t.end) return false;
    const Token& next = a.tokens[k + 1];
    if (next.is(Token::hyphen_glued) || next.is(Token::clitic)) return false;
    if (next.kind == TokenKind::punctuation) {
      const std::string_view mark = a.text(k + 1);
      return (mark == "," || mark == ".") && !(k + 2 < t.end && is_quote_mark(a, k + 2) && mark == ",");
    }
    if (next.kind != TokenKind::word || next.is(Token::capital)) return false;
    constexpr Classes kAfter = (Is::preposition | Is::auxiliary) | Is::modal | Is::wh_word;
    return ((a.classes(next) & kAfter) != 0 || a.is(k + 1, Is::conjunction)) && !in(joining_, a, k + 1);
  }

  void after_preposition(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    if (i > t.begin && in(many_of_, a, i - 1) && in(of_, a, i)) return one_of(a, t, i, out);
    const uint32_t k = head(a, t, i + 1);
    if (k > i + 1 && last_stop(a, t, k)) {
      const bool from = i > t.begin && in(before_adjective_, a, i - 1);
      if (in(lost_after_, a, i) && !from && !in(stand_alone_, a, k - 1)) report(a, adjective_, {i, k}, out);
      return;
    }
    const uint32_t noun_at = phrase_end(a, t, i + 1);
    if (noun_at >= t.end || a.is(noun_at, Is::office)) return;   // for prime minister
    if (!countable(a, noun_at) && (noun_at == i + 1 || (english_.of(a, noun_at - 1) & gerund_reading) || !in(count_modified_, a, noun_at))) return;
    if (!in(bare_after_, a, i) || (i > t.begin && (in(kinds_, a, i - 1) || a.tokens[i - 1].kind != TokenKind::word || a.tokens[i - 1].is(Token::hyphen_glued)))) return;
    if (in(english_.infinitive_marks, a, i) && has(a.resources.lexicon->pos(a.folded(i + 1)), Pos::verb)) return;
    // From door to door; problem upon problem.
    const std::string_view noun = a.folded(noun_at);
    for (uint32_t n = i > t.begin + 3 ? i - 3 : t.begin; n < t.end && n < noun_at + 4; ++n)
      if (n != noun_at && a.tokens[n].kind == TokenKind::word && a.folded(n) == noun) return;
    report(a, bare_, {i, noun_at + 1}, out);
  }
  bool countable(const Analysis& a, uint32_t k) const {
    constexpr Classes kTitle = (Is::office | Is::title) | Is::kin | Is::office_title | Is::ambiguous | Is::plural | Is::body | Is::thing | Is::event;
    const Classes classes = a.classes(a.tokens[k]);
    if (has(classes, Is::person) && has(classes, Is::singular) && !(classes & kTitle) && !in(not_persons_, a, k)) return true;
    return in(count_nouns_, a, k);
  }
  // "Crane fell", "because crane fell": the phrase begins at k.
  void bare_subject(const Analysis& a, Range t, uint32_t from, uint32_t k, Findings& out) const {
    if (k >= t.end || a.tokens[k].is(Token::in_quote)) return;
    if (k > t.begin) k = head(a, t, k);
    else if (!in(head_nouns_, a, k)) return;   // Farmer, Hall, Wall are surnames
    if (k + 2 >= t.end || !countable(a, k) || a.tokens[k].is(Token::hyphen_glued) || (k > t.begin && !is_lower_word(a, k))) return;
    const Token& next = a.tokens[k + 1];
    if (a.tokens[k + 2].is(Token::capital)) return;   // Ministry of Health
    if (next.kind != TokenKind::word || next.is(Token::clitic) || next.is(Token::capital) || a.tokens[k + 2].is(Token::hyphen_glued)) return;
    if (english_.of(a, k) & (base_reading | adjective_reading)) return;
    if (!english_.surely_finite(a, t, k + 1) && !(a.is(k + 1, Is::preposition) && in(bare_after_, a, k + 1))) return;
    report(a, bare_, {from, k + 1}, out);
  }
  // "Police stopped lorry": a verb that is finite for sure.
  void after_verb(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    if (i == t.begin || a.tokens[i].is(Token::in_quote) || a.tokens[i].is(Token::hyphen_glued)) return;
    const uint32_t k = phrase_end(a, t, i + 1);
    if (k >= t.end || !countable(a, k) || in(role_verbs_, a, i) || a.is(k, Is::office) || !english_.surely_finite(a, t, i)) return;
    report(a, bare_, {i, k + 1}, out);
  }
  // "he wrote letter", "to buy car": pronoun, modal or "to", a verb, the noun.
  void object(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    if (i + 3 >= t.end) return;
    const Readings verb = english_.of(a, i + 1);
    const bool infinitive = !in(subjects_, a, i);
    if (infinitive ? !(verb & base_reading) : !(verb & (past_reading | third_reading))) return;
    if ((verb & (adjective_reading | adverb_reading)) || in(role_verbs_, a, i + 1)) return;
    const uint32_t k = phrase_end(a, t, i + 2);
    if (k >= t.end || !countable(a, k) || a.is(k, Is::office)) return;   // he became chairman
    report(a, bare_, {i + 1, k + 1}, out);
  }
  // "he is good driver"
  void after_be(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    if (i == t.begin || (english_.of(a, i + 1) & participle_reading)) return;   // was named best player
    const uint32_t k = phrase_end(a, t, i + 1);
    if (k >= t.end || !countable(a, k) || in(english_.plural_subjects, a, k)) return;
    if (k == i + 1 && (a.is(k, Is::person) || a.is(k, Is::office))) return;   // he was captain
    const Readings r = english_.of(a, k);
    if (r & (adjective_reading | base_reading | participle_reading | gerund_reading)) return;
    report(a, bare_, {i, k + 1}, out);
  }
  // "one of the worst accident": many_of, "of", an article.
  void one_of(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    if ((!a.is(i + 1, Is::determiner) && !a.is(i + 1, Is::possessive)) || in(english_.articles, a, i + 1)) return;
    if (i > t.begin + 1 && a.is(i - 2, Is::determiner)) return;   // the one of the boy who sang
    uint32_t k = i + 2;
    if (k + 1 < t.end && in(degree_, a, k)) ++k;
    k = phrase_end(a, t, k);
    if (k >= t.end || !countable(a, k) || in(groups_, a, k)) return;
    report(a, number_, {i - 1, k + 1}, out, k, plural(a, k));
  }
  void after_determiner(const Analysis& a, Range t, uint32_t i, Findings& out) const {
    const bool article = in(english_.articles, a, i), one = article || in(one_, a, i);
    const bool cardinal = a.is(i, Is::cardinal) && !in(one_, a, i);
    const bool many = cardinal || in(many_, a, i), possessive = a.is(i, Is::possessive) && !a.is(i, Is::pronoun);
    if (!one && !many && !possessive) return;
    if (cardinal && i > t.begin && (a.tokens[i - 1].is(Token::capital) || a.tokens[i - 1].kind != TokenKind::word)) return;
    const uint32_t k = head(a, t, i + 1);
    const bool adjectives = k > i + 1;
    if (adjectives && (article || possessive) && !in(stand_alone_, a, k - 1)) {
      const bool before = article && a.tokens[k].kind == TokenKind::word && a.is(k, Is::preposition) && in(ends_phrase_, a, k);
      if (before || last_stop(a, t, k)) return report(a, adjective_, {i, k}, out);
      // "a modest and cheerful."
      if (article && k + 2 < t.end && in(joining_, a, k) && adjective(a, k + 1) && !in(stand_alone_, a, k + 1) && last_stop(a, t, k + 2)) return report(a, adjective_, {i, k + 2}, out);
    }
    if ((!one && !many) || !closes(a, t, k)) return;
    for (uint32_t n = i + 1; n < k; ++n)
      if (in(scale_words_, a, n)) return;
    const Readings r = english_.of(a, k);
    if (in(uncounted_, a, k)) {
      if (!in(these_too_, a, i)) report(a, number_, {i, k + 1}, out);
      return;
    }
    if (one && (adjectives || in(before_singular_, a, i))) {
      const std::string_view noun = a.folded(k);
      const bool verb = (r & third_reading) && !adjectives;
      const bool sure = (r & ~third_reading) == (noun_reading | plural_reading) && !verb && !in(english_.singular_in_s, a, k) && !in(scale_words_, a, k);
      if (sure && noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us") && !noun.ends_with("is")) report(a, number_, {i, k + 1}, out);
      return;
    }
    if (!many || !in(count_nouns_, a, k)) return;
    // The check of the two words alone has it (word_forms.cpp).
    if (!adjectives && r == noun_reading && in(english_.plural_determiners, a, i)) return;
    report(a, number_, {i, k + 1}, out, k, plural(a, k));
  }
  bool last_stop(const Analysis& a, Range t, uint32_t k) const {
    if (a.tokens[k].kind != TokenKind::punctuation || a.text(k) != "." || a.tokens[k].is(Token::in_quote)) return false;
    return k + 1 == t.end || is_quote_mark(a, k + 1);
  }
  std::string plural(const Analysis& a, uint32_t k) const { return a.resources.inflection->inflect(a.folded(k), Form::plural); }

  void report(const Analysis& a, const RuleInfo* rule, Range tokens, Findings& out, uint32_t word = 0, const std::string& text = {}) const {
    Finding finding;
    finding.rule = rule;
    finding.span = a.span(tokens);
    finding.severity = rule->severity;
    finding.confidence = rule->confidence;
    if (!text.empty()) finding.fixes.push_back({{{a.tokens[word].span, text}}, Safety::review});
    out.add(std::move(finding));
  }

  const RuleInfo *bare_, *adjective_, *number_;
  const EnglishClauses& english_;
  WordLists lists_;
  WordList count_nouns_, count_modified_, bare_after_, kinds_, stand_alone_, scale_words_, groups_, many_of_, uncounted_, of_, before_adjective_, degree_, one_, many_, ends_phrase_, these_too_, before_singular_, clause_starts_, subjects_, not_persons_, head_nouns_, lost_after_, role_verbs_, joining_;
};

}  // namespace

std::unique_ptr<Check> make_noun_phrases(const RuleBook& book, const Facts& facts) {
  if (facts.lang() != Lang::of("en")) return nullptr;
  return std::make_unique<NounPhrases>(book, facts);
}

}  // namespace wirecheck
