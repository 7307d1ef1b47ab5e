// What it finds: words of the source language left as they were: "the patronat", "on lundi".
// Why it matters: the reader is left with a word that says nothing to him.
// How: the target does not have the word and the dictionary of the source's language has; it is no name and nothing that the target
// keeps. Neighbours make one finding. A glossary of the pair offers the word to put there. When the source language is not told, those
// that have a glossary are tried, and two different words are wanted in the story, or one that the glossary knows. With the source text,
// words that stand there are untranslated-copy's.
// What it leaves alone: names and whatever is capitalised in mid-sentence, words of three letters and fewer, words inside short
// quotations (titles, words spoken about), halves of compounds, addresses.
// Fix safety: review.
#include <algorithm>

#include "checks/check.h"
#include "checks/foreign_words.h"
#include "checks/renderings.h"
#include "checks/source_titles.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

// What is known of one source language.
struct Source {
  Lang lang;
  std::vector<std::string> joining;   // folded, sorted
};

class UntranslatedWord : public Check {
 public:
  UntranslatedWord(const RuleBook& book, const Facts& facts) : rule_(book.find("untranslated-word")), words_(facts.made<ForeignWords>()), renderings_(facts.made<Renderings>()), titles_(facts.made<SourceTitles>()) {
    for (const std::string_view code : kSources) {
      Source source;
      source.lang = Lang::of(code);
      const std::string glossary = std::string(code) + "-" + std::string(facts.lang().code()) + "/glossary.";
      if (facts.table(glossary + "words").empty()) continue;
      for (const auto& row : facts.table(glossary + "joining"))
        if (!row.empty()) source.joining.push_back(utf8::fold(row.front()));
      std::sort(source.joining.begin(), source.joining.end());
      sources_.push_back(std::move(source));
    }
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    const Lexicon* lexicon = a.resources.lexicon;
    if (!lexicon || !lexicon->available(a.lang)) return;
    const Lang told = a.original ? a.original->lang : a.source_lang;
    if (told == a.lang) return;
    // What no language but the target is asked for, once for all of them.
    std::vector<bool> strange(a.tokens.size(), false);
    bool any = false;
    for (const Sentence& sentence : a.sentences) {
      if (!read(a, sentence)) continue;
      for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
        if (is_strange(a, i)) strange[i] = any = true;
    }
    if (!any) return;
    bool known = false;
    for (const Source& source : sources_) {
      if (told.known() && told != source.lang) continue;
      known = true;
      look(a, source, strange, told.known(), out);
    }
    if (known || !told.known()) return;
    Source plain;
    plain.lang = told;
    look(a, plain, strange, true, out);
  }

 private:
  // Source languages that may have a glossary; one without is none.
  static constexpr std::string_view kSources[] = {"fr", "de", "es", "it", "pt"};

  static bool listed(const std::vector<std::string>& list, std::string_view word) {
    return std::binary_search(list.begin(), list.end(), word);
  }
  static bool read(const Analysis& a, const Sentence& sentence) {
    const Role role = a.blocks[sentence.block].role;
    return role != Role::boilerplate && role != Role::credit && role != Role::byline;
  }
  // A word that the target does not have and that is no name. The cheap questions come first.
  bool is_strange(const Analysis& a, uint32_t i) const {
    constexpr uint32_t kShortest = 4;
    const Token& token = a.tokens[i];
    if (token.kind != TokenKind::word || token.span.size() < kShortest) return false;
    if (token.word != kNoWord && (a.classes(i) != 0)) return false;
    if (token.is(Token::capital) && !token.is(Token::sentence_first)) return false;
    const auto glued = [&](uint32_t k) { return k < a.tokens.size() && a.tokens[k].is(Token::hyphen_glued); };
    if (glued(i + 1) || (i > 0 && glued(i - 1))) return false;   // half of a compound proves nothing
    // A capitalised owner is a bearer of a name.
    if (token.is(Token::capital) && i + 1 < a.tokens.size() && a.tokens[i + 1].is(Token::clitic)) return false;
    if (!ForeignWords::judgeable(a, i) || ForeignWords::in_name(a, i)) return false;
    const std::string_view word = a.folded(i);
    return utf8::count(word) >= kShortest && !words_.has(a, word);
  }
  bool is_left_over(const Analysis& a, const Source& source, const std::vector<bool>& strange, uint32_t i) const {
    if (!strange[i] || !a.resources.lexicon->knows(source.lang, a.folded(i))) return false;
    if (words_.in_kept_phrase(a, i)) return false;
    // A title of address before a surname is title-left.
    const SourceTitles::Title title = titles_.before_name(a, source.lang, i);
    return !title.end || !a.tokens[title.end].is(Token::capital);
  }

  // "Lidove noviny": a title begins with a capital and goes on in lower case.
  bool goes_on_a_title(const Analysis& a, const Source& source, const Sentence& sentence, uint32_t i) const {
    constexpr uint32_t kBack = 4;
    for (uint32_t t = i; t-- > sentence.tokens.begin && i - t <= kBack && is_word(a, t);) {
      const std::string_view word = a.folded(t);
      if (!a.resources.lexicon->knows(source.lang, word)) return false;
      if (a.tokens[t].is(Token::capital)) return !a.tokens[t].is(Token::sentence_first) && !words_.has(a, word);
    }
    return false;
  }
  void look(const Analysis& a, const Source& source, const std::vector<bool>& strange, bool told, Findings& out) const {
    if (!a.resources.lexicon->available(source.lang)) return;
    std::vector<Range> runs;
    for (const Sentence& sentence : a.sentences) look(a, source, sentence, strange, runs);
    if (!told && !given_away(a, source, runs)) return;
    if (!runs.empty() && a.original) {
      const SourceWords words(*a.original);
      std::erase_if(runs, [&](Range run) {
        for (uint32_t i = run.begin; i < run.end; ++i)
          if (words.has(a.folded(i))) return true;
        return false;
      });
    }
    for (const Range run : runs) report(a, source, run, out);
  }
  void look(const Analysis& a, const Source& source, const Sentence& sentence, const std::vector<bool>& strange, std::vector<Range>& runs) const {
    if (!read(a, sentence)) return;
    for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      if (!is_left_over(a, source, strange, i)) continue;
      if (words_.is_foreign_passage(a, sentence)) break;   // untranslated-passage says so
      uint32_t end = i + 1;
      while (end < sentence.tokens.end) {
        uint32_t next = end;
        while (next < sentence.tokens.end && next < end + 2 && is_word(a, next) && listed(source.joining, a.folded(next))) ++next;
        if (next >= sentence.tokens.end || !is_left_over(a, source, strange, next)) break;
        end = next + 1;
      }
      // Alone at the start of a sentence it may be a surname, unless the glossary has it.
      const bool alone = end == i + 1 && a.tokens[i].is(Token::capital) && rendering(a, source, i).empty();
      if (!alone && !ForeignWords::in_title(a, {i, end}) && !goes_on_a_title(a, source, sentence, i)) runs.push_back({i, end});
      i = end - 1;
    }
  }
  bool given_away(const Analysis& a, const Source& source, const std::vector<Range>& runs) const {
    std::string first;
    for (const Range run : runs) {
      const std::string_view word = a.folded(run.begin);
      if (renderings_.in_glossary(source.lang, word)) return true;
      if (!first.empty() && word != first) return true;
      if (first.empty()) first = word;
    }
    return false;
  }

  std::vector<std::string> rendering(const Analysis& a, const Source& source, uint32_t i) const {
    return renderings_.of(a, source.lang, a.tokens[i].is(Token::capital) ? a.folded(i) : std::string(a.text(i)), a.tokens[i].is(Token::capital));
  }
  void report(const Analysis& a, const Source& source, Range run, Findings& out) const {
    std::vector<std::string> fixes;
    if (run.size() == 1) fixes = rendering(a, source, run.begin);
    out.add(*rule_, a.span(run), "\"" + std::string(a.text(run)) + "\" is left untranslated", fixes);
  }

  const RuleInfo* rule_;
  const ForeignWords& words_;
  const Renderings& renderings_;
  const SourceTitles& titles_;
  std::vector<Source> sources_;
};

}  // namespace

std::unique_ptr<Check> make_untranslated_word(const RuleBook& book, const Facts& facts) {
  return std::make_unique<UntranslatedWord>(book, facts);
}

}  // namespace wirecheck
