// What a whole run amounts to: counted while documents pass by.
#pragma once
#include <array>
#include <cstdint>

#include "findings/document_report.h"

namespace wirecheck {

struct Summary {
  uint64_t documents = 0, words = 0, findings = 0, errors = 0;
  std::array<uint64_t, 4> by_severity{};  // indexed by Severity

  void add(const DocumentReport& report) {
    ++documents;
    words += report.words;
    findings += report.findings.size();
    errors += report.errors.size();
    for (const Finding& finding : report.findings) ++by_severity[static_cast<size_t>(finding.severity)];
  }
  uint64_t of(Severity severity) const { return by_severity[static_cast<size_t>(severity)]; }
};

}  // namespace wirecheck
