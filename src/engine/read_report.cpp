#include "engine/read_report.h"

#include <nlohmann/json.hpp>

#include "core/utf8.h"
#include "readers/reader.h"

namespace wirecheck {
namespace {

using Json = nlohmann::json;

constexpr size_t kLargestReport = 4ull << 30;

// What is absent or of another kind reads as empty: a report of another version still compares by what it has.
std::string text_of(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

uint32_t number_of(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at != json.end() && at->is_number_unsigned() ? at->get<uint32_t>() : 0;
}

void take_document(const Json& document, std::vector<ReportedFinding>& out) {
  const std::string id = text_of(document, "id"), path = text_of(document, "path");
  for (const Json& one : document.value("findings", Json::array())) {
    if (!one.is_object()) continue;
    ReportedFinding finding{id.empty() ? path : path + " " + id, 0, 0, text_of(one, "rule"), text_of(one, "severity"), text_of(one, "text"), {}};
    if (one.contains("start")) finding.begin = number_of(one["start"], "char");
    if (one.contains("end")) finding.end = number_of(one["end"], "char");
    const Json fixes = one.value("fixes", Json::array());
    if (!fixes.empty()) finding.fix = text_of(fixes.front(), "text");
    out.push_back(std::move(finding));
  }
}

bool take_set(const Json& set, std::vector<ReportedFinding>& out) {
  if (!set.is_object() || !set.contains("findings")) return false;
  const std::string name = text_of(set, "name") + (set.value("with_source", false) ? " with source, " : ", ");
  for (const Json& one : set["findings"])
    out.push_back({name + text_of(one, "record") + " " + text_of(one, "side"), number_of(one, "begin"), number_of(one, "end"), text_of(one, "rule"),
                   text_of(one, "severity"), text_of(one, "text"), text_of(one, "fix")});
  return true;
}

Error broken(const std::string& path, std::string message, uint32_t line = 0, Error::Code code = Error::Code::schema) {
  return {code, std::move(message), path, line, 0, {}};
}

Result<std::vector<ReportedFinding>> lines_of(const std::string& path, const std::string& bytes) {
  std::vector<ReportedFinding> out;
  uint32_t number = 0;
  for (size_t at = 0; at < bytes.size(); ++number) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line(bytes.data() + at, end - at);
    at = end + 1;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Json json = Json::parse(line, nullptr, false);
    if (json.is_discarded()) return broken(path, "a broken line of JSON; expected a report of check or of eval --findings", number + 1, Error::Code::syntax);
    if (!json.is_object() || !json.contains("path")) return broken(path, "the line is no report of a document; expected a report of check or of eval --findings", number + 1);
    take_document(json, out);
  }
  return out;
}

}  // namespace

Result<std::vector<ReportedFinding>> read_report(const std::string& path) {
  auto bytes = read_bytes(path, kLargestReport);
  if (!bytes) {
    Error error = bytes.error();
    error.file = path;
    return error;
  }
  const Json whole = Json::parse(bytes.value(), nullptr, false);
  if (whole.is_discarded() || (whole.is_object() && whole.contains("path"))) return lines_of(path, bytes.value());
  std::vector<ReportedFinding> out;
  if (whole.is_object() && whole.contains("documents") && whole["documents"].is_array()) {
    for (const Json& document : whole["documents"])
      if (document.is_object()) take_document(document, out);
    return out;
  }
  if (whole.is_object() && whole.contains("sets") && whole["sets"].is_array()) {
    for (const Json& set : whole["sets"])
      if (!take_set(set, out)) return broken(path, "the report has no findings in it; expected one made with eval --format json --findings");
    return out;
  }
  return broken(path, "this is no report; expected one of check --format json or jsonl, or of eval --format json --findings");
}

}  // namespace wirecheck
