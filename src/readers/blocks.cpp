#include "readers/blocks.h"

#include "core/utf8.h"

namespace wirecheck {
namespace {

struct Line {
  uint32_t begin, end;   // without the line break; trimmed
  bool blank() const { return begin == end; }
};

std::vector<Line> find_lines(std::string_view text) {
  std::vector<Line> lines;
  size_t at = 0;
  while (at <= text.size()) {
    size_t end = text.find_first_of("\r\n", at);
    if (end == std::string_view::npos) end = text.size();
    size_t first = at, last = end;
    while (first < last) {
      const auto d = utf8::decode(text, first);
      if (!utf8::is_space(d.c) && d.c != 0xFEFF) break;
      first += d.size;
    }
    while (last > first) {
      size_t before = last - 1;
      while (before > first && (static_cast<unsigned char>(text[before]) & 0xC0) == 0x80) --before;
      if (!utf8::is_space(utf8::decode(text, before).c)) break;
      last = before;
    }
    lines.push_back({static_cast<uint32_t>(first), static_cast<uint32_t>(last)});
    if (end == text.size()) break;
    at = end + (text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n' ? 2 : 1);
  }
  return lines;
}

bool ends_like_a_sentence(std::string_view block) {
  for (size_t at = block.size(); at > 0;) {
    const char32_t c = utf8::before(block, at);
    if (c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == utf8::kEllipsis || c == 0x3002) return true;
    if (!utf8::is_quote(c) && c != ')' && c != ']') return false;
    at -= utf8::encode(c).size();
  }
  return false;
}

uint32_t count_words(std::string_view block) {
  uint32_t words = 0;
  bool inside = false;
  for (char c : block) {
    const bool space = c == ' ' || c == '\t';
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

}  // namespace

std::vector<Block> find_blocks(std::string_view text) {
  const std::vector<Line> lines = find_lines(text);
  bool by_blank_lines = false;
  bool seen_text = false, seen_blank = false;
  for (const Line& line : lines) {
    if (line.blank()) seen_blank = seen_text;
    else {
      if (seen_blank) { by_blank_lines = true; break; }
      seen_text = true;
    }
  }
  std::vector<Block> blocks;
  bool open = false;
  for (const Line& line : lines) {
    if (line.blank()) { open = false; continue; }
    if (open && by_blank_lines) blocks.back().span.end = line.end;
    else blocks.push_back({{line.begin, line.end}, Role::body, {}});
    open = true;
  }
  // A first block without a closing stop, followed by more, is a headline; a short one further down, between blocks of prose,
  // a crosshead. Words tell analysis more.
  constexpr uint32_t kHeadlineWords = 25, kCrossheadWords = 14;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const std::string_view block = text.substr(blocks[i].span.begin, blocks[i].span.size());
    const uint32_t words = count_words(block);
    if (ends_like_a_sentence(block)) continue;
    if (i == 0 && blocks.size() > 1 && words <= kHeadlineWords) blocks[i].role = Role::headline;
    else if (i > 0 && i + 1 < blocks.size() && words <= kCrossheadWords) blocks[i].role = Role::crosshead;
  }
  return blocks;
}

}  // namespace wirecheck
