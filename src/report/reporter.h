// A reporter turns checked documents into bytes, one document after another, so that a report over millions of stories never
// stands in memory. Use: begin(), then document() and failure() in input order, then end(). Not thread-safe.
// The same calls give the same bytes, on any machine and at any number of threads.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "findings/document_report.h"

namespace wirecheck {

// Takes a piece of the report; a piece is complete in itself (a whole line, a whole document), so writing it out and flushing
// at once shows a reader of the pipe everything that is known.
using Output = std::function<void(std::string_view)>;

struct ReportOptions {
  Versions versions;
  bool colour = false;        // terminal: escape sequences
  uint32_t width = 100;       // terminal: columns
  bool pass_through = false;  // jsonl: the record's own other fields stand in the result line
};

class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void begin() {}
  // The report's errors (bytes that were replaced, a check that threw) are shown with the document.
  virtual void document(const DocumentReport& report) = 0;
  // An input that could not be read at all.
  virtual void failure(const Error& error) = 0;
  virtual void end() {}
};

// The names of reporters.def, in its order.
std::vector<std::string> reporter_names();
// Null for an unknown name.
std::unique_ptr<Reporter> make_reporter(std::string_view name, const ReportOptions& options, Output out);

}  // namespace wirecheck
