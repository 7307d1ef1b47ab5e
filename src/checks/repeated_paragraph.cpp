// What it finds: a paragraph that stands twice in the story, word for word (folded, white space apart).
// Why it matters: a translation in pieces pasted one piece twice.
// What it leaves alone: short blocks (crossheads, captions, refrains): at least ten words must repeat.
// Fix safety: review; which of the two is in its place an editor decides.
#include <unordered_map>

#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class RepeatedParagraph : public Check {
 public:
  explicit RepeatedParagraph(const RuleBook& book) : rule_(book.find("repeated-paragraph")) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    constexpr uint32_t kWordsAtLeast = 10;
    std::unordered_map<std::string, uint32_t> seen;   // never iterated: order comes from the blocks
    for (uint32_t b = 0; b < a.blocks.size(); ++b) {
      const Range tokens = a.blocks[b].tokens;
      if (tokens.size() < kWordsAtLeast) continue;
      std::string key;
      uint32_t words = 0;
      for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
        words += is_word(a, i);
        key += utf8::to_lower(a.text(i));
        key += ' ';
      }
      if (words < kWordsAtLeast) continue;
      const auto [first, fresh] = seen.try_emplace(std::move(key), b);
      if (fresh) continue;
      const Span block = a.document.blocks()[b].span;
      Finding finding;
      finding.rule = rule_;
      finding.span = block;
      finding.severity = rule_->severity;
      finding.confidence = rule_->confidence;
      finding.fixes.push_back({{{with_line_break(a.document, block), ""}}, Safety::review});
      finding.related.push_back({a.document.blocks()[first->second].span, "the same paragraph"});
      out.add(std::move(finding));
    }
  }

 private:
  const RuleInfo* rule_;
};

}  // namespace

std::unique_ptr<Check> make_repeated_paragraph(const RuleBook& book, const Facts&) {
  return std::make_unique<RepeatedParagraph>(book);
}

}  // namespace wirecheck
