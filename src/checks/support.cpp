#include "checks/support.h"

namespace wirecheck {

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
