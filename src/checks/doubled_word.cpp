// What it finds: the same word twice in a row, in lower case ("the the minister").
// Why it matters: a loop of the translation, or two words of the source that became one.
// What it leaves alone: doubles that the language has ("had had", "very very", names), listed in dictionaries/<lang>/doubles.yaml;
// anything with a mark between the two, or a hyphen before the first ("Moon Jae-in in May") or behind the second ("il peut peut-etre"); capitalised words; numbers; languages
// that have no such list.
// Fix safety: safe, one of two equal words goes.
#include <algorithm>

#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class DoubledWord : public Check {
 public:
  DoubledWord(const RuleBook& book, const Facts& facts) : rule_(book.find("doubled-word")) {
    for (const auto& row : facts.table("doubles.allowed"))
      if (!row.empty()) allowed_.push_back(row.front());
    std::sort(allowed_.begin(), allowed_.end());
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    for (const Sentence& sentence : a.sentences)
      for (uint32_t i = sentence.tokens.begin; i + 1 < sentence.tokens.end; ++i) {
        const Token &first = a.tokens[i], &second = a.tokens[i + 1];
        if (first.kind != TokenKind::word || second.kind != TokenKind::word || !second.is(Token::space_before)) continue;
        if (second.is(Token::capital) || first.is(Token::clitic) || second.is(Token::clitic)) continue;
        if (first.span.size() != second.span.size() || (first.word != second.word)) continue;
        if (first.is(Token::capital) && !first.is(Token::sentence_first)) continue;
        if (i > sentence.tokens.begin && a.tokens[i - 1].is(Token::hyphen_glued)) continue;
        if (i + 2 < sentence.tokens.end && a.tokens[i + 2].is(Token::hyphen_glued)) continue;
        const std::string word = utf8::fold(a.text(i));
        if (word != utf8::fold(a.text(i + 1))) continue;
        if (i + 2 < sentence.tokens.end && a.tokens[i + 2].word == second.word && a.text(i + 2) == a.text(i + 1)) continue;
        if (std::binary_search(allowed_.begin(), allowed_.end(), word)) continue;
        if (!a.resources.lexicon->knows(a.lang, word)) continue;   // a foreign name or a sound
        Finding finding;
        finding.rule = rule_;
        finding.span = {first.span.begin, second.span.end};
        finding.severity = rule_->severity;
        finding.confidence = rule_->confidence;
        const bool quoted = first.is(Token::in_quote);
        finding.fixes.push_back({{{{first.span.end, second.span.end}, ""}}, quoted ? Safety::review : Safety::safe});
        out.add(std::move(finding));
      }
  }

 private:
  const RuleInfo* rule_;
  std::vector<std::string> allowed_;
};

}  // namespace

std::unique_ptr<Check> make_doubled_word(const RuleBook& book, const Facts& facts) {
  if (facts.table("doubles.allowed").empty()) return nullptr;
  return std::make_unique<DoubledWord>(book, facts);
}

}  // namespace wirecheck
