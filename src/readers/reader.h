// Bytes to Documents. A reader never fails on content it can still read in part: ill-formed bytes become U+FFFD with a notice.
// Stateless and thread-safe.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/document.h"

namespace wirecheck {

struct ReadOptions {
  std::optional<Encoding> encoding;   // declared by the user; otherwise BOM, then detection
  size_t limit = 64u << 20;           // bytes of one document
  // JSON Lines field names.
  std::string id_field = "id", source_field = "source", lang_field = "lang", source_lang_field = "source_lang";
  std::vector<std::string> text_fields = {"text", "mt"};   // the first one present
  bool pass_through = false;          // keep the record's other fields in Document::extra
  std::shared_ptr<const Document> original;  // plain text: the source-language side, told beside the file
  Lang source_lang;                          // of that, where it is told
};

using DocumentPtr = std::shared_ptr<const Document>;
// One result a document, in file order. For JSON Lines a broken line gives an Error and the next line goes on.
using DocumentSink = std::function<void(Result<DocumentPtr>)>;

// Plain text: UTF-8 with or without BOM, UTF-16 (BOM or detection), windows-1252 and Latin-1; blocks by blank lines, or by
// lines where a text has no blank line.
Result<DocumentPtr> read_plain(std::string path, std::string bytes, const ReadOptions& options);
// The same for text in the notation of core/marked.h (files named *.marked.txt): the marks are no part of the text.
Result<DocumentPtr> read_marked(std::string path, std::string bytes, const ReadOptions& options);
// One record of JSON Lines. `line` without its end; raw_base and line_base say where it stands in the file.
Result<DocumentPtr> read_json_record(std::string path, std::string line, uint64_t raw_base, uint32_t line_base,
                                     const ReadOptions& options);

enum class Format : uint8_t { plain, marked, jsonl };
Format format_of(std::string_view path);   // by extension: .jsonl, .ndjson; .marked.txt; everything else is plain
// The bytes of a file ("-" is standard input). Errors: io (with the system's reason), limit (with the size and the limit).
Result<std::string> read_bytes(const std::string& path, size_t limit);
// A plain document from text in memory (examples, tests): UTF-8, blocks by the same rules.
DocumentPtr document_from_text(std::string text, std::string id = "text", DocumentPtr original = nullptr);

}  // namespace wirecheck
