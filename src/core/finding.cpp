#include "core/finding.h"

#include <cassert>
#include <tuple>

namespace wirecheck {
namespace {

[[maybe_unused]] bool on_boundary(const std::string& text, uint32_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

}  // namespace

std::string_view name_of(Maturity maturity) {
  switch (maturity) {
    case Maturity::stable: return "stable";
    case Maturity::beta: return "beta";
    case Maturity::draft: return "draft";
  }
  return "draft";
}

std::string_view name_of(Support support) {
  switch (support) {
    case Support::alone: return "alone";
    case Support::confirmed: return "confirmed";
    case Support::unconfirmed: return "unconfirmed";
  }
  return "alone";
}

std::optional<float> confidence_of(const RuleInfo& rule, Support support) {
  switch (support) {
    case Support::alone: return rule.confidence;
    case Support::confirmed: return rule.confirmed ? rule.confirmed : rule.confidence;
    case Support::unconfirmed: return rule.unconfirmed;
  }
  return rule.confidence;
}

std::string replaced(const Document& document, Span span, const Fix& fix) {
  for (const Edit& edit : fix.edits) {
    span.begin = std::min(span.begin, edit.span.begin);
    span.end = std::max(span.end, edit.span.end);
  }
  std::string out;
  uint32_t at = span.begin;
  for (const Edit& edit : fix.edits) {
    out += document.slice({at, edit.span.begin});
    out += edit.text;
    at = edit.span.end;
  }
  out += document.slice({at, span.end});
  return out;
}

bool in_order(const Finding& a, const Finding& b) {
  return std::tie(a.span.begin, a.span.end, a.rule->id, a.message, a.fixes) <
         std::tie(b.span.begin, b.span.end, b.rule->id, b.message, b.fixes);
}

void Findings::add(Finding finding) {
  assert(finding.rule);
  assert(!finding.span.empty() && finding.span.end <= document_.text().size());
  assert(on_boundary(document_.text(), finding.span.begin) && on_boundary(document_.text(), finding.span.end));
#ifndef NDEBUG
  for (const Fix& fix : finding.fixes) {
    uint32_t last = 0;
    for (const Edit& edit : fix.edits) {
      assert(edit.span.begin >= last && edit.span.begin <= edit.span.end);
      assert(edit.span.end <= document_.text().size());
      last = edit.span.end;
    }
  }
#endif
  if (finding.message.empty()) finding.message = finding.rule->title;
  findings_.push_back(std::move(finding));
}

Finding& Findings::add(const RuleInfo& rule, Span span, std::string message, std::vector<std::string> replacements,
                       Safety safety) {
  Finding finding;
  finding.rule = &rule;
  finding.span = span;
  finding.message = std::move(message);
  finding.severity = rule.severity;
  finding.confidence = rule.confidence;
  for (std::string& text : replacements) finding.fixes.push_back({{{span, std::move(text)}}, safety});
  add(std::move(finding));
  return findings_.back();
}

}  // namespace wirecheck
