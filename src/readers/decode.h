// Bytes to valid UTF-8 with a map back. Shared by the readers.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace wirecheck {

struct DecodedText {
  Encoding encoding = Encoding::utf8;
  std::string text;
  std::vector<Piece> map;
  std::vector<Notice> notices;
};

// The encoding by declaration, else by byte order mark, else: UTF-16 where every second byte is zero, UTF-8 where the bytes are
// valid, UTF-8 with notices where nearly all non-ASCII bytes are, windows-1252 otherwise. A byte order mark is not part of
// the text. Ill-formed bytes become U+FFFD, each a synthetic piece with a notice (the first thousand of them).
// Error: bytes that are no text (a NUL among UTF-8 bytes).
Result<DecodedText> decode_bytes(std::string_view bytes, std::optional<Encoding> declared);

// Appends `piece` to `map`, joined with the last one where both are verbatim and meet.
void append_piece(std::vector<Piece>& map, Piece piece);

}  // namespace wirecheck
