#include "findings/comparison.h"

#include <algorithm>
#include <tuple>

namespace wirecheck {
namespace {

auto place_of(const ReportedFinding& f) { return std::tie(f.document, f.begin, f.end, f.rule); }

}  // namespace

Comparison compare(std::vector<ReportedFinding> before, std::vector<ReportedFinding> after) {
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  const auto by_place = [](const ReportedFinding& a, const ReportedFinding& b) { return place_of(a) < place_of(b); };
  std::stable_sort(before.begin(), before.end(), by_place);
  std::stable_sort(after.begin(), after.end(), by_place);
  Comparison out;
  out.before = before.size();
  out.after = after.size();
  size_t i = 0, k = 0;
  while (i < before.size() || k < after.size()) {
    if (k == after.size() || (i < before.size() && by_place(before[i], after[k]))) {
      ++out.rules[before[i].rule].removed;
      out.removed.push_back(std::move(before[i++]));
    } else if (i == before.size() || by_place(after[k], before[i])) {
      ++out.rules[after[k].rule].added;
      out.added.push_back(std::move(after[k++]));
    } else {
      if (before[i] == after[k]) {
        ++out.same;
      } else {
        ++out.rules[after[k].rule].changed;
        out.changed.push_back({before[i], after[k]});
      }
      ++i;
      ++k;
    }
  }
  return out;
}

}  // namespace wirecheck
