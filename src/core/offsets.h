// Conversion of text bytes into the units of an edge. Everything inside counts UTF-8 bytes; a reporter asks here.
// A LineIndex is built once per document and is then read from any thread.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace wirecheck {

struct Position {
  uint32_t chars = 0;   // code points from the start of the text, 0-based
  uint32_t line = 1;    // 1-based; LF, CRLF, lone CR end a line
  uint32_t column = 1;  // 1-based, code points
};

class LineIndex {
 public:
  // `text` must be valid UTF-8 and outlive the index.
  explicit LineIndex(std::string_view text);
  Position at(uint32_t byte) const;          // byte on a code point boundary, 0..size
  uint32_t utf16_at(uint32_t byte) const;    // UTF-16 code units from the start of the text
  // The bytes of the line (1-based) without its end.
  std::string_view line(uint32_t number) const;
  uint32_t line_count() const { return static_cast<uint32_t>(starts_.size()); }

 private:
  struct Mark { uint32_t byte, chars, utf16; };
  const Mark& mark_before(uint32_t byte) const;
  std::string_view text_;
  std::vector<Mark> starts_;  // of the lines
  std::vector<Mark> marks_;   // every few kilobytes, so that a 100 MB line stays quick
};

}  // namespace wirecheck
