// The JSON report, schema/report.schema.json: one object, written document by document.
#include <utility>
#include <vector>

#include "report/json_text.h"
#include "report/reporter.h"

namespace wirecheck {
namespace {

constexpr int kIndent = 2;

// The lines of a value pushed in by `spaces`; JSON strings carry no line break of their own.
std::string pushed_in(const std::string& json, size_t spaces) {
  std::string out;
  for (char c : json) {
    out += c;
    if (c == '\n') out.append(spaces, ' ');
  }
  return out;
}

class JsonReporter : public Reporter {
 public:
  JsonReporter(const ReportOptions& options, Output out) : versions_(options.versions), out_(std::move(out)) {}

  void begin() override {
    out_("{\n  \"version\": " + std::to_string(kReportVersion) + ",\n  \"tool\": " + tool_json(versions_) +
         ",\n  \"versions\": " + versions_json(versions_) + ",\n  \"documents\": [");
  }

  void document(const DocumentReport& report) override {
    out_((summary_.documents ? ",\n    " : "\n    ") + pushed_in(document_json(report, kIndent), 2 * kIndent));
    summary_.add(report);
    for (const Error& error : report.errors) errors_.push_back(error_json(error));
  }

  void failure(const Error& error) override {
    ++summary_.errors;
    errors_.push_back(error_json(error));
  }

  void end() override {
    std::string tail = summary_.documents ? "\n  ],\n  \"errors\": [" : "],\n  \"errors\": [";
    for (size_t i = 0; i < errors_.size(); ++i) tail += (i ? ",\n    " : "\n    ") + errors_[i];
    tail += errors_.empty() ? "],\n" : "\n  ],\n";
    out_(tail + "  \"summary\": " + summary_json(summary_) + "\n}\n");
  }

 private:
  Versions versions_;
  Output out_;
  Summary summary_;
  std::vector<std::string> errors_;
};

}  // namespace

std::unique_ptr<Reporter> make_json(const ReportOptions& options, Output out) {
  return std::make_unique<JsonReporter>(options, std::move(out));
}

}  // namespace wirecheck
