// What it finds: a sentence that ends with a question or exclamation mark and has no opening one, in a language that opens them too
// (language.yaml, opening_marks).
// Why it matters: machine translation from a language without these marks forgets them.
// What it leaves alone: a mark in brackets (a doubt), marks after marks, sentences of one word, words of another language.
// Fix safety: review; the question may begin in mid-sentence.
#include <vector>

#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class OpeningMark : public Check {
 public:
  OpeningMark(const RuleBook& book, const Facts& facts) : rule_(book.find("opening-mark")) {
    for (const auto& row : facts.table("language.opening_marks"))
      if (row.size() == 2) pairs_.push_back({utf8::at(row[0], 0), utf8::at(row[1], 0), row[1]});
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    for (const BlockInfo& block : a.blocks) {
      uint32_t begin = block.tokens.begin;   // behind the last closing mark or sentence end
      bool opened = false;                   // either mark opens: a question that is also a cry
      for (uint32_t i = block.tokens.begin; i < block.tokens.end; ++i) {
        if (a.tokens[i].kind != TokenKind::punctuation) continue;
        const char32_t c = utf8::at(a.text(i), 0);
        for (const Pair& pair : pairs_) {
          opened |= c == pair.open;
          if (c != pair.close) continue;
          if (!opened) look(a, pair, begin, i, out);
          opened = false;
          begin = i + 1;
        }
      }
    }
  }

 private:
  struct Pair { char32_t close, open; std::string text; };

  void look(const Analysis& a, const Pair& pair, uint32_t from, uint32_t mark, Findings& out) const {
    if (mark == 0 || a.tokens[mark].is(Token::space_before) || !is_word(a, mark - 1)) return;
    const Sentence& sentence = a.sentences[a.sentence_of(mark)];
    uint32_t first = std::max(from, sentence.tokens.begin), words = 0, known = 0;
    if (const Quote* quote = a.quote_at(a.tokens[mark].span.begin))
      while (first < mark && a.tokens[first].span.begin < quote->inside.begin) ++first;
    while (first < mark && a.tokens[first].kind == TokenKind::punctuation) ++first;
    for (uint32_t i = first; i < mark; ++i) {
      if (!is_word(a, i)) continue;
      ++words;
      known += a.resources.lexicon->knows(a.lang, a.text(i));
    }
    if (words < 2 || (a.resources.lexicon->available(a.lang) && 2 * known < words)) return;   // words of another language
    Finding& finding = out.add(*rule_, {a.tokens[first].span.begin, a.tokens[mark].span.end}, {});
    finding.fixes.push_back({{{{a.tokens[first].span.begin, a.tokens[first].span.begin}, pair.text}}, Safety::review});
  }

  const RuleInfo* rule_;
  std::vector<Pair> pairs_;
};

}  // namespace

std::unique_ptr<Check> make_opening_mark(const RuleBook& book, const Facts& facts) {
  if (facts.table("language.opening_marks").empty()) return nullptr;
  return std::make_unique<OpeningMark>(book, facts);
}

}  // namespace wirecheck
