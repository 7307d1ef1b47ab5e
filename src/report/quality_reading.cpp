// Findings for a person to read: drawn from a data set, or what changed between two runs.
#include <nlohmann/json.hpp>

#include "core/utf8.h"
#include "report/excerpt.h"
#include "report/quality.h"

namespace wirecheck {
namespace {

constexpr uint32_t kColumns = 220;

uint32_t byte_at(std::string_view text, uint32_t characters) {
  size_t at = 0;
  for (uint32_t i = 0; i < characters && at < text.size(); ++i) at += utf8::decode(text, at).size;
  return static_cast<uint32_t>(at);
}

std::string line_of(const char* sign, const ReportedFinding& f) {
  std::string out = std::string(sign) + " " + f.document + " " + std::to_string(f.begin) + "-" + std::to_string(f.end) + " " + f.rule + " (" + f.severity + ") \"" + shown(f.text) + "\"";
  if (!f.fix.empty()) out += " -> \"" + shown(f.fix) + "\"";
  return out + "\n";
}

using Json = nlohmann::ordered_json;

Json json_of(const ReportedFinding& f) {
  return {{"document", f.document}, {"begin", f.begin}, {"end", f.end}, {"rule", f.rule}, {"severity", f.severity}, {"text", f.text}, {"fix", f.fix}};
}

}  // namespace

std::string reading_text(const SetRun& run, const Alarm& alarm) {
  const SetRow& row = run.rows[alarm.row];
  const std::string& text = row.text(alarm.side);
  const Span span{byte_at(text, alarm.begin), byte_at(text, alarm.end)};
  const Excerpt part = excerpt(text, context_of(text, {}, span), span, kColumns);
  std::string out = run.name + "\t" + row.id + "\t" + std::string(name_of(alarm.side)) + "\t" + alarm.rule + "\t" + std::to_string(alarm.begin) + "\t" + std::to_string(alarm.end) + "\n";
  out += "  " + part.before + ">>" + part.marked + "<<" + part.after + "\n";
  if (alarm.has_fix) out += "  fix     " + (alarm.fix.empty() ? std::string("(deleted)") : shown(alarm.fix)) + "\n";
  out += "  says    " + std::string(name_of(alarm.severity)) + ", " + std::string(name_of(alarm.category)) + ": " + shown(alarm.message) + "\n";
  // Beside a long story its source is found by the record; beside a sentence it stands here.
  constexpr size_t kShort = 1200;
  if (alarm.side != Side::source && !row.source.empty() && row.source.size() <= kShort) out += "  source  " + shown(row.source) + "\n";
  if (alarm.side != Side::ref && !row.ref.empty() && row.ref.size() <= kShort) out += "  ref     " + shown(row.ref) + "\n";
  return out;
}

std::string comparison_text(const Comparison& c) {
  std::string out;
  for (const ReportedFinding& f : c.removed) out += line_of("-", f);
  for (const ReportedFinding& f : c.added) out += line_of("+", f);
  for (const ChangedFinding& f : c.changed) out += line_of("<", f.before) + line_of(">", f.after);
  for (const auto& [rule, change] : c.rules)
    out += rule + ": added " + std::to_string(change.added) + ", removed " + std::to_string(change.removed) + ", changed " + std::to_string(change.changed) + "\n";
  return out + "before " + std::to_string(c.before) + ", after " + std::to_string(c.after) + ", the same " + std::to_string(c.same) + ", added " +
         std::to_string(c.added.size()) + ", removed " + std::to_string(c.removed.size()) + ", changed " + std::to_string(c.changed.size()) + "\n";
}

std::string comparison_json(const Comparison& c) {
  Json added = Json::array(), removed = Json::array(), changed = Json::array(), rules = Json::array();
  for (const ReportedFinding& f : c.added) added.push_back(json_of(f));
  for (const ReportedFinding& f : c.removed) removed.push_back(json_of(f));
  for (const ChangedFinding& f : c.changed) changed.push_back({{"before", json_of(f.before)}, {"after", json_of(f.after)}});
  for (const auto& [rule, change] : c.rules)
    rules.push_back({{"id", rule}, {"added", change.added}, {"removed", change.removed}, {"changed", change.changed}});
  const Json out = {{"version", kQualityVersion}, {"comparison", {{"before", c.before}, {"after", c.after}, {"same", c.same}, {"added", added},
                                                                  {"removed", removed}, {"changed", changed}, {"rules", rules}}}};
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace wirecheck
