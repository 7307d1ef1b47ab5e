#include "core/offsets.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {

LineIndex::LineIndex(std::string_view text) : text_(text) {
  constexpr uint32_t kStride = 1024;
  Mark at{0, 0, 0};
  starts_.push_back(at);
  marks_.push_back(at);
  while (at.byte < text.size()) {
    if (at.byte - marks_.back().byte >= kStride) marks_.push_back(at);
    const auto d = utf8::decode(text, at.byte);
    at.byte += d.size;
    at.chars += 1;
    at.utf16 += d.c > 0xFFFF ? 2 : 1;
    const bool ends = d.c == '\n' || (d.c == '\r' && (at.byte >= text.size() || text[at.byte] != '\n'));
    if (ends) starts_.push_back(at);
  }
}

const LineIndex::Mark& LineIndex::mark_before(uint32_t byte) const {
  auto next = std::upper_bound(marks_.begin(), marks_.end(), byte,
                               [](uint32_t value, const Mark& mark) { return value < mark.byte; });
  return *(next - 1);
}

Position LineIndex::at(uint32_t byte) const {
  Mark mark = mark_before(byte);
  mark.chars += utf8::count(text_.substr(mark.byte, byte - mark.byte));
  auto next = std::upper_bound(starts_.begin(), starts_.end(), byte,
                               [](uint32_t value, const Mark& start) { return value < start.byte; });
  const Mark& start = *(next - 1);
  return {mark.chars, static_cast<uint32_t>(next - starts_.begin()), mark.chars - start.chars + 1};
}

uint32_t LineIndex::utf16_at(uint32_t byte) const {
  const Mark& mark = mark_before(byte);
  uint32_t units = mark.utf16;
  for (uint32_t i = mark.byte; i < byte;) {
    const auto d = utf8::decode(text_, i);
    i += d.size;
    units += d.c > 0xFFFF ? 2 : 1;
  }
  return units;
}

std::string_view LineIndex::line(uint32_t number) const {
  if (number == 0 || number > starts_.size()) return {};
  const uint32_t begin = starts_[number - 1].byte;
  uint32_t end = number < starts_.size() ? starts_[number].byte : static_cast<uint32_t>(text_.size());
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return text_.substr(begin, end - begin);
}

}  // namespace wirecheck
