#include "fix/fix.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "findings/findings.h"

namespace wirecheck {
namespace {

const Fix* chosen(const Finding& finding, FixMode mode) {
  if (finding.fixes.empty()) return nullptr;
  if (mode == FixMode::all) return &finding.fixes.front();
  for (const Fix& fix : finding.fixes)
    if (fix.safety == Safety::safe) return &fix;
  return nullptr;
}

bool deletes(const Fix& fix) {
  return std::all_of(fix.edits.begin(), fix.edits.end(), [](const Edit& edit) { return edit.text.empty(); });
}

// Does the deletion `outer` remove all that `inner` would edit?
bool swallows(const Fix& outer, const Fix& inner) {
  if (!deletes(outer) || outer.edits == inner.edits) return false;
  return std::all_of(inner.edits.begin(), inner.edits.end(), [&](const Edit& edit) {
    return std::any_of(outer.edits.begin(), outer.edits.end(),
                       [&](const Edit& gone) { return gone.span.contains(edit.span); });
  });
}

bool collide(const Edit& a, const Edit& b) {
  if (a == b) return false;
  if (a.span.empty() && b.span.empty()) return a.span.begin == b.span.begin;
  if (a.span.empty()) return b.span.begin < a.span.begin && a.span.begin < b.span.end;
  if (b.span.empty()) return a.span.begin < b.span.begin && b.span.begin < a.span.end;
  return a.span.overlaps(b.span);
}

struct RawEdit {
  RawSpan span;
  std::string bytes;
  Edit edit;
};

}  // namespace

FixResult apply_fixes(const Document& document, std::span<const Finding> findings, FixMode mode) {
  std::vector<size_t> order(findings.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t x, size_t y) {
    const Finding &a = findings[x], &b = findings[y];
    if (a.severity != b.severity) return a.severity > b.severity;
    return standing_of(a) > standing_of(b);
  });
  std::vector<const Fix*> deletions;
  for (const Finding& finding : findings)
    if (const Fix* fix = chosen(finding, mode); fix && !fix->edits.empty() && deletes(*fix)) deletions.push_back(fix);

  FixResult result;
  std::vector<RawEdit> accepted;
  for (const size_t index : order) {
    const Fix* fix = chosen(findings[index], mode);
    if (!fix || fix->edits.empty()) continue;
    if (std::any_of(deletions.begin(), deletions.end(), [&](const Fix* outer) { return swallows(*outer, *fix); })) {
      result.refused.push_back({index, "the words are deleted by another finding's fix"});
      continue;
    }
    std::vector<RawEdit> mine;
    std::optional<std::string> reason;
    for (const Edit& edit : fix->edits) {
      const auto raw = document.raw_of(edit.span);
      if (!raw) { reason = "the edit would cross markup or text that the file does not carry"; break; }
      auto bytes = document.to_raw(edit.text, edit.span.begin);
      if (!bytes) { reason = bytes.error().message; break; }
      for (const RawEdit& other : accepted)
        if (collide(edit, other.edit)) reason = "another finding's fix changes the same words";
      if (reason) break;
      if (std::none_of(accepted.begin(), accepted.end(), [&](const RawEdit& other) { return other.edit == edit; }))
        mine.push_back({*raw, std::move(bytes).value(), edit});
    }
    if (reason) {
      result.refused.push_back({index, *reason});
      continue;
    }
    result.applied.push_back(index);
    accepted.insert(accepted.end(), std::make_move_iterator(mine.begin()), std::make_move_iterator(mine.end()));
  }
  std::sort(accepted.begin(), accepted.end(), [](const RawEdit& a, const RawEdit& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  std::sort(result.applied.begin(), result.applied.end());
  const std::string& raw = document.raw();
  uint32_t at = 0;
  for (const RawEdit& edit : accepted) {
    result.bytes.append(raw, at, edit.span.begin - at);
    result.bytes += edit.bytes;
    at = edit.span.end;
  }
  result.bytes.append(raw, at, std::string::npos);
  return result;
}

}  // namespace wirecheck
