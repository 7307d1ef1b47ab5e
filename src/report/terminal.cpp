// For a person at a terminal: place, severity and message; the sentence with the span underlined; the fixes; the reason.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "report/excerpt.h"
#include "report/places.h"
#include "report/reporter.h"
#include "report/summary.h"

namespace wirecheck {
namespace {

constexpr std::string_view kIndent = "    ";
constexpr uint32_t kLabel = 5;        // "fix  ", "why  "
constexpr size_t kFixesShown = 5;
constexpr std::string_view kBold = "1", kDim = "2", kGreen = "32";

std::string_view colour_of(Severity severity) {
  switch (severity) {
    case Severity::critical: return "1;31";
    case Severity::major: return "31";
    case Severity::minor: return "33";
    case Severity::info: return "36";
  }
  return "0";
}

std::string counted(uint64_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

class TerminalReporter : public Reporter {
 public:
  TerminalReporter(const ReportOptions& options, Output out) : options_(options), out_(std::move(out)) {}

  void document(const DocumentReport& report) override {
    summary_.add(report);
    for (const CheckOff& off : report.checks_off) off_[off.reason].insert(off.check);
    const Places places(*report.document);
    for (const Finding& finding : report.findings) show(report, places, finding);
  }

  void failure(const Error&) override { ++summary_.errors; }  // the caller says it on its own channel

  void end() override {
    std::string text = summary_.findings ? counted(summary_.findings, "finding") : "No findings";
    std::string parts;
    for (size_t i = summary_.by_severity.size(); i-- > 0;)
      if (summary_.by_severity[i])
        parts += (parts.empty() ? "" : ", ") + std::to_string(summary_.by_severity[i]) + " " +
                 std::string(name_of(static_cast<Severity>(i)));
    if (!parts.empty()) text += " (" + parts + ")";
    text += " in " + counted(summary_.documents, "document") + ", " + counted(summary_.words, "word") + "\n";
    if (summary_.errors) text += counted(summary_.errors, "problem") + " with the input, said above\n";
    for (const auto& [reason, checks] : off_) {
      std::string names;
      for (const std::string& check : checks) names += (names.empty() ? "" : ", ") + check;
      text += "off: " + names + ": " + reason + "\n";
    }
    out_(text);
  }

 private:
  std::string paint(std::string_view colour, std::string_view text) const {
    if (!options_.colour) return std::string(text);
    return "\x1b[" + std::string(colour) + "m" + std::string(text) + "\x1b[0m";
  }

  std::string labelled(std::string_view label, std::string_view text) const {
    std::string out;
    const uint32_t room = options_.width > 40 ? options_.width - static_cast<uint32_t>(kIndent.size()) - kLabel : 40;
    for (const std::string& line : wrapped(shown(text), room)) {
      std::string head(out.empty() ? label : "");
      head.resize(kLabel, ' ');
      out += std::string(kIndent) + paint(kDim, head) + line + "\n";
    }
    return out;
  }

  std::string fixes(const Finding& finding, const Document& document) const {
    std::string out;
    for (size_t i = 0; i < std::min(finding.fixes.size(), kFixesShown); ++i) {
      const std::string text = replaced(document, finding.span, finding.fixes[i]);
      std::string label = i == 0 ? "fix" : "or";
      label.resize(kLabel, ' ');
      out += std::string(kIndent) + paint(kDim, label) +
             (text.empty() ? paint(kDim, "(delete)") : paint(kGreen, shown(text))) + "\n";
    }
    if (finding.fixes.size() > kFixesShown)
      out += std::string(kIndent) + std::string(kLabel, ' ') +
             paint(kDim, "and " + std::to_string(finding.fixes.size() - kFixesShown) + " more") + "\n";
    return out;
  }

  std::string line_around(const DocumentReport& report, Span span, char under, std::string_view colour) const {
    const std::string_view text = report.document->text();
    const uint32_t room = options_.width > 40 ? options_.width - static_cast<uint32_t>(kIndent.size()) : 40;
    const Excerpt e = excerpt(text, context_of(text, report.sentences, span), span, room);
    return std::string(kIndent) + e.before + paint(kBold, e.marked) + e.after + "\n" + std::string(kIndent) +
           std::string(e.indent, ' ') + paint(colour, std::string(e.width, under)) + "\n";
  }

  void show(const DocumentReport& report, const Places& places, const Finding& finding) {
    const Document& document = *report.document;
    const ReportSpan at = places.of(finding.span);
    std::string where = document.path();
    if (is_record(document)) {
      // A record without an id is called by its line.
      const std::string line = std::to_string(document.line_base() + 1);
      where += "[" + (document.id() == document.path() + ":" + line ? "line " + line : document.id()) + "]";
    }
    where += ":" + std::to_string(at.start.line) + ":" + std::to_string(at.start.column);
    const std::string_view colour = colour_of(finding.severity);
    std::string out = paint(kBold, shown(where)) + ": " + paint(colour, name_of(finding.severity)) + ": " +
                      shown(finding.message) + " " + paint(kDim, "[" + finding.rule->id + "]") + "\n";
    out += line_around(report, finding.span, '^', colour);
    for (const Related& related : finding.related) {
      const ReportSpan there = places.of(related.span);
      out += labelled("note", related.note + ", line " + std::to_string(there.start.line) + ": " +
                                  std::string(document.slice(related.span)));
    }
    out += fixes(finding, document);
    const std::string& why = finding.why.empty() ? finding.rule->why : finding.why;
    if (!why.empty()) out += labelled("why", why);
    out_(out + "\n");
  }

  ReportOptions options_;
  Output out_;
  Summary summary_;
  std::map<std::string, std::set<std::string>> off_;  // checks by reason
};

}  // namespace

std::unique_ptr<Reporter> make_terminal(const ReportOptions& options, Output out) {
  return std::make_unique<TerminalReporter>(options, std::move(out));
}

}  // namespace wirecheck
