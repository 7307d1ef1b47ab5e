// What it finds: a comma between a subject and its verb: "The head of the mission Henrik Aagaard, warned that ...".
// Why it matters: French closes an apposition that it did not open; in English the sentence falls apart.
// How: a sentence begins (after an adverbial and its comma, at most) with a noun phrase that ends in a person's name, a comma
// follows, and then a verb of saying in the past tense, or another one with its object; no other comma opens the apposition, nothing before it is a verb.
// What it leaves alone: "..., Jean Petit, said" (the comma closes what another opened), lists, quotations before the name,
// a clause before the comma, "who"-clauses, and a verb that may be a participle with its agent ("Petit, told by aides").
// Fix safety: review.
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class SubjectComma : public Check {
 public:
  explicit SubjectComma(const RuleBook& book) : rule_(book.find("subject-comma")) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    for (const Sentence& sentence : a.sentences) look(a, sentence, out);
  }

 private:
  void look(const Analysis& a, const Sentence& sentence, Findings& out) const {
    const Range t = sentence.tokens;
    if (t.size() < 8 || a.blocks[sentence.block].role == Role::headline) return;
    uint32_t start = t.begin;
    uint32_t comma = first_comma(a, start, t.end);
    if (comma == t.end) return;
    // "In Ankara, ..." or "On Friday, ...": one adverbial may stand first.
    if (a.is(start, Is::preposition) && comma - start <= 5) {
      start = comma + 1;
      comma = first_comma(a, start, t.end);
      if (comma == t.end) return;
    }
    if (comma < start + 3 || comma + 3 >= t.end) return;
    for (uint32_t i = start; i < comma; ++i) {
      if (a.tokens[i].kind == TokenKind::number || is_quote_mark(a, i) || a.tokens[i].is(Token::in_quote)) return;
      if (a.tokens[i].kind == TokenKind::punctuation && !a.tokens[i].is(Token::hyphen_glued)) return;
      const bool joins = a.is(i, Is::conjunction) && !a.is(i, Is::preposition);
      if (a.is(i, Is::wh_word) || joins || a.is(i, Is::auxiliary) || a.is(i, Is::modal)) return;
      if (is_lower_word(a, i) && a.is(i, Is::speech_verb)) return;
    }
    // "French President Louise Petit": a demonym may stand where a determiner would.
    const uint32_t head = has(a.classes(start), Is::demonym) ? start + 1 : start;
    const bool phrase = a.is(start, Is::determiner) || a.is(start, Is::possessive) ||
                        has(a.classes(head), Is::office_title) || has(a.classes(head), Is::person);
    if (!phrase) return;
    if (!person_ends(a, comma - 1) || !named_after_role(a, start, comma)) return;
    const uint32_t verb = comma + 1;
    if (!is_lower_word(a, verb) || !is_past(a, verb)) return;
    if (!a.is(verb, Is::speech_verb) && !takes_object(a, verb)) return;
    // "Petit, accused of fraud, left": the verb is a participle when a finite verb still follows a later comma.
    for (uint32_t i = verb + 1; i < t.end; ++i)
      if (is_punctuation(a, i, ',') && i + 1 < t.end && !a.tokens[i].is(Token::in_quote) && finite_follows(a, i + 1, t.end)) return;
    const Span span{a.tokens[comma - 1].span.begin, a.tokens[verb].span.end};
    Finding finding;
    finding.rule = rule_;
    finding.span = span;
    finding.severity = rule_->severity;
    finding.confidence = rule_->confidence;
    finding.fixes.push_back({{{a.tokens[comma].span, ""}}, Safety::review});
    out.add(std::move(finding));
  }

  static uint32_t first_comma(const Analysis& a, uint32_t from, uint32_t end) {
    while (from < end && !is_punctuation(a, from, ',')) ++from;
    return from;
  }
  static bool person_ends(const Analysis& a, uint32_t token) {
    const uint16_t name = a.tokens[token].name;
    if (!name) return false;
    const Kind kind = a.names[name - 1].kind;
    return kind == Kind::person || kind == Kind::unknown;
  }
  // A role in lower case or a title stands between the start and the name: a bare name with a comma may be a vocative or a list.
  static bool named_after_role(const Analysis& a, uint32_t start, uint32_t comma) {
    for (uint32_t i = start; i < comma; ++i)
      if (!a.tokens[i].name && has(a.classes(i), Is::person)) return true;
    for (uint32_t i = start; i < comma; ++i)
      if (has(a.classes(i), Is::office_title)) return true;
    return false;
  }
  static bool is_past(const Analysis& a, uint32_t token) {
    if (!a.resources.inflection) return false;
    for (const auto& reading : a.resources.inflection->readings(a.folded(token)))
      if (reading.form == Form::past) return true;
    return false;
  }
  // Another verb must show that it is no participle: its object follows at once.
  static bool takes_object(const Analysis& a, uint32_t verb) {
    if (!has(a.resources.lexicon->pos(a.folded(verb)), Pos::verb) || a.is(verb, Is::auxiliary)) return false;
    const uint32_t next = verb + 1;
    return is_word(a, next) && (a.is(next, Is::determiner) || a.is(next, Is::possessive));
  }
  static bool finite_follows(const Analysis& a, uint32_t from, uint32_t end) {
    for (uint32_t i = from; i < end && i < from + 2; ++i) {
      if (!is_lower_word(a, i)) continue;
      if (a.is(i, Is::auxiliary) || a.is(i, Is::modal)) return true;
      if (!has(a.resources.lexicon->pos(a.folded(i)), Pos::verb)) continue;
      for (const auto& reading : a.resources.inflection->readings(a.folded(i)))
        if (reading.form == Form::past || reading.form == Form::third) return true;
    }
    return false;
  }

  const RuleInfo* rule_;
};

}  // namespace

std::unique_ptr<Check> make_subject_comma(const RuleBook& book, const Facts&) { return std::make_unique<SubjectComma>(book); }

}  // namespace wirecheck
