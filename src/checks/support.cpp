#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr char32_t kNoBreakSpace = 0xA0;

std::string mark(const Analysis& a, bool opening) {
  const std::string curly = utf8::encode(opening ? utf8::kLeftDouble : utf8::kRightDouble);
  const Orthography& o = a.resources.facts->orthography();
  if (o.quotes.empty() || (o.quotes[0].first == utf8::encode(utf8::kLeftDouble) && o.quotes[0].second == utf8::encode(utf8::kRightDouble)))
    return uses_curly_quotes(a) ? curly : "\"";
  const std::string space = o.space_before_high_punctuation ? utf8::encode(kNoBreakSpace) : "";
  return opening ? o.quotes[0].first + space : space + o.quotes[0].second;
}

}  // namespace

std::string open_mark(const Analysis& a) { return mark(a, true); }
std::string close_mark(const Analysis& a) { return mark(a, false); }

bool stops_outside(const Analysis& a) {
  const std::string_view text = a.document.text();
  int outside = 0;
  for (const Quote& quote : a.quotes) {
    if (quote.close.empty() || quote.inside.empty()) continue;
    const char32_t last = utf8::before(text, quote.close.begin);
    if (utf8::is_space(last)) continue;   // a fault itself
    const char32_t next = utf8::at(text, quote.close.end);
    if (next == '.' || next == ',') ++outside;
    else if (last == '.' || last == ',') --outside;
  }
  return outside > 0;
}

bool stops_surely_inside(const Analysis& a) {
  constexpr uint32_t kHabit = 4, kToOne = 4;
  const std::string_view text = a.document.text();
  uint32_t inside = 0, outside = 0;
  for (const Quote& quote : a.quotes) {
    if (quote.open.empty() || quote.close.empty() || quote.inside.empty()) continue;
    uint32_t end = quote.close.begin;
    while (end > quote.inside.begin && utf8::is_space(utf8::before(text, end)))
      end -= static_cast<uint32_t>(utf8::encode(utf8::before(text, end)).size());
    const char32_t last = utf8::before(text, end), next = utf8::at(text, quote.close.end);
    if (last == '.' || last == ',') ++inside;
    else if (next == '.' || next == ',') ++outside;
  }
  return inside >= kHabit && inside >= kToOne * outside;
}

Span with_line_break(const Document& document, Span block) {
  const std::string& text = document.text();
  const auto is_break = [](char c) { return c == '\n' || c == '\r' || c == ' ' || c == '\t'; };
  Span out = block;
  while (out.end < text.size() && is_break(text[out.end])) ++out.end;
  if (out.end < text.size()) return out;
  out.end = block.end;
  // The last block: the break before it goes, the file's closing line end stays.
  while (out.begin > 0 && is_break(text[out.begin - 1])) --out.begin;
  return out;
}

}  // namespace wirecheck
