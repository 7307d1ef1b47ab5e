#include "report/json_text.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "findings/findings.h"
#include "report/places.h"

namespace wirecheck {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

Json nullable(Lang lang) { return lang.known() ? Json(lang.code()) : Json(nullptr); }

// A measured share has few digits; the float's others are noise.
Json confidence_of(const Finding& finding) {
  if (!finding.confidence) return nullptr;
  return static_cast<double>(static_cast<int>(*finding.confidence * 1000 + 0.5f)) / 1000;
}

Json place_of(const ReportPlace& place) {
  return {{"byte", place.byte}, {"char", place.chars}, {"line", place.line}, {"column", place.column}};
}

Json span_of(const Document& document, const Places& places, Span span) {
  const ReportSpan at = places.of(span);
  return {{"text", document.slice(span)}, {"start", place_of(at.start)}, {"end", place_of(at.end)}};
}

Json fixes_of(const Places& places, const Finding& finding) {
  Json out = Json::array();
  for (const FileFix& fix : places.fixes(finding)) {
    Json edits = Json::array();
    for (const FileEdit& edit : fix.edits) edits.push_back({{"start", edit.start}, {"end", edit.end}, {"text", edit.text}});
    out.push_back({{"text", fix.text}, {"safe", fix.safe}, {"edits", std::move(edits)}});
  }
  return out;
}

Json finding_of(const Document& document, const Places& places, const Places* source, const Finding& finding,
                const std::string& fingerprint) {
  const RuleInfo& rule = *finding.rule;
  const ReportSpan at = places.of(finding.span);
  Json related = Json::array();
  for (const Related& one : finding.related) {
    Json entry = span_of(document, places, one.span);
    entry["note"] = one.note;
    related.push_back(std::move(entry));
  }
  Json out;
  out["rule"] = rule.id;
  out["category"] = name_of(rule.category);
  out["severity"] = name_of(finding.severity);
  out["confidence"] = confidence_of(finding);
  out["message"] = finding.message;
  out["why"] = finding.why.empty() ? rule.why : finding.why;
  out["text"] = document.slice(finding.span);
  out["start"] = place_of(at.start);
  out["end"] = place_of(at.end);
  out["fingerprint"] = fingerprint;
  out["fixes"] = fixes_of(places, finding);
  out["source"] = source && finding.source ? span_of(*document.original(), *source, *finding.source) : Json(nullptr);
  out["related"] = std::move(related);
  return out;
}

void put_document(Json& out, const DocumentReport& report) {
  const Document& document = *report.document;
  if (is_record(document)) out["id"] = document.id();
  out["path"] = document.path();
  out["language"] = nullable(report.language);
  out["source_language"] = nullable(report.source_language);
  out["words"] = report.words;
  Json off = Json::array();
  for (const CheckOff& one : report.checks_off) off.push_back({{"check", one.check}, {"reason", one.reason}});
  out["checks_off"] = std::move(off);

  const Places places(document);
  std::unique_ptr<Places> source;
  if (document.original()) source = std::make_unique<Places>(*document.original());
  const std::vector<std::string> prints = fingerprints(document, report.findings);
  Json findings = Json::array();
  for (size_t i = 0; i < report.findings.size(); ++i)
    findings.push_back(finding_of(document, places, source.get(), report.findings[i], prints[i]));
  out["findings"] = std::move(findings);
}

Json error_of(const Error& error) {
  return {{"path", error.file}, {"code", name_of(error.code)}, {"message", with_place(error)}};
}

Json tool_of(const Versions& versions) { return {{"name", "wirecheck"}, {"version", versions.tool}}; }

Json versions_of(const Versions& versions) {
  Json dictionaries = Json::object();
  for (const auto& [name, version] : versions.dictionaries) dictionaries[name] = version;
  return {{"packs", versions.packs}, {"dictionaries", std::move(dictionaries)}, {"icu", versions.icu}};
}

Json line_head(const Versions& versions) {
  return {{"version", kReportVersion}, {"tool", tool_of(versions)}, {"versions", versions_of(versions)}};
}

}  // namespace

std::string document_json(const DocumentReport& report, int indent) {
  Json out = Json::object();
  put_document(out, report);
  return text_of(out, indent);
}

std::string document_line(const DocumentReport& report, const Versions& versions, bool pass_through) {
  Json out = line_head(versions);
  put_document(out, report);
  Json errors = Json::array();
  for (const Error& error : report.errors) errors.push_back(error_of(error));
  out["errors"] = std::move(errors);
  if (pass_through && !report.document->extra().empty()) {
    // A field of the record that is called like one of ours gives way.
    const Json extra = Json::parse(report.document->extra(), nullptr, false);
    if (extra.is_object())
      for (const auto& [key, value] : extra.items())
        if (!out.contains(key)) out[key] = value;
  }
  return text_of(out, -1);
}

std::string failure_line(const Error& error, const Versions& versions) {
  Json out = line_head(versions);
  out["path"] = error.file;
  out["errors"] = Json::array({error_of(error)});
  return text_of(out, -1);
}

std::string error_json(const Error& error) { return text_of(error_of(error), -1); }
std::string tool_json(const Versions& versions) { return text_of(tool_of(versions), -1); }
std::string versions_json(const Versions& versions) { return text_of(versions_of(versions), -1); }

std::string summary_json(const Summary& summary) {
  Json out = {{"documents", summary.documents}, {"words", summary.words}, {"findings", summary.findings}};
  for (size_t i = summary.by_severity.size(); i-- > 0;)
    out[std::string(name_of(static_cast<Severity>(i)))] = summary.by_severity[i];
  out["errors"] = summary.errors;
  return text_of(out, -1);
}

}  // namespace wirecheck
