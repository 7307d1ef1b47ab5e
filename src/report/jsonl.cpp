// JSON Lines: one result a line, in input order, each complete in itself (it carries the versions and its own errors).
#include <utility>

#include "report/json_text.h"
#include "report/reporter.h"

namespace wirecheck {
namespace {

class JsonLinesReporter : public Reporter {
 public:
  JsonLinesReporter(const ReportOptions& options, Output out) : options_(options), out_(std::move(out)) {}
  void document(const DocumentReport& report) override {
    out_(document_line(report, options_.versions, options_.pass_through) + "\n");
  }
  void failure(const Error& error) override { out_(failure_line(error, options_.versions) + "\n"); }

 private:
  ReportOptions options_;
  Output out_;
};

}  // namespace

std::unique_ptr<Reporter> make_jsonl(const ReportOptions& options, Output out) {
  return std::make_unique<JsonLinesReporter>(options, std::move(out));
}

}  // namespace wirecheck
