// What it finds: a full stop in mid-sentence, between a lower-case word and another one: "The bridge. belongs to us".
// Why it matters: the machine broke the sentence where the source had none; read aloud, it stops the speaker.
// What it leaves alone: abbreviations, initials, numbers, addresses, ellipses, list letters, and words no dictionary knows
// (an unlisted abbreviation looks just like that).
// Fix safety: review; two sentences may have lost a capital instead.
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class StrayStop : public Check {
 public:
  explicit StrayStop(const RuleBook& book) : rule_(book.find("stray-stop")) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    for (const BlockInfo& block : a.blocks)
      for (uint32_t i = block.tokens.begin + 1; i + 1 < block.tokens.end; ++i) {
        if (!is_punctuation(a, i, '.') || a.text(i).size() != 1) continue;
        if (a.tokens[i].is(Token::space_before) || !a.tokens[i + 1].is(Token::space_before)) continue;
        if (!ends_no_sentence(a, i - 1) || !goes_on(a, i + 1)) continue;
        // "vol. two", "max. speed": an abbreviation that is read as one elsewhere.
        if (a.resources.facts->abbreviation(a.document.slice({a.tokens[i - 1].span.begin, a.tokens[i].span.end}))) continue;
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

  const RuleInfo* rule_;
};

}  // namespace

std::unique_ptr<Check> make_stray_stop(const RuleBook& book, const Facts&) { return std::make_unique<StrayStop>(book); }

}  // namespace wirecheck
