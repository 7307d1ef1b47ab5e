// What it finds: lines of the web page that are no part of the story: links to other stories, invitations to subscribe, to follow
// or to download, badges of app stores, sharing buttons.
// How: dictionaries/<lang>/site-leftovers.yaml has two lists of patterns over a whole block. A block that matches `sure` is a
// leftover wherever it stands. One that matches `likely` is one only in the company of a sure one at the head or the tail of the
// page, with nothing but leftovers and credits between it and the edge of the story, because a newspaper may quote such words.
// Behind the agency credit the story is over: there a short block without a closing stop counts as `likely` too.
// What it leaves alone: agency credits, bylines, captions, and every block that reads as prose.
// Fix safety: review; the line goes with its line break.
#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "checks/check.h"
#include "checks/support.h"
#include "core/regex.h"

namespace wirecheck {
namespace {

class SiteLeftover : public Check {
 public:
  SiteLeftover(const RuleInfo* rule, std::vector<std::string> sure, std::vector<std::string> likely)
      : rule_(rule), sure_(std::move(sure)), likely_(std::move(likely)) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    const size_t n = a.blocks.size();
    enum class Verdict : uint8_t { prose, credit, likely, sure };
    std::vector<Verdict> verdicts(n, Verdict::prose);
    bool any = false, credited = false;
    for (size_t b = 0; b < n; ++b) {
      const Span span = a.document.blocks()[b].span;
      if (span.size() > kLongestBlock) continue;
      if (a.blocks[b].role == Role::credit || a.blocks[b].role == Role::byline) verdicts[b] = Verdict::credit;
      else if (sure_.matches(a.document.slice(span))) { verdicts[b] = Verdict::sure; any = true; }
    }
    if (!any) return;   // most stories
    for (size_t b = 0; b < n; ++b) {
      const Span span = a.document.blocks()[b].span;
      if (span.size() > kLongestBlock) continue;
      const std::string_view text = a.document.slice(span);
      if (verdicts[b] == Verdict::credit) credited = a.blocks[b].role == Role::credit;
      else if (verdicts[b] == Verdict::sure) continue;
      else if (likely_.matches(text)) verdicts[b] = Verdict::likely;
      else if (credited && span.size() <= kShortBlock && !ends_with_stop(text)) verdicts[b] = Verdict::likely;
    }
    // The tail of the page: from the last block backwards as long as no prose stands there. A leftover among prose needs to be sure.
    size_t tail = n;
    while (tail > 0 && verdicts[tail - 1] != Verdict::prose) --tail;
    bool sure_in_tail = false;
    for (size_t b = tail; b < n; ++b) sure_in_tail |= verdicts[b] == Verdict::sure;
    for (size_t b = 0; b < n; ++b) {
      const bool leftover = verdicts[b] == Verdict::sure || (verdicts[b] == Verdict::likely && b >= tail && sure_in_tail);
      if (!leftover) continue;
      const Span block = a.document.blocks()[b].span;
      Finding finding;
      finding.rule = rule_;
      finding.span = block;
      finding.severity = rule_->severity;
      finding.confidence = rule_->confidence;
      finding.fixes.push_back({{{with_line_break(a.document, block), ""}}, Safety::review});
      out.add(std::move(finding));
    }
  }

 private:
  static constexpr uint32_t kLongestBlock = 240, kShortBlock = 90;   // bytes

  static bool ends_with_stop(std::string_view text) {
    uint32_t at = static_cast<uint32_t>(text.size());
    while (at > 0 && utf8::is_quote(utf8::before(text, at))) at -= static_cast<uint32_t>(utf8::encode(utf8::before(text, at)).size());
    const char32_t last = utf8::before(text, at);
    return last == '.' || last == '?' || last == '!' || last == ')' || last == utf8::kEllipsis;
  }

  // Each is compiled when a first block has what it needs; most never are.
  class Patterns {
   public:
    explicit Patterns(std::vector<std::string> patterns) : patterns_(std::move(patterns)) {}
    bool matches(std::string_view text) const {
      std::call_once(once_, [this] { prepare(); });
      std::vector<uint32_t> may;
      set_->candidates(text, may);
      return std::any_of(may.begin(), may.end(), [&](uint32_t i) { return regexes_[i].matches_whole(text); });
    }

   private:
    void prepare() const {
      set_.emplace(std::vector<std::string_view>(patterns_.begin(), patterns_.end()), true);
      for (const std::string& pattern : patterns_) regexes_.push_back(Regex::later(pattern, {}));
    }

    std::vector<std::string> patterns_;
    mutable std::once_flag once_;
    mutable std::optional<RegexSet> set_;
    mutable std::vector<Regex> regexes_;
  };

  const RuleInfo* rule_;
  Patterns sure_, likely_;
};

std::vector<std::string> column(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::string> out;
  for (const auto& row : rows)
    if (!row.empty()) out.push_back(row.front());
  return out;
}

}  // namespace

std::unique_ptr<Check> make_site_leftover(const RuleBook& book, const Facts& facts) {
  std::vector<std::string> sure = column(facts.table("site-leftovers.sure"));
  if (sure.empty()) return nullptr;
  return std::make_unique<SiteLeftover>(book.find("site-leftover"), std::move(sure), column(facts.table("site-leftovers.likely")));
}

}  // namespace wirecheck
