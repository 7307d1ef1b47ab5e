#include "core/marked.h"
#include "core/utf8.h"
#include "readers/blocks.h"
#include "readers/decode.h"
#include "readers/reader.h"

namespace wirecheck {
namespace {

std::optional<Error> over_limit(const std::string& path, size_t bytes, size_t limit) {
  if (bytes <= limit) return std::nullopt;
  return Error{Error::Code::limit, "the document has " + std::to_string(bytes) + " bytes; the limit is " +
                   std::to_string(limit) + " (--max-bytes sets it)", path, 0, 0, {}};
}

DocumentPtr finish(Document::Parts parts) {
  parts.blocks = find_blocks(parts.text);
  return std::make_shared<const Document>(std::move(parts));
}

// The pieces of `notation` (tiling `whole`) that make up its bad side.
std::vector<Piece> without_marks(const std::vector<Piece>& whole, const MarkedText& marked, const std::string& notation) {
  std::vector<Piece> out;
  uint32_t text_at = 0;
  const auto keep = [&](uint32_t begin, uint32_t end) {   // bytes of the notation that stay
    for (const Piece& piece : whole) {
      if (piece.text.end <= begin || piece.text.begin >= end) continue;
      const uint32_t from = std::max(piece.text.begin, begin), to = std::min(piece.text.end, end);
      Piece part = piece;
      if (piece.kind == Piece::Kind::verbatim)
        part.raw = {piece.raw.begin + (from - piece.text.begin), piece.raw.begin + (to - piece.text.begin)};
      part.text = {text_at, text_at + (to - from)};
      text_at = part.text.end;
      out.push_back(part);
    }
  };
  uint32_t at = 0;
  for (const Mark& mark : marked.marks) {
    keep(at, mark.whole.begin);
    keep(mark.bad.begin, mark.bad.end);
    at = mark.whole.end;
  }
  keep(at, static_cast<uint32_t>(notation.size()));
  return out;
}

}  // namespace

Result<DocumentPtr> read_plain(std::string path, std::string bytes, const ReadOptions& options) {
  if (auto error = over_limit(path, bytes.size(), options.limit)) return *error;
  auto decoded = decode_bytes(bytes, options.encoding);
  if (!decoded) {
    Error error = decoded.error();
    error.file = path;
    return error;
  }
  Document::Parts parts;
  parts.id = path;
  parts.path = std::move(path);
  parts.encoding = decoded.value().encoding;
  parts.raw = std::move(bytes);
  parts.text = std::move(decoded.value().text);
  parts.map = std::move(decoded.value().map);
  parts.notices = std::move(decoded.value().notices);
  parts.original = options.original;
  parts.source_lang = options.source_lang;
  return finish(std::move(parts));
}

Result<DocumentPtr> read_marked(std::string path, std::string bytes, const ReadOptions& options) {
  if (auto error = over_limit(path, bytes.size(), options.limit)) return *error;
  auto decoded = decode_bytes(bytes, Encoding::utf8);
  if (!decoded) {
    Error error = decoded.error();
    error.file = path;
    return error;
  }
  const std::string notation = std::move(decoded.value().text);
  auto marked = parse_marked(notation);
  if (!marked) {
    Error error = marked.error();
    error.file = path;
    return error;
  }
  Document::Parts parts;
  parts.id = path;
  parts.path = std::move(path);
  parts.raw = std::move(bytes);
  parts.map = without_marks(decoded.value().map, marked.value(), notation);
  parts.text = std::move(marked.value().text);
  parts.notices = std::move(decoded.value().notices);
  parts.original = options.original;
  parts.source_lang = options.source_lang;
  return finish(std::move(parts));
}

DocumentPtr document_from_text(std::string text, std::string id, DocumentPtr original) {
  Document::Parts parts;
  parts.path = id;
  parts.id = std::move(id);
  if (!text.empty()) {
    const auto size = static_cast<uint32_t>(text.size());
    parts.map.push_back({{0, size}, {0, size}, Piece::Kind::verbatim, Escape::none});
  }
  parts.raw = text;
  parts.text = std::move(text);
  parts.original = std::move(original);
  return finish(std::move(parts));
}

}  // namespace wirecheck
