#include "core/document.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr std::array<std::string_view, 5> kEncodings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-1"};
constexpr std::array<std::string_view, 8> kRoles = {"headline", "dateline", "byline", "crosshead",
                                                    "body", "caption", "boilerplate", "credit"};

std::string squeezed(std::string_view label) {
  std::string out;
  for (char c : label)
    if (utf8::is_letter(static_cast<unsigned char>(c)) || (c >= '0' && c <= '9')) out += c;
  return utf8::to_lower(out);
}

uint32_t raw_width(Encoding encoding, char32_t c, uint32_t utf8_size) {
  switch (encoding) {
    case Encoding::utf8: return utf8_size;
    case Encoding::utf16le:
    case Encoding::utf16be: return c > 0xFFFF ? 4 : 2;
    case Encoding::windows1252:
    case Encoding::latin1: return 1;
  }
  return utf8_size;
}

void append_utf16(std::string& out, char32_t c, bool big) {
  auto unit = [&](char32_t u) {
    const char high = static_cast<char>(u >> 8), low = static_cast<char>(u & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (c > 0xFFFF) {
    unit(0xD800 + ((c - 0x10000) >> 10));
    unit(0xDC00 + ((c - 0x10000) & 0x3FF));
  } else {
    unit(c);
  }
}

// The single byte of windows-1252 for `c`, or -1.
int windows1252_byte(char32_t c) {
  static constexpr std::array<char32_t, 32> kHigh = {
      0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
      0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};
  if (c < 0x80 || (c >= 0xA0 && c <= 0xFF)) return static_cast<int>(c);
  for (size_t i = 0; i < kHigh.size(); ++i)
    if (kHigh[i] == c && c != 0) return static_cast<int>(0x80 + i);
  return -1;
}

void append_json(std::string& out, std::string_view utf8) {
  static constexpr char kHex[] = "0123456789abcdef";
  for (char c : utf8) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[(c >> 4) & 0xF];
          out += kHex[c & 0xF];
        } else {
          out += c;
        }
    }
  }
}

}  // namespace

std::string_view name_of(Encoding encoding) { return kEncodings[static_cast<size_t>(encoding)]; }

std::optional<Encoding> encoding_of(std::string_view label) {
  const std::string name = squeezed(label);
  if (name == "utf8" || name == "ascii" || name == "usascii") return Encoding::utf8;
  if (name == "utf16" || name == "utf16le") return Encoding::utf16le;
  if (name == "utf16be") return Encoding::utf16be;
  if (name == "windows1252" || name == "cp1252") return Encoding::windows1252;
  if (name == "iso88591" || name == "latin1" || name == "l1") return Encoding::latin1;
  return std::nullopt;
}

std::string_view name_of(Role role) { return kRoles[static_cast<size_t>(role)]; }

std::optional<Role> role_of(std::string_view name) {
  auto at = std::find(kRoles.begin(), kRoles.end(), name);
  if (at == kRoles.end()) return std::nullopt;
  return static_cast<Role>(at - kRoles.begin());
}

Document::Document(Parts parts) : parts_(std::move(parts)) {
  assert(utf8::find_invalid(parts_.text) == std::string_view::npos);
#ifndef NDEBUG
  uint32_t at = 0;
  for (const Piece& piece : parts_.map) {
    assert(piece.text.begin == at);
    at = piece.text.end;
  }
  assert(at == parts_.text.size());
  uint32_t last = 0;
  for (const Block& block : parts_.blocks) {
    assert(block.span.begin >= last && block.span.end <= parts_.text.size());
    last = block.span.end;
  }
#endif
}

size_t Document::piece_at(uint32_t at) const {
  const auto& map = parts_.map;
  auto next = std::upper_bound(map.begin(), map.end(), at,
                               [](uint32_t value, const Piece& piece) { return value < piece.text.begin; });
  return next == map.begin() ? 0 : static_cast<size_t>(next - map.begin()) - 1;
}

uint32_t Document::raw_at(uint32_t at) const {
  if (parts_.map.empty()) return 0;
  const Piece& piece = parts_.map[piece_at(at)];
  if (at >= piece.text.end) return piece.raw.end;
  if (at <= piece.text.begin) return piece.raw.begin;
  if (piece.kind == Piece::Kind::verbatim) return piece.raw.begin + (at - piece.text.begin);
  if (piece.kind == Piece::Kind::synthetic || piece.escape != Escape::none) return piece.raw.begin;
  uint32_t raw = piece.raw.begin;
  for (uint32_t i = piece.text.begin; i < at;) {
    const auto d = utf8::decode(parts_.text, i);
    raw += raw_width(parts_.encoding, d.c, d.size);
    i += d.size;
  }
  return raw;
}

std::optional<RawSpan> Document::raw_of(Span span) const {
  const auto& map = parts_.map;
  if (map.empty()) return span.empty() ? std::optional<RawSpan>(RawSpan{}) : std::nullopt;
  auto cuts = [&](uint32_t at) {  // inside a piece that maps only as a whole
    const Piece& piece = map[piece_at(at)];
    const bool whole = piece.kind == Piece::Kind::synthetic ||
                       (piece.kind == Piece::Kind::decoded && piece.escape != Escape::none);
    return whole && at > piece.text.begin && at < piece.text.end;
  };
  if (cuts(span.begin) || cuts(span.end)) return std::nullopt;
  if (span.empty()) {
    // An insertion belongs to the text before it, unless there is none: so an edit at a piece's seam stays with its word.
    const uint32_t raw = span.begin == 0 ? map.front().raw.begin : raw_at(span.begin);
    return RawSpan{raw, raw};
  }
  size_t i = piece_at(span.begin);
  const size_t last = piece_at(span.end - 1);
  for (size_t k = i; k <= last; ++k) {
    if (map[k].kind == Piece::Kind::synthetic) return std::nullopt;
    if (k > i && map[k - 1].raw.end != map[k].raw.begin) return std::nullopt;
  }
  const Piece& tail = map[last];
  const uint32_t end = span.end >= tail.text.end ? tail.raw.end : raw_at(span.end);
  return RawSpan{raw_at(span.begin), end};
}

Result<std::string> Document::to_raw(std::string_view utf8_text, uint32_t at) const {
  const Escape escape = parts_.map.empty() ? Escape::none : parts_.map[piece_at(at)].escape;
  std::string escaped;
  if (escape == Escape::json) {
    append_json(escaped, utf8_text);
    utf8_text = escaped;
  }
  if (parts_.encoding == Encoding::utf8) return std::string(utf8_text);
  std::string out;
  for (size_t i = 0; i < utf8_text.size();) {
    const auto d = utf8::decode(utf8_text, i);
    i += d.size;
    if (parts_.encoding == Encoding::utf16le || parts_.encoding == Encoding::utf16be) {
      append_utf16(out, d.c, parts_.encoding == Encoding::utf16be);
      continue;
    }
    const int byte = parts_.encoding == Encoding::windows1252 ? windows1252_byte(d.c)
                                                              : (d.c <= 0xFF ? static_cast<int>(d.c) : -1);
    if (byte < 0)
      return Error{Error::Code::encoding,
                   "the fix needs a character that " + std::string(name_of(parts_.encoding)) + " does not have: " +
                       utf8::encode(d.c),
                   parts_.path, 0, 0, {}};
    out += static_cast<char>(byte);
  }
  return out;
}

}  // namespace wirecheck
