// What changed between two runs over the same texts: two builds, two packs. Pure values and functions.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace wirecheck {

// A finding as a report tells it.
struct ReportedFinding {
  std::string document;         // a path, with a record's id and side where it has them
  uint32_t begin = 0, end = 0;  // code points
  std::string rule, severity, text, fix;
  friend auto operator<=>(const ReportedFinding&, const ReportedFinding&) = default;
};

struct ChangedFinding {
  ReportedFinding before, after;  // one place and rule, another severity or first fix
};

struct RuleChange {
  uint64_t added = 0, removed = 0, changed = 0;
};

struct Comparison {
  uint64_t before = 0, after = 0, same = 0;
  std::vector<ReportedFinding> added, removed;  // by document, place, rule
  std::vector<ChangedFinding> changed;
  std::map<std::string, RuleChange> rules;
};

Comparison compare(std::vector<ReportedFinding> before, std::vector<ReportedFinding> after);

}  // namespace wirecheck
