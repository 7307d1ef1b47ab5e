// What the two JSON reporters share: a document, an error, the versions, each as JSON text with its keys in a fixed order.
// `indent` is the number of spaces a level, -1 for everything on one line. Strings that are not UTF-8 (a file's name) are
// written with U+FFFD.
#pragma once
#include <string>
#include <vector>

#include "findings/document_report.h"
#include "report/summary.h"

namespace wirecheck {

constexpr int kReportVersion = 1;  // of the form of the JSON report, schema/report.schema.json

std::string document_json(const DocumentReport& report, int indent);
// One result line: the document, the versions and the document's errors; with pass_through the record's own other fields.
std::string document_line(const DocumentReport& report, const Versions& versions, bool pass_through);
std::string failure_line(const Error& error, const Versions& versions);
std::string error_json(const Error& error);
std::string tool_json(const Versions& versions);
std::string versions_json(const Versions& versions);
std::string summary_json(const Summary& summary);

}  // namespace wirecheck
