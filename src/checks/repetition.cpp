// What it finds: a phrase of two to eight words twice in a row ("of Archaeology of Archaeology"), a word three times in a row, a
// longer phrase three times in one sentence, four times without the source, a noun joined to itself ("courage and courage") (repeated-words); a sentence that stands again right behind itself or one further
// (repeated-sentence).
// Why it matters: the translation ran in a circle; the reader stumbles.
// What it leaves alone: doubles that the language has (dictionaries/<lang>/doubles.yaml), sounds and cheers, "more and more and more",
// names in lists, figures, anything with a mark between the two, headlines; what the source repeats as well.
// Fix safety: review; one of the two goes.
#include <algorithm>
#include <bitset>
#include <optional>
#include <string>
#include <unordered_map>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/doubles.h"
#include "checks/folded_print.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr uint32_t kLongest = 8;

// Of the tokens of a sentence: fingerprints of their folded forms.
using Prints = std::vector<uint64_t>;

class Repetition : public Check {
 public:
  Repetition(const RuleBook& book, const Facts& facts) : words_(book.find("repeated-words")), sentence_(book.find("repeated-sentence")) {
    const auto read = [&](std::vector<std::string>& words, const char* table) {
      for (const auto& row : facts.table(table))
        if (!row.empty()) words.push_back(row.front());
      std::sort(words.begin(), words.end());
    };
    read(allowed_, "doubles.allowed");
    read(joiners_, "doubles.joiners");
    read(joined_, "doubles.joined");
  }
  std::vector<const RuleInfo*> rules() const override { return {words_, sentence_}; }

  void run(const Analysis& a, Findings& out) const override {
    Prints prints;
    for (uint32_t n = 0; n < a.sentences.size(); ++n) {
      const Sentence& sentence = a.sentences[n];
      if (a.blocks[sentence.block].role != Role::body) continue;
      prints.clear();
      for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) prints.push_back(folded_print(a, i));
      loops(a, n, prints, out);
      if (!joiners_.empty()) joined(a, n, prints, out);
      again(a, n, out);
    }
  }

 private:
  // ---- phrases in a row ----
  void loops(const Analysis& a, uint32_t n, const Prints& prints, Findings& out) const {
    const Range t = a.sentences[n].tokens;
    bool any = false;
    std::optional<Doubles> doubles;   // asked for when there is a loop
    for (uint32_t i = t.begin; i < t.end;) {
      uint32_t size = 0, times = 0;
      for (uint32_t k = 1; k <= kLongest && i + 2 * k <= t.end; ++k) {
        if (prints[i + k - t.begin] != prints[i - t.begin]) continue;
        times = run_of(a, prints, t, i, k);
        if (times < (k == 1 ? 3u : 2u)) continue;
        if (k == 1 && !doubles) doubles = source_doubles(a, n);
        if (!loops_of(a, i, k, times, k == 1 && doubles == Doubles::none)) continue;
        size = k;
        break;
      }
      if (!size) {
        ++i;
        continue;
      }
      if (size == 1 && doubles != Doubles::unknown ? doubles == Doubles::none : !source_repeats(a, n, size == 1 ? 2 : 1)) report(a, {i, i + size}, times, out);
      any = true;
      i += size * times;
    }
    if (!any) thrice(a, n, prints, out);
  }
  // How often the k tokens from i on stand in a row, words all, with nothing between.
  static uint32_t run_of(const Analysis& a, const Prints& prints, Range t, uint32_t i, uint32_t k) {
    const auto word = [&](uint32_t j) { return a.tokens[j].kind == TokenKind::word && !a.tokens[j].is(Token::hyphen_glued); };
    for (uint32_t j = i; j < i + k; ++j)
      if (!word(j)) return 0;
    uint32_t times = 1;
    for (uint32_t next = i + k; next + k <= t.end; next += k, ++times)
      for (uint32_t j = 0; j < k; ++j)
        if (prints[next + j - t.begin] != prints[i + j - t.begin] || !word(next + j) ||
            (!a.tokens[next + j].is(Token::space_before) && !a.tokens[next + j].is(Token::clitic))) return times;
    return times;
  }
  bool loops_of(const Analysis& a, uint32_t i, uint32_t k, uint32_t times, bool not_in_source) const {
    bool lower = false, known = false, joined = false, listed = true;
    for (uint32_t j = i; j < i + k; ++j) {
      const std::string_view word = a.folded(j);
      lower |= !a.tokens[j].is(Token::capital);
      known |= a.classes(j) != 0 || a.resources.lexicon->knows(a.lang, word);
      joined |= a.is(j, Is::conjunction);
      listed = listed && std::binary_search(allowed_.begin(), allowed_.end(), word);
    }
    if (not_in_source) return times >= 3 && (!listed || times >= 4);
    if (listed || (k == 1 && a.tokens[i].is(Token::in_quote))) return false;   // a cheer, a stutter
    // "again and again and again", "years and years and": force, until it is a loop for sure.
    if (joined && k == 2) return times >= 4;
    if (!lower) return k >= 3 || times >= 3;                                   // a caption joined to its story
    return known;
  }

  // ---- a noun joined to itself ----
  // "courage and courage": a noun in lower case on both sides of "and", the phrase ending there ("music and music videos" goes on).
  void joined(const Analysis& a, uint32_t n, const Prints& prints, Findings& out) const {
    const Range t = a.sentences[n].tokens;
    const auto has = [](const std::vector<std::string>& sorted, std::string_view word) { return std::binary_search(sorted.begin(), sorted.end(), word); };
    for (uint32_t i = t.begin + 1; i + 2 < t.end; ++i) {
      if (!a.is(i, Is::conjunction) || prints[i - 1 - t.begin] != prints[i + 1 - t.begin] || !has(joiners_, a.folded(i))) continue;
      const std::string_view word = a.folded(i - 1);
      if (!is_lower_word(a, i - 1) || !is_lower_word(a, i + 1) || a.tokens[i].is(Token::in_quote) || has(joined_, word) || has(allowed_, word)) continue;
      if (a.tokens[i + 2].is(Token::hyphen_glued) || a.tokens[i + 2].is(Token::clitic) || (i > t.begin + 1 && a.tokens[i - 2].is(Token::hyphen_glued))) continue;
      if (a.is(i - 1, Is::stop_word) || !wirecheck::has(a.resources.lexicon->pos(word), Pos::noun)) continue;
      // What goes on behind it may tell the two apart.
      const bool ends = a.tokens[i + 2].kind == TokenKind::punctuation || a.is(i + 2, Is::preposition) || a.is(i + 2, Is::auxiliary) || a.is(i + 2, Is::modal) || a.is(i + 2, Is::wh_word);
      if (!ends || source_repeats(a, n, 1)) continue;
      Finding& finding = out.add(*words_, a.span({i - 1, i + 2}), "\"" + std::string(a.text(i - 1)) + "\" stands on both sides of \"" + std::string(a.text(i)) + "\"");
      finding.fixes.push_back({{{{a.tokens[i - 1].span.end, a.tokens[i + 1].span.end}, ""}}, Safety::review});
    }
  }

  // ---- a longer phrase three times in one sentence ----
  // May `size` tokens in a row stand three times? A prefilter: one bit for the first time, a second one for the next.
  static bool any_thrice(const Prints& prints, size_t size) {
    constexpr size_t kBits = 1024;
    constexpr uint64_t kFactor = 0x9E3779B97F4A7C15ull;
    std::bitset<kBits> once, twice;
    uint64_t out_factor = 1, sum = 0;   // a rolling sum: what leaves has been multiplied `size` times
    for (size_t k = 0; k < size; ++k) out_factor *= kFactor;
    for (size_t i = 0; i < prints.size(); ++i) {
      sum = (sum + prints[i]) * kFactor;
      if (i >= size) sum -= prints[i - size] * out_factor * kFactor;
      if (i + 1 < size) continue;
      const size_t bit = (sum ^ sum >> 32) * kFactor >> 54;
      if (twice[bit]) return true;
      if (once[bit]) twice.set(bit);
      once.set(bit);
    }
    return false;
  }
  void thrice(const Analysis& a, uint32_t n, const Prints& prints, Findings& out) const {
    constexpr uint32_t kPhrase = 5;
    const Range t = a.sentences[n].tokens;
    if (t.size() < 3 * kPhrase || !any_thrice(prints, kPhrase)) return;
    std::unordered_map<std::string, std::vector<uint32_t>> seen;   // never iterated
    for (uint32_t i = t.begin; i + kPhrase <= t.end; ++i) {
      std::string key;
      bool words = true, plain = false;
      for (uint32_t j = i; j < i + kPhrase && words; ++j) {
        words = a.tokens[j].kind == TokenKind::word;
        plain |= words && !a.tokens[j].is(Token::capital) && !a.is(j, Is::stop_word);
        key += a.folded(j);
        key += ' ';
      }
      if (!words || !plain) continue;
      std::vector<uint32_t>& places = seen[key];
      if (!places.empty() && i < places.back() + kPhrase) continue;
      places.push_back(i);
      // Lists repeat themselves; only the source tells that this is none. Without it the words must be most of the sentence.
      if (places.size() < (a.original ? 3u : 4u) || (!a.original && 2 * kPhrase * places.size() < t.size())) continue;
      if (source_repeats(a, n, 2)) return;
      Finding& finding = out.add(*words_, a.span({i, i + kPhrase}), "\"" + std::string(a.text(Range{i, i + kPhrase})) + "\" stands " + std::to_string(places.size()) + " times in this sentence");
      for (size_t k = 0; k + 1 < places.size(); ++k) finding.related.push_back({a.span({places[k], places[k] + kPhrase}), "the same words"});
      return;
    }
  }

  // Does the sentence's source have a content word more often than `times`? Then the repetition is its own; unknown alignment says
  // nothing.
  static bool source_repeats(const Analysis& a, uint32_t n, uint32_t times) {
    if (!a.original || !a.alignment) return false;
    const auto range = a.alignment->source_of(n);
    if (!range) return false;
    std::unordered_map<std::string_view, uint32_t> count;
    for (uint32_t s = range->begin; s < range->end; ++s)
      for (uint32_t i = a.original->sentences[s].tokens.begin; i < a.original->sentences[s].tokens.end; ++i) {
        if (a.original->tokens[i].kind != TokenKind::word || a.original->is(i, Is::stop_word) || a.original->tokens[i].span.size() < 4) continue;
        if (++count[a.original->folded(i)] > times) return true;
      }
    return false;
  }

  // ---- a sentence again ----
  void again(const Analysis& a, uint32_t n, Findings& out) const {
    constexpr uint32_t kWordsAtLeast = 5, kBack = 2;
    const Sentence& sentence = a.sentences[n];
    uint32_t words = 0;
    for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) words += is_word(a, i);
    if (words < kWordsAtLeast) return;
    for (uint32_t back = 1; back <= kBack && back <= n; ++back) {
      const Sentence& other = a.sentences[n - back];
      if (other.block != sentence.block || other.tokens.size() != sentence.tokens.size()) continue;
      bool same = true;
      for (uint32_t i = 0; i < sentence.tokens.size() && same; ++i)
        same = utf8::to_lower(a.text(sentence.tokens.begin + i)) == utf8::to_lower(a.text(other.tokens.begin + i));
      if (!same || source_has_twice(a, n, n - back)) continue;
      Finding finding;
      finding.rule = sentence_;
      finding.span = sentence.span;
      finding.severity = sentence_->severity;
      finding.confidence = sentence_->confidence;
      finding.message = "This sentence stands twice";
      finding.fixes.push_back({{{{a.sentences[n - 1].span.end, sentence.span.end}, ""}}, Safety::review});
      finding.related.push_back({other.span, "the same sentence"});
      out.add(std::move(finding));
      return;
    }
  }
  // The two have two sentences of the source that are the same as well.
  static bool source_has_twice(const Analysis& a, uint32_t n, uint32_t m) {
    if (!a.original || !a.alignment) return false;
    const auto one = a.alignment->source_of(n), two = a.alignment->source_of(m);
    if (!one || !two || one->begin == one->end || two->begin == two->end || one->begin == two->begin) return false;
    return a.original->document.slice(a.original->sentences[one->begin].span) == a.original->document.slice(a.original->sentences[two->begin].span);
  }

  void report(const Analysis& a, Range first, uint32_t times, Findings& out) const {
    const Range whole{first.begin, first.begin + first.size() * times};
    Finding finding;
    finding.rule = words_;
    finding.span = a.span(whole);
    finding.severity = words_->severity;
    finding.confidence = words_->confidence;
    finding.message = "\"" + std::string(a.text(first)) + "\" stands " + (times == 2 ? "twice" : std::to_string(times) + " times") + " in a row";
    finding.fixes.push_back({{{{a.span(first).end, finding.span.end}, ""}}, Safety::review});
    out.add(std::move(finding));
  }

  const RuleInfo *words_, *sentence_;
  std::vector<std::string> allowed_, joiners_, joined_;
};

}  // namespace

std::unique_ptr<Check> make_repetition(const RuleBook& book, const Facts& facts) { return std::make_unique<Repetition>(book, facts); }

}  // namespace wirecheck
