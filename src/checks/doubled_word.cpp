// What it finds: the same word twice in a row, in lower case ("the the minister"); beside the source text, also names, figures and
// words with their marks ("in Greece Greece", "(ECB) (ECB)"), where the aligned sentence has nothing twice.
// Why it matters: a loop of the translation, or two words of the source that became one.
// What it leaves alone: doubles that the language has ("had had", "very very", names), listed in dictionaries/<lang>/doubles.yaml;
// anything with a mark between the two, or a hyphen before the first ("Moon Jae-in in May") or behind the second ("il peut peut-etre"); capitalised words; numbers; languages
// that have no such list.
// Fix safety: safe, one of two equal words goes.
#include <algorithm>

#include "checks/check.h"
#include "checks/doubles.h"
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
        const std::string_view word = a.folded(i);
        if (word != a.folded(i + 1)) continue;
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
    if (a.original && a.alignment)
      for (uint32_t n = 0; n < a.sentences.size(); ++n) beside_source(a, n, out);
  }

 private:
  // Pieces between spaces, the second as the first but for the marks at its end.
  void beside_source(const Analysis& a, uint32_t n, Findings& out) const {
    const Sentence& sentence = a.sentences[n];
    const std::string_view text = a.document.slice(sentence.span);
    size_t begin = 0;
    std::string_view before;
    size_t at = 0;   // where `before` begins
    while (begin < text.size()) {
      const size_t end = std::min(text.find(' ', begin), text.size());
      std::string_view piece = text.substr(begin, end - begin);
      if (!before.empty() && piece.starts_with(before) && whole(before) && only_marks(piece.substr(before.size()))) {
        // A run is one finding.
        size_t last = begin, times = 2, next = end;
        while (next + 1 < text.size() && piece == before) {
          const size_t stop = std::min(text.find(' ', next + 1), text.size());
          const std::string_view more = text.substr(next + 1, stop - next - 1);
          if (!more.starts_with(before) || !only_marks(more.substr(before.size()))) break;
          last = next + 1;
          piece = more;
          next = stop;
          ++times;
        }
        report(a, n, before, static_cast<uint32_t>(at), static_cast<uint32_t>(last), times, out);
        begin = last;
      }
      at = begin;
      before = text.substr(begin, std::min(text.find(' ', begin), text.size()) - begin);
      begin += before.size() + 1;
    }
  }
  // It ends in a letter, a figure or a closing mark, and has a letter or figure.
  static bool whole(std::string_view piece) {
    const char32_t last = utf8::before(piece, piece.size());
    const auto solid = [](char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c); };
    if (!solid(last) && last != ')' && last != ']') return false;
    for (size_t i = 0; i < piece.size();) {
      const utf8::Decoded d = utf8::decode(piece, i);
      if (solid(d.c)) return true;
      i += d.size;
    }
    return false;
  }
  static bool only_marks(std::string_view rest) {
    for (size_t i = 0; i < rest.size();) {
      const utf8::Decoded d = utf8::decode(rest, i);
      if (utf8::is_letter(d.c) || utf8::is_digit(d.c) || d.c == '-' || d.c == '/' || d.c == '%' || (utf8::is_quote(d.c) && i + d.size < rest.size() && utf8::is_letter(utf8::at(rest, i + d.size)))) return false;
      i += d.size;
    }
    return true;
  }
  void report(const Analysis& a, uint32_t n, std::string_view piece, uint32_t first, uint32_t last, size_t times, Findings& out) const {
    const uint32_t base = a.sentences[n].span.begin;
    const Span span{base + first, static_cast<uint32_t>(base + last + piece.size())};
    // The token that the piece begins with.
    const auto token = std::lower_bound(a.tokens.begin(), a.tokens.end(), span.begin, [](const Token& t, uint32_t byte) { return t.span.begin < byte; });
    if (token == a.tokens.end()) return;
    const auto i = static_cast<uint32_t>(token - a.tokens.begin());
    const bool word = token->kind == TokenKind::word && token->span.size() == piece.size();
    const std::string folded = utf8::fold(piece);
    // Three words and more, and lower-case words the dictionary has, are told elsewhere.
    if (word && (times > 2 || std::binary_search(allowed_.begin(), allowed_.end(), folded))) return;
    if (word && !token->is(Token::capital) && a.resources.lexicon->knows(a.lang, folded)) return;
    if (word && token->is(Token::sentence_first)) return;
    // A line of a table, a score.
    if (i > a.sentences[n].tokens.begin && a.tokens[i].kind == TokenKind::number && a.tokens[i - 1].kind == TokenKind::number) return;
    // A result: the source parts the two otherwise.
    const size_t digit = piece.find_first_of("0123456789");
    const std::string_view figure = digit == std::string_view::npos ? piece : piece.substr(digit, piece.find_first_not_of("0123456789", digit) - digit);
    if (source_doubles(a, n) != Doubles::none || often_in_source(a, n, piece) || often_in_source(a, n, figure)) return;
    Finding& finding = out.add(*rule_, span, {});
    finding.fixes.push_back({{{{span.begin + static_cast<uint32_t>(piece.size()), span.end}, ""}}, Safety::review});
  }
  const RuleInfo* rule_;
  std::vector<std::string> allowed_;
};

}  // namespace

std::unique_ptr<Check> make_doubled_word(const RuleBook& book, const Facts& facts) {
  if (facts.table("doubles.allowed").empty()) return nullptr;
  return std::make_unique<DoubledWord>(book, facts);
}

}  // namespace wirecheck
