// What readers judged, rule by rule: rules/confidence.yaml, written by scripts/confidence and never by hand. It holds counts, right
// and judged, for findings that no source text was asked about (alone), those whose ground the source text has (confirmed), and those
// whose ground it has not (unconfirmed). Immutable after loading; no file is an empty table.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/result.h"

namespace wirecheck {

struct Counted {
  uint64_t right = 0, judged = 0;
};
using Counts = std::array<Counted, 3>;   // by Support

// Fewer readings than this measure nothing.
constexpr uint64_t kJudgedAtLeast = 10;
// (right + 1) / (judged + 2), so that ten of ten do not read as certainty; nothing with fewer than ten judged.
std::optional<float> confidence_from(const Counted& counted);

class ConfidenceTable {
 public:
  static std::string path(const std::string& data_dir) { return data_dir + "/rules/confidence.yaml"; }
  static ConfidenceTable load(const std::string& data_dir, std::vector<Error>& faults);
  // Fills what the rule's own description does not state.
  void apply(RuleInfo& rule) const;
  const std::map<std::string, Counts, std::less<>>& counts() const { return counts_; }   // by rule id

 private:
  std::map<std::string, Counts, std::less<>> counts_;
};

}  // namespace wirecheck
