// What it finds: words and phrases that stand in the target as they stand in the source text (untranslated-copy).
// Why it matters: the reader is left with words of another language.
// How: a word that the target's language has not (no dictionary of it, no loan it keeps) and that the source sentence has letter for
// letter; what stands beside it in both texts belongs to it. A capitalised word needs more: the source has it in lower case, or, where
// the source language capitalises its nouns, its dictionary has the word and an article stands before it in both texts.
// What it leaves alone: names, initialisms, words in lower case that the source capitalises as names, short quotations (titles, words
// spoken about), brackets, halves of what the target keeps.
// Of a target whose loans nobody listed, a lone word or a capitalised one may be a loan: it is told as information only.
// Fix safety: review.
#include <algorithm>
#include <memory>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/foreign_words.h"
#include "checks/renderings.h"
#include "checks/source_titles.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class UntranslatedCopy : public Check {
 public:
  UntranslatedCopy(const RuleBook& book, const Facts& facts) : rule_(book.find("untranslated-copy")), words_(facts.made<ForeignWords>()), renderings_(facts.made<Renderings>()), titles_(facts.made<SourceTitles>()), loans_known_(!facts.table("kept-words.words").empty()) {
    for (const auto& row : facts.table("language.ordinals"))
      if (row.size() > 1 && row[0] == "before_nouns" && row[1] == "true") nouns_have_capitals_ = true;
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.resources.lexicon->available(a.lang)) return;
    if (a.original->lang == a.lang) return;
    const SourceWords source(*a.original);
    for (uint32_t n = 0; n < a.sentences.size(); ++n) {
      const Sentence& sentence = a.sentences[n];
      const Role role = a.blocks[sentence.block].role;
      if (role == Role::boilerplate || role == Role::credit || role == Role::byline) continue;
      enum class Passage : uint8_t { unknown, foreign, ours } passage = Passage::unknown;
      int depth = 0;
      for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        if (a.tokens[i].kind == TokenKind::punctuation) {
          const char32_t c = utf8::at(a.text(i), 0);
          if (c == '(' || c == '[') depth += depth > 0 || is_gloss(a, sentence, i);
          if ((c == ')' || c == ']') && depth > 0) --depth;
        }
        // The cheap questions first; the dictionaries are asked about what the source has, too.
        if (depth > 0 || a.tokens[i].kind != TokenKind::word || a.classes(i) != 0 || !source.may_have(a.folded(i)) || !may_be_foreign(a, i)) continue;
        const auto at = copy_of(a, source, i, tokens_of(a, n));
        if (!at || !is_unknown(a, i)) continue;
        if (passage == Passage::unknown) passage = words_.is_foreign_passage(a, sentence) ? Passage::foreign : Passage::ours;
        if (passage == Passage::foreign) break;   // untranslated-passage says so
        const Range run = grow(a, sentence, i, *at);
        const uint32_t first = *at - (i - run.begin);
        if (!ForeignWords::in_title(a, run) && !of_title(a, sentence, run, first) && !of_address(a, run)) report(a, run, first, out);
        i = std::max(i, run.end - 1);
      }
    }
  }

 private:
  bool foreign(const Analysis& a, uint32_t i) const { return may_be_foreign(a, i) && is_unknown(a, i); }
  static bool may_be_foreign(const Analysis& a, uint32_t i) {
    if (!ForeignWords::judgeable(a, i)) return false;
    const Token& token = a.tokens[i];
    if (a.classes(i) != 0) return false;
    // A capitalised owner is a bearer of a name.
    if (token.is(Token::capital) && i + 1 < a.tokens.size() && a.tokens[i + 1].is(Token::clitic)) return false;
    // So is what a hyphen joins to a capital: Hwang Woo-suk.
    if (!token.is(Token::capital) && i > 1 && a.tokens[i - 1].is(Token::hyphen_glued) && a.tokens[i - 2].is(Token::capital) &&
        !a.tokens[i - 2].is(Token::sentence_first)) return false;
    return true;
  }
  bool is_unknown(const Analysis& a, uint32_t i) const {
    return !words_.has(a, a.folded(i)) && !words_.in_kept_phrase(a, i) && !before_name(a, i);
  }

  // A title of address before a surname is title-left.
  bool before_name(const Analysis& a, uint32_t i) const {
    const SourceTitles::Title title = titles_.before_name(a, a.original->lang, i);
    return title.end && a.tokens[title.end].is(Token::capital);
  }

  // A bracket with a few words holds the original of what stands before it; a longer one is part of the story.
  static bool is_gloss(const Analysis& a, const Sentence& sentence, uint32_t open) {
    constexpr uint32_t kWords = 4;
    uint32_t words = 0;
    for (uint32_t i = open + 1; i < sentence.tokens.end && words <= kWords; ++i) {
      if (is_punctuation(a, i, ')') || is_punctuation(a, i, ']')) return true;
      words += is_word(a, i);
    }
    return words <= kWords;
  }

  // The source's tokens that the sentence is the translation of; all of them where that is not known.
  static Range tokens_of(const Analysis& a, uint32_t sentence) {
    const Analysis& o = *a.original;
    const auto range = a.alignment ? a.alignment->source_of(sentence) : std::nullopt;
    if (!range) return {0, static_cast<uint32_t>(o.tokens.size())};
    if (range->begin == range->end) return {0, 0};
    return {o.sentences[range->begin].tokens.begin, o.sentences[range->end - 1].tokens.end};
  }

  // The source token that the word is a copy of.
  std::optional<uint32_t> copy_of(const Analysis& a, const SourceWords& source, uint32_t i, Range within) const {
    const Analysis& o = *a.original;
    constexpr size_t kEnough = 50;
    const bool capital = a.tokens[i].is(Token::capital);
    std::optional<uint32_t> best;
    bool lower = false;
    for (const uint32_t s : source.find(a.folded(i), within, kEnough)) {
      const bool is_lower = !o.tokens[s].is(Token::capital);
      if (!best || (is_lower && !lower)) best = s;
      lower |= is_lower;
    }
    if (!best) return std::nullopt;
    const Lexicon& lexicon = *a.resources.lexicon;
    const std::string_view folded = o.folded(*best);
    if (lower) {
      // A name that both sides write small is a slip, and another fault.
      if (!capital && lexicon.available(o.lang) && !lexicon.knows(o.lang, folded) && lexicon.knows(o.lang, utf8::capitalise(folded))) return std::nullopt;
      return best;
    }
    // The source capitalises it everywhere.
    const Token& token = o.tokens[*best];
    if (token.is(Token::all_capitals)) return std::nullopt;
    if (!lexicon.available(o.lang)) return std::nullopt;
    if (!capital) return lexicon.knows(o.lang, o.text(*best)) || lexicon.knows(o.lang, folded) ? best : std::nullopt;
    // At the start of both sentences it may be a surname as well: the next word must be one left over, too.
    if (token.is(Token::sentence_first) && a.tokens[i].is(Token::sentence_first) && lexicon.knows(o.lang, folded) && i + 1 < a.tokens.size() &&
        *best + 1 < o.tokens.size() && same(a, i + 1, *best + 1) && is_lower_word(a, i + 1) && foreign(a, i + 1)) return best;
    // Nor does a surname stand before a noun or adjective.
    if (token.is(Token::sentence_first) && a.tokens[i].is(Token::sentence_first) && lexicon.knows(o.lang, folded) && i + 1 < a.tokens.size() && is_lower_word(a, i + 1) &&
        *best + 1 < o.tokens.size() && !same(a, i + 1, *best + 1) && !a.is(i, Is::given_name)) {
      const PosMask next = lexicon.pos(a.folded(i + 1));
      if ((has(next, Pos::noun) || has(next, Pos::adjective)) && !has(next, Pos::verb) && !has(next, Pos::adverb) && a.classes(i + 1) == 0) return best;
    }
    // A noun of a language that writes its nouns with a capital: the dictionary says so, and an article leads it in here.
    // A noun that English has in one or two words; "Kuenstlerhaus" is a house of artists, or the name of one.
    if (!token.is(Token::sentence_first) && led_in(a, i) && renderings_.is_noun(o.lang, o.text(*best))) {
      const std::vector<std::string> words = renderings_.of(a, o.lang, o.text(*best), false);
      if (!words.empty() && std::count(words.front().begin(), words.front().end(), ' ') < 2) return best;
    }
    return std::nullopt;
  }
  // Behind an article or a possessive, with no name beside it.
  bool led_in(const Analysis& a, uint32_t i) const {
    if (i == 0 || a.tokens[i - 1].is(Token::capital) || (i + 1 < a.tokens.size() && is_word(a, i + 1) && a.tokens[i + 1].is(Token::capital))) return false;
    // "severe Schneeverwehungen": nothing but an adjective.
    if (is_lower_word(a, i - 1) && i + 1 < a.tokens.size() && !a.tokens[i - 1].is(Token::hyphen_glued)) {
      const PosMask pos = a.resources.lexicon->pos(a.folded(i - 1));
      if (has(pos, Pos::adjective) && !has(pos, Pos::noun) && !has(pos, Pos::verb) && !has(pos, Pos::adverb)) return true;
    }
    return a.is(i - 1, Is::determiner) || a.is(i - 1, Is::possessive) ||
           (i > 1 && is_lower_word(a, i - 1) && (a.is(i - 2, Is::determiner) || a.is(i - 2, Is::possessive)));
  }

  static bool capital(const Analysis& a, uint32_t i) { return a.tokens[i].is(Token::capital) && !a.tokens[i].is(Token::sentence_first); }
  static bool same(const Analysis& a, uint32_t t, uint32_t s) {
    return a.original->tokens[s].kind == a.tokens[t].kind && SourceWords::same(a.original->folded(s), a.folded(t));
  }
  // Both sides write it with a capital in mid-sentence: a name, or the first word of a title.
  static bool is_name(const Analysis& a, uint32_t t, uint32_t s) { return capital(a, t) && capital(*a.original, s); }

  // What stands beside the word in both texts, as far as it ends in words that the target has not and that are no names.
  Range grow(const Analysis& a, const Sentence& sentence, uint32_t i, uint32_t s) const {
    Range out{i, i + 1};
    for (uint32_t t = i + 1, u = s + 1; t < sentence.tokens.end && u < a.original->tokens.size() && same(a, t, u); ++t, ++u)
      if (foreign(a, t) && !is_name(a, t, u)) out.end = t + 1;
    for (uint32_t t = i, u = s; t > sentence.tokens.begin && u > 0 && same(a, t - 1, u - 1); --t, --u)
      if (foreign(a, t - 1) && !is_name(a, t - 1, u - 1)) out.begin = t - 1;
    return out;
  }
  // "Dej si sanci": a name or title begins with a capital in both texts and goes on in lower case; or all of it is capitalised in
  // the target alone ("Bohemia Olej"). A person's name before the word is none: its language does not have it as a word.
  bool of_title(const Analysis& a, const Sentence& sentence, Range run, uint32_t source) const {
    const Lexicon& lexicon = *a.resources.lexicon;
    const Analysis& o = *a.original;
    // The source token beside the run's first word.
    uint32_t s = source;
    if (run.begin > sentence.tokens.begin && s > 0 && same(a, run.begin - 1, s - 1) && is_word(a, run.begin - 1)) {
      uint32_t t = run.begin - 1;
      for (--s; t > sentence.tokens.begin && s > 0 && !is_name(a, t, s) && is_word(a, t - 1) && same(a, t - 1, s - 1); --t) --s;
      if (is_name(a, t, s) && (!lexicon.available(o.lang) || lexicon.knows(o.lang, o.folded(s)))) return true;
    }
    // "Sylt und Co.": joins two names.
    if (run.size() == 1 && run.begin > sentence.tokens.begin && run.end < sentence.tokens.end && source > 0 && source + 1 < o.tokens.size() &&
        a.tokens[run.begin - 1].is(Token::capital) && a.tokens[run.end].is(Token::capital) && same(a, run.begin - 1, source - 1) && same(a, run.end, source + 1)) return true;
    // A capital in mid-sentence beside another name of the target.
    if (capital(a, run.begin) && ((run.begin > sentence.tokens.begin && is_word(a, run.begin - 1) && a.tokens[run.begin - 1].is(Token::capital)) ||
                                  (run.end < sentence.tokens.end && is_word(a, run.end) && a.tokens[run.end].is(Token::capital)))) return true;
    return false;
  }
  // Part of an address or a file name that the tokens cut apart.
  static bool of_address(const Analysis& a, Range run) {
    const std::string_view text = a.document.text();
    const Span span = a.span(run);
    const auto joins = [](char32_t c) { return c == '.' || c == '/' || c == '@' || c == '_' || c == '#'; };
    return (span.begin > 0 && joins(utf8::before(text, span.begin))) ||
           (span.end + 1 < text.size() && joins(utf8::at(text, span.end)) && utf8::is_letter(utf8::at(text, span.end + 1)));
  }

  // Two words or more, in lower case, of which one is a function word of the source language: no loan is that.
  // Nor a word that stayed in lower case where loans are nouns and nouns have capitals ("centuries" in German).
  bool surely(const Analysis& a, Range run, uint32_t source) const {
    constexpr size_t kShortest = 4;
    const Analysis& o = *a.original;
    if (run.size() == 1 && nouns_have_capitals_)
      return is_lower_word(a, run.begin) && a.text(run.begin).size() >= kShortest && a.resources.lexicon->available(o.lang) &&
             a.resources.lexicon->knows(o.lang, o.text(source));
    bool function = false;
    for (uint32_t i = 0; i < run.size(); ++i) {
      if (!is_word(a, run.begin + i) || capital(a, run.begin + i)) return false;
      function |= has(a.original->classes(source + i), Is::stop_word);
    }
    return run.size() > 1 && function;
  }
  void report(const Analysis& a, Range run, uint32_t source, Findings& out) const {
    const Analysis& o = *a.original;
    std::vector<std::string> fixes;
    if (run.size() == 1) {
      const std::string written(o.tokens[source].is(Token::sentence_first) ? o.folded(source) : o.text(source));
      fixes = renderings_.of(a, o.lang, written, a.tokens[run.begin].is(Token::sentence_first) && a.tokens[run.begin].is(Token::capital));
    }
    Finding& finding = out.add(*rule_, a.span(run), "\"" + std::string(a.text(run)) + "\" is left untranslated", fixes);
    finding.source = o.span(Range{source, source + run.size()});
    if (!loans_known_ && !surely(a, run, source)) finding.severity = Severity::info;
  }

  const RuleInfo* rule_;
  const ForeignWords& words_;
  const Renderings& renderings_;
  const SourceTitles& titles_;
  bool loans_known_, nouns_have_capitals_ = false;
};

}  // namespace

std::unique_ptr<Check> make_untranslated_copy(const RuleBook& book, const Facts& facts) {
  return std::make_unique<UntranslatedCopy>(book, facts);
}

}  // namespace wirecheck
