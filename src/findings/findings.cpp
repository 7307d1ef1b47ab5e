#include "findings/findings.h"

#include <algorithm>
#include <map>

#include "core/utf8.h"

namespace wirecheck {
namespace {

bool outranks(const Finding& a, const Finding& b) {
  if (a.severity != b.severity) return a.severity > b.severity;
  if (standing_of(a) != standing_of(b)) return standing_of(a) > standing_of(b);
  return in_order(a, b);
}

bool says_the_same(const Finding& a, const Finding& b) {
  if (a.span != b.span) return false;
  if (a.fixes.empty() || b.fixes.empty()) return a.fixes.empty() && b.fixes.empty() && a.rule == b.rule;
  return a.fixes.front().edits == b.fixes.front().edits;
}

// Rules of packs are called pack/group.name, those of checks plainly.
bool of_pack(const RuleInfo& rule) { return rule.id.find('/') != std::string::npos; }

uint64_t fnv(uint64_t hash, std::string_view bytes) {
  for (unsigned char c : bytes) hash = (hash ^ c) * 1099511628211ull;
  return (hash ^ 0xFF) * 1099511628211ull;
}

// The `count` words before (direction -1) or after the byte, folded and joined.
std::string words_beside(std::string_view text, uint32_t at, int direction, int count) {
  size_t i = at;
  bool in_word = false;
  int words = 0;
  while (direction < 0 ? i > 0 : i < text.size()) {
    size_t next = i;
    if (direction < 0) {
      do --next; while (next > 0 && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80);
    } else {
      next += utf8::decode(text, i).size;
    }
    const char32_t c = utf8::decode(text, std::min(i, next)).c;
    const bool letter = utf8::is_letter(c) || utf8::is_digit(c);
    if (in_word && !letter && ++words == count) break;
    in_word = letter;
    i = next;
  }
  const size_t begin = std::min<size_t>(i, at), end = std::max<size_t>(i, at);
  return utf8::fold(text.substr(begin, end - begin));
}

}  // namespace

void settle(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), in_order);
  std::vector<Finding> kept;
  kept.reserve(findings.size());
  size_t group = 0;  // first of the kept findings with the span at hand
  for (Finding& finding : findings) {
    if (group < kept.size() && kept[group].span != finding.span) group = kept.size();
    auto twin = std::find_if(kept.begin() + static_cast<std::ptrdiff_t>(std::min(group, kept.size())), kept.end(),
                             [&](const Finding& other) { return says_the_same(other, finding); });
    if (twin == kept.end()) kept.push_back(std::move(finding));
    else if (outranks(finding, *twin)) *twin = std::move(finding);
  }
  // A check that only points at a word gives way to a rule of its category that has words to put there; what a check offers from a
  // dictionary, to a rule of a pack that is no milder: it was written for these words. Equal spans are neighbours.
  std::vector<uint8_t> answered(kept.size());
  for (size_t from = 0, to = 0; from < kept.size(); from = to) {
    while (to < kept.size() && kept[to].span == kept[from].span) ++to;
    for (size_t i = from; i < to; ++i)
      for (size_t j = from; j < to && !answered[i]; ++j)
        answered[i] = !kept[j].fixes.empty() && kept[j].rule->category == kept[i].rule->category &&
                      (kept[i].fixes.empty() || (of_pack(*kept[j].rule) && !of_pack(*kept[i].rule) && kept[j].severity >= kept[i].severity));
  }
  size_t left = 0;
  for (size_t i = 0; i < kept.size(); ++i) {
    if (answered[i]) continue;
    if (left != i) kept[left] = std::move(kept[i]);
    ++left;
  }
  kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(left), kept.end());
  std::stable_sort(kept.begin(), kept.end(), in_order);
  findings = std::move(kept);
}

bool selects(std::string_view selector, const RuleInfo& rule) {
  const std::string_view id = rule.id;
  if (selector == id || selector == name_of(rule.category)) return true;
  if (selector.ends_with(".*") || selector.ends_with("/*")) return id.starts_with(selector.substr(0, selector.size() - 1));
  return id.size() > selector.size() && id.starts_with(selector) &&
         (id[selector.size()] == '.' || id[selector.size()] == '/');
}

std::vector<std::string> fingerprints(const Document& document, const std::vector<Finding>& findings) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::map<uint64_t, uint64_t> seen;
  std::vector<std::string> out;
  out.reserve(findings.size());
  const std::string_view text = document.text();
  for (const Finding& finding : findings) {
    uint64_t hash = fnv(1469598103934665603ull, finding.rule->id);
    hash = fnv(hash, utf8::fold(document.slice(finding.span)));
    hash = fnv(hash, words_beside(text, finding.span.begin, -1, 2));
    hash = fnv(hash, words_beside(text, finding.span.end, +1, 2));
    const uint64_t nth = seen[hash]++;
    if (nth) hash = fnv(hash, std::to_string(nth));
    std::string digits(16, '0');
    for (size_t i = 0; i < 16; ++i) digits[15 - i] = kHex[(hash >> (4 * i)) & 0xF];
    out.push_back(std::move(digits));
  }
  return out;
}

}  // namespace wirecheck
