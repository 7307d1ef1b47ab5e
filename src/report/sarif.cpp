// SARIF 2.1.0, for code-scanning front ends and editors: columns in code points, the rules that spoke with their full
// descriptions, fixes as replacements, fingerprints that survive edits elsewhere. Results are written as they come; the parts
// that sum up the run follow them.
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "findings/findings.h"
#include "report/places.h"
#include "report/reporter.h"

namespace wirecheck {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::critical:
    case Severity::major: return "error";
    case Severity::minor: return "warning";
    case Severity::info: return "note";
  }
  return "none";
}

// A file's name as a URI reference: relative stays relative.
std::string uri_of(const std::string& path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

Json message(std::string_view text) { return {{"text", text}}; }

Json artifact(const std::string& path) { return {{"uri", uri_of(path)}}; }

// A record of JSON Lines is one line of its file: its findings are placed by bytes.
Json region_of(const Document& document, const ReportSpan& at) {
  Json region = Json::object();
  if (is_record(document)) {
    region["startLine"] = document.line_base() + 1;
  } else {
    region["startLine"] = at.start.line;
    region["startColumn"] = at.start.column;
    region["endLine"] = at.end.line;
    region["endColumn"] = at.end.column;
  }
  region["byteOffset"] = at.start.byte;
  region["byteLength"] = at.end.byte - at.start.byte;
  return region;
}

Json location_of(const Document& document, const Places& places, Span span, bool snippet) {
  Json region = region_of(document, places.of(span));
  if (snippet) region["snippet"] = message(document.slice(span));
  Json out = {{"physicalLocation", {{"artifactLocation", artifact(document.path())}, {"region", std::move(region)}}}};
  if (is_record(document)) out["logicalLocations"] = Json::array({{{"name", document.id()}, {"kind", "object"}}});
  return out;
}

Json fixes_of(const Document& document, const Places& places, const Finding& finding) {
  Json out = Json::array();
  for (const FileFix& fix : places.fixes(finding)) {
    Json replacements = Json::array();
    for (const FileEdit& edit : fix.edits) {
      ReportSpan at = places.of(edit.span);
      at.start.byte = edit.start;
      at.end.byte = edit.end;
      // A record's file holds its text escaped.
      std::string text = edit.text;
      if (is_record(document))
        if (auto raw = document.to_raw(edit.text, edit.span.begin)) text = std::move(raw).value();
      replacements.push_back({{"deletedRegion", region_of(document, at)}, {"insertedContent", message(text)}});
    }
    const std::string label = fix.text.empty() ? "Delete it" : "Replace with: " + fix.text;
    out.push_back({{"description", message(label + (fix.safe ? "" : " (review)"))},
                   {"artifactChanges", Json::array({{{"artifactLocation", artifact(document.path())},
                                                     {"replacements", std::move(replacements)}}})}});
  }
  return out;
}

Json rule_of(const RuleInfo& rule) {
  Json out;
  out["id"] = rule.id;
  out["shortDescription"] = message(rule.title);
  out["fullDescription"] = message(rule.why.empty() ? rule.title : rule.why);
  std::string help = rule.why;
  if (!rule.fact.empty()) help += (help.empty() ? "Source: " : "\nSource: ") + rule.fact;
  if (!rule.evidence.empty()) help += "\nMeasured: " + rule.evidence;
  out["help"] = message(help.empty() ? rule.title : help);
  out["defaultConfiguration"] = {{"level", level_of(rule.severity)}};
  Json properties = {{"category", name_of(rule.category)}, {"severity", name_of(rule.severity)}, {"status", name_of(rule.status)}};
  if (!rule.mqm.empty()) properties["mqm"] = rule.mqm;
  if (!rule.origin.empty()) properties["origin"] = rule.origin;
  properties["tags"] = Json::array({"translation", name_of(rule.category)});
  out["properties"] = std::move(properties);
  return out;
}

class SarifReporter : public Reporter {
 public:
  SarifReporter(const ReportOptions& options, Output out) : versions_(options.versions), out_(std::move(out)) {}

  void begin() override {
    out_("{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n\"version\": \"2.1.0\",\n\"runs\": [{\n"
         "\"columnKind\": \"unicodeCodePoints\",\n\"results\": [");
  }

  void document(const DocumentReport& report) override {
    const Document& document = *report.document;
    const Places places(document);
    const std::vector<std::string> prints = fingerprints(document, report.findings);
    for (size_t i = 0; i < report.findings.size(); ++i)
      out_((std::exchange(some_, true) ? ",\n" : "\n") + text_of(result_of(document, places, report.findings[i], prints[i])));
    for (const Error& error : report.errors) failure(error);
    for (const CheckOff& off : report.checks_off) off_.insert(off.check + " did not run: " + off.reason);
  }

  void failure(const Error& error) override {
    Json notification = {{"level", "error"}, {"message", message(with_place(error))}, {"descriptor", {{"id", name_of(error.code)}}}};
    if (!error.file.empty())
      notification["locations"] = Json::array({{{"physicalLocation", {{"artifactLocation", artifact(error.file)}}}}});
    failures_.push_back(text_of(notification));
  }

  void end() override {
    std::string tail = some_ ? "\n],\n" : "],\n";
    Json off = Json::array();
    for (const std::string& text : off_) off.push_back({{"level", "note"}, {"message", message(text)}});
    tail += "\"invocations\": [{\"executionSuccessful\": " + std::string(failures_.empty() ? "true" : "false") +
            ", \"toolExecutionNotifications\": [";
    for (size_t i = 0; i < failures_.size(); ++i) tail += (i ? ",\n" : "\n") + failures_[i];
    tail += "], \"toolConfigurationNotifications\": " + text_of(off) + "}],\n";
    tail += "\"tool\": {\"driver\": {\"name\": \"wirecheck\", \"version\": " + text_of(Json(versions_.tool)) +
            ", \"semanticVersion\": " + text_of(Json(versions_.tool)) + ",\n\"properties\": " + text_of(properties()) + ",\n\"rules\": [";
    for (size_t i = 0; i < rules_.size(); ++i) tail += (i ? ",\n" : "\n") + text_of(rule_of(*rules_[i]));
    out_(tail + "]}}\n}]\n}\n");
  }

 private:
  Json result_of(const Document& document, const Places& places, const Finding& finding, const std::string& print) {
    const RuleInfo& rule = *finding.rule;
    const auto [at, added] = indices_.emplace(rule.id, rules_.size());
    if (added) rules_.push_back(&rule);
    Json out;
    out["ruleId"] = rule.id;
    out["ruleIndex"] = at->second;
    out["level"] = level_of(finding.severity);
    if (finding.confidence) out["rank"] = static_cast<int>(*finding.confidence * 1000 + 0.5f) / 10.0;
    out["message"] = message(finding.why.empty() ? finding.message : finding.message + ". " + finding.why);
    out["locations"] = Json::array({location_of(document, places, finding.span, true)});
    if (!finding.related.empty()) {
      Json related = Json::array();
      for (const Related& one : finding.related) {
        Json location = location_of(document, places, one.span, true);
        location["message"] = message(one.note);
        related.push_back(std::move(location));
      }
      out["relatedLocations"] = std::move(related);
    }
    Json fixes = fixes_of(document, places, finding);
    if (!fixes.empty()) out["fixes"] = std::move(fixes);
    out["partialFingerprints"] = {{"wirecheckFinding/v1", print}};
    out["properties"] = {{"category", name_of(rule.category)}, {"severity", name_of(finding.severity)}};
    return out;
  }

  Json properties() const {
    Json dictionaries = Json::object();
    for (const auto& [name, version] : versions_.dictionaries) dictionaries[name] = version;
    return {{"packs", versions_.packs}, {"dictionaries", std::move(dictionaries)}, {"icu", versions_.icu}};
  }

  Versions versions_;
  Output out_;
  bool some_ = false;
  std::map<std::string, size_t> indices_;
  std::vector<const RuleInfo*> rules_;  // in the order they first spoke
  std::vector<std::string> failures_;
  std::set<std::string> off_;
};

}  // namespace

std::unique_ptr<Reporter> make_sarif(const ReportOptions& options, Output out) {
  return std::make_unique<SarifReporter>(options, std::move(out));
}

}  // namespace wirecheck
