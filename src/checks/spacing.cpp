// What it finds: white space before a comma, stop, closing bracket or closing quotation mark; white space after an opening one;
// the no-break spaces of French before : ; ? ! and inside guillemets, where the text is not French.
// Why it matters: the first thing a reader sees of a careless translation.
// What it leaves alone: spaced ellipses, numbers and names that begin with a point (.45, .NET), emoticons, URLs,
// the space that keeps the marks of nested quotations apart.
// Fix safety: safe, only white space goes; inside a quotation the reporter's words stay as they are.
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class Spacing : public Check {
 public:
  Spacing(const RuleBook& book, const Facts& facts)
      : before_punctuation_(book.find("space-before-punctuation")), inside_brackets_(book.find("space-inside-brackets")),
        inside_quotes_(book.find("space-inside-quotes")), closing_quote_(book.find("stop-after-quote")),
        french_(facts.orthography().space_before_high_punctuation), american_(facts.lang() == Lang::of("en")) {}

  std::vector<const RuleInfo*> rules() const override {
    return {before_punctuation_, inside_brackets_, inside_quotes_, closing_quote_};
  }

  void run(const Analysis& a, Findings& out) const override {
    for (const BlockInfo& block : a.blocks)
      for (uint32_t i = block.tokens.begin + 1; i < block.tokens.end; ++i) look(a, block, i, out);
    for (const Quote& quote : a.quotes) look(a, quote, out);
  }

 private:
  void look(const Analysis& a, const BlockInfo& block, uint32_t i, Findings& out) const {
    const Token& token = a.tokens[i];
    if (token.kind != TokenKind::punctuation) return;
    const std::string_view mark = a.text(i);
    if (mark.size() != 1) return;
    const char c = mark[0];
    if (c == '(' || c == '[') {
      if (i + 1 < block.tokens.end && a.tokens[i + 1].is(Token::space_before) && closes(a, block, i))
        report(a, *inside_brackets_, i, i + 1, true, out);
      return;
    }
    if (!token.is(Token::space_before)) return;
    const Span space = gap(a, i - 1, i);
    if (space.empty() || has_line_break(a.document.slice(space))) return;
    if (c == ')' || c == ']') {
      if (a.tokens[i - 1].kind != TokenKind::punctuation || is_quote_mark(a, i - 1)) report(a, *inside_brackets_, i - 1, i, false, out);
      return;
    }
    const bool high = c == ':' || c == ';' || c == '?' || c == '!';
    if (!high && c != ',' && c != '.') return;
    if (high && french_) return;
    // ".45", ".NET", ":)" and spaced ellipses are no faults; nor is punctuation after punctuation that is no bracket or quote.
    if (i + 1 < a.tokens.size() && !a.tokens[i + 1].is(Token::space_before) && c != ',') {
      const char32_t next = utf8::at(a.document.text(), token.span.end);
      if (next != 0 && !utf8::is_quote(next) && next != ')' && !utf8::is_space(next)) return;
    }
    if (c == '.' && i + 1 < block.tokens.end && is_punctuation(a, i + 1, '.')) return;   // . . .
    if ((c == ';' || c == ':') && utf8::at(a.document.text(), token.span.end) == ')') return;   // ;) with or without its bracket
    const Token& before = a.tokens[i - 1];
    if (before.kind == TokenKind::punctuation) {
      const char32_t p = utf8::at(a.text(i - 1), 0);
      if (!utf8::is_quote(p) && p != ')' && p != ']') return;
    }
    if (c == '.' && i + 1 < block.tokens.end && is_punctuation(a, i + 1, '.')) return;
    if (before.kind == TokenKind::symbol || before.kind == TokenKind::address) return;
    report(a, *before_punctuation_, i - 1, i, false, out);
  }

  // White space inside quotation marks, and the stop that follows a closing mark: win ".
  void look(const Analysis& a, const Quote& quote, Findings& out) const {
    if (quote.close.empty() || quote.inside.empty()) return;
    const std::string_view text = a.document.text();
    const std::string_view inside = a.document.slice(quote.inside);
    const char32_t mark = utf8::at(a.document.slice(quote.open), 0);
    if (mark == utf8::kLeftGuillemet || mark == '\'' || mark == utf8::kLeftSingle) return;
    if (french_ && mark == '"') return;   // set as guillemets are
    uint32_t front = 0, back = 0;
    while (front < inside.size() && is_plain_space(inside, front)) front += utf8::decode(inside, front).size;
    while (back < inside.size() && utf8::is_space(utf8::before(inside, inside.size() - back)))
      back += static_cast<uint32_t>(utf8::encode(utf8::before(inside, inside.size() - back)).size());
    // Between the marks of nested quotations a space keeps them apart: 'cheap money,' "
    if (front && utf8::is_quote(utf8::at(inside, front))) front = 0;
    if (back && utf8::is_quote(utf8::before(inside, inside.size() - back))) back = 0;
    if (front + back >= inside.size() || has_line_break(inside.substr(0, front)) ||
        has_line_break(inside.substr(inside.size() - back))) return;
    if (front) add(a, *inside_quotes_, {quote.open.begin, quote.inside.begin + front}, std::string(a.document.slice(quote.open)), out);
    if (!back) return;
    const Span tail{quote.inside.end - back, quote.close.end};
    const uint32_t after = quote.close.end;
    const bool stop = after < text.size() && (text[after] == '.' || text[after] == ',') &&
                      !(after + 1 < text.size() && text[after + 1] == text[after]);
    if (!stop) {
      add(a, *inside_quotes_, tail, std::string(a.document.slice(quote.close)), out);
      return;
    }
    const std::string close(a.document.slice(quote.close)), point(1, text[after]);
    const char32_t last = utf8::before(text, tail.begin);
    const bool ends = last == '.' || last == '!' || last == '?' || last == utf8::kEllipsis;
    std::vector<std::string> fixes;
    if (ends && text[after] == '.') fixes = {close};
    else if (!american_) fixes = {close + point};
    else if (stops_outside(a)) fixes = {close + point, point + close};
    else fixes = {point + close, close + point};
    out.add(*closing_quote_, {tail.begin, after + 1}, "White space before the closing quotation mark", std::move(fixes), Safety::review);
  }

  static bool is_plain_space(std::string_view text, uint32_t at) {
    const char32_t c = utf8::at(text, at);
    return c != '\n' && c != '\r' && utf8::is_space(c);
  }
  static bool has_line_break(std::string_view text) { return text.find_first_of("\r\n") != std::string_view::npos; }

  static bool closes(const Analysis& a, const BlockInfo& block, uint32_t open) {
    const uint32_t last = std::min(block.tokens.end, open + 60);
    for (uint32_t i = open + 1; i < last; ++i)
      if (is_punctuation(a, i, ')') || is_punctuation(a, i, ']')) return true;
    return false;
  }

  // Takes the white space between two tokens away; the finding spans the space and the mark beside it.
  static void report(const Analysis& a, const RuleInfo& rule, uint32_t left, uint32_t right, bool mark_first, Findings& out) {
    const Span space = gap(a, left, right);
    if (space.empty() || has_line_break(a.document.slice(space))) return;
    const uint32_t mark = mark_first ? left : right;
    const Span span = mark_first ? Span{a.tokens[left].span.begin, space.end} : Span{space.begin, a.tokens[right].span.end};
    add(a, rule, span, std::string(a.text(mark)), out, space);
  }
  static void add(const Analysis& a, const RuleInfo& rule, Span span, const std::string& mark, Findings& out, Span space = {}) {
    Finding finding;
    finding.rule = &rule;
    finding.span = span;
    finding.severity = rule.severity;
    finding.confidence = rule.confidence;
    if (space.empty()) finding.fixes.push_back({{{span, mark}}, Safety::safe});
    else finding.fixes.push_back({{{space, ""}}, Safety::safe});
    (void)a;
    out.add(std::move(finding));
  }

  const RuleInfo *before_punctuation_, *inside_brackets_, *inside_quotes_, *closing_quote_;
  bool french_, american_;
};

}  // namespace

std::unique_ptr<Check> make_spacing(const RuleBook& book, const Facts& facts) { return std::make_unique<Spacing>(book, facts); }

}  // namespace wirecheck
