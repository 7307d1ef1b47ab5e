// What it finds: a sentence of the source that the translation has nowhere (omitted-sentence), a sentence of the translation that the
// source has not (added-sentence), a sentence far too short or far too long for its source (omitted-content, added-content).
// Why it matters: the reader is told less than was written, or more.
// How: by the alignment's gaps, where it is sure of them; by the ratio of lengths, against what the language's translations show
// (dictionaries/length-ratios.yaml) or, in a story of many sentences, against its own median; a moderately short one must also have
// lost every figure and name of its source.
// What it leaves alone: short sentences, headlines (also those of which only the missing stop tells), credits, pairs of texts that are not surely one story.
// Fix safety: none; what is missing is in the source text, which the finding points to.
#include <algorithm>
#include <cmath>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class Omission : public Check {
 public:
  Omission(const RuleBook& book, const std::vector<std::vector<std::string>>& ratios)
      : lost_(book.find("omitted-sentence")), added_(book.find("added-sentence")), short_(book.find("omitted-content")), long_(book.find("added-content")) {
    for (const auto& row : ratios) {
      if (row.size() < 2) continue;
      int hundredths = 0, digits = -1;   // "0.87"
      for (const char c : row[1]) {
        if (c == '.') digits = 0;
        else if (c >= '0' && c <= '9' && digits < 2) {
          hundredths = hundredths * 10 + (c - '0');
          if (digits >= 0) ++digits;
        }
      }
      for (int k = std::max(digits, 0); k < 2; ++k) hundredths *= 10;
      if (hundredths > 0) ratios_.emplace_back(Lang::of(row[0]), hundredths / 100.0);
    }
  }
  std::vector<const RuleInfo*> rules() const override { return {lost_, added_, short_, long_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment || a.alignment->pair() == Alignment::Pair::wrong || a.original->lang == a.lang) return;
    if (a.alignment->pair() == Alignment::Pair::right) gaps(a, out);
    lengths(a, out);
  }

 private:
  static constexpr uint32_t kWordsAtLeast = 6;   // of a sentence that is missed

  static uint32_t words_of(const Analysis& a, uint32_t sentence) {
    uint32_t words = 0;
    for (uint32_t i = a.sentences[sentence].tokens.begin; i < a.sentences[sentence].tokens.end; ++i) words += is_word(a, i);
    return words;
  }
  static bool prose(const Analysis& a, uint32_t sentence) {
    return a.blocks[a.sentences[sentence].block].role == Role::body && words_of(a, sentence) >= kWordsAtLeast;
  }

  // ---- gaps of the alignment ----
  void gaps(const Analysis& a, Findings& out) const {
    const Analysis& o = *a.original;
    uint32_t before = 0;   // target sentences that stand before the gap
    for (const SentenceLink& link : a.alignment->links()) {
      if (link.target.size() == 0 && link.sure) {
        for (uint32_t s = link.source.begin; s < link.source.end; ++s)
          if (prose(o, s) && (before > 0 || !a.sentences.empty())) lost(a, s, before, out);
      } else if (link.source.size() == 0 && link.sure) {
        for (uint32_t t = link.target.begin; t < link.target.end; ++t)
          if (prose(a, t)) out.add(*added_, a.sentences[t].span, "The source text has no such sentence");
      }
      before = std::max(before, link.target.end);
    }
  }
  void lost(const Analysis& a, uint32_t source, uint32_t before, Findings& out) const {
    const Analysis& o = *a.original;
    // Anchored on the last word before the gap, or the first word of the story.
    const Range tokens = a.sentences[before > 0 ? before - 1 : 0].tokens;
    uint32_t at = before > 0 ? tokens.end - 1 : tokens.begin;
    while (before > 0 && at > tokens.begin && !is_word(a, at)) --at;
    Finding& finding = out.add(*lost_, a.tokens[at].span, std::string(before > 0 ? "Behind this" : "Before this") + " the translation lacks a sentence of the source: \"" + head(o, source) + "\"");
    finding.source = o.sentences[source].span;
  }
  static std::string head(const Analysis& o, uint32_t sentence) {
    constexpr uint32_t kTokens = 8;
    const Range tokens = o.sentences[sentence].tokens;
    const Range some{tokens.begin, std::min(tokens.end, tokens.begin + kTokens)};
    return std::string(o.text(some)) + (some.end < tokens.end ? utf8::encode(utf8::kEllipsis) : "");
  }

  // ---- lengths ----
  static Span span_of(const Analysis& a, Range sentences) { return {a.sentences[sentences.begin].span.begin, a.sentences[sentences.end - 1].span.end}; }
  // The letters that a translation of the text would have. A sign of Han or kana stands for several; Latin words and figures among
  // them are as long as they are, and what a bracket repeats in Latin letters is often left out.
  static double expected(std::string_view text, double usual) {
    constexpr double kSigns = 2;   // from here on the ratio is that of signs
    if (usual < kSigns) return utf8::count(text) * usual;
    double out = 0;
    for (size_t at = 0; at < text.size();) {
      const utf8::Decoded d = utf8::decode(text, at);
      const bool sign = utf8::is_letter(d.c) && d.c >= 0x3040;
      out += sign ? usual : utf8::is_letter(d.c) || utf8::is_digit(d.c) || d.c == ' ' ? 1 : 0;
      at += d.size;
    }
    return out;
  }
  void lengths(const Analysis& a, Findings& out) const {
    constexpr double kShort = 0.5, kShortAndBare = 0.65, kLong = 2.0;
    constexpr uint32_t kLetters = 60;
    const Analysis& o = *a.original;
    const auto at = std::find_if(ratios_.begin(), ratios_.end(), [&](const auto& row) { return row.first == o.lang; });
    if (at == ratios_.end()) return;
    const double usual = at->second;
    struct Pair { const SentenceLink* link; double ratio; };
    std::vector<Pair> pairs;
    std::vector<double> sorted;
    const bool whole = a.alignment->links().size() == 1;
    for (const SentenceLink& link : a.alignment->links()) {
      if (link.source.size() == 0 || link.target.size() == 0 || !(link.sure || whole)) continue;
      const double s = expected(o.document.slice(span_of(o, link.source)), usual), t = utf8::count(a.document.slice(span_of(a, link.target)));
      if (s < kLetters) continue;
      pairs.push_back({&link, t / s});
      sorted.push_back(pairs.back().ratio);
    }
    double median = 1;
    constexpr size_t kEnough = 12;
    if (sorted.size() >= kEnough) {
      std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
      median = std::clamp(sorted[sorted.size() / 2], 0.8, 1.25);
    }
    for (const Pair& pair : pairs) {
      const double ratio = pair.ratio / median;
      const Span source = span_of(o, pair.link->source), target = span_of(a, pair.link->target);
      if (a.blocks[a.sentences[pair.link->target.begin].block].role != Role::body || !ends(o, pair.link->source)) continue;
      if (ratio < kShort || (ratio < kShortAndBare && bare(a, *pair.link))) {
        Finding& finding = out.add(*short_, target, "This has " + std::to_string(static_cast<int>(std::lround(ratio * 100))) + " letters where a translation of its source would have about 100");
        finding.source = source;
      } else if (ratio > kLong) {
        Finding& finding = out.add(*long_, target, "This has " + std::to_string(static_cast<int>(std::lround(ratio * 100))) + " letters where a translation of its source would have about 100");
        finding.source = source;
      }
    }
  }
  // It ends in a mark; headlines do not, and are shortened at will.
  static bool ends(const Analysis& a, Range sentences) {
    const uint32_t last = a.sentences[sentences.end - 1].tokens.end - 1;
    return a.tokens[last].kind == TokenKind::punctuation;
  }
  // The source has two figures or names and more, and the target none of them.
  static bool bare(const Analysis& a, const SentenceLink& link) {
    const Analysis& o = *a.original;
    constexpr size_t kStem = 3;
    uint32_t anchors = 0;
    const auto stem = [](const Analysis& in, uint32_t i) { return utf8::without_diacritics(in.folded(i)).substr(0, kStem); };
    std::vector<std::string> there;
    for (uint32_t i = a.sentences[link.target.begin].tokens.begin; i < a.sentences[link.target.end - 1].tokens.end; ++i) there.push_back(stem(a, i));
    std::sort(there.begin(), there.end());
    for (uint32_t i = o.sentences[link.source.begin].tokens.begin; i < o.sentences[link.source.end - 1].tokens.end; ++i) {
      const Token& token = o.tokens[i];
      const bool name = token.kind == TokenKind::word && token.is(Token::capital) && !token.is(Token::sentence_first) && token.name != 0;
      if (!name && token.kind != TokenKind::number) continue;
      ++anchors;
      if (std::binary_search(there.begin(), there.end(), stem(o, i))) return false;
    }
    return anchors >= 2;
  }

  const RuleInfo *lost_, *added_, *short_, *long_;
  std::vector<std::pair<Lang, double>> ratios_;
};

}  // namespace

std::unique_ptr<Check> make_omission(const RuleBook& book, const Facts& facts) {
  const auto& ratios = facts.table("length-ratios." + utf8::to_lower(facts.orthography().name));
  return std::make_unique<Omission>(book, ratios);
}

}  // namespace wirecheck
