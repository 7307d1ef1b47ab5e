// Sentences: ICU's boundaries, minus those that only an abbreviation, an initial, an attribution or a line break makes, plus
// those that a missing space hides. Tokens are walked along with the boundaries, so the whole is one pass.
//   "No!" he said.            one        he said. "No."          two        he said. "No." She left.   three
//   Mr. Doe, 5 p.m. Friday    one        Our cause. is fair.     one
#include <algorithm>
#include <vector>

#include "analysis/text_breaker.h"
#include "analysis/stages.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr Classes kFunctionWord = Is::determiner | Is::possessive | Is::pronoun | Is::preposition | Is::conjunction |
                                  Is::auxiliary | Is::wh_word | Is::stop_word | Is::adverb | Is::negation;
constexpr uint32_t kShortLine = 50;  // bytes; a line broken off before that was meant to end there

// Marks of scripts other than Latin.
constexpr char32_t kFullStop = 0x3002, kHalfwidthStop = 0xFF61, kDanda = 0x0964, kDoubleDanda = 0x0965, kUrduStop = 0x06D4;
constexpr char32_t kFullExclamation = 0xFF01, kFullQuestion = 0xFF1F, kArabicQuestion = 0x061F;
constexpr char32_t kFullOpening = 0xFF08, kFullClosing = 0xFF09, kCornerOpen = 0x300C, kCornerClose = 0x300D, kWhiteCornerOpen = 0x300E,
                   kWhiteCornerClose = 0x300F, kHalfCornerOpen = 0xFF62, kHalfCornerClose = 0xFF63, kDoubleAngleOpen = 0x300A, kDoubleAngleClose = 0x300B;

enum class Mark : uint8_t { none, stop, strong, ellipsis, closing, opening, straight };

Mark mark_of(std::string_view text) {
  if (text.empty()) return Mark::none;
  const char32_t c = utf8::at(text, 0);
  if (c == '.') return text.size() > 1 ? Mark::ellipsis : Mark::stop;
  if (c == '!' || c == '?') return Mark::strong;
  if (c == '"' || c == '\'') return Mark::straight;
  if (c == ')' || c == ']' || c == '}') return Mark::closing;
  if (c == '(' || c == '[' || c == '{' || c == '`') return Mark::opening;
  if (c < 0x80) return Mark::none;
  if (c == utf8::kEllipsis) return Mark::ellipsis;
  if (c == kFullStop || c == kHalfwidthStop || c == kDanda || c == kDoubleDanda || c == kUrduStop) return Mark::strong;
  if (c == kFullExclamation || c == kFullQuestion || c == kArabicQuestion) return Mark::strong;
  if (c == kFullClosing || c == kCornerClose || c == kWhiteCornerClose || c == kHalfCornerClose || c == kDoubleAngleClose) return Mark::closing;
  if (c == kFullOpening || c == kCornerOpen || c == kWhiteCornerOpen || c == kHalfCornerOpen || c == kDoubleAngleOpen) return Mark::opening;
  if (c == utf8::kRightDouble || c == utf8::kRightSingle || c == utf8::kRightGuillemet || c == utf8::kRightAngle) return Mark::closing;
  if (utf8::is_quote(c)) return Mark::opening;
  return Mark::none;
}

class Splitter {
 public:
  explicit Splitter(Analysis& analysis) : a_(analysis), facts_(*analysis.resources.facts) {
    for (const auto& row : facts_.table("language.ordinals"))
      if (row.size() > 1 && row[1] == "true") (row[0] == "stop" ? ordinal_stop_ : before_nouns_) = true;
    for (const auto& row : facts_.table("language.after_quote"))
      if (!row.empty()) after_quote_.push_back(a_.resources.vocabulary->find(row[0]));
  }

  void block(uint32_t index, TextBreaker& breaker) {
    const Span span = a_.document.blocks()[index].span;
    tokens_ = a_.blocks[index].tokens;
    const auto first_sentence = static_cast<uint32_t>(a_.sentences.size());
    uint32_t begin = tokens_.begin;
    if (!tokens_.empty()) {
      breaker.start(a_.lang, a_.document.slice(span));
      uint32_t boundary = breaker.next();
      for (uint32_t next = tokens_.begin + 1; next < tokens_.end; ++next) {
        const uint32_t low = token(next - 1).span.end - span.begin, high = token(next).span.begin - span.begin;
        while (boundary < low) boundary = breaker.next();
        if (boundary <= high ? !late_close(next) && ends_before(next) : runs_on(next) || after_late_close(next) || opens_after_stop(next)) {
          add({begin, next}, index);
          begin = next;
        }
      }
      add({begin, tokens_.end}, index);
    }
    a_.blocks[index].sentences = {first_sentence, static_cast<uint32_t>(a_.sentences.size())};
  }

 private:
  const Token& token(uint32_t i) const { return a_.tokens[i]; }
  Mark mark(uint32_t i) const {
    return token(i).kind == TokenKind::punctuation ? mark_of(a_.text(i)) : Mark::none;
  }
  bool spaced(uint32_t i) const { return token(i).is(Token::space_before); }

  // "left.She": a stop between a small letter and a capitalised word, without a space.
  bool runs_on(uint32_t next) const {
    if (next < tokens_.begin + 2 || spaced(next) || mark(next - 1) != Mark::stop || spaced(next - 1)) return false;
    const Token& before = token(next - 2);
    const Token& after = token(next);
    return before.kind == TokenKind::word && !before.is(Token::all_capitals) && before.span.size() > 1 &&
           after.kind == TokenKind::word && after.is(Token::capital) && after.span.size() > 1;
  }

  // A closing mark with a space before it, as French sets it, belongs to the sentence that it closes: "... fin. >> Puis".
  bool late_close(uint32_t i) const {
    return mark(i) == Mark::closing && spaced(i) && (i + 1 == tokens_.end || spaced(i + 1) || token(i + 1).kind == TokenKind::punctuation);
  }
  bool after_late_close(uint32_t next) const {
    if (next < tokens_.begin + 2 || !late_close(next - 1)) return false;
    if (token(next).kind == TokenKind::punctuation && mark(next) == Mark::none) return false;  // a comma goes on
    const Mark before = mark(next - 2);
    return (before == Mark::stop || before == Mark::strong || before == Mark::ellipsis) && ends_before(next);
  }

  // Without spaces ICU takes an opening bracket for a closing one: in "... [stop][open] ..." the sentence begins at the bracket.
  bool opens_after_stop(uint32_t next) const {
    if (next == tokens_.begin || spaced(next) || mark(next) != Mark::opening || mark(next - 1) != Mark::strong) return false;
    const char32_t stop = utf8::at(a_.text(next - 1), 0);
    return stop == kFullStop || stop == kFullExclamation || stop == kFullQuestion;
  }

  bool ends_before(uint32_t next) const {
    if (!spaced(next) && mark(next - 1) == Mark::opening) return false;
    // Back over closing marks to what ends the sentence, on over opening marks to the first word of the next one.
    uint32_t last = next - 1;
    bool closed = false;
    while (last > tokens_.begin) {
      const Mark m = mark(last);
      if (m != Mark::closing && !(m == Mark::straight && !spaced(last))) break;
      closed = true;
      --last;
    }
    uint32_t first = next;
    bool opened = false;
    while (first + 1 < tokens_.end && first < next + 3) {
      const Mark m = mark(first);
      if (m != Mark::opening && m != Mark::straight) break;
      opened = true;
      ++first;
    }
    const Token& word = token(first);
    const bool is_word = word.kind == TokenKind::word;
    const bool small = is_word && utf8::is_lower(utf8::at(a_.document.text(), word.span.begin));
    switch (mark(last)) {
      case Mark::stop:
        if (small && !opened) return false;
        return !ordinal(last, first);
      case Mark::strong:
        if (small && !opened) return false;
        if (closed && !opened && is_word && std::find(after_quote_.begin(), after_quote_.end(), word.word) != after_quote_.end()) return false;
        return !(closed && !opened && attribution(first));
      case Mark::ellipsis:
        return !(small && !opened);
      default: break;
    }
    if (token(last).kind == TokenKind::word && a_.text(last).ends_with('.')) return abbreviation_ends(last, first, opened);
    if (broken_line(last, next)) return true;
    return !line_break_between(last, next) && !small;
  }

  // A figure with its stop before a month ("3. Mai"), and where nouns have capitals before any word that begins no sentence by its
  // sort ("19. Jahrhundert").
  bool ordinal(uint32_t stop, uint32_t first) const {
    constexpr uint32_t kMostDigits = 2;
    if (!ordinal_stop_ || stop == tokens_.begin || spaced(stop) || token(first).kind != TokenKind::word) return false;
    const Token& figure = token(stop - 1);
    if (figure.kind != TokenKind::number || figure.span.size() > kMostDigits) return false;
    return a_.is(first, Is::month) || (before_nouns_ && (a_.classes(first) & kFunctionWord) == 0);
  }

  // "Really?" Smith asked: up to three words after the quotation, then a verb of saying.
  bool attribution(uint32_t first) const {
    for (uint32_t i = first; i < tokens_.end && i < first + 4; ++i) {
      if (token(i).kind != TokenKind::word) return false;
      if (i > first && a_.is(i, Is::speech_verb) && !token(i).is(Token::capital)) return true;
    }
    return false;
  }

  bool abbreviation_ends(uint32_t last, uint32_t first, bool opened) const {
    const std::string_view text = a_.text(last);
    const Token& next = token(first);
    const bool capital = next.kind == TokenKind::word && next.is(Token::capital);
    const uint8_t flags = facts_.abbreviation(text);
    if (next.kind == TokenKind::word && !capital) return false;
    // A bracket explains what stands before it: Acme Inc. (the parent of ...), Calif. (AP).
    if (opened) return (flags & (before_name | never_end)) == 0 && a_.text(first - 1) != "(" && a_.text(first - 1) != "[";
    if (flags & never_end) return false;
    if ((flags & before_number) && next.kind == TokenKind::number) return false;
    const bool function_word = (a_.classes(first) & kFunctionWord) != 0;
    if (flags & may_end) {
      if (!capital) return true;
      if (!token(last).is(Token::capital)) {  // 5 p.m. Friday, but: at 5 p.m. Police
        return (a_.classes(first) & (Is::weekday | Is::month)) == 0 && !next.is(Token::all_capitals);
      }
      return function_word;
    }
    if (flags & before_name) return false;
    if (flags & before_number) return capital;  // by month names alone, as in "in Sept. The"
    return function_word;  // an initial, or letters with stops that no list has
  }

  std::string_view gap(uint32_t before, uint32_t after) const {
    return a_.document.slice({token(before).span.end, token(after).span.begin});
  }
  bool line_break_between(uint32_t last, uint32_t next) const {
    return gap(last, next).find_first_of("\n\r") != std::string_view::npos || gap(next - 1, next).find_first_of("\n\r") != std::string_view::npos;
  }
  // A line break without a stop before it ends a sentence only when the line is short: otherwise it is a wrapped line.
  bool broken_line(uint32_t last, uint32_t next) const {
    if (!line_break_between(last, next)) return false;
    const Token& after = token(next);
    if (after.kind == TokenKind::word && !after.is(Token::capital)) return false;
    const uint32_t end = token(next - 1).span.end;
    const std::string_view before = std::string_view(a_.document.text()).substr(0, end);
    const size_t from = end > kShortLine ? end - kShortLine : 0;
    return before.substr(from).find_first_of("\n\r") != std::string_view::npos || end - a_.tokens[tokens_.begin].span.begin < kShortLine;
  }

  void add(Range range, uint32_t block) {
    Sentence sentence;
    sentence.tokens = range;
    sentence.span = {token(range.begin).span.begin, token(range.end - 1).span.end};
    sentence.block = block;
    a_.sentences.push_back(sentence);
    for (uint32_t i = range.begin; i < range.end; ++i) {
      if (token(i).kind != TokenKind::word && token(i).kind != TokenKind::number) continue;
      a_.tokens[i].flags |= Token::sentence_first;
      break;
    }
  }

  Analysis& a_;
  const Facts& facts_;
  Range tokens_;
  bool ordinal_stop_ = false, before_nouns_ = false;
  std::vector<WordId> after_quote_;  // particles that take a quotation up: the sentence goes on
};

}  // namespace

void find_sentences(Analysis& analysis, TextBreaker& breaker) {
  analysis.sentences.reserve(analysis.tokens.size() / 20 + analysis.blocks.size());
  Splitter splitter(analysis);
  for (uint32_t block = 0; block < analysis.blocks.size(); ++block) splitter.block(block, breaker);
}

}  // namespace wirecheck
