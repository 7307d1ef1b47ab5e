// What it finds: two sentences or clauses glued together: "closed.The", "policies,financial".
// Why it matters: the mark is read as part of a word; sentences run together.
// What it leaves alone: addresses, abbreviations, initials, figures, names ("Yahoo!News"); one of the two words unknown.
// Fix safety: safe; a space goes in.
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class MissingSpace : public Check {
 public:
  explicit MissingSpace(const RuleBook& book) : rule_(book.find("missing-space")) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    for (uint32_t i = 0; i + 2 < a.tokens.size(); ++i) {
      const Token &left = a.tokens[i], &mark = a.tokens[i + 1], &right = a.tokens[i + 2];
      if (mark.kind != TokenKind::punctuation || mark.span.size() != 1 || left.kind != TokenKind::word || right.kind != TokenKind::word) continue;
      if (mark.is(Token::space_before) || right.is(Token::space_before) || left.span.end != mark.span.begin || mark.span.end != right.span.begin) continue;
      const char32_t c = utf8::at(a.text(i + 1), 0);
      const bool stop = c == '.' || c == '!' || c == '?';
      if (!stop && c != ',' && c != ';') continue;
      if (!plain(a, i) || left.is(Token::capital) || right.is(Token::all_capitals) || right.span.size() < 2) continue;
      // A stop begins a new sentence; a small letter behind it makes a name of the net.
      if (stop && !(right.is(Token::capital) && right.span.size() > 2)) continue;
      if (!stop && right.is(Token::capital) && right.name == 0 && a.classes(i + 2) == 0) continue;
      if (!right.is(Token::capital) && !plain(a, i + 2)) continue;
      const auto glued = [&](uint32_t at) { const char32_t o = utf8::at(a.document.text(), at); return o == '.' || o == '/' || o == '@' || o == '_'; };
      if (glued(right.span.end) && utf8::is_letter(utf8::at(a.document.text(), right.span.end + 1))) continue;
      if (left.span.begin > 0) {
        const char32_t before = utf8::before(a.document.text(), left.span.begin);
        if (before == '.' || before == '/' || before == '@' || before == '_' || before == '#') continue;
      }
      Finding finding;
      finding.rule = rule_;
      finding.span = {left.span.begin, right.span.end};
      finding.severity = rule_->severity;
      finding.confidence = rule_->confidence;
      finding.fixes.push_back({{{{mark.span.end, mark.span.end}, " "}}, left.is(Token::in_quote) ? Safety::review : Safety::safe});
      out.add(std::move(finding));
    }
  }

 private:
  // A lower-case word of the language, two letters or more.
  static bool plain(const Analysis& a, uint32_t i) {
    if (a.tokens[i].span.size() < 2 || a.tokens[i].is(Token::clitic)) return false;
    return a.classes(i) != 0 || a.resources.lexicon->knows(a.lang, a.text(i));
  }
  const RuleInfo* rule_;
};

}  // namespace

std::unique_ptr<Check> make_missing_space(const RuleBook& book, const Facts& facts) {
  if (facts.orthography().script != "Latn") return nullptr;
  return std::make_unique<MissingSpace>(book);
}

}  // namespace wirecheck
