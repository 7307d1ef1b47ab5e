// What it finds: a paragraph that stands twice in the story, word for word (folded, white space apart).
// Why it matters: a translation in pieces pasted one piece twice.
// What it leaves alone: short blocks (crossheads, captions, refrains): at least ten words must repeat.
// Fix safety: review; which of the two is in its place an editor decides.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "checks/check.h"
#include "checks/folded_print.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class RepeatedParagraph : public Check {
 public:
  explicit RepeatedParagraph(const RuleBook& book) : rule_(book.find("repeated-paragraph")) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    constexpr uint32_t kWordsAtLeast = 10;
    constexpr uint32_t kOpening = 6;
    // Different paragraphs by length and opening, in text order. The map is never iterated: order comes from the blocks.
    std::unordered_map<uint64_t, std::vector<uint32_t>> seen;
    for (uint32_t b = 0; b < a.blocks.size(); ++b) {
      const Range tokens = a.blocks[b].tokens;
      if (tokens.size() < kWordsAtLeast) continue;
      uint32_t words = 0;
      for (uint32_t i = tokens.begin; i < tokens.end && words < kWordsAtLeast; ++i) words += is_word(a, i);
      if (words < kWordsAtLeast) continue;
      uint64_t opening = tokens.size();
      for (uint32_t i = tokens.begin; i < tokens.begin + kOpening; ++i) opening = (opening ^ folded_print(a, i)) * 0x9E3779B97F4A7C15ull;
      std::vector<uint32_t>& like = seen[opening];
      const auto first = std::find_if(like.begin(), like.end(), [&](uint32_t other) { return same_words(a, a.blocks[other].tokens, tokens); });
      if (first == like.end()) {
        like.push_back(b);
        continue;
      }
      const Span block = a.document.blocks()[b].span;
      Finding finding;
      finding.rule = rule_;
      finding.span = block;
      finding.severity = rule_->severity;
      finding.confidence = rule_->confidence;
      finding.fixes.push_back({{{with_line_break(a.document, block), ""}}, Safety::review});
      finding.related.push_back({a.document.blocks()[*first].span, "the same paragraph"});
      out.add(std::move(finding));
    }
  }

 private:
  static bool same_words(const Analysis& a, Range one, Range other) {
    if (one.size() != other.size()) return false;
    for (uint32_t i = 0; i < one.size(); ++i)
      if (utf8::to_lower(a.text(one.begin + i)) != utf8::to_lower(a.text(other.begin + i))) return false;
    return true;
  }

  const RuleInfo* rule_;
};

}  // namespace

std::unique_ptr<Check> make_repeated_paragraph(const RuleBook& book, const Facts&) {
  return std::make_unique<RepeatedParagraph>(book);
}

}  // namespace wirecheck
