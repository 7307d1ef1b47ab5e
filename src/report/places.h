// Where a finding stands, in every unit a report gives. Built once per document; the document must outlive it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/document.h"
#include "core/finding.h"
#include "core/offsets.h"

namespace wirecheck {

struct ReportPlace {
  uint64_t byte = 0;  // in the file as it is, its byte order mark included
  uint32_t chars = 0, line = 1, column = 1;  // of the decoded text: code points from 0; line and column from 1
};

struct ReportSpan {
  ReportPlace start, end;  // half-open
};

struct FileEdit {
  uint64_t start = 0, end = 0;  // bytes of the file
  Span span;                    // the same in the text
  std::string text;             // UTF-8, without the file's encoding and escaping
};

struct FileFix {
  std::string text;  // what the finding's span becomes
  bool safe = false;
  std::vector<FileEdit> edits;
};

class Places {
 public:
  explicit Places(const Document& document) : document_(document), lines_(document.text()) {}
  ReportSpan of(Span span) const;
  // The fixes that can be written into the file, in order: one whose edit would cross markup or replace text that the file
  // does not carry is left out.
  std::vector<FileFix> fixes(const Finding& finding) const;
  const LineIndex& lines() const { return lines_; }

 private:
  const Document& document_;
  LineIndex lines_;
};

// The document is one record of a JSON Lines file: lines and columns are of its text, bytes of the file.
bool is_record(const Document& document);

// "line 12, column 5: message", for reports that carry the file's name beside it.
std::string with_place(const Error& error);

}  // namespace wirecheck
