#include "core/marked.h"

#include "core/offsets.h"

namespace wirecheck {
namespace {

constexpr std::string_view kOpen = "\xE2\x9F\xA6", kClose = "\xE2\x9F\xA7";  // U+27E6, U+27E7

Error fault(std::string_view notation, size_t at, std::string message) {
  const LineIndex lines(notation);
  const Position place = lines.at(static_cast<uint32_t>(at));
  return {Error::Code::syntax, std::move(message), {}, place.line, place.column, std::string(lines.line(place.line))};
}

}  // namespace

std::string MarkedText::fixed() const {
  std::string out;
  uint32_t at = 0;
  for (const Mark& mark : marks) {
    out.append(text, at, mark.span.begin - at);
    if (mark.fixes.empty()) out.append(text, mark.span.begin, mark.span.size());
    else out += mark.fixes.front();
    at = mark.span.end;
  }
  out.append(text, at, std::string::npos);
  return out;
}

Result<MarkedText> parse_marked(std::string_view notation) {
  MarkedText out;
  size_t at = 0;
  while (true) {
    const size_t open = notation.find(kOpen, at);
    const size_t stray = notation.find(kClose, at);
    if (stray < open) return fault(notation, stray, "a mark is closed that was never opened");
    out.text.append(notation.substr(at, open == std::string_view::npos ? open : open - at));
    if (open == std::string_view::npos) return out;
    const size_t inside = open + kOpen.size();
    const size_t close = notation.find(kClose, inside);
    if (close == std::string_view::npos) return fault(notation, open, "a mark is opened and never closed");
    const size_t nested = notation.find(kOpen, inside);
    if (nested < close) return fault(notation, nested, "a mark inside a mark; marks do not nest");
    const std::string_view body = notation.substr(inside, close - inside);
    Mark mark;
    size_t bar = body.find('|');
    const std::string_view bad = body.substr(0, bar);
    if (bad.empty()) return fault(notation, open, "an empty mark; anchor a missing thing on its neighbour");
    mark.bad = {static_cast<uint32_t>(inside), static_cast<uint32_t>(inside + bad.size())};
    while (bar != std::string_view::npos) {
      const size_t next = body.find('|', bar + 1);
      mark.fixes.emplace_back(body.substr(bar + 1, next == std::string_view::npos ? next : next - bar - 1));
      bar = next;
    }
    at = close + kClose.size();
    if (at < notation.size() && notation[at] == '{') {
      const size_t end = notation.find('}', at);
      if (end == std::string_view::npos) return fault(notation, at, "a rule id is opened with { and never closed");
      mark.rule = std::string(notation.substr(at + 1, end - at - 1));
      if (mark.rule == "missed") { mark.missed = true; mark.rule.clear(); }
      at = end + 1;
    }
    mark.span.begin = static_cast<uint32_t>(out.text.size());
    out.text += bad;
    mark.span.end = static_cast<uint32_t>(out.text.size());
    mark.whole = {static_cast<uint32_t>(open), static_cast<uint32_t>(at)};
    out.marks.push_back(std::move(mark));
  }
}

}  // namespace wirecheck
