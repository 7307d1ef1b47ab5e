#include "engine/repair.h"

#include <algorithm>
#include <set>

namespace wirecheck {

Repair repair(const Engine& engine, std::shared_ptr<const Document> document, FixMode mode, Scratch& scratch,
              const std::function<Result<std::shared_ptr<const Document>>(std::string bytes)>& reread,
              const std::function<bool(const Finding&)>& keep) {
  constexpr uint32_t kRoundsAtMost = 8;
  Repair out;
  out.bytes = document->raw();
  std::set<std::string> seen = {out.bytes};
  for (; out.rounds < kRoundsAtMost; ++out.rounds) {
    DocumentReport report = engine.check(document, scratch);
    std::vector<Finding> wanted = report.findings;
    if (out.rounds == 0) out.first = std::move(report);
    std::erase_if(wanted, [&](const Finding& finding) { return !keep(finding); });
    FixResult fixed = apply_fixes(*document, wanted, mode);
    if (fixed.applied.empty() || fixed.bytes == out.bytes) return out;
    if (!seen.insert(fixed.bytes).second) break;
    auto next = reread(fixed.bytes);
    if (!next) break;
    out.applied += fixed.applied.size();
    out.bytes = std::move(fixed.bytes);
    document = std::move(next).value();
  }
  out.stable = false;
  return out;
}

}  // namespace wirecheck
