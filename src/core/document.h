// A story as a reader hands it over: the prose, where each byte of it stood in the file, and its blocks.
// Built once by a reader, then frozen: no copy, no move, no setters, so that views into it stay good for its life.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/lang.h"
#include "core/result.h"
#include "core/span.h"

namespace wirecheck {

enum class Encoding : uint8_t { utf8, utf16le, utf16be, windows1252, latin1 };
std::string_view name_of(Encoding encoding);  // IANA names: "UTF-8", "UTF-16LE", "windows-1252" ...
std::optional<Encoding> encoding_of(std::string_view label);  // case and punctuation do not matter

// How the text of a piece is written in the file.
enum class Escape : uint8_t { none, json };

// A stretch of text() and the stretch of the file it came from.
//   verbatim:  the same bytes in both (the escape still says how an edit is to be written)
//   decoded:   other bytes, one code point after another in the document's encoding (escape none), or one escape
//              sequence of the file that stands for the piece as a whole
//   synthetic: text the file does not carry (U+FFFD for ill-formed bytes, a separator); never edited
struct Piece {
  enum class Kind : uint8_t { verbatim, decoded, synthetic };
  Span text;
  RawSpan raw;
  Kind kind = Kind::verbatim;
  Escape escape = Escape::none;
};

enum class Role : uint8_t { headline, dateline, byline, crosshead, body, caption, boilerplate, credit };
std::string_view name_of(Role role);
std::optional<Role> role_of(std::string_view name);

struct Block {
  Span span;               // without the line breaks around it
  Role role = Role::body;  // what layout tells; analysis may refine it (Analysis::role)
  Lang lang;               // undetermined unless the format says
};

// Something a reader met that is no reason to stop: ill-formed bytes replaced, a NUL byte.
struct Notice {
  Error::Code code = Error::Code::encoding;
  std::string message;
  uint32_t raw_at = 0;  // byte in raw
};

class Document {
 public:
  struct Parts {
    std::string id;         // for reports: a path, or a record's id
    std::string path;       // the file it came from; "-" for standard input
    Encoding encoding = Encoding::utf8;
    std::string raw;        // the bytes of the file (JSON Lines: of the record's line)
    uint64_t raw_base = 0;  // where `raw` begins in the file
    uint32_t line_base = 0; // lines of the file before `raw` (JSON Lines)
    std::string text;       // valid UTF-8, never trimmed, folded or normalised
    std::vector<Piece> map; // tiles text
    std::vector<Block> blocks;  // ascending, disjoint
    Lang lang;              // undetermined unless declared
    Lang source_lang;       // of the original, declared with or without its text
    std::vector<Notice> notices;
    std::shared_ptr<const Document> original;  // the source-language side, where the format carries one
    std::string extra;      // JSON Lines: the record's other fields as a JSON object, for passing through
  };

  // Asserts what every reader promises: text is valid UTF-8, pieces tile it, blocks ascend.
  explicit Document(Parts parts);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  const std::string& id() const { return parts_.id; }
  const std::string& path() const { return parts_.path; }
  Encoding encoding() const { return parts_.encoding; }
  const std::string& raw() const { return parts_.raw; }
  uint64_t raw_base() const { return parts_.raw_base; }
  uint32_t line_base() const { return parts_.line_base; }
  const std::string& text() const& { return parts_.text; }
  const std::string& text() && = delete;
  std::string_view slice(Span span) const& {
    return std::string_view(parts_.text).substr(span.begin, span.size());
  }
  std::string_view slice(Span span) && = delete;
  const std::vector<Piece>& map() const { return parts_.map; }
  const std::vector<Block>& blocks() const { return parts_.blocks; }
  Lang lang() const { return parts_.lang; }
  Lang source_lang() const { return parts_.source_lang; }
  const std::vector<Notice>& notices() const { return parts_.notices; }
  const Document* original() const { return parts_.original.get(); }
  const std::string& extra() const { return parts_.extra; }

  // Where text byte `at` (0..text().size()) stands in raw; inside a piece that maps only as a whole, its beginning.
  uint32_t raw_at(uint32_t at) const;
  // The raw bytes that an edit of `span` replaces, or nothing when the span crosses markup, touches synthetic text
  // or cuts an escape sequence. An empty span is an insertion point.
  std::optional<RawSpan> raw_of(Span span) const;
  // `utf8` as the file would write it at text byte `at`: the document's encoding, the escaping of the piece there.
  Result<std::string> to_raw(std::string_view utf8, uint32_t at) const;

 private:
  size_t piece_at(uint32_t at) const;
  Parts parts_;
};

}  // namespace wirecheck
