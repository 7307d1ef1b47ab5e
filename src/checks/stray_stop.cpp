// What it finds: a full stop in mid-sentence, between a lower-case word and another one: "The bridge. belongs to us".
// Why it matters: the machine broke the sentence where the source had none; read aloud, it stops the speaker.
// What it leaves alone: abbreviations, initials, numbers, addresses, ellipses, list letters, and words no dictionary knows
// (an unlisted abbreviation looks just like that). In English also two sentences of which the second has lost its capital: both sides
// of the stop have a verb of their own, and the second does not begin with it.
// Fix safety: review; two sentences may have lost a capital instead.
#include "analysis/english_clauses.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class StrayStop : public Check {
 public:
  StrayStop(const RuleBook& book, const Facts& facts) : rule_(book.find("stray-stop")) {
    if (facts.lang() == Lang::of("en")) english_ = &facts.made<EnglishClauses>();
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    for (const BlockInfo& block : a.blocks)
      for (uint32_t i = block.tokens.begin + 1; i + 1 < block.tokens.end; ++i) {
        if (!is_punctuation(a, i, '.') || a.text(i).size() != 1) continue;
        if (a.tokens[i].is(Token::space_before) || !a.tokens[i + 1].is(Token::space_before)) continue;
        if (!ends_no_sentence(a, i - 1) || !goes_on(a, i + 1)) continue;
        // "vol. two", "max. speed": an abbreviation that is read as one elsewhere.
        const std::string_view word = a.document.slice({a.tokens[i - 1].span.begin, a.tokens[i].span.end});
        if (a.resources.facts->abbreviation(word) || a.resources.facts->abbreviation(utf8::capitalise(word))) continue;
        if (english_ && two_sentences(a, block.tokens, i)) continue;
        const Span span{a.tokens[i - 1].span.begin, a.tokens[i + 1].span.end};
        Finding finding;
        finding.rule = rule_;
        finding.span = span;
        finding.severity = rule_->severity;
        finding.confidence = rule_->confidence;
        finding.fixes.push_back({{{a.tokens[i].span, ""}}, Safety::review});
        out.add(std::move(finding));
      }
  }

 private:
  static bool ends_no_sentence(const Analysis& a, uint32_t token) {
    if (!is_lower_word(a, token) || a.tokens[token].is(Token::clitic)) return false;
    const std::string_view word = a.text(token);
    if (utf8::count(word) < 3 || a.is(token, Is::abbreviation) || a.is(token, Is::unit)) return false;
    return a.resources.lexicon->knows(a.lang, word);
  }
  static bool goes_on(const Analysis& a, uint32_t token) {
    if (!is_lower_word(a, token)) return false;
    const std::string_view word = a.text(token);
    for (size_t i = 0; i < word.size(); i += utf8::decode(word, i).size)
      if (utf8::is_upper(utf8::at(word, i))) return false;   // iPhone, eBay
    if (utf8::count(word) == 1) return false;
    return a.resources.lexicon->knows(a.lang, word);
  }

  bool two_sentences(const Analysis& a, Range block, uint32_t stop) const {
    if (!a.resources.lexicon->has_wordnet() || !a.resources.inflection) return false;
    Range before{stop, stop}, after{stop + 1, stop + 1};
    while (before.begin > block.begin && !ends(a, before.begin - 1)) --before.begin;
    while (after.end < block.end && !ends(a, after.end)) ++after.end;
    // "The bridge. belongs to us": what follows waits for the subject before the stop.
    if (english_->surely_finite(a, after, after.begin)) return false;
    if (is_label(a, block, before) || (after.begin + 1 < after.end && is_punctuation(a, after.begin + 1, ','))) return true;
    return has_verb(a, before) && has_verb(a, after);
  }
  bool has_verb(const Analysis& a, Range t) const {
    for (uint32_t i = t.begin; i < t.end; ++i)
      if (english_->maybe_finite(a, t, i)) return true;
    return false;
  }
  // "Clinical case. a rare disease": a few words without an article at the head of a paragraph.
  bool is_label(const Analysis& a, Range block, Range t) const {
    if (t.begin != block.begin || t.size() > 3) return false;
    for (uint32_t i = t.begin; i < t.end; ++i)
      if (!is_word(a, i) || a.is(i, Is::determiner) || a.is(i, Is::possessive) || a.is(i, Is::pronoun)) return false;
    return !has_verb(a, t);
  }
  static bool ends(const Analysis& a, uint32_t token) {
    if (token + 1 < a.tokens.size() && !a.tokens[token + 1].is(Token::space_before)) return false;   // p.53
    return is_punctuation(a, token, '.') || is_punctuation(a, token, '?') || is_punctuation(a, token, '!');
  }

  const RuleInfo* rule_;
  const EnglishClauses* english_ = nullptr;   // of English
};

}  // namespace

std::unique_ptr<Check> make_stray_stop(const RuleBook& book, const Facts& facts) { return std::make_unique<StrayStop>(book, facts); }

}  // namespace wirecheck
