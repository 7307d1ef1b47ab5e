// What it finds: a quotation whose speaker the source names beside it and the translation does not (attribution-lost), and the reverse
// (attribution-added).
// Why it matters: the reader no longer knows whose words these are.
// How: sentences that surely stand for each other, a quotation on both sides. On one side three words and more, with a name or a noun
// for a person among them, stand outside the marks; on the other side nothing. Where the
// language's verbs of saying are listed, one of them is wanted.
// What it leaves alone: sentences with several quotations on one side only, quotations that run over a sentence's end, headlines.
// Fix safety: none.
#include <algorithm>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class Attribution : public Check {
 public:
  explicit Attribution(const RuleBook& book) : lost_(book.find("attribution-lost")), added_(book.find("attribution-added")) {}
  std::vector<const RuleInfo*> rules() const override { return {lost_, added_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment || a.alignment->pair() == Alignment::Pair::wrong || a.original->lang == a.lang) return;
    if (a.quotes.empty() || a.original->quotes.empty()) return;
    const Analysis& o = *a.original;
    for (size_t n = 0; n < a.alignment->links().size(); ++n) {
      const SentenceLink& link = a.alignment->links()[n];
      if (!link.sure || link.source.empty() || link.target.empty()) continue;
      const Outside theirs = outside(o, link.source), ours = outside(a, link.target);
      if (!theirs.whole || !ours.whole) continue;
      if (theirs.names_somebody() && ours.words == 0 && !named_beside(a, link.target)) {
        Finding& finding = out.add(*lost_, a.tokens[ours.mark].span, "The source names the speaker (\"" + std::string(o.text(theirs.clause)) + "\"), the translation does not");
        finding.source = o.span(theirs.clause);
      } else if (ours.names_somebody() && theirs.words == 0 && !named_beside(o, link.source)) {
        Finding& finding = out.add(*added_, a.span(ours.clause), "The source does not say whose words these are");
        finding.source = o.tokens[theirs.mark].span;
      }
    }
  }

 private:
  static constexpr uint32_t kClause = 3, kQuoted = 4;

  struct Outside {
    bool whole = false;      // one quotation of some words, opened and closed here
    uint32_t words = 0;      // outside it
    bool name = false, said = false;
    Range clause;            // the longest run of tokens outside, without marks at its ends
    uint32_t mark = 0;       // the closing mark
    bool names_somebody() const { return words >= kClause && said && (name || words > kClause); }
  };
  static Outside outside(const Analysis& a, Range sentences) {
    Outside out;
    const Range tokens{a.sentences[sentences.begin].tokens.begin, a.sentences[sentences.end - 1].tokens.end};
    if (a.blocks[a.sentences[sentences.begin].block].role != Role::body) return out;
    const Span span = a.span(tokens);
    uint32_t quotes = 0, quoted = 0;
    // Quotations stand in the order of their paragraphs, and none reaches beyond its own.
    const uint32_t block = a.sentences[sentences.begin].block;
    auto next = std::lower_bound(a.quotes.begin(), a.quotes.end(), block, [](const Quote& q, uint32_t b) { return q.block < b; });
    for (; next != a.quotes.end(); ++next) {
      const Quote& quote = *next;
      const Span at = quote.open.empty() ? quote.close : quote.open;
      if (at.begin >= span.end) break;
      if (at.begin < span.begin) {
        if (quote.inside.end > span.begin) return out;
        continue;
      }
      if (quote.depth > 0) continue;
      if (quote.open.empty() || quote.close.empty() || quote.close.end > span.end) return out;
      ++quotes;
    }
    if (quotes == 0) return out;
    uint32_t run = tokens.begin;
    const auto end_run = [&](uint32_t end) {
      Range clause{run, end};
      while (!clause.empty() && !is_word(a, clause.begin)) ++clause.begin;
      while (!clause.empty() && !is_word(a, clause.end - 1)) --clause.end;
      if (clause.size() > out.clause.size()) out.clause = clause;
    };
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
      const Token& token = a.tokens[i];
      if (token.is(Token::in_quote) || is_quote_mark(a, i)) {
        if (!token.is(Token::in_quote) || is_quote_mark(a, i)) out.mark = i;
        end_run(i);
        run = i + 1;
        quoted += is_word(a, i);
        continue;
      }
      if (!is_word(a, i) || token.is(Token::clitic)) continue;
      ++out.words;
      out.said = out.said || a.is(i, Is::speech_verb);
      out.name = out.name || (token.is(Token::capital) && !token.is(Token::sentence_first) && token.name != 0) || a.is(i, Is::person) || a.is(i, Is::office);
    }
    end_run(tokens.end);
    out.said = out.said || a.resources.facts->table("speech-verbs.verbs").empty();
    out.whole = quoted >= kQuoted;
    return out;
  }
  // A neighbouring sentence of the paragraph may hold the speaker.
  static bool named_beside(const Analysis& a, Range sentences) {
    const uint32_t block = a.sentences[sentences.begin].block;
    const auto names = [&](uint32_t s) {
      if (a.sentences[s].block != block) return false;
      for (uint32_t i = a.sentences[s].tokens.begin; i < a.sentences[s].tokens.end; ++i)
        if (a.is(i, Is::speech_verb) && !a.tokens[i].is(Token::in_quote)) return true;
      return false;
    };
    return (sentences.begin > 0 && names(sentences.begin - 1)) || (sentences.end < a.sentences.size() && names(sentences.end));
  }

  const RuleInfo *lost_, *added_;
};

}  // namespace

std::unique_ptr<Check> make_attribution(const RuleBook& book, const Facts&) { return std::make_unique<Attribution>(book); }

}  // namespace wirecheck
