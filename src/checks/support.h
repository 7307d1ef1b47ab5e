// Small questions that several checks ask of an Analysis. Pure.
#pragma once
#include <string>
#include <string_view>

#include "analysis/analysis.h"
#include "core/utf8.h"

namespace wirecheck {

inline bool is_punctuation(const Analysis& a, uint32_t token, char32_t c) {
  return a.tokens[token].kind == TokenKind::punctuation && utf8::at(a.text(token), 0) == c;
}
inline bool is_word(const Analysis& a, uint32_t token) { return a.tokens[token].kind == TokenKind::word; }
inline bool is_lower_word(const Analysis& a, uint32_t token) {
  return is_word(a, token) && !a.tokens[token].is(Token::capital) && utf8::is_lower(utf8::at(a.text(token), 0));
}
inline bool is_quote_mark(const Analysis& a, uint32_t token) {
  return a.tokens[token].kind == TokenKind::punctuation && utf8::is_quote(utf8::at(a.text(token), 0));
}
// The white space between two neighbouring tokens.
inline Span gap(const Analysis& a, uint32_t before, uint32_t after) {
  return {a.tokens[before].span.end, a.tokens[after].span.begin};
}
// The mark U+201C as the document writes its double quotation marks: straight, unless it uses curly ones.
inline bool uses_curly_quotes(const Analysis& a) {
  uint32_t curly = 0, straight = 0;
  for (const Quote& quote : a.quotes) {
    const char32_t mark = utf8::at(a.document.slice(quote.open), 0);
    curly += mark == utf8::kLeftDouble;
    straight += mark == '"';
  }
  return curly > straight;
}
// The double quotation marks as this document should write them: curly or straight as it does where the language has U+201C and
// U+201D, else the language's own, with the no-break space that French sets inside.
std::string open_mark(const Analysis& a);
std::string close_mark(const Analysis& a);
// Where this story puts its commas and stops, outside or inside the closing mark: the majority of its quotations decides.
bool stops_outside(const Analysis& a);
// Surely inside: four quotations and more end in a comma or stop, and four to one that has it behind the mark.
bool stops_surely_inside(const Analysis& a);
// A block together with the line breaks that part it from the next one (from the one before, for the last): what a deletion takes.
Span with_line_break(const Document& document, Span block);

}  // namespace wirecheck
