// What it finds: a name that kept the genitive of the source language: Trumps campaign, Mr Lambs's idea (German: Trumps Wahlkampf).
// Why it matters: English reads a plural, or another name; an archive or a search does not find the right one.
// How: with the source text, the word stands in both sentences with the ending, and in the source with the noun it belongs to directly
// behind it (with an adjective between them, where the name without the ending is known) or before it; or English gave it a second 's.
// Without the source text: a person of the news (dictionaries/romanisation.yaml) whose name has the ending and a noun behind it.
// What it leaves alone: names that end so by themselves (Stevens, Brussels, James), the Clintons, names that go on in both texts, whatever is
// not surely aligned.
// Fix safety: review.
#include <memory>
#include <optional>
#include <set>

#include "align/alignment.h"
#include "align/heard_words.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr Classes kFunction = Is::determiner | Is::possessive | Is::pronoun | Is::preposition | Is::conjunction | Is::auxiliary | Is::modal |
                              Is::wh_word | Is::negation | Is::adverb | Is::stop_word | Is::cardinal | Is::ordinal;

class KeptGenitive : public Check {
 public:
  KeptGenitive(const RuleBook& book, const Facts& facts) : facts_(facts), rule_(book.find("kept-genitive")) {
    for (const auto& row : facts.table("given-names.names"))
      if (!row.empty()) given_.insert(utf8::fold(row.front()));
    for (const auto& row : facts.table("romanisation.names"))
      if (!row.empty()) persons_.insert(row.front());
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    const Lexicon* lexicon = a.resources.lexicon;
    if (!lexicon || !lexicon->available(a.lang) || (a.original && !a.alignment)) return;
    const std::string code(a.source_lang.code());
    const std::vector<std::string> endings = cells("genitives.names." + code);
    if (endings.empty()) return;
    if (!a.original) return alone(a, *lexicon, endings, out);
    const Story story{a, *a.original, *lexicon, endings, cells("genitives.bare." + code), cells("genitives.adjectives." + code)};
    for (uint32_t t = 0; t < a.tokens.size(); ++t)
      if (is_full_word(a, t) && a.tokens[t].is(Token::capital) && !a.tokens[t].is(Token::all_capitals)) look_at(story, t, out);
  }

 private:
  struct Story {
    const Analysis &a, &source;
    const Lexicon& lexicon;
    std::vector<std::string> endings, bare, adjectives;
  };

  std::vector<std::string> cells(const std::string& table) const {
    std::vector<std::string> out;
    for (const auto& row : facts_.table(table)) out.insert(out.end(), row.begin(), row.end());
    return out;
  }
  static bool ends_in(std::string_view text, const std::vector<std::string>& endings) {
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& e) { return text.ends_with(e); });
  }
  // Without the source text: a person of the news, and the noun directly behind the name.
  void alone(const Analysis& a, const Lexicon& lexicon, const std::vector<std::string>& endings, Findings& out) const {
    for (uint32_t t = 0; t + 1 < a.tokens.size(); ++t) {
      if (!is_full_word(a, t) || !a.tokens[t].is(Token::capital) || a.tokens[t].is(Token::all_capitals)) continue;
      const std::string text(a.text(t));
      for (const std::string& ending : endings) {
        if (!text.ends_with(ending)) continue;
        const std::string base = text.substr(0, text.size() - ending.size());
        if (!persons_.contains(base) || persons_.contains(text) || given_.contains(utf8::fold(text))) continue;
        if (t > 0 && has_any(a.classes(t - 1), Is::determiner | Is::possessive | Is::cardinal)) continue;
        const bool doubled = a.tokens[t + 1].is(Token::clitic) && a.text(t + 1).ends_with('s');
        if (!doubled && !(is_lower_word(a, t + 1) && !has_any(a.classes(t + 1), kFunction) && !a.text(t + 1).ends_with('s') &&
                          has(lexicon.pos(a.folded(t + 1)), Pos::noun))) continue;
        out.add(*rule_, a.tokens[t].span, "\"" + text + "\" is \"" + base + "\" in the genitive of the source language", {doubled ? base : base + "'s"});
      }
    }
  }
  // The name without the ending; "" where the language would not set one.
  static std::string base_of(const Story& s, std::string_view text) {
    constexpr size_t kShortest = 3;
    for (const std::string& ending : s.endings) {
      if (text.size() < ending.size() + kShortest || !text.ends_with(ending)) continue;
      const std::string base(text.substr(0, text.size() - ending.size()));
      if (!ends_in(base, s.bare)) return base;
    }
    return std::string();
  }

  void look_at(const Story& s, uint32_t t, Findings& out) const {
    const Analysis& a = s.a;
    const std::string text(a.text(t)), base = base_of(s, text);
    if (base.empty()) return;
    const std::optional<Range> sentences = a.alignment->source_of(a.sentence_of(t));
    if (!sentences || sentences->size() == 0) return;
    const uint32_t begin = s.source.sentences[sentences->begin].tokens.begin, end = s.source.sentences[sentences->end - 1].tokens.end;
    uint32_t i = begin;
    while (i < end && s.source.text(i) != text) ++i;
    if (i == end || !is_full_word(s.source, i)) return;
    // Stevens, Brussels, Paris: the dictionary has it with a capital only, or somebody is called so.
    if (given_.contains(utf8::fold(text)) || has_any(a.classes(t), Is::place | Is::country | Is::demonym | Is::month | Is::weekday)) return;
    const bool common = s.lexicon.knows(a.lang, utf8::to_lower(text));
    if (!common && s.lexicon.knows(a.lang, text)) return;
    const bool doubled = t + 1 < a.tokens.size() && a.tokens[t + 1].is(Token::clitic) && a.text(t + 1).ends_with('s');
    const auto determined = [](const Analysis& x, uint32_t at) { return at > 0 && has_any(x.classes(at - 1), Is::determiner | Is::possessive | Is::cardinal); };
    if (determined(s.source, i) || (!doubled && determined(a, t))) return;
    // New York Times, BBC News: the end of a longer name that stands in both.
    const bool behind_capital = i > begin && s.source.tokens[i - 1].is(Token::capital);
    const bool person = behind_capital && ((t > 0 && has_any(a.classes(t - 1), Is::title | Is::given_name)) || has_any(s.source.classes(i - 1), Is::title | Is::given_name) ||
                                           given_.contains(utf8::fold(s.source.text(i - 1))));
    if (behind_capital && !person && t > 0 && s.source.text(i - 1) == a.text(t - 1)) return;
    if (behind_capital && !person && (has_any(s.source.classes(i - 1), Is::place | Is::country) || s.source.tokens[i - 1].is(Token::all_capitals))) return;
    // Mekkas, Serbiens: words of the source language, whose English is another one.
    const bool known = s.lexicon.knows(a.lang, base);
    if (!known && !person && (i > begin || s.lexicon.knows(a.source_lang, text) || s.lexicon.knows(a.source_lang, base))) return;
    if (!doubled && !owns(s, i, begin, end, t, known, common)) return;
    // Rangers, Reds: a plural that is a name, unless the story has it without the ending.
    if (common && !doubled && !person && !persons_.contains(base) && !stands_alone(a, base) && !stands_alone(s.source, base)) return;
    const std::string put = doubled ? base : base + "'s";
    Span span = a.tokens[t].span;
    // Trumps' campaign
    if (!doubled && t + 2 < a.tokens.size() && a.tokens[t + 1].span.begin == span.end && is_lower_word(a, t + 2) &&
        (is_punctuation(a, t + 1, '\'') || is_punctuation(a, t + 1, utf8::kRightSingle))) span.end = a.tokens[t + 1].span.end;
    Finding& finding = out.add(*rule_, span, "\"" + text + "\" is \"" + base + "\" in the genitive of the source text", {put});
    finding.source = s.source.tokens[i].span;
  }
  static bool has_any(Classes classes, Classes wanted) { return (classes & wanted) != 0; }

  static bool stands_alone(const Analysis& x, std::string_view base) {
    for (uint32_t i = 0; i < x.tokens.size(); ++i)
      if (x.tokens[i].is(Token::capital) && x.text(i) == base) return true;
    return false;
  }
  // Has the source a noun that belongs to the name?
  static bool owns(const Story& s, uint32_t i, uint32_t begin, uint32_t end, uint32_t t, bool known, bool common) {
    const Analysis& source = s.source;
    const auto is_noun = [&](uint32_t at) {
      if (at >= end || !is_full_word(source, at) || !source.tokens[at].is(Token::capital) || source.tokens[at].is(Token::sentence_first)) return false;
      return !has_any(source.classes(at), Is::given_name | Is::title | Is::month | Is::weekday | kFunction) && s.lexicon.knows(s.a.source_lang, source.text(at));
    };
    // The same word behind it in both texts: a longer name.
    const auto goes_on = [&](uint32_t at) { return at < end && t + 1 < s.a.tokens.size() && utf8::fold(source.text(at)) == utf8::fold(s.a.text(t + 1)); };
    uint32_t next = i + 1;
    if (next < end && source.tokens[next].is(Token::hyphen_glued)) return false;
    if (goes_on(next)) return false;
    if (is_noun(next)) return !common || known;
    if (!known) return false;
    if (next < end && is_lower_word(source, next) && !has_any(source.classes(next), kFunction) && ends_in(source.text(next), s.adjectives) && is_noun(next + 1)) return true;
    // Freundinnen Lambs: the noun before it, with nothing that could make the name go on.
    return i > begin && is_noun(i - 1) && (next >= end || !source.tokens[next].is(Token::capital));
  }

  const Facts& facts_;
  const RuleInfo* rule_;
  std::set<std::string, std::less<>> given_;     // folded
  std::set<std::string, std::less<>> persons_;   // of the news, as English copy has them
};

}  // namespace

std::unique_ptr<Check> make_kept_genitive(const RuleBook& book, const Facts& facts) {
  if (!book.find("kept-genitive")) return nullptr;
  return std::make_unique<KeptGenitive>(book, facts);
}

}  // namespace wirecheck
