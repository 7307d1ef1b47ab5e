#include "report/excerpt.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr std::string_view kLineBreak = "\xE2\x86\xB5";  // U+21B5
constexpr std::string_view kCut = "\xE2\x80\xA6";        // U+2026
constexpr uint32_t kFarEnough = 1024;  // bytes looked at on each side: more than any terminal shows

bool continues_byte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

uint32_t boundary(std::string_view text, uint32_t at) {
  while (at < text.size() && continues_byte(text[at])) ++at;
  return at;
}

// Control characters, and those that reorder a line: a story must not be able to paint the terminal.
bool unsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x200E || c == 0x200F;
}

// Drops code points from the end (or the beginning) until `columns` are left, then back to a space if one is near.
std::string cut_end(std::string_view text, uint32_t columns) {
  size_t end = 0, space = std::string_view::npos;
  uint32_t width = 0;
  while (end < text.size()) {
    const uint32_t size = utf8::decode(text, end).size;
    const uint32_t more = utf8::display_width(text.substr(end, size));
    if (width + more > columns) break;
    if (text[end] == ' ') space = end;
    width += more;
    end += size;
  }
  if (end == text.size()) return std::string(text);
  if (text[end] == ' ') return std::string(text.substr(0, end));
  if (space != std::string_view::npos) end = space;
  return std::string(text.substr(0, end));
}

std::string cut_begin(std::string_view text, uint32_t columns) {
  size_t begin = text.size(), space = std::string_view::npos;
  uint32_t width = 0;
  while (begin > 0) {
    size_t next = begin - 1;
    while (next > 0 && continues_byte(text[next])) --next;
    const uint32_t more = utf8::display_width(text.substr(next, begin - next));
    if (width + more > columns) break;
    width += more;
    begin = next;
    if (text[begin] == ' ') space = begin + 1;
  }
  if (begin == 0) return std::string(text);
  if (text[begin - 1] == ' ') return std::string(text.substr(begin));
  if (space != std::string_view::npos) begin = space;
  while (begin < text.size() && utf8::is_mark(utf8::decode(text, begin).c)) begin += utf8::decode(text, begin).size;
  return std::string(text.substr(begin));
}

}  // namespace

std::string shown(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const auto d = utf8::decode(text, i);
    if (d.c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') { i += 1; continue; }
    if (d.c == '\n' || d.c == '\r') out += kLineBreak;
    else if (d.c == '\t') out += ' ';
    else if (unsafe(d.c)) utf8::append(out, utf8::kReplacement);
    else utf8::append(out, d.c);
    i += d.size;
  }
  return out;
}

Excerpt excerpt(std::string_view text, Span context, Span span, uint32_t columns) {
  const uint32_t begin = span.begin - context.begin > kFarEnough ? boundary(text, span.begin - kFarEnough) : context.begin;
  const uint32_t end = context.end - span.end > kFarEnough ? boundary(text, span.end + kFarEnough) : context.end;
  Excerpt out;
  out.before = shown(text.substr(begin, span.begin - begin));
  out.after = shown(text.substr(span.end, end - span.end));
  bool cut_before = begin != context.begin, cut_after = end != context.end;

  const uint32_t most = columns * 2 / 3;
  if (span.size() > 2 * kFarEnough) {
    out.marked = shown(text.substr(span.begin, boundary(text, span.begin + kFarEnough) - span.begin)) +
                 shown(text.substr(boundary(text, span.end - kFarEnough), kFarEnough));
  } else {
    out.marked = shown(text.substr(span.begin, span.size()));
  }
  if (utf8::display_width(out.marked) > most) {
    const std::string head = cut_end(out.marked, most * 2 / 3), tail = cut_begin(out.marked, most / 3);
    out.marked = head + " " + std::string(kCut) + " " + tail;
  }
  out.width = std::max(1u, utf8::display_width(out.marked));

  const uint32_t left = columns > out.width ? columns - out.width : 0;
  const uint32_t before = utf8::display_width(out.before), after = utf8::display_width(out.after);
  if (cut_before || cut_after || before + after > left) {
    // Each side gets half; what one side does not need goes to the other. Two columns are for the ellipsis.
    uint32_t for_before = left / 2, for_after = left - for_before;
    if (before < for_before && !cut_before) for_after = left - (for_before = before);
    else if (after < for_after && !cut_after) for_before = left - (for_after = after);
    cut_before |= before > for_before;
    cut_after |= after > for_after;
    if (cut_before) out.before = std::string(kCut) + " " + cut_begin(out.before, for_before > 2 ? for_before - 2 : 0);
    if (cut_after) out.after = cut_end(out.after, for_after > 2 ? for_after - 2 : 0) + " " + std::string(kCut);
  }
  out.indent = utf8::display_width(out.before);
  // A combining mark alone is underlined where it is seen: under its letter.
  if (utf8::display_width(out.marked) == 0 && out.indent > 0) --out.indent;
  return out;
}

Span context_of(std::string_view text, const std::vector<Span>& sentences, Span span) {
  auto first = std::partition_point(sentences.begin(), sentences.end(), [&](Span s) { return s.end <= span.begin; });
  Span out = span;
  for (; first != sentences.end() && first->begin < span.end; ++first) {
    out.begin = std::min(out.begin, first->begin);
    out.end = std::max(out.end, first->end);
  }
  if (out != span) return out;
  while (out.begin > 0 && text[out.begin - 1] != '\n' && text[out.begin - 1] != '\r') --out.begin;
  while (out.end < text.size() && text[out.end] != '\n' && text[out.end] != '\r') ++out.end;
  return out;
}

std::vector<std::string> wrapped(std::string_view text, uint32_t columns) {
  std::vector<std::string> lines;
  std::string line;
  uint32_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const uint32_t more = utf8::display_width(word);
    if (!line.empty() && width + 1 + more > columns) {
      lines.push_back(std::move(line));
      line.clear();
      width = 0;
    }
    if (!line.empty()) { line += ' '; ++width; }
    line += word;
    width += more;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace wirecheck
