// Findings back into the original bytes. Pure; thread-safe.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/finding.h"

namespace wirecheck {

enum class FixMode : uint8_t {
  safe,   // only fixes that can not change the meaning
  all     // the first fix of every finding
};

struct FixResult {
  std::string bytes;                    // Document::raw() with the edits; bytes outside the edits are identical
  std::vector<size_t> applied;          // indices into the findings
  struct Refused { size_t finding; std::string reason; };
  std::vector<Refused> refused;         // markup in the way, a character the encoding lacks, an edit that another one displaced
};

// Applies one fix a finding, whole or not at all. Overlapping edits compete: a deletion swallows the edits inside it, then
// severity, then confidence (standing_of), then the order of findings decide. Equal edits count once.
FixResult apply_fixes(const Document& document, std::span<const Finding> findings, FixMode mode);

}  // namespace wirecheck
