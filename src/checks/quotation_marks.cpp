// What it finds: a double quotation mark that has no partner in its paragraph, a quotation that opens in one paragraph and closes
// in the next without being taken up again there, and quotation marks of another language (guillemets in English, English marks in
// German).
// Why it matters: the reader can no longer tell whose words these are.
// How: where a text has one sentence a line its paragraphs are not known, and a quotation may end lines further on. There a lone mark
// is told when the sentence's source has all its quotations closed, or when it is the only lone mark of the whole text.
// What it leaves alone: the wire habit (each paragraph of a long quotation opens again, only the last one closes),
// quotations of three paragraphs and more with a mark at either end alone, single marks (they look like apostrophes), inches and
// minutes after digits, guillemets around a name of a work in a foreign title.
// Fix safety: foreign marks are replaced safely; where a lost mark belongs an editor decides.
#include <algorithm>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class QuotationMarks : public Check {
 public:
  QuotationMarks(const RuleBook& book, const Facts& facts)
      : unpaired_(book.find("unpaired-quote")), straddling_(book.find("straddling-quote")),
        foreign_(book.find("foreign-quotes")) {
    for (const auto& [open, close] : facts.orthography().quotes) {
      own_.push_back(open);
      own_.push_back(close);
    }
    for (const auto& row : facts.table("language.quotes"))
      if (row.front() == "foreign")
        for (size_t i = 1; i + 1 < row.size(); i += 2) named_.emplace_back(row[i], row[i + 1]);
    american_ = facts.lang() == Lang::of("en");
  }
  std::vector<const RuleInfo*> rules() const override { return {unpaired_, straddling_, foreign_}; }

  void run(const Analysis& a, Findings& out) const override {
    const bool by_lines = paragraphs_unknown(a);
    const bool single = by_lines && only_lone_mark(a);
    for (size_t i = 0; i < a.quotes.size(); ++i) {
      const Quote& quote = a.quotes[i];
      foreign(a, quote, out);
      // One end is missing: of an opening mark `close` is empty, of a stray closing one `open` is.
      const bool closing = quote.open.empty();
      if ((!closing && !quote.close.empty()) || quote.continues) continue;
      const Span mark = closing ? quote.close : quote.open;
      if (!is_double(a, mark) || after_digit(a, mark)) continue;
      if (by_lines) {
        if (const std::optional<Span> source = closed_in_source(a, mark); source || single) {
          Finding& finding = out.add(*unpaired_, mark, {});
          finding.source = source;
        }
        continue;
      }
      const Quote* opener = closing ? opens_in_block_before(a, i) : nullptr;
      if (!closing && closes_in_next_block(a, i)) continue;   // told at its other end
      if (!opener && runs_over_blocks(a, i)) continue;
      Finding finding;
      finding.rule = opener ? straddling_ : unpaired_;
      finding.span = mark;
      finding.severity = finding.rule->severity;
      finding.confidence = finding.rule->confidence;
      if (opener) finding.related.push_back({opener->open, "the mark that opens it"});
      else if (closing) finding.fixes.push_back({{{mark, ""}}, Safety::review});
      out.add(std::move(finding));
    }
  }

 private:
  static bool is_double(const Analysis& a, Span mark) {
    const char32_t c = utf8::at(a.document.slice(mark), 0);
    return c == '"' || c == utf8::kLeftDouble || c == utf8::kRightDouble || c == utf8::kLowDouble || c == utf8::kLeftGuillemet;
  }
  static bool after_digit(const Analysis& a, Span mark) {
    return utf8::is_digit(utf8::before(a.document.text(), mark.begin));
  }

  // In a text without blank lines whose lines hold a sentence each, a quotation may run over any line's end; of a lone block
  // nobody knows what stood around it.
  static bool paragraphs_unknown(const Analysis& a) {
    const auto& blocks = a.document.blocks();
    for (size_t b = 1; b < blocks.size(); ++b) {
      const std::string_view between = a.document.slice({blocks[b - 1].span.end, blocks[b].span.begin});
      if (std::count(between.begin(), between.end(), '\n') > 1) return false;
    }
    return blocks.size() < 2 || 2 * a.sentences.size() < 3 * blocks.size();
  }
  static bool is_lone(const Analysis& a, const Quote& quote) {
    const Span mark = quote.open.empty() ? quote.close : quote.open;
    return (quote.open.empty() || quote.close.empty()) && !mark.empty() && !quote.continues && !after_digit(a, mark) &&
           (is_double(a, mark) || utf8::at(a.document.slice(mark), 0) == utf8::kRightGuillemet);
  }
  // A text of some lines with one lone mark: whatever ran over a line's end would leave two.
  static bool only_lone_mark(const Analysis& a) {
    constexpr size_t kLines = 4;
    return a.document.blocks().size() >= kLines &&
           std::count_if(a.quotes.begin(), a.quotes.end(), [&](const Quote& quote) { return is_lone(a, quote); }) == 1 &&
           std::none_of(a.quotes.begin(), a.quotes.end(), [](const Quote& quote) { return quote.continues || quote.continued; });
  }
  // The first quotation of the source of the mark's sentence, where that source has quotations and closes them all.
  static std::optional<Span> closed_in_source(const Analysis& a, Span mark) {
    if (!a.original || !a.alignment) return std::nullopt;
    const auto token = std::lower_bound(a.tokens.begin(), a.tokens.end(), mark.begin, [](const Token& t, uint32_t byte) { return t.span.begin < byte; });
    if (token == a.tokens.end()) return std::nullopt;
    const auto range = a.alignment->source_of(a.sentence_of(static_cast<uint32_t>(token - a.tokens.begin())));
    if (!range || range->empty()) return std::nullopt;
    const Analysis& o = *a.original;
    const Span span{o.sentences[range->begin].span.begin, o.sentences[range->end - 1].span.end};
    std::optional<Span> first;
    for (const Quote& quote : o.quotes) {
      const Span at = quote.open.empty() ? quote.close : quote.open;
      if (at.begin < span.begin || at.begin >= span.end) {
        if (!quote.open.empty() && at.begin < span.begin && quote.inside.end > span.begin) return std::nullopt;   // it runs in from before
        continue;
      }
      if (quote.open.empty() || quote.close.empty() || quote.close.begin >= span.end) return std::nullopt;
      if (!first) first = Span{quote.open.begin, quote.close.end};
    }
    return first;
  }
  // The quotation left open in the paragraph before, and the other way round.
  static const Quote* opens_in_block_before(const Analysis& a, size_t at) {
    for (size_t i = at; i-- > 0 && a.quotes[i].block + 1 >= a.quotes[at].block;)
      if (a.quotes[i].block + 1 == a.quotes[at].block && is_open_end(a, a.quotes[i])) return &a.quotes[i];
    return nullptr;
  }
  static bool closes_in_next_block(const Analysis& a, size_t at) {
    for (size_t i = at + 1; i < a.quotes.size() && a.quotes[i].block <= a.quotes[at].block + 1; ++i)
      if (a.quotes[i].block == a.quotes[at].block + 1 && a.quotes[i].open.empty() && is_double(a, a.quotes[i].close)) return true;
    return false;
  }
  // A quotation of several paragraphs whose marks stand at its two ends alone, as papers of many countries set it: the next mark of the
  // story behind an opening one closes, two blocks later or more.
  static bool runs_over_blocks(const Analysis& a, size_t at) {
    const bool closing = a.quotes[at].open.empty();
    for (size_t i = at; closing ? i-- > 0 : ++i < a.quotes.size();) {
      const Quote& other = a.quotes[i];
      if (!is_double(a, other.open.empty() ? other.close : other.open)) continue;
      return closing ? is_open_end(a, other) : other.open.empty();
    }
    return false;
  }
  static bool is_open_end(const Analysis& a, const Quote& quote) {
    return !quote.open.empty() && quote.close.empty() && !quote.continues && is_double(a, quote.open);
  }

  void foreign(const Analysis& a, const Quote& quote, Findings& out) const {
    if (quote.open.empty() || quote.close.empty()) return;
    const std::string_view open = a.document.slice(quote.open);
    const char32_t mark = utf8::at(open, 0);
    const bool guillemet = mark == utf8::kLeftGuillemet || mark == utf8::kRightGuillemet;
    const bool low = mark == utf8::kLowDouble;
    if (own_.empty()) return;   // a language nobody described
    if (!is_named(open, a.document.slice(quote.close)) && ((!guillemet && !low) || std::find(own_.begin(), own_.end(), open) != own_.end())) return;
    // White space that French sets inside its marks goes with them.
    Span left = quote.open, right = quote.close;
    const std::string_view text = a.document.text();
    while (left.end < quote.inside.end && utf8::is_space(utf8::at(text, left.end))) left.end += utf8::decode(text, left.end).size;
    while (right.begin > left.end && utf8::is_space(utf8::before(text, right.begin)))
      right.begin -= static_cast<uint32_t>(utf8::encode(utf8::before(text, right.begin)).size());
    Finding finding;
    finding.rule = foreign_;
    finding.span = {left.begin, right.end};
    finding.severity = foreign_->severity;
    finding.confidence = foreign_->confidence;
    // The comma or stop that French sets behind its mark goes inside, where this story sets them.
    uint32_t after = right.end;
    while (after < text.size() && text[after] != '\n' && utf8::is_space(utf8::at(text, after))) after += utf8::decode(text, after).size;
    const char32_t last = utf8::before(text, right.begin);
    const bool stop = after < text.size() && (text[after] == ',' || text[after] == '.') && !text.substr(after).starts_with("..");
    const bool sure = stop && american_ && stops_surely_inside(a);
    if (stop && american_ && !stops_outside(a)) {
      const bool ends = last == '.' || last == '!' || last == '?';
      const std::string inside = ends ? close_mark(a) : text[after] + close_mark(a);
      finding.span.end = after + 1;
      finding.fixes.push_back({{{left, open_mark(a)}, {{right.begin, after + 1}, inside}}, sure ? Safety::safe : Safety::review});
    }
    // Where the story surely sets its stops inside, a stop left behind would be a fault of its own.
    finding.fixes.push_back({{{left, open_mark(a)}, {right, close_mark(a)}}, stop && sure ? Safety::review : Safety::safe});
    out.add(std::move(finding));
  }

  bool is_named(std::string_view open, std::string_view close) const {
    return std::any_of(named_.begin(), named_.end(), [&](const auto& pair) { return pair.first == open && pair.second == close; });
  }

  const RuleInfo *unpaired_, *straddling_, *foreign_;
  std::vector<std::string> own_;
  std::vector<std::pair<std::string, std::string>> named_;   // pairs that the language's facts call another language's
  bool american_;                                            // commas and stops may stand inside the closing mark
};

}  // namespace

std::unique_ptr<Check> make_quotation_marks(const RuleBook& book, const Facts& facts) {
  return std::make_unique<QuotationMarks>(book, facts);
}

}  // namespace wirecheck
