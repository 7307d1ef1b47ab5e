// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), over lines.
#include "fix/diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace wirecheck {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    const size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

struct Step { char kind; std::string_view line; };   // ' ', '-', '+'

std::vector<Step> script(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  const auto n = static_cast<int>(a.size()), m = static_cast<int>(b.size()), most = n + m;
  std::vector<std::vector<int>> trace;
  std::vector<int> v(static_cast<size_t>(2 * most + 2), 0);
  const auto at = [&](std::vector<int>& w, int k) -> int& { return w[static_cast<size_t>(k + most)]; };
  for (int d = 0; d <= most; ++d) {
    trace.push_back(v);
    for (int k = -d; k <= d; k += 2) {
      int x = k == -d || (k != d && at(v, k - 1) < at(v, k + 1)) ? at(v, k + 1) : at(v, k - 1) + 1;
      while (x < n && x - k < m && a[static_cast<size_t>(x)] == b[static_cast<size_t>(x - k)]) ++x;
      at(v, k) = x;
      if (x < n || x - k < m) continue;
      std::vector<Step> steps;
      int px = n, py = m;
      for (int back = d; back >= 0; --back) {
        std::vector<int>& w = trace[static_cast<size_t>(back)];
        const int diagonal = px - py;
        const bool down = diagonal == -back || (diagonal != back && at(w, diagonal - 1) < at(w, diagonal + 1));
        const int from = down ? diagonal + 1 : diagonal - 1;
        const int fx = back ? at(w, from) : 0, fy = back ? fx - from : 0;
        while (px > fx && py > fy && a[static_cast<size_t>(px - 1)] == b[static_cast<size_t>(py - 1)])
          steps.push_back({' ', a[static_cast<size_t>(--px)]}), --py;
        if (!back) break;
        if (down) steps.push_back({'+', b[static_cast<size_t>(--py)]});
        else steps.push_back({'-', a[static_cast<size_t>(--px)]});
      }
      std::reverse(steps.begin(), steps.end());
      return steps;
    }
  }
  return {};
}

void put(std::string& out, const Step& step) {
  out += step.kind;
  out += step.line;
  if (!step.line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, std::string_view before_name,
                         std::string_view after_name) {
  if (before == after) return {};
  // The unchanged ends need no search; context is put back below.
  const auto a = lines_of(before), b = lines_of(after);
  size_t head = 0, tail = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  std::vector<Step> steps;
  for (size_t i = 0; i < head; ++i) steps.push_back({' ', a[i]});
  const auto middle = script({a.begin() + static_cast<std::ptrdiff_t>(head), a.end() - static_cast<std::ptrdiff_t>(tail)},
                             {b.begin() + static_cast<std::ptrdiff_t>(head), b.end() - static_cast<std::ptrdiff_t>(tail)});
  steps.insert(steps.end(), middle.begin(), middle.end());
  for (size_t i = a.size() - tail; i < a.size(); ++i) steps.push_back({' ', a[i]});

  constexpr size_t kContext = 3;
  std::string out = "--- " + std::string(before_name) + "\n+++ " + std::string(after_name) + "\n";
  size_t old_line = 1, new_line = 1, i = 0;
  while (i < steps.size()) {
    if (steps[i].kind == ' ') { ++i; ++old_line; ++new_line; continue; }
    size_t begin = i - std::min(i, kContext), end = i, quiet = 0;
    for (size_t k = i; k < steps.size() && quiet <= 2 * kContext; ++k) {
      quiet = steps[k].kind == ' ' ? quiet + 1 : 0;
      if (!quiet) end = k + 1;
    }
    end = std::min(steps.size(), end + kContext);
    const size_t old_start = old_line - (i - begin), new_start = new_line - (i - begin);
    size_t old_count = 0, new_count = 0;
    std::string body;
    for (size_t k = begin; k < end; ++k) {
      old_count += steps[k].kind != '+';
      new_count += steps[k].kind != '-';
      put(body, steps[k]);
    }
    const auto range = [](size_t start, size_t count) {
      return std::to_string(count ? start : start - 1) + (count == 1 ? "" : "," + std::to_string(count));
    };
    out += "@@ -" + range(old_start, old_count) + " +" + range(new_start, new_count) + " @@\n" + body;
    old_line = old_start + old_count;
    new_line = new_start + new_count;
    i = end;
  }
  return out;
}

}  // namespace wirecheck
