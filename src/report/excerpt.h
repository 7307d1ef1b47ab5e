// A stretch of text as a terminal shows it, with the columns to underline. Pure functions; widths are terminal columns.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace wirecheck {

struct Excerpt {
  std::string before, marked, after;  // one line in all: before + marked + after
  uint32_t indent = 0, width = 0;     // columns of `before` and of `marked` (at least 1)
};

// The part of `context` around `span` (inside it) that fits into `columns`, cut at spaces where there are any; what is left
// out is shown by an ellipsis. Line breaks become an arrow, tabs a space, control characters U+FFFD.
Excerpt excerpt(std::string_view text, Span context, Span span, uint32_t columns);

// The sentences that `span` touches, from the first's begin to the last's end; its line where there are none.
Span context_of(std::string_view text, const std::vector<Span>& sentences, Span span);

// Text that is safe to show on one line.
std::string shown(std::string_view text);

// `text` in lines of at most `columns`, cut at spaces; a longer word stands alone.
std::vector<std::string> wrapped(std::string_view text, uint32_t columns);

}  // namespace wirecheck
