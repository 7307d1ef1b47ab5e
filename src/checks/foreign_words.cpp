#include "checks/foreign_words.h"

#include <algorithm>
#include <bit>

#include "checks/support.h"
#include "core/fingerprint.h"
#include "core/script.h"

namespace wirecheck {
namespace {

// "papier mache" and "papier-mache" are one expression.
std::string spaced(std::string text) {
  std::replace(text.begin(), text.end(), '-', ' ');
  return text;
}

}  // namespace

ForeignWords::ForeignWords(const Facts& facts) {
  const std::string kept = "/kept-in-" + utf8::to_lower(facts.orthography().name) + ".";
  const auto add = [&](const std::string& table) {
    for (const auto& row : facts.table(table))
      if (!row.empty()) kept_.push_back(spaced(utf8::fold(row.front())));
  };
  for (const auto& row : facts.table("kept-words.from"))
    if (!row.empty())
      for (const char* list : {"words", "institutions", "caution"}) add(row.front() + kept + list);
  add("kept-words.words");
  std::sort(kept_.begin(), kept_.end());
  for (const auto& row : facts.table("kept-words.combining_forms"))
    if (!row.empty()) forms_.push_back(row.front());
  std::sort(forms_.begin(), forms_.end());
}

bool ForeignWords::judgeable(const Analysis& a, uint32_t i) {
  const Token& token = a.tokens[i];
  if (token.kind != TokenKind::word || token.is(Token::clitic) || token.is(Token::all_capitals)) return false;
  uint32_t letters = 0;
  const std::string_view word = a.text(i);
  for (size_t at = 0; at < word.size();) {
    if (word[at] >= 'a' && word[at] <= 'z') {
      ++letters;
      ++at;
      continue;
    }
    const utf8::Decoded d = utf8::decode(word, at);
    if (!utf8::is_letter(d.c) && !utf8::is_mark(d.c)) return false;
    if (letters > 0 && utf8::is_upper(d.c)) return false;
    if (!utf8::is_mark(d.c) && !is_latin(d.c)) return false;   // another script is another fault
    ++letters;
    at += d.size;
  }
  return letters >= 3;
}

bool ForeignWords::has(const Analysis& a, std::string_view folded) const {
  // What is longer is no word of any language; taking it apart letter by letter would take for ever.
  constexpr size_t kLongest = 200;
  if (folded.size() > kLongest) return true;
  if (knows(a, folded) || std::binary_search(forms_.begin(), forms_.end(), folded)) return true;
  // An English word behind a combining form is an English word.
  constexpr size_t kRest = 4;
  constexpr size_t kForm = 2;
  // Those with the word's first letter.
  auto form = std::lower_bound(forms_.begin(), forms_.end(), folded.substr(0, 1));
  for (; form != forms_.end() && !folded.empty() && form->starts_with(folded.front()); ++form)
    if (form->size() >= kForm && form->size() + kRest <= folded.size() && folded.starts_with(*form) && knows(a, folded.substr(form->size()))) return true;
  return false;
}

bool ForeignWords::knows(const Analysis& a, std::string_view folded) const {
  const Lexicon& lexicon = *a.resources.lexicon;
  // A proper adjective without its capital is a word, too.
  if (lexicon.knows(a.lang, folded) || lexicon.knows(a.lang, utf8::capitalise(folded))) return true;
  if (std::binary_search(kept_.begin(), kept_.end(), folded)) return true;
  if (a.lang != Lang::of("en")) return false;
  if (lexicon.pos(folded)) return true;
  if (folded.size() < 5 || folded.back() != 's') return false;   // plurals of what is kept
  const std::string_view stem = folded.substr(0, folded.size() - 1);
  return std::binary_search(kept_.begin(), kept_.end(), stem) || lexicon.pos(stem);
}

bool ForeignWords::in_kept_phrase(const Analysis& a, uint32_t i) const {
  const Range sentence = a.sentences[a.sentence_of(i)].tokens;
  constexpr uint32_t kLongest = 5;
  for (uint32_t begin = i >= sentence.begin + kLongest ? i - kLongest : sentence.begin; begin <= i; ++begin)
    for (uint32_t end = i + 1; end <= std::min(i + kLongest, sentence.end); ++end)
      if (end - begin > 1 && std::binary_search(kept_.begin(), kept_.end(), spaced(utf8::fold(a.text(Range{begin, end}))))) return true;
  return false;
}

bool ForeignWords::in_name(const Analysis& a, uint32_t i) {
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

bool ForeignWords::is_foreign_passage(const Analysis& a, const Sentence& sentence) const {
  constexpr uint32_t kUnknownAtLeast = 3, kShortest = 4;
  uint32_t unknown = 0, known = 0, seen = 0;
  for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
    const Token& token = a.tokens[i];
    if (token.span.size() < kShortest || token.is(Token::capital) || token.is(Token::in_quote) || token.name || !judgeable(a, i)) continue;
    // Of ordinary copy the first few words tell.
    if (++seen > 8 && known > 4 * unknown) return false;
    if (token.word != kNoWord && a.classes(i) != 0) ++known;
    else if (has(a, a.folded(i))) ++known;
    else ++unknown;
  }
  if (unknown < kUnknownAtLeast) return false;
  if (unknown > kUnknownAtLeast && 2 * unknown >= 3 * known) return true;
  // Languages that share many words with the target: the detector must be sure.
  if (5 * unknown < 2 * (unknown + known)) return false;
  const LanguageGuess guess = detect_language(a.document.slice(sentence.span));
  return guess.reliable && guess.lang != a.lang && guess.percent >= 90;
}

bool ForeignWords::in_title(const Analysis& a, Range range) {
  const Quote* quote = a.quote_at(a.tokens[range.begin].span.begin);
  if (!quote) return false;
  uint32_t words = 0;
  for (uint32_t i = range.begin; i < std::min<size_t>(a.tokens.size(), range.end + 20) && a.tokens[i].span.begin < quote->inside.end; ++i)
    words += is_word(a, i);
  for (uint32_t i = range.begin; i-- > 0 && range.begin - i < 20 && a.tokens[i].span.begin >= quote->inside.begin;) words += is_word(a, i);
  constexpr uint32_t kTitle = 6;
  return words <= std::max(kTitle, range.size() + 2);
}

namespace {

uint32_t hash_of(std::string_view folded) {
  return static_cast<uint32_t>(utf8::is_ascii(folded) ? fingerprint(folded) : fingerprint(utf8::without_diacritics(folded)));
}

}  // namespace

SourceWords::SourceWords(const Analysis& original) : original_(original) {
  const size_t size = original.tokens.size();
  first_.assign(std::bit_ceil(size + 1), kNone);
  next_.assign(size, kNone);
  hashes_.assign(size, 0);
  // The last one first, so that the tokens of a chain ascend.
  for (auto i = static_cast<uint32_t>(size); i-- > 0;) {
    if (original.tokens[i].kind != TokenKind::word) continue;
    const uint32_t hash = hash_of(original.folded(i));
    hashes_[i] = hash;
    marks_.set(hash % kMarks);
    uint32_t& first = first_[hash & (first_.size() - 1)];
    next_[i] = first;
    first = i;
  }
}

bool SourceWords::same(std::string_view one, std::string_view other) {
  return one == other || (!(utf8::is_ascii(one) && utf8::is_ascii(other)) && utf8::without_diacritics(one) == utf8::without_diacritics(other));
}

bool SourceWords::may_have(std::string_view folded) const { return marks_.test(hash_of(folded) % kMarks); }

std::vector<uint32_t> SourceWords::find(std::string_view folded, Range within, size_t most) const {
  constexpr uint32_t kFew = 256;   // tokens of a sentence or two are looked at one by one
  const uint32_t hash = hash_of(folded);
  std::vector<uint32_t> out;
  const auto look = [&](uint32_t i) {
    if (hashes_[i] == hash && original_.tokens[i].kind == TokenKind::word && same(original_.folded(i), folded)) out.push_back(i);
  };
  if (within.size() <= kFew) {
    for (uint32_t i = within.begin; i < within.end && out.size() < most; ++i) look(i);
  } else {
    for (uint32_t i = first_[hash & (first_.size() - 1)]; i != kNone && i < within.end && out.size() < most; i = next_[i])
      if (i >= within.begin) look(i);
  }
  return out;
}

}  // namespace wirecheck
