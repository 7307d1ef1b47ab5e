#include "readers/decode.h"

#include <array>

#include "core/offsets.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr size_t kNoticesAtMost = 1000;
constexpr uint32_t kPieceBytes = 1024;   // decoded pieces are walked from their start, so they stay short

bool looks_like_utf16(std::string_view bytes, bool big) {
  const size_t units = std::min<size_t>(bytes.size() / 2, 512);
  if (units < 2 || bytes.size() % 2 != 0) return false;
  size_t zeros = 0;
  for (size_t i = 0; i < units; ++i) {
    const char high = bytes[2 * i + (big ? 0 : 1)], low = bytes[2 * i + (big ? 1 : 0)];
    zeros += high == 0 && low != 0;
  }
  return zeros * 10 >= units * 7;
}

// Non-ASCII bytes that are part of well-formed UTF-8 against those that are not.
bool mostly_utf8(std::string_view bytes) {
  size_t good = 0, bad = 0;
  for (size_t i = 0; i < bytes.size();) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) { ++i; continue; }
    const auto d = utf8::decode(bytes, i);
    (d.ok ? good : bad) += 1;
    i += d.size;
  }
  return good > 4 * bad;
}

constexpr std::array<char32_t, 32> kWindows1252High = {
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};

class Builder {
 public:
  Builder(DecodedText& out, uint32_t raw_begin) : out_(out), raw_(raw_begin) {}

  void put(char32_t c, uint32_t raw_size, Piece::Kind kind) {
    const auto begin = static_cast<uint32_t>(out_.text.size());
    utf8::append(out_.text, c);
    const auto end = static_cast<uint32_t>(out_.text.size());
    Piece piece{{begin, end}, {raw_, raw_ + raw_size}, kind, Escape::none};
    raw_ += raw_size;
    if (kind == Piece::Kind::decoded && !out_.map.empty()) {
      Piece& last = out_.map.back();
      if (last.kind == kind && last.text.size() < kPieceBytes) {
        last.text.end = piece.text.end;
        last.raw.end = piece.raw.end;
        return;
      }
    }
    append_piece(out_.map, piece);
  }
  void replace(uint32_t raw_size, std::string_view what) {
    if (out_.notices.size() < kNoticesAtMost) {
      std::string message = "ill-formed " + std::string(name_of(out_.encoding)) + " at byte " + std::to_string(raw_) +
                            " (" + std::string(what) + "), read as U+FFFD";
      out_.notices.push_back({Error::Code::encoding, std::move(message), raw_});
    }
    put(utf8::kReplacement, raw_size, Piece::Kind::synthetic);
  }
  void copy(std::string_view good) {
    const auto begin = static_cast<uint32_t>(out_.text.size());
    out_.text += good;
    const auto size = static_cast<uint32_t>(good.size());
    append_piece(out_.map, {{begin, begin + size}, {raw_, raw_ + size}, Piece::Kind::verbatim, Escape::none});
    raw_ += size;
  }

 private:
  DecodedText& out_;
  uint32_t raw_;
};

std::string hex(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : bytes) {
    if (!out.empty()) out += ' ';
    out += kHex[c >> 4];
    out += kHex[c & 0xF];
  }
  return out;
}

void decode_utf8(std::string_view bytes, uint32_t begin, DecodedText& out) {
  Builder builder(out, begin);
  size_t at = begin;
  while (at < bytes.size()) {
    const std::string_view rest = bytes.substr(at);
    const size_t bad = utf8::find_invalid(rest);
    const size_t good = bad == std::string_view::npos ? rest.size() : bad;
    if (good) builder.copy(rest.substr(0, good));
    at += good;
    if (bad == std::string_view::npos) break;
    const auto d = utf8::decode(bytes, at);
    builder.replace(d.size, hex(bytes.substr(at, d.size)));
    at += d.size;
  }
}

void decode_utf16(std::string_view bytes, uint32_t begin, bool big, DecodedText& out) {
  Builder builder(out, begin);
  const auto unit = [&](size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big ? first << 8 | second : second << 8 | first);
  };
  size_t at = begin;
  while (at + 1 < bytes.size()) {
    const char32_t c = unit(at);
    if (c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size()) {
      const char32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        builder.put(0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00), 4, Piece::Kind::decoded);
        at += 4;
        continue;
      }
    }
    if (c >= 0xD800 && c < 0xE000) builder.replace(2, "a lone surrogate");
    else builder.put(c, 2, Piece::Kind::decoded);
    at += 2;
  }
  if (at < bytes.size()) builder.replace(1, "half a code unit at the end");
}

void decode_single(std::string_view bytes, bool windows, DecodedText& out) {
  Builder builder(out, 0);
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    if (c < 0x80) builder.copy(std::string_view(&byte, 1));
    else builder.put(windows && c < 0xA0 ? kWindows1252High[c - 0x80] : c, 1, Piece::Kind::decoded);
  }
}

}  // namespace

void append_piece(std::vector<Piece>& map, Piece piece) {
  if (!map.empty()) {
    Piece& last = map.back();
    const bool meets = last.raw.end == piece.raw.begin && last.kind == piece.kind && last.escape == piece.escape;
    if (meets && piece.kind == Piece::Kind::verbatim) {
      last.text.end = piece.text.end;
      last.raw.end = piece.raw.end;
      return;
    }
  }
  map.push_back(piece);
}

Result<DecodedText> decode_bytes(std::string_view bytes, std::optional<Encoding> declared) {
  DecodedText out;
  uint32_t begin = 0;
  if (bytes.starts_with("\xEF\xBB\xBF") && declared.value_or(Encoding::utf8) == Encoding::utf8) {
    out.encoding = Encoding::utf8;
    begin = 3;
  } else if (bytes.starts_with("\xFF\xFE") && declared.value_or(Encoding::utf16le) == Encoding::utf16le) {
    out.encoding = Encoding::utf16le;
    begin = 2;
  } else if (bytes.starts_with("\xFE\xFF") &&
             (!declared || *declared == Encoding::utf16be || *declared == Encoding::utf16le)) {
    out.encoding = Encoding::utf16be;   // "UTF-16" without a byte order means what the mark says
    begin = 2;
  } else if (declared) {
    out.encoding = *declared;
  } else if (looks_like_utf16(bytes, false)) {
    out.encoding = Encoding::utf16le;
  } else if (looks_like_utf16(bytes, true)) {
    out.encoding = Encoding::utf16be;
  } else {
    out.encoding = utf8::find_invalid(bytes) == std::string_view::npos || mostly_utf8(bytes) ? Encoding::utf8
                                                                                                : Encoding::windows1252;
  }
  const bool wide = out.encoding == Encoding::utf16le || out.encoding == Encoding::utf16be;
  if (!wide) {
    if (const size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
      uint32_t line = 1, column = 1;
      for (size_t i = 0; i < nul; ++i) {
        if (bytes[i] == '\n') { ++line; column = 1; }
        else if ((static_cast<unsigned char>(bytes[i]) & 0xC0) != 0x80) ++column;
      }
      return Error{Error::Code::encoding, "a NUL byte at byte " + std::to_string(nul) +
                       ": this is no text file (expected UTF-8, UTF-16, windows-1252 or ISO-8859-1)", {}, line, column, {}};
    }
  }
  out.text.reserve(bytes.size());
  switch (out.encoding) {
    case Encoding::utf8: decode_utf8(bytes, begin, out); break;
    case Encoding::utf16le: decode_utf16(bytes, begin, false, out); break;
    case Encoding::utf16be: decode_utf16(bytes, begin, true, out); break;
    case Encoding::windows1252: decode_single(bytes, true, out); break;
    case Encoding::latin1: decode_single(bytes, false, out); break;
  }
  return out;
}

}  // namespace wirecheck
