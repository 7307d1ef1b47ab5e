// What it finds: a sentence that asks where the source states (question-added), or states where the source asks (question-lost).
// Why it matters: a statement turned into a question is doubted, a question turned into a statement is claimed.
// How: the marks that ask, in any script, counted over surely aligned sentences: one side has some, the other has none.
// What it leaves alone: a mark right behind a quotation (it asks for the words around it), quotations within a longer sentence (a part may be told indirectly), headlines, sources whose language asks
// without a mark, whatever is not surely aligned.
// Fix safety: review; the mark alone is offered, the order of the words is the reader's.
#include <memory>
#include <optional>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class Question : public Check {
 public:
  explicit Question(const RuleBook& book) : added_(book.find("question-added")), lost_(book.find("question-lost")) {}
  std::vector<const RuleInfo*> rules() const override { return {added_, lost_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment) return;
    for (const SentenceLink& link : a.alignment->links()) {
      if (!link.sure || link.source.size() != 1 || link.target.size() != 1) continue;
      const Sentence &source = a.original->sentences[link.source.begin], &target = a.sentences[link.target.begin];
      if (a.blocks[target.block].role == Role::headline) continue;
      const auto asks = last_mark(a, target), asked = last_mark(*a.original, source);
      if (!asks.has_value() || !asked.has_value()) continue;
      if (is_question(a, *asks) && is_stop(*a.original, *asked) && !has_question(*a.original, source) && !is_quote_mark(a, *asks - 1))
        report(*added_, a, *asks, a.original->tokens[*asked].span, ".", "The source states this; the translation asks it", out);
      else if (is_stop(a, *asks) && is_question(*a.original, *asked) && !has_question(a, target))
        report(*lost_, a, *asks, a.original->tokens[*asked].span, "?", "The source asks this; the translation states it", out);
    }
  }

 private:
  static char32_t mark(const Analysis& a, uint32_t token) {
    return a.tokens[token].kind == TokenKind::punctuation ? utf8::at(a.text(token), 0) : 0;
  }
  static bool is_question(const Analysis& a, uint32_t token) {
    constexpr char32_t kFullWidth = 0xFF1F, kArabic = 0x061F, kArmenian = 0x055E;
    const char32_t c = mark(a, token);
    return c == '?' || c == kFullWidth || c == kArabic || c == kArmenian || (c == ';' && a.lang == Lang::of("el"));
  }
  static bool is_stop(const Analysis& a, uint32_t token) {
    constexpr char32_t kIdeographic = 0x3002, kDanda = 0x0964, kUrdu = 0x06D4;
    const char32_t c = mark(a, token);
    return c == '.' || c == kIdeographic || c == kDanda || c == kUrdu;
  }
  static bool has_question(const Analysis& a, const Sentence& sentence) {
    for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
      if (is_question(a, i)) return true;
    return false;
  }
  // The mark that ends the sentence, with nothing behind it; none where a quotation ends there, or no mark does.
  static std::optional<uint32_t> last_mark(const Analysis& a, const Sentence& sentence) {
    if (sentence.tokens.empty()) return std::nullopt;
    const uint32_t last = sentence.tokens.end - 1;
    return is_question(a, last) || is_stop(a, last) ? std::optional<uint32_t>(last) : std::nullopt;
  }
  static void report(const RuleInfo& rule, const Analysis& a, uint32_t token, Span source, std::string put, std::string message, Findings& out) {
    Finding& finding = out.add(rule, a.tokens[token].span, std::move(message), {std::move(put)});
    finding.source = source;
  }

  const RuleInfo *added_, *lost_;
};

}  // namespace

std::unique_ptr<Check> make_question(const RuleBook& book, const Facts&) {
  if (!book.find("question-added") || !book.find("question-lost")) return nullptr;
  return std::make_unique<Question>(book);
}

}  // namespace wirecheck
