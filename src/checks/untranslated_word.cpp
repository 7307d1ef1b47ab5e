// What it finds: words of the source language left as they were: "the patronat", "on lundi".
// Why it matters: the reader is left with a word that says nothing to him.
// How: the target's dictionary does not have the word and the source's has; it is no name and nothing that the target keeps
// (dictionaries/<source>/kept-in-<language>.yaml). Neighbours make one finding. A glossary of the pair offers the word to put there.
// When the source is not told, two different words are wanted in the story, or one that the glossary knows.
// What it leaves alone: names and whatever is capitalised in mid-sentence, words of three letters and fewer, words inside short
// quotations (titles, words spoken about), halves of compounds, addresses.
// Fix safety: review.
#include <algorithm>

#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

// What is known of one source language.
struct Source {
  Lang lang;
  std::vector<std::pair<std::string, std::string>> glossary;  // folded, by source word
  std::vector<std::string> joining, kept;                     // folded, sorted
};

class UntranslatedWord : public Check {
 public:
  UntranslatedWord(const RuleBook& book, const Facts& facts) : rule_(book.find("untranslated-word")) {
    for (const std::string_view code : kSources) {
      Source source;
      source.lang = Lang::of(code);
      const std::string pair = std::string(code) + "-" + std::string(facts.lang().code()) + "/glossary.";
      for (const char* table : {"words", "calendar"})
        for (const auto& row : facts.table(pair + table))
          if (row.size() == 2) source.glossary.emplace_back(utf8::fold(row[0]), row[1]);
      for (const auto& row : facts.table(pair + "joining"))
        if (!row.empty()) source.joining.push_back(utf8::fold(row.front()));
      const std::string kept = std::string(code) + "/kept-in-" + utf8::to_lower(facts.orthography().name) + ".";
      for (const char* table : {"words", "institutions", "caution"})
        for (const auto& row : facts.table(kept + table))
          if (!row.empty()) source.kept.push_back(spaced(utf8::fold(row.front())));
      if (source.glossary.empty()) continue;
      std::sort(source.glossary.begin(), source.glossary.end());
      std::sort(source.joining.begin(), source.joining.end());
      std::sort(source.kept.begin(), source.kept.end());
      sources_.push_back(std::move(source));
    }
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    const Lexicon* lexicon = a.resources.lexicon;
    if (!lexicon || !lexicon->available(a.lang)) return;
    for (const Source& source : sources_) {
      if (a.source_lang.known() && a.source_lang != source.lang) continue;
      if (!lexicon->available(source.lang)) continue;
      std::vector<Range> runs;
      for (const Sentence& sentence : a.sentences) look(a, source, sentence, runs);
      if (!a.source_lang.known() && !given_away(a, source, runs)) continue;
      for (const Range run : runs) report(a, source, run, out);
    }
  }

 private:
  // Source languages that may have a glossary; one without is none.
  static constexpr std::string_view kSources[] = {"fr", "de", "es", "it", "pt"};

  static bool listed(const std::vector<std::string>& list, const std::string& word) {
    return std::binary_search(list.begin(), list.end(), word);
  }
  // "papier mache" and "papier-mache" are one expression.
  static std::string spaced(std::string text) {
    std::replace(text.begin(), text.end(), '-', ' ');
    return text;
  }
  static const std::string* translation(const Source& source, const std::string& word) {
    const auto it = std::lower_bound(source.glossary.begin(), source.glossary.end(), word,
                                     [](const auto& entry, const std::string& w) { return entry.first < w; });
    return it != source.glossary.end() && it->first == word ? &it->second : nullptr;
  }

  // A capital at the start of a sentence makes no name, unless the story has the name elsewhere too.
  static bool in_name(const Analysis& a, uint32_t i) {
    const uint16_t n = a.tokens[i].name;
    if (!n) return false;
    const Name& name = a.names[n - 1];
    if (name.kind != Kind::unknown || name.tokens.size() > 1 || !a.tokens[i].is(Token::sentence_first)) return true;
    // Names are in text order; looking at those around is enough for a story and stays linear for a book.
    constexpr size_t kAround = 200;
    const size_t from = n > kAround ? n - kAround : 0, to = std::min(a.names.size(), n + kAround);
    return std::any_of(a.names.begin() + static_cast<std::ptrdiff_t>(from), a.names.begin() + static_cast<std::ptrdiff_t>(to), [&](const Name& other) {
      return other.entity == name.entity && !a.tokens[other.tokens.begin].is(Token::sentence_first);
    });
  }

  bool is_left_over(const Analysis& a, const Source& source, uint32_t i) const {
    constexpr uint32_t kShortest = 4;
    const Token& token = a.tokens[i];
    if (token.kind != TokenKind::word || in_name(a, i) || token.is(Token::clitic) || token.is(Token::all_capitals)) return false;
    if (token.span.size() < kShortest) return false;
    const auto glued = [&](uint32_t k) { return k < a.tokens.size() && a.tokens[k].is(Token::hyphen_glued); };
    if (glued(i + 1) || (i > 0 && glued(i - 1))) return false;   // half of a compound proves nothing
    if (token.word != kNoWord && (a.classes(i) != 0)) return false;
    if (token.is(Token::capital) && !token.is(Token::sentence_first)) return false;
    // A capitalised owner is a bearer of a name.
    if (token.is(Token::capital) && i + 1 < a.tokens.size() && a.tokens[i + 1].is(Token::clitic)) return false;
    const std::string word = a.folded(i);
    if (utf8::count(word) < kShortest || !plain(word)) return false;
    const Lexicon& lexicon = *a.resources.lexicon;
    if (lexicon.knows(a.lang, word)) return false;
    if (lexicon.knows(a.lang, utf8::capitalise(word))) return false;   // a proper adjective without its capital
    if (!lexicon.knows(source.lang, word)) return false;
    return !listed(source.kept, word) && !kept_phrase(a, source, i);
  }
  static bool plain(const std::string& word) {
    for (size_t at = 0; at < word.size();) {
      const utf8::Decoded d = utf8::decode(word, at);
      if (!utf8::is_letter(d.c) && d.c != '\'') return false;
      at += d.size;
    }
    return true;
  }
  // Is the word part of an expression that the target keeps: "de rigueur", "grand cru"?
  static bool kept_phrase(const Analysis& a, const Source& source, uint32_t i) {
    const Range sentence = a.sentences[a.sentence_of(i)].tokens;
    constexpr uint32_t kLongest = 5;
    for (uint32_t begin = i >= sentence.begin + kLongest ? i - kLongest : sentence.begin; begin <= i; ++begin)
      for (uint32_t end = i + 1; end <= std::min(i + kLongest, sentence.end); ++end)
        if (end - begin > 1 && listed(source.kept, spaced(utf8::fold(a.text(Range{begin, end}))))) return true;
    return false;
  }

  void look(const Analysis& a, const Source& source, const Sentence& sentence, std::vector<Range>& runs) const {
    const Role role = a.blocks[sentence.block].role;
    if (role == Role::boilerplate || role == Role::credit || role == Role::byline) return;
    for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      if (!is_left_over(a, source, i)) continue;
      uint32_t end = i + 1;
      while (end < sentence.tokens.end) {
        uint32_t next = end;
        while (next < sentence.tokens.end && next < end + 2 && is_word(a, next) && listed(source.joining, a.folded(next))) ++next;
        if (next >= sentence.tokens.end || !is_left_over(a, source, next)) break;
        end = next + 1;
      }
      if (!in_title(a, i, end)) runs.push_back({i, end});
      i = end - 1;
    }
  }
  // Between quotation marks that hold little else: a title, or a word that is spoken about.
  static bool in_title(const Analysis& a, uint32_t begin, uint32_t end) {
    const Quote* quote = a.quote_at(a.tokens[begin].span.begin);
    if (!quote) return false;
    uint32_t words = 0;
    for (uint32_t i = begin; i < std::min<size_t>(a.tokens.size(), end + 20) && a.tokens[i].span.begin < quote->inside.end; ++i) words += is_word(a, i);
    for (uint32_t i = begin; i-- > 0 && begin - i < 20 && a.tokens[i].span.begin >= quote->inside.begin;) words += is_word(a, i);
    constexpr uint32_t kTitle = 6;
    return words <= std::max(kTitle, end - begin + 2);
  }
  bool given_away(const Analysis& a, const Source& source, const std::vector<Range>& runs) const {
    std::string first;
    for (const Range run : runs) {
      const std::string word = a.folded(run.begin);
      if (translation(source, word)) return true;
      if (!first.empty() && word != first) return true;
      if (first.empty()) first = word;
    }
    return false;
  }

  // The word to put there, in the number of the word that is there; "" when the glossary has none.
  std::string rendering(const Analysis& a, const Source& source, uint32_t i) const {
    const std::string word = a.folded(i);
    std::string out;
    if (const std::string* exact = translation(source, word)) out = *exact;
    else
      for (const Morph& morph : a.resources.lexicon->morphs(source.lang, word)) {
        const std::string* lemma = translation(source, utf8::fold(morph.stem));
        if (!lemma) continue;
        out = *lemma;
        if (morph.number == 'p' && a.resources.inflection) {
          const std::string plural = a.resources.inflection->inflect(out, Form::plural);
          if (!plural.empty()) out = plural;
        }
        break;
      }
    if (!out.empty() && a.tokens[i].is(Token::capital)) out = utf8::capitalise(out);
    return out;
  }
  void report(const Analysis& a, const Source& source, Range run, Findings& out) const {
    std::vector<std::string> fixes;
    if (run.size() == 1)
      if (const std::string word = rendering(a, source, run.begin); !word.empty()) fixes.push_back(word);
    out.add(*rule_, a.span(run), "\"" + std::string(a.text(run)) + "\" is left untranslated", fixes);
  }

  const RuleInfo* rule_;
  std::vector<Source> sources_;
};

}  // namespace

std::unique_ptr<Check> make_untranslated_word(const RuleBook& book, const Facts& facts) {
  return std::make_unique<UntranslatedWord>(book, facts);
}

}  // namespace wirecheck
