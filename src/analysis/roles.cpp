// Roles that need language. Headline, dateline, caption and boilerplate of the reader stay; another block becomes
//   headline   first, short, without a final stop, and something longer follows
//   byline     a line that begins as the language's bylines do and goes on in names: By Jane Doe; Jane Doe, with AFP
//   credit     a line of sources: With AFP and Reuters; (AFP); Reporting by Jane Doe
//   crosshead  a short line without a final stop between paragraphs
#include <algorithm>
#include <span>

#include "analysis/stages.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr uint32_t kLongestLine = 25, kLongestCrosshead = 9, kLongestByline = 14;

class RoleFinder {
 public:
  explicit RoleFinder(Analysis& analysis)
      : a_(analysis), facts_(*analysis.resources.facts), credits_(facts_.table("language.credit")) {
    for (const auto& row : facts_.table("language.byline")) {
      if (row.empty()) continue;
      if (row[0] == "begins") begins_ = std::span(row).subspan(1);
      if (row[0] == "joins") joins_ = std::span(row).subspan(1);
    }
  }

  void run() {
    const auto count = static_cast<uint32_t>(a_.blocks.size());
    for (uint32_t i = 0; i < count; ++i) {
      BlockInfo& block = a_.blocks[i];
      // To layout a byline looks like a crosshead.
      if ((block.role != Role::body && block.role != Role::crosshead) || block.tokens.empty() ||
          block.tokens.size() > 2 * kLongestLine)
        continue;
      if (credit(block.tokens)) block.role = Role::credit;
      else if (byline(block.tokens)) block.role = Role::byline;
    }
    for (uint32_t i = 0; i < count; ++i) {
      BlockInfo& block = a_.blocks[i];
      if (block.role != Role::body || block.tokens.empty()) continue;
      if (!short_line(block, i == 0 ? kLongestLine : kLongestCrosshead)) continue;
      const bool longer_after = i + 1 < count && next_body_is_longer(i, count);
      if (i == 0 && longer_after) block.role = Role::headline;
      else if (i > 0 && longer_after && after_paragraph(i)) block.role = Role::crosshead;
    }
  }

 private:
  bool punctuation(uint32_t i, std::string_view text) const {
    return a_.tokens[i].kind == TokenKind::punctuation && a_.text(i) == text;
  }

  // One sentence, few words, no final stop (a question mark or a closing quotation mark is none).
  bool short_line(const BlockInfo& block, uint32_t most) const {
    if (block.sentences.size() > 2) return false;
    uint32_t words = 0;
    for (uint32_t i = block.tokens.begin; i < block.tokens.end; ++i) {
      words += a_.tokens[i].kind == TokenKind::word || a_.tokens[i].kind == TokenKind::number;
      if (words > most) return false;
    }
    if (words == 0) return false;
    const Token& first = a_.tokens[block.tokens.begin];
    if (first.kind == TokenKind::word && !first.is(Token::capital)) return false;
    for (uint32_t i = block.tokens.end; i-- > block.tokens.begin;) {
      const std::string_view text = a_.text(i);
      const char32_t c = utf8::at(text, 0);
      if (utf8::is_quote(c) || c == ')') continue;
      if (c == '.' || c == ':' || c == ';' || c == ',' || c == utf8::kEllipsis || c == 0x3002 || c == 0x0964) return false;
      return true;
    }
    return false;
  }

  bool next_body_is_longer(uint32_t i, uint32_t count) const {
    for (uint32_t j = i + 1; j < count; ++j) {
      if (a_.blocks[j].role != Role::body || a_.blocks[j].tokens.empty()) continue;
      return a_.blocks[j].tokens.size() > a_.blocks[i].tokens.size() && ends_with_stop(a_.blocks[j].tokens);
    }
    return false;
  }
  bool after_paragraph(uint32_t i) const {
    for (uint32_t j = i; j-- > 0;) {
      const BlockInfo& block = a_.blocks[j];
      if (block.tokens.empty() || block.role == Role::caption) continue;
      return block.role == Role::body && ends_with_stop(block.tokens);
    }
    return false;
  }
  bool ends_with_stop(Range tokens) const {
    for (uint32_t i = tokens.end; i-- > tokens.begin && i + 4 > tokens.end;) {
      const char last = a_.text(i).back();
      if (last == '.' || last == '!' || last == '?' || last == ':') return true;
      const char32_t c = utf8::at(a_.text(i), 0);
      if (!utf8::is_quote(c) && c != ')') return c == utf8::kEllipsis || c == 0x3002 || c == 0x0964;
    }
    return false;
  }

  // Where the phrase (folded, words behind single spaces) that stands at `i` ends, or `i`.
  uint32_t phrase(std::string_view phrase, uint32_t i, uint32_t end) const {
    if (const std::string_view first = a_.folded(i); !first.empty() && first.front() != phrase.front()) return i;
    const Span rest{a_.tokens[i].span.begin, a_.tokens[end - 1].span.end};
    const std::string_view raw = a_.document.slice({rest.begin, std::min(rest.end, rest.begin + static_cast<uint32_t>(phrase.size()) + 16)});
    const std::string text = utf8::fold(raw.substr(0, whole(raw)));
    if (!text.starts_with(phrase)) return i;
    const uint32_t stop = rest.begin + static_cast<uint32_t>(phrase.size());
    while (i < end && a_.tokens[i].span.end < stop) ++i;
    return i < end && a_.tokens[i].span.end == stop ? i + 1 : end;
  }
  static size_t whole(std::string_view raw) {  // without a code point cut in two at its end
    size_t n = raw.size();
    while (n > 0 && (static_cast<unsigned char>(raw[n - 1]) & 0xC0) == 0x80) --n;
    return n > 0 && static_cast<unsigned char>(raw[n - 1]) >= 0xC0 ? n - 1 : raw.size();
  }

  // From `i` on nothing but capitalised words, joining words and signs; at least one capitalised word.
  bool names_only(uint32_t i, uint32_t end) const {
    bool any = false;
    for (; i < end; ++i) {
      const Token& token = a_.tokens[i];
      if (token.kind != TokenKind::word) {
        if (token.kind == TokenKind::number || punctuation(i, "?") || punctuation(i, "!") || punctuation(i, "\"")) return false;
        continue;
      }
      const bool source = (a_.classes(i) & (Is::agency | Is::outlet)) != 0;
      if (token.is(Token::capital) || source) any = true;
      else if (!joins(i) && (a_.classes(i) & (Is::preposition | Is::conjunction | Is::determiner | Is::person)) == 0) return false;
    }
    return any;
  }
  // Where the author's function begins behind a comma (", health editor"), or `end`.
  uint32_t without_function(uint32_t i, uint32_t end) const {
    const uint32_t begin = i;
    while (i < end && !punctuation(i, ",")) ++i;
    const bool function = i >= begin + 2 && i < end && end - i <= 6 && (a_.classes(end - 1) & (Is::person | Is::office)) != 0;
    return function ? i : end;
  }
  bool joins(uint32_t i) const {
    const std::string_view word = a_.folded(i);
    return std::find(joins_.begin(), joins_.end(), word) != joins_.end();
  }
  bool source(uint32_t i) const { return (a_.classes(i) & (Is::agency | Is::outlet)) != 0; }

  bool credit(Range tokens) const {
    if (tokens.size() > kLongestLine) return false;
    uint32_t begin = tokens.begin, end = tokens.end;
    if (punctuation(begin, "(") && end > begin + 1 && (punctuation(end - 1, ")") || punctuation(end - 2, ")"))) {
      ++begin;
      while (end > begin && a_.tokens[end - 1].kind == TokenKind::punctuation) --end;
      if (end == begin) return false;
      if (source(begin) && names_only(begin, end)) return true;
    }
    if (end > begin && punctuation(end - 1, ".")) --end;
    if (end == begin) return false;
    for (const auto& row : credits_) {
      if (row.empty()) continue;
      const uint32_t after = phrase(row[0], begin, end);
      if (after == begin) continue;
      if (after == end) return true;
      // One word alone ("with") says too little when no source is named after it.
      bool sure = after > begin + 1;
      for (uint32_t i = after; i < end && !sure; ++i) sure = source(i);
      if (sure && names_only(after, end)) return true;
    }
    // AFP, Reuters / AP
    bool all = true, any = false;
    for (uint32_t i = begin; i < end && all; ++i) {
      if (a_.tokens[i].kind != TokenKind::word) continue;
      if (source(i)) any = true;
      else all = joins(i);
    }
    return all && any && end - begin <= 8;
  }

  bool byline(Range tokens) const {
    if (tokens.size() > kLongestByline || punctuation(tokens.end - 1, ".")) return false;
    for (const std::string& begin : begins_) {
      const uint32_t after = phrase(begin, tokens.begin, tokens.end);
      if (after > tokens.begin && after < tokens.end && a_.tokens[after].is(Token::capital) && names_only(after, without_function(after, tokens.end)))
        return true;
    }
    // Jane Doe, with AFP: names, a comma or a slash, and a service.
    uint32_t i = tokens.begin, words = 0;
    while (i < tokens.end && a_.tokens[i].kind == TokenKind::word && a_.tokens[i].is(Token::capital)) {
      ++i;
      ++words;
    }
    if (words < 2 || words > 4 || i == tokens.end || !(punctuation(i, ",") || a_.text(i) == "/" || a_.text(i) == "|" || joins(i))) return false;
    bool service = false;
    for (uint32_t j = i; j < tokens.end; ++j) service = service || source(j);
    return service && names_only(i, tokens.end);
  }

  Analysis& a_;
  const Facts& facts_;
  const std::vector<std::vector<std::string>>& credits_;
  std::span<const std::string> begins_, joins_;
};

}  // namespace

void refine_roles(Analysis& analysis) {
  if (analysis.blocks.empty()) return;
  RoleFinder(analysis).run();
}

}  // namespace wirecheck
