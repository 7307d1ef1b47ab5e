// What it finds: a quotation of the source text whose words stand without quotation marks in the target, and words in quotation
// marks that nobody is quoted for in the source.
// Why it matters: marks say whose words these are. Without them the story itself claims what somebody said; with marks of its
// own it puts words into a mouth.
// What it leaves alone: names, titles of works and single words between marks (languages differ there: Russian sets every
// brand between them), dialogues introduced by dashes, sentences whose counterpart is not known or has any mark at all.
// Fix safety: marks that were added can be taken away by an editor; where lost ones belong is for the editor to see.
#include <algorithm>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr uint32_t kWordsOfAQuotation = 5;   // below, it may be a name, a title or words at a distance

class QuotedWords : public Check {
 public:
  QuotedWords(const RuleBook& book, const Facts& facts) : lost_(book.find("lost-quotes")), added_(book.find("added-quotes")) {
    for (const auto& row : facts.table("closed-class.first_person"))
      if (!row.empty()) first_person_.push_back(row.front());
    std::sort(first_person_.begin(), first_person_.end());
  }
  std::vector<const RuleInfo*> rules() const override { return {lost_, added_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment || a.alignment->pair() == Alignment::Pair::wrong) return;
    const Analysis& source = *a.original;
    for (const SentenceLink& link : a.alignment->links()) {
      if (!link.sure || link.source.empty() || link.target.empty()) continue;
      const Span here = span_of(a, link.target), there = span_of(source, link.source);
      const bool here_marked = has_marks(a, link.target), there_marked = has_marks(source, link.source);
      if (here_marked == there_marked) continue;
      if (there_marked) lost(a, source, here, there, out);
      else if (!speaks_after_dash(source, link.source)) added(a, here, there, out);
    }
  }

 private:
  static Span span_of(const Analysis& a, Range sentences) {
    return {a.sentences[sentences.begin].span.begin, a.sentences[sentences.end - 1].span.end};
  }

  // Any mark, also one that looks like an apostrophe, and any word inside a quotation that began before.
  static bool has_marks(const Analysis& a, Range sentences) {
    for (uint32_t s = sentences.begin; s < sentences.end; ++s)
      for (uint32_t t = a.sentences[s].tokens.begin; t < a.sentences[s].tokens.end; ++t) {
        const Token& token = a.tokens[t];
        if (token.is(Token::in_quote)) return true;
        if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
          // "''" and "``" of old systems, a mark that stayed glued to its word.
          if (utf8::is_quote(utf8::at(a.text(t), 0))) return true;
          continue;
        }
        const char32_t c = utf8::at(a.text(t), 0);
        if ((utf8::is_quote(c) || c == '`') && !(token.is(Token::clitic) && !token.is(Token::space_before))) return true;
      }
    return false;
  }

  static bool speaks_after_dash(const Analysis& a, Range sentences) {
    for (uint32_t s = sentences.begin; s < sentences.end; ++s)
      for (uint32_t t = a.sentences[s].tokens.begin; t < a.sentences[s].tokens.end; ++t)
        if (utf8::is_dash(utf8::at(a.text(t), 0)) && !a.tokens[t].is(Token::hyphen_glued)) return true;
    return false;
  }

  // The first quotation that is all inside the span, is made of words enough and reads as speech, not as a name.
  static const Quote* speech_in(const Analysis& a, Span span) {
    for (const Quote& quote : a.quotes) {
      if (quote.depth || quote.open.empty() || quote.close.empty()) continue;
      if (quote.open.begin < span.begin || quote.close.end > span.end) continue;
      // Single marks may be apostrophes: Turkish sets one before the ending of every figure.
      const char32_t mark = utf8::at(a.document.slice(quote.open), 0);
      if (mark == '\'' || mark == utf8::kLeftSingle || mark == utf8::kRightSingle) continue;
      uint32_t words = 0, capitals = 0;
      const auto from = std::lower_bound(a.tokens.begin(), a.tokens.end(), quote.inside.begin,
                                         [](const Token& t, uint32_t byte) { return t.span.begin < byte; });
      for (auto t = from; t != a.tokens.end() && t->span.begin < quote.inside.end; ++t) {
        if (t->kind == TokenKind::word && !t->is(Token::clitic)) {
          ++words;
          capitals += t != from && t->is(Token::capital);
        }
      }
      const bool title = 2 * capitals + 1 >= words;
      if (words >= kWordsOfAQuotation && !title) return &quote;
    }
    return nullptr;
  }

  // "We will stay, said the mayor": a first person and the verb of another one's saying.
  bool speaks_himself(const Analysis& a, Span span) const {
    const auto from = std::lower_bound(a.tokens.begin(), a.tokens.end(), span.begin, [](const Token& t, uint32_t byte) { return t.span.begin < byte; });
    bool first = false, said = false;
    for (auto t = from; t != a.tokens.end() && t->span.begin < span.end; ++t) {
      if (t->kind != TokenKind::word) continue;
      const auto i = static_cast<uint32_t>(t - a.tokens.begin());
      if (std::binary_search(first_person_.begin(), first_person_.end(), a.folded(i))) first = true;
      // Behind a comma: the clause of the reporter; or before a colon.
      if (a.is(i, Is::speech_verb)) {
        const bool colon = i + 1 < a.tokens.size() && is_punctuation(a, i + 1, ':');
        const bool comma = (i > 0 && is_punctuation(a, i - 1, ',')) || (i > 1 && is_word(a, i - 1) && is_punctuation(a, i - 2, ','));
        said = said || colon || comma;
      }
    }
    return first && said;
  }

  void lost(const Analysis& a, const Analysis& source, Span here, Span there, Findings& out) const {
    const Quote* quote = speech_in(source, there);
    if (!quote) return;
    // What is underlined stays in one paragraph.
    Span span = here;
    const Span block = a.document.blocks()[a.block_of(here.begin)].span;
    span.end = std::min(span.end, block.end);
    Finding finding;
    finding.rule = lost_;
    finding.span = span;
    // Somebody speaks of himself in a sentence that names the speaker: no reported speech.
    finding.severity = speaks_himself(a, here) ? Severity::minor : lost_->severity;
    finding.confidence = lost_->confidence;
    finding.source = Span{quote->open.begin, quote->close.end};
    out.add(std::move(finding));
  }

  void added(const Analysis& a, Span here, Span there, Findings& out) const {
    const Quote* quote = speech_in(a, here);
    if (!quote) return;
    Finding finding;
    finding.rule = added_;
    finding.span = {quote->open.begin, quote->close.end};
    finding.severity = added_->severity;
    finding.confidence = added_->confidence;
    finding.source = there;
    finding.fixes.push_back({{{quote->open, ""}, {quote->close, ""}}, Safety::review});
    out.add(std::move(finding));
  }

  const RuleInfo *lost_, *added_;
  std::vector<std::string> first_person_;   // folded, sorted
};

}  // namespace

std::unique_ptr<Check> make_quoted_words(const RuleBook& book, const Facts& facts) { return std::make_unique<QuotedWords>(book, facts); }

}  // namespace wirecheck
