// What it finds: a comma inside the closing mark in a language that sets it behind (comma-inside-quotes); a full stop
// before the closing mark with a comma behind it (stop-before-comma); double marks inside double marks, a quotation in single marks in a story that sets its quotations in double
// ones, and a comma or stop behind the closing mark in a story that sets them before it.
// Why it matters: a quotation inside another is told apart by its marks; copy of one house is of one make.
// What it leaves alone: headlines and captions (many houses set single marks there), stories with too few quotations to have a
// habit, and stops behind the mark where that is the story's habit: then words that are no sentence have them there and
// sentences have not, which is no inconsistency.
// Fix safety: review; quotations are a speaker's words.
#include <algorithm>

#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr uint32_t kHabit = 4;         // so many quotations make a habit ...
constexpr uint32_t kToOne = 4;         // ... where so many to one agree
constexpr uint32_t kWordsOfSpeech = 4; // fewer may be a name, a nickname, a work

bool is_double(char32_t c) {
  return c == '"' || c == utf8::kLeftDouble || c == utf8::kRightDouble || c == utf8::kLowDouble;
}
bool is_single(char32_t c) { return c == '\'' || c == utf8::kLeftSingle || c == utf8::kRightSingle; }

class QuotationStyle : public Check {
 public:
  QuotationStyle(const RuleBook& book, const Facts& facts)
      : nested_(book.find("nested-quotes")), mixed_(book.find("mixed-quotes")), stop_(book.find("stop-outside-quotes")),
        comma_(book.find("comma-inside-quotes")), doubled_(book.find("stop-before-comma")) {
    commas_behind_ = !facts.table("language.comma_behind_quotes").empty();
    american_ = facts.lang() == Lang::of("en");
    const auto& quotes = facts.orthography().quotes;
    if (quotes.size() < 2 || quotes[0].first.empty() || quotes[1].first.empty()) return;
    double_then_single_ = is_double(utf8::at(quotes[0].first, 0)) && is_single(utf8::at(quotes[1].first, 0));
  }
  std::vector<const RuleInfo*> rules() const override { return {nested_, mixed_, stop_, comma_, doubled_}; }

  void run(const Analysis& a, Findings& out) const override {
    sides(a, out);
    if (!double_then_single_) return;
    nested(a, out);
    mixed(a, out);
    if (american_) stops(a, out);
  }

 private:
  static char32_t mark_of(const Analysis& a, const Quote& quote) { return utf8::at(a.document.slice(quote.open), 0); }
  static bool complete(const Quote& quote) { return !quote.open.empty() && !quote.close.empty() && !quote.inside.empty(); }
  static uint32_t words_in(const Analysis& a, Span span) {
    const auto from = std::lower_bound(a.tokens.begin(), a.tokens.end(), span.begin,
                                       [](const Token& t, uint32_t byte) { return t.span.begin < byte; });
    uint32_t words = 0;
    for (auto t = from; t != a.tokens.end() && t->span.begin < span.end; ++t) words += t->kind == TokenKind::word;
    return words;
  }

  void report(const RuleInfo& rule, Span span, std::vector<Edit> edits, Findings& out) const {
    Finding finding;
    finding.rule = &rule;
    finding.span = span;
    finding.severity = rule.severity;
    finding.confidence = rule.confidence;
    finding.fixes.push_back({std::move(edits), Safety::review});
    out.add(std::move(finding));
  }

  // Commas and stops at the closing mark of speech.
  void sides(const Analysis& a, Findings& out) const {
    const std::string_view text = a.document.text();
    for (const Quote& quote : a.quotes) {
      if (quote.depth || !complete(quote) || is_single(mark_of(a, quote)) || words_in(a, quote.inside) < kWordsOfSpeech) continue;
      const auto after = std::lower_bound(a.tokens.begin(), a.tokens.end(), quote.close.end, [](const Token& t, uint32_t byte) { return t.span.begin < byte; });
      const auto close = static_cast<uint32_t>(after - a.tokens.begin());   // one behind the closing mark
      if (close < 2 || close >= a.tokens.size() || a.block_of(a.tokens[close].span.begin) != quote.block) continue;
      const uint32_t last = close - 2;
      if (a.tokens[last].span.end > quote.inside.end || a.tokens[last].span.begin < quote.inside.begin) continue;
      const Span whole{a.tokens[last].span.begin, quote.close.end};
      const bool initial = last > 0 && utf8::count(a.text(last - 1)) < 2;   // "the U. S."
      if (is_punctuation(a, last, '.') && a.tokens[last].span.size() == 1 && !initial && is_punctuation(a, close, ',') && a.tokens[close].span.begin == quote.close.end) {
        // Spaces that a language sets inside its marks stay.
        const std::string kept(text.substr(a.tokens[last].span.end, quote.close.end - a.tokens[last].span.end));
        const Span pair{whole.begin, a.tokens[close].span.end};
        report(*doubled_, pair, {{pair, american_ ? "," + kept : kept + ","}}, out);
      } else if (commas_behind_ && is_punctuation(a, last, ',') && is_lower_word(a, close)) {
        const std::string kept(text.substr(a.tokens[last].span.end, quote.close.end - a.tokens[last].span.end));
        report(*comma_, whole, {{whole, kept + ","}}, out);
      }
    }
  }

  void nested(const Analysis& a, Findings& out) const {
    for (const Quote& inner : a.quotes) {
      if (inner.depth != 1 || !complete(inner) || !is_double(mark_of(a, inner))) continue;
      const auto outer = std::find_if(a.quotes.begin(), a.quotes.end(), [&](const Quote& q) {
        return q.depth == 0 && complete(q) && q.inside.begin <= inner.open.begin && inner.close.end <= q.inside.end;
      });
      if (outer == a.quotes.end() || !is_double(mark_of(a, *outer))) continue;
      const bool curly = mark_of(a, inner) != '"';
      report(*nested_, {inner.open.begin, inner.close.end},
             {{inner.open, curly ? utf8::encode(utf8::kLeftSingle) : "'"}, {inner.close, curly ? utf8::encode(utf8::kRightSingle) : "'"}}, out);
    }
  }

  void mixed(const Analysis& a, Findings& out) const {
    uint32_t doubles = 0;
    std::vector<const Quote*> singles;
    for (const Quote& quote : a.quotes) {
      if (quote.depth || !complete(quote) || a.role_at(quote.open.begin) != Role::body) continue;
      if (words_in(a, quote.inside) < kWordsOfSpeech) continue;
      if (is_double(mark_of(a, quote))) ++doubles;
      else if (is_single(mark_of(a, quote))) singles.push_back(&quote);
    }
    if (doubles < kHabit || doubles < kToOne * singles.size()) return;
    for (const Quote* quote : singles)
      report(*mixed_, {quote->open.begin, quote->close.end}, {{quote->open, open_mark(a)}, {quote->close, close_mark(a)}}, out);
  }

  // Only where the story sets commas and stops before the mark: there one behind it is a slip.
  void stops(const Analysis& a, Findings& out) const {
    if (!stops_surely_inside(a)) return;
    const std::string_view text = a.document.text();
    for (const Quote& quote : a.quotes) {
      if (!complete(quote) || !is_double(mark_of(a, quote))) continue;
      const char32_t last = utf8::before(text, quote.close.begin);
      const uint32_t stop = quote.close.end;
      if (last == ',' || last == '.' || last == '?' || last == '!' || stop >= text.size() || (text[stop] != ',' && text[stop] != '.')) continue;
      if (text.substr(stop).starts_with("..")) continue;
      const std::string moved = text[stop] + std::string(a.document.slice(quote.close));
      report(*stop_, {quote.close.begin, stop + 1}, {{{quote.close.begin, stop + 1}, moved}}, out);
    }
  }

  const RuleInfo *nested_, *mixed_, *stop_, *comma_, *doubled_;
  bool commas_behind_ = false;   // the language sets the comma behind the closing mark
  bool double_then_single_ = false;
  bool american_ = false;   // commas and stops may stand inside the closing mark
};

}  // namespace

std::unique_ptr<Check> make_quotation_style(const RuleBook& book, const Facts& facts) {
  return std::make_unique<QuotationStyle>(book, facts);
}

}  // namespace wirecheck
