// Half-open byte ranges. Two types that never convert into each other in silence:
// Span counts UTF-8 bytes of Document::text(), RawSpan bytes of the file as it was read.
#pragma once
#include <compare>
#include <cstdint>

namespace wirecheck {

struct Span {
  uint32_t begin = 0, end = 0;
  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(uint32_t at) const { return begin <= at && at < end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

struct RawSpan {
  uint32_t begin = 0, end = 0;
  constexpr uint32_t size() const { return end - begin; }
  friend constexpr auto operator<=>(const RawSpan&, const RawSpan&) = default;
};

// Half-open range of indices into one of Analysis' vectors (tokens, sentences ...).
struct Range {
  uint32_t begin = 0, end = 0;
  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(uint32_t i) const { return begin <= i && i < end; }
  friend constexpr auto operator<=>(const Range&, const Range&) = default;
};

}  // namespace wirecheck
