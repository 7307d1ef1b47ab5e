// What it finds: two small words that no English phrase has side by side ("the of", "a the", "into of"), and an article or possessive
// with nothing behind it ("in the, which").
// Why it matters: a noun was lost between them, or a word of the source was rendered twice.
// How: the pairs are listed (dictionaries/en/readings.yaml). A preposition that belongs to what stands before it may hang ("the man he
// spoke of to them"), so pairs of prepositions count only where a noun phrase follows and no verb comes before.
// What it leaves alone: capitals (The The, a B), compounds, quotations, abbreviations, lists of letters.
// Fix safety: none.
#include <algorithm>

#include "analysis/english_clauses.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class ImpossibleWords : public Check {
 public:
  ImpossibleWords(const RuleBook& book, const Facts& facts) : rule_(book.find("impossible-words")), english_(facts.made<EnglishClauses>()) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.resources.inflection) return;
    constexpr Classes kFirst = (Is::determiner | Is::possessive) | Is::preposition;
    for (const Sentence& sentence : a.sentences) {
      const Range t = sentence.tokens;
      for (uint32_t i = t.begin; i + 1 < t.end; ++i) {
        const Token& first = a.tokens[i];
        if (first.kind != TokenKind::word || (a.classes(first) & kFirst) == 0) continue;
        if (first.is(Token::capital) && !first.is(Token::sentence_first)) continue;
        const Token& second = a.tokens[i + 1];
        if (second.is(Token::hyphen_glued) || first.is(Token::hyphen_glued) || first.is(Token::in_quote)) continue;
        if (i + 2 < t.end && a.tokens[i + 2].is(Token::hyphen_glued)) continue;
        if (second.kind == TokenKind::punctuation ? alone(a, t, i) : pair(a, t, i)) report(a, i, second.kind == TokenKind::punctuation, out);
      }
    }
  }

 private:
  bool pair(const Analysis& a, Range t, uint32_t i) const {
    if (!is_lower_word(a, i + 1) || a.tokens[i].is(Token::clitic) || !a.tokens[i + 1].is(Token::space_before)) return false;
    const std::string_view first = a.folded(i);
    const auto row = std::lower_bound(english_.impossible_pairs.begin(), english_.impossible_pairs.end(), first,
                                      [](const auto& r, std::string_view w) { return r.first < w; });
    if (row == english_.impossible_pairs.end() || row->first != first) return false;
    if (!std::binary_search(row->second.begin(), row->second.end(), a.folded(i + 1))) return false;
    if (!a.is(i, Is::preposition)) return true;
    if (i == t.begin || i + 2 >= t.end || !english_.begins_subject(a, i + 2)) return false;
    const Readings before = english_.of(a, i - 1);
    const bool noun = (before & (noun_reading | plural_reading)) != 0 && (before & (past_reading | participle_reading)) == 0;
    return (noun || !(before & (base_reading | third_reading | past_reading | participle_reading | gerund_reading | adjective_reading | adverb_reading | name_reading))) &&
           !a.is(i - 1, Is::conjunction) && !a.is(i - 1, Is::preposition) && a.tokens[i - 1].kind == TokenKind::word && !a.is(i + 2, Is::wh_word);
  }
  // "in the, which", "of their."
  bool alone(const Analysis& a, Range t, uint32_t i) const {
    if (a.is(i, Is::preposition) || a.is(i, Is::pronoun) || i < t.begin + 2) return false;
    const std::string_view mark = a.text(i + 1);
    if ((mark != "," && mark != ".") || a.text(i).size() == 1) return false;
    const std::string_view first = a.folded(i);
    const auto row = std::lower_bound(english_.impossible_pairs.begin(), english_.impossible_pairs.end(), first,
                                      [](const auto& r, std::string_view w) { return r.first < w; });
    return row != english_.impossible_pairs.end() && row->first == first && a.tokens[i - 1].kind == TokenKind::word &&
           !a.is(i - 1, Is::conjunction);
  }
  void report(const Analysis& a, uint32_t i, bool mark, Findings& out) const {
    out.add(*rule_, a.span({i, i + (mark ? 1 : 2)}));
  }

  const RuleInfo* rule_;
  const EnglishClauses& english_;
};

}  // namespace

std::unique_ptr<Check> make_impossible_words(const RuleBook& book, const Facts& facts) {
  if (facts.lang() != Lang::of("en")) return nullptr;
  return std::make_unique<ImpossibleWords>(book, facts);
}

}  // namespace wirecheck
