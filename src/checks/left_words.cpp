// What it finds: small words of the source language inside sentences of the target: function words ("the council und the mayor",
// function-word-left), titles of address before a surname ("Frau Berger", title-left), months and weekdays ("in Oktober",
// calendar-word-left).
// Why it matters: a half-translated sentence; the dictionaries hide such words, as they list them as names, loans or abbreviations.
// How: the words are those of the source's own language.yaml; dictionaries/<target>/left-words.yaml says which of them the target has as
// well. A function word must stand between ordinary words of the target; with the source text, the aligned sentence must have it, and
// with other neighbours (or it is part of a longer piece that untranslated-copy judges).
// What it leaves alone: names and titles of works (a capital beside the word), short quotations, expressions that the target keeps,
// parts of compounds; words that untranslated-copy or untranslated-word report.
// Fix safety: review.
#include <algorithm>
#include <bitset>
#include <map>
#include <memory>

#include "align/alignment.h"
#include "analysis/fingerprints.h"
#include "checks/check.h"
#include "checks/per_language.h"
#include "checks/folded_print.h"
#include "checks/foreign_words.h"
#include "checks/source_titles.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

using Words = std::vector<std::string>;   // folded, sorted

bool listed(const Words& words, std::string_view word) { return std::binary_search(words.begin(), words.end(), word); }
void sort(Words& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}
Words column(const Facts& facts, std::string_view table) {
  Words out;
  for (const auto& row : facts.table(table))
    if (!row.empty()) out.push_back(utf8::fold(row.front()));
  sort(out);
  return out;
}
// The cells of the row of a map that begins with `key`.
Words row_of(const Facts& facts, std::string_view table, std::string_view key) {
  Words out;
  for (const auto& row : facts.table(table))
    if (!row.empty() && row.front() == key)
      for (size_t i = 1; i < row.size(); ++i) out.push_back(utf8::fold(row[i]));
  sort(out);
  return out;
}

// What is known of one source language.
struct Source {
  Words function, beside_source, alone, joining;
  std::map<std::string, std::string, std::less<>> calendar;   // folded: the target's name
  std::map<std::string, std::string, std::less<>> put;        // folded: the target's word

  // Words that cannot be meant are most of the text: what begins with that byte and is so many bytes long may be one.
  static constexpr size_t kSizes = 24;
  std::bitset<256 * kSizes> some;
  // Of those, what has such a fingerprint.
  static constexpr size_t kPrints = 1u << 14;
  std::bitset<kPrints> prints;
  static size_t key(std::string_view word) {
    const auto first = static_cast<unsigned char>(word.front());
    // Capitals beyond ASCII have other bytes than their small letters.
    const size_t lead = first >= 0x80 ? 0x80 : first >= 'A' && first <= 'Z' ? first + 32u : first;
    return lead * kSizes + std::min(word.size(), kSizes - 1);
  }
  void expect(const std::string& word) {
    if (word.empty()) return;
    some.set(key(word));
    expect_print(word);
  }
  void expect_print(const std::string& word) { prints.set(fingerprint(word) % kPrints); }
  bool may_be(const Analysis& a, uint32_t token) const { return some[key(a.text(token))] && prints[folded_print(a, token) % kPrints]; }
};

class LeftWords : public Check {
 public:
  LeftWords(const RuleBook& book, const Facts& facts)
      : function_(book.find("function-word-left")), title_(book.find("title-left")), calendar_(book.find("calendar-word-left")), facts_(facts), words_(facts.made<ForeignWords>()), titles_(facts.made<SourceTitles>()),
        ours_(column(facts, "left-words.ours")), ambiguous_(column(facts, "left-words.ambiguous_titles")),
        before_dates_(column(facts, "left-words.before_dates")) {
    for (const auto& row : facts.table("left-words.titles_here")) {
      if (row.size() < 2) continue;
      if (row.front() == "article") article_ = row[1];
      else (row.front() == "mister" ? mister_ : madam_).assign(row.begin() + 1, row.end());
    }
  }
  std::vector<const RuleInfo*> rules() const override { return {function_, title_, calendar_}; }

  void run(const Analysis& a, Findings& out) const override {
    const Lexicon* lexicon = a.resources.lexicon;
    const Lang lang = a.original ? a.original->lang : a.source_lang;
    if (!lexicon || !lexicon->available(a.lang) || !lang.known() || lang == a.lang) return;
    const Source& source = of(lang);
    std::unique_ptr<const SourceWords> there;
    for (uint32_t n = 0; n < a.sentences.size(); ++n) {
      const Role role = a.blocks[a.sentences[n].block].role;
      if (role == Role::boilerplate || role == Role::credit || role == Role::byline) continue;
      enum class Passage : uint8_t { unknown, foreign, ours } passage = Passage::unknown;
      for (uint32_t i = a.sentences[n].tokens.begin; i < a.sentences[n].tokens.end; ++i) {
        const Token& token = a.tokens[i];
        if (token.kind != TokenKind::word || token.is(Token::clitic) || !source.may_be(a, i)) continue;
        const std::string_view word = a.folded(i);
        if (listed(ours_, word)) continue;
        const SourceTitles::Title title = titles_.before_name(a, lang, i);
        const auto date = source.calendar.find(word);
        const bool function = !title.end && is_function_word(a, lang, source, i, word);
        if (!title.end && !function && date == source.calendar.end()) continue;
        if (passage == Passage::unknown) passage = words_.is_foreign_passage(a, a.sentences[n]) ? Passage::foreign : Passage::ours;
        if (passage == Passage::foreign) break;   // untranslated-passage says so
        if (a.original && !there) there = std::make_unique<const SourceWords>(*a.original);
        const Seen seen{a, source, lang, n, there.get()};
        uint32_t end = i + 1;
        if (title.end) end = left_title(seen, i, title, out);
        else if (date != source.calendar.end()) end = left_date(seen, i, date->second, out);
        else end = left_function(seen, i, out);
        i = std::max(i, end - 1);
      }
    }
  }

 private:
  struct Seen {
    const Analysis& a;
    const Source& source;
    Lang lang;
    uint32_t sentence;
    const SourceWords* there;   // null without the source text
  };

  const Source& of(Lang lang) const {
    return sources_.of(lang, [&] { return make(lang); });
  }
  Source make(Lang lang) const {
    Source out;
    const std::string code(lang.code()), prefix = code + "/language.";
    out.function = column(facts_, prefix + "stop_words");
    out.beside_source = row_of(facts_, "left-words.beside_source", code);
    out.alone = row_of(facts_, "left-words.alone", code);
    out.joining = row_of(facts_, "left-words.joining", code);
    for (const auto& row : facts_.table("left-words.put"))
      if (!row.empty() && row.front() == code)
        for (size_t i = 1; i < row.size(); ++i)
          if (const size_t is = row[i].find('='); is != std::string::npos) out.put.emplace(utf8::fold(row[i].substr(0, is)), row[i].substr(is + 1));
    for (const auto& [names, forms] : {std::pair{"months", "month_forms"}, std::pair{"weekdays", "weekday_forms"}}) {
      const auto& ours = facts_.table("language." + std::string(names));
      const auto put = [&](const std::string& word, size_t number) {
        if (number == 0 || number > ours.size() || ours[number - 1].empty()) return;
        std::string folded = utf8::fold(word);
        if (folded.ends_with('.')) return;   // an abbreviation is the numbers' business
        if (folded != utf8::fold(ours[number - 1].front())) out.calendar.emplace(std::move(folded), ours[number - 1].front());
      };
      const auto& theirs = facts_.table(prefix + names);
      for (size_t i = 0; i < theirs.size(); ++i)
        if (!theirs[i].empty()) put(theirs[i].front(), i + 1);
      for (const auto& row : facts_.table(prefix + forms))
        if (row.size() > 1 && !row[1].empty()) put(row[0], static_cast<size_t>(std::atoi(row[1].c_str())));
    }
    for (const Words* words : {&out.function, &out.beside_source, &out.alone, &out.joining})
      for (const std::string& word : *words)
        if (!listed(ours_, word)) out.expect(word);
    for (const std::string& word : titles_.first_words(lang)) out.expect(word);
    for (const std::string& word : titles_.beginnings(lang)) out.expect_print(word);
    for (const auto& [word, name] : out.calendar) out.expect(word);
    return out;
  }

  // ---- small words ----
  bool unknown(const Analysis& a, uint32_t i, std::string_view word) const { return a.classes(i) == 0 && !words_.has(a, word); }
  bool is_function_word(const Analysis& a, Lang, const Source& source, uint32_t i, std::string_view word) const {
    if (a.tokens[i].is(Token::all_capitals)) return false;
    if (listed(source.joining, word)) return i + 1 < a.tokens.size() && is_word(a, i + 1);
    if (listed(source.beside_source, word) || listed(source.alone, word)) return true;
    constexpr uint32_t kShortest = 3, kShortestBeside = 2;
    return listed(source.function, word) && utf8::count(word) >= (a.original ? kShortestBeside : kShortest) && unknown(a, i, word);
  }
  static bool glued(const Analysis& a, uint32_t i) {
    const auto hyphen = [&](uint32_t k) { return k < a.tokens.size() && a.tokens[k].is(Token::hyphen_glued); };
    return hyphen(i + 1) || (i > 0 && hyphen(i - 1));
  }
  static Range source_tokens(const Analysis& a, uint32_t sentence) {
    const auto range = a.alignment ? a.alignment->source_of(sentence) : std::nullopt;
    if (!range || range->empty()) return {0, 0};
    return {a.original->sentences[range->begin].tokens.begin, a.original->sentences[range->end - 1].tokens.end};
  }
  // The places of the word in the sentence's source.
  static std::vector<uint32_t> places(const Seen& seen, std::string_view word) {
    return seen.there->find(word, source_tokens(seen.a, seen.sentence));
  }
  static bool same(const Analysis& a, uint32_t t, uint32_t s) {
    return is_word(a, t) && is_word(*a.original, s) && SourceWords::same(a.folded(t), a.original->folded(s));
  }

  // One behind the run of function words that begins at i.
  uint32_t left_function(const Seen& seen, uint32_t i, Findings& out) const {
    const Analysis& a = seen.a;
    const Range sentence = a.sentences[seen.sentence].tokens;
    uint32_t end = i;
    bool strong = false, alone = false;
    while (end < sentence.end && is_word(a, end) && !a.tokens[end].is(Token::clitic)) {
      const std::string_view word = a.folded(end);
      if (listed(ours_, word) || !is_function_word(a, seen.lang, seen.source, end, word)) break;
      const bool joining = listed(seen.source.joining, word);
      strong = strong || !joining;
      alone = alone || listed(seen.source.alone, word) || (!joining && !listed(seen.source.beside_source, word));
      ++end;
    }
    if (end == i) return i + 1;
    const uint32_t size = end - i;
    if (!(strong || size > 1) || (!a.original && !alone && size < 2)) return end;
    if (!a.original && !strong) return end;
    for (uint32_t k = i; k < end; ++k)
      if (glued(a, k) || (a.tokens[k].is(Token::capital) && !(k == sentence.begin && a.tokens[k].is(Token::sentence_first)))) return end;
    if (!ordinary(a, sentence, i, end) || words_.in_kept_phrase(a, i) || ForeignWords::in_title(a, {i, end})) return end;
    std::optional<uint32_t> first;
    if (a.original) {
      for (const uint32_t s : places(seen, a.folded(i))) {
        bool all = true;
        for (uint32_t k = 1; k < size && all; ++k) all = s + k < a.original->tokens.size() && same(a, i + k, s + k);
        if (!all || a.original->tokens[s].is(Token::all_capitals)) continue;
        // In lower case there, or first in both.
        if (a.original->tokens[s].is(Token::capital) && !(a.original->tokens[s].is(Token::sentence_first) && (a.tokens[i].is(Token::sentence_first) || !a.tokens[i].is(Token::capital)))) continue;
        const bool longer = (i > sentence.begin && s > 0 && same(a, i - 1, s - 1)) || (end < sentence.end && s + size < a.original->tokens.size() && same(a, end, s + size));
        if (longer) return end;
        if (!first) first = s;
      }
      if (!first) return end;
    }
    if (size == 1 && theirs(seen, i)) return end;
    std::vector<std::string> fixes;
    if (const auto put = seen.source.put.find(a.folded(i)); size == 1 && put != seen.source.put.end())
      fixes.push_back(a.tokens[i].is(Token::capital) ? utf8::capitalise(put->second) : put->second);
    Finding& finding = out.add(*function_, a.span({i, end}), "\"" + std::string(a.text(Range{i, end})) + "\" is left of the source language", fixes);
    if (first) finding.source = a.original->span({*first, *first + size});
    return end;
  }
  // Would untranslated-copy (with the source text) or untranslated-word report it?
  bool theirs(const Seen& seen, uint32_t i) const {
    const Analysis& a = seen.a;
    if (!ForeignWords::judgeable(a, i) || !unknown(a, i, a.folded(i))) return false;
    if (a.original) return !in_brackets(a, a.sentences[seen.sentence].tokens, i) && !a.tokens[i].is(Token::capital);
    constexpr uint32_t kShortest = 4;
    const std::string_view word = a.folded(i);
    return utf8::count(word) >= kShortest && a.resources.lexicon->available(seen.lang) && a.resources.lexicon->knows(seen.lang, word);
  }
  static bool in_brackets(const Analysis& a, Range sentence, uint32_t i) {
    int depth = 0;
    for (uint32_t k = sentence.begin; k < i; ++k) {
      const char32_t c = a.tokens[k].kind == TokenKind::punctuation ? utf8::at(a.text(k), 0) : 0;
      if (c == '(' || c == '[') ++depth;
      if ((c == ')' || c == ']') && depth > 0) --depth;
    }
    return depth > 0;
  }
  // Between words of the target in lower case (a figure is one, too), or at an end of the sentence with one on the other side.
  bool ordinary(const Analysis& a, Range sentence, uint32_t begin, uint32_t end) const {
    int sides = 0;
    const auto small = [&](uint32_t k) { return is_word(a, k) && a.is(k, Is::stop_word); };
    const bool beside_small = (begin > sentence.begin && small(begin - 1)) || (end < sentence.end && small(end));
    // Without the source text, a word between two rare ones may be part of a saying; a single letter beside a small word is a variable.
    if (!a.original && !beside_small) return false;
    if (end == begin + 1 && a.tokens[begin].span.size() == 1 && beside_small) return false;
    const auto fine = [&](uint32_t k, bool before) {
      if (k == sentence.begin && before && a.tokens[k].is(Token::sentence_first) && is_word(a, k) && (a.classes(k) & (Is::determiner | Is::pronoun | Is::preposition | Is::conjunction | Is::adverb)) != 0) return true;
      if (a.tokens[k].kind == TokenKind::number) return true;
      return is_lower_word(a, k) && !a.tokens[k].is(Token::clitic) && (a.classes(k) != 0 || words_.has(a, a.folded(k))) && a.tokens[k].name == 0;
    };
    if (begin > sentence.begin) {
      if (fine(begin - 1, true)) ++sides;
      else if (!is_punctuation(a, begin - 1, ',')) return false;
    }
    if (end < sentence.end) {
      if (fine(end, false)) ++sides;
      else if (!is_punctuation(a, end, ',') && !is_punctuation(a, end, '.')) return false;
    }
    return sides == 2 || (sides == 1 && (begin == sentence.begin || end + 1 >= sentence.end));
  }

  // ---- titles of address ----
  uint32_t left_title(const Seen& seen, uint32_t i, const SourceTitles::Title& title, Findings& out) const {
    const Analysis& a = seen.a;
    const Range sentence = a.sentences[seen.sentence].tokens;
    const uint32_t name = title.end;
    if ((i > 0 && a.tokens[i - 1].is(Token::hyphen_glued)) || a.tokens[i].is(Token::all_capitals)) return i + 1;
    // "Frau von der Heide": particles are function words of the language.
    uint32_t surname = name;
    while (surname < sentence.end && surname < name + 2 && is_lower_word(a, surname) && (listed(seen.source.function, a.folded(surname)) || listed(seen.source.joining, a.folded(surname)))) ++surname;
    if (surname >= sentence.end || !is_word(a, surname) || !a.tokens[surname].is(Token::capital) || !a.tokens[surname].is(Token::space_before)) return i + 1;
    if (a.is(surname, Is::stop_word) || a.is(surname, Is::month) || a.is(surname, Is::weekday) || a.is(surname, Is::place) || a.is(surname, Is::country) || glued_before(a, name)) return i + 1;
    // Inside a name: the cafe Frau Holle.
    if (i > sentence.begin && is_word(a, i - 1) && a.tokens[i - 1].is(Token::capital) && !a.tokens[i - 1].is(Token::sentence_first)) return i + 1;
    if (ForeignWords::in_title(a, {i, surname + 1}) || words_.in_kept_phrase(a, i)) return i + 1;
    const bool ambiguous = listed(ambiguous_, title.written) || listed(ambiguous_, title.written + ".");
    std::optional<Span> there;
    if (a.original) {
      there = title_in_source(seen, name, surname);
      if (!there) return i + 1;
    } else if (ambiguous) {
      return i + 1;
    }
    Span span{a.tokens[i].span.begin, a.tokens[name - 1].span.end};
    // "the senor Ramirez": English has no article there.
    if (i > sentence.begin && a.is(i - 1, Is::determiner) && a.folded(i - 1) == article_) span.begin = a.tokens[i - 1].span.begin;
    Finding& finding = out.add(*title_, span, "\"" + std::string(a.document.slice(span)) + "\" is a title of the source language", title.feminine ? madam_ : mister_);
    finding.source = there;
    return name;
  }
  static bool glued_before(const Analysis& a, uint32_t name) { return a.tokens[name].is(Token::hyphen_glued); }
  // A title before the same name in the aligned source; in another alphabet, any title there.
  std::optional<Span> title_in_source(const Seen& seen, uint32_t name, uint32_t surname) const {
    const Analysis &a = seen.a, &o = *a.original;
    const Range within = source_tokens(a, seen.sentence);
    for (uint32_t s = within.begin; s + 1 < within.end; ++s) {
      if (!is_word(o, s)) continue;
      const std::string_view word = o.folded(s);
      const bool title = o.is(s, Is::title) || titles_.has(seen.lang, word);
      if (!title) continue;
      if (!uses_latin(o, s)) return o.tokens[s].span;
      for (uint32_t k = s + 1; k < std::min(within.end, s + 4); ++k)
        if (same(a, surname, k) || same(a, name, k) || begins_alike(a, surname, k)) return o.tokens[s].span;
    }
    return std::nullopt;
  }
  static bool uses_latin(const Analysis& o, uint32_t s) {
    constexpr char32_t kBehindLatin = 0x0250;
    return utf8::at(o.text(s), 0) < kBehindLatin;
  }
  // A case ending apart.
  static bool begins_alike(const Analysis& a, uint32_t t, uint32_t s) {
    constexpr size_t kStem = 4;
    if (!is_word(*a.original, s)) return false;
    const std::string one = utf8::without_diacritics(a.folded(t)), other = utf8::without_diacritics(a.original->folded(s));
    return one.size() >= kStem && other.size() >= kStem && one.compare(0, kStem, other, 0, kStem) == 0;
  }

  // ---- months and weekdays ----
  static bool beside_number(const Analysis& o, uint32_t s) {
    return (s > 0 && o.tokens[s - 1].kind == TokenKind::number) || (s + 1 < o.tokens.size() && o.tokens[s + 1].kind == TokenKind::number);
  }
  uint32_t left_date(const Seen& seen, uint32_t i, const std::string& name, Findings& out) const {
    const Analysis& a = seen.a;
    const Range sentence = a.sentences[seen.sentence].tokens;
    const std::string_view word = a.folded(i);
    if (glued(a, i) || a.tokens[i].is(Token::all_capitals) || (a.classes(i) & (Is::month | Is::weekday)) != 0) return i + 1;
    const bool english = words_.has(a, word) || a.is(i, Is::given_name);
    const bool before = i > sentence.begin, after = i + 1 < sentence.end;
    const bool number = (before && a.tokens[i - 1].kind == TokenKind::number) || (after && a.tokens[i + 1].kind == TokenKind::number);
    // A capital beside it: a name.
    const auto capital = [&](uint32_t k) { return is_word(a, k) && a.tokens[k].is(Token::capital) && !a.tokens[k].is(Token::sentence_first) && (a.classes(k) & (Is::month | Is::weekday)) == 0; };
    if ((before && capital(i - 1)) || (after && capital(i + 1) && !number)) return i + 1;
    if (ForeignWords::in_title(a, {i, i + 1}) || words_.in_kept_phrase(a, i)) return i + 1;
    std::optional<Span> there;
    if (a.original) {
      for (const uint32_t s : places(seen, word))
        if ((a.original->classes(s) & (Is::month | Is::weekday)) != 0 && (!english || beside_number(*a.original, s))) there = a.original->tokens[s].span;
      if (!there || (english && !number)) return i + 1;
    } else if (english || !(number || (before && listed(before_dates_, a.folded(i - 1))))) {
      return i + 1;
    }
    if (theirs(seen, i) && !a.tokens[i].is(Token::capital)) return i + 1;
    Finding& finding = out.add(*calendar_, a.tokens[i].span, "\"" + std::string(a.text(i)) + "\" is left of the source language", {name});
    finding.source = there;
    return i + 1;
  }

  const RuleInfo *function_, *title_, *calendar_;
  const Facts& facts_;
  const ForeignWords& words_;
  const SourceTitles& titles_;
  Words ours_, ambiguous_, before_dates_;
  std::vector<std::string> mister_, madam_;
  std::string article_;
  PerLanguage<Source> sources_;
};

}  // namespace

std::unique_ptr<Check> make_left_words(const RuleBook& book, const Facts& facts) {
  return facts.table("left-words.titles_here").empty() ? nullptr : std::make_unique<LeftWords>(book, facts);
}

}  // namespace wirecheck
