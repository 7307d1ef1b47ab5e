// Findings out of the JSON that runs have written: a report of `check` (json or jsonl) or of `eval --findings`.
#pragma once
#include <string>
#include <vector>

#include "core/result.h"
#include "findings/comparison.h"

namespace wirecheck {

// Errors: io; syntax and schema with what was expected.
Result<std::vector<ReportedFinding>> read_report(const std::string& path);

}  // namespace wirecheck
