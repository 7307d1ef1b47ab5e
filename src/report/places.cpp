#include "report/places.h"

#include <utility>

namespace wirecheck {
namespace {

ReportPlace place(const LineIndex& lines, uint32_t at, uint64_t byte) {
  const Position position = lines.at(at);
  return {byte, position.chars, position.line, position.column};
}

}  // namespace

ReportSpan Places::of(Span span) const {
  uint64_t begin = document_.raw_at(span.begin), end = document_.raw_at(span.end);
  if (const auto raw = document_.raw_of(span)) {
    begin = raw->begin;
    end = raw->end;
  }
  const uint64_t base = document_.raw_base();
  return {place(lines_, span.begin, base + begin), place(lines_, span.end, base + end)};
}

std::vector<FileFix> Places::fixes(const Finding& finding) const {
  std::vector<FileFix> out;
  for (const Fix& fix : finding.fixes) {
    FileFix file{replaced(document_, finding.span, fix), fix.safety == Safety::safe, {}};
    for (const Edit& edit : fix.edits) {
      const auto raw = document_.raw_of(edit.span);
      if (!raw) break;
      file.edits.push_back({document_.raw_base() + raw->begin, document_.raw_base() + raw->end, edit.span, edit.text});
    }
    if (file.edits.size() == fix.edits.size()) out.push_back(std::move(file));
  }
  return out;
}

bool is_record(const Document& document) {
  return !document.map().empty() && document.map().front().escape == Escape::json;
}

std::string with_place(const Error& error) {
  if (!error.line) return error.message;
  std::string out = "line " + std::to_string(error.line);
  if (error.column) out += ", column " + std::to_string(error.column);
  return out + ": " + error.message;
}

}  // namespace wirecheck
