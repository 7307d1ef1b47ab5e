// Everything known about one document before a check runs: blocks with their roles, sentences, tokens, names, mentions,
// numbers, dates, quotes. Built by analyse(), then frozen; views and indices live as long as the Document.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lexicon.h"
#include "analysis/inflection.h"
#include "core/document.h"
#include "core/latin.h"
#include "core/vocabulary.h"
#include "data/facts.h"

namespace wirecheck {

enum class TokenKind : uint8_t { word, number, punctuation, symbol, address };  // address: URL, e-mail, @handle, #tag

struct Token {
  enum Flag : uint8_t {
    space_before = 1,     // white space (or the start of a block) stands before it
    capital = 2,          // its first letter is upper case
    all_capitals = 4,     // two letters or more, all upper case
    clitic = 8,           // glued to the word before: 's, n't; or elided before the next: l', d'
    sentence_first = 16,  // the first word of its sentence
    in_quote = 32,        // inside a quotation
    hyphen_glued = 64     // a dash with word characters on both sides and no space: porte-parole
  };
  Span span;
  WordId word = kNoWord;  // of its folded form
  TokenKind kind = TokenKind::word;
  uint8_t flags = 0;
  uint16_t name = 0;      // 1 + index into names, 0 = no part of a name (names beyond 65,534 are not kept)
  bool is(Flag flag) const { return (flags & flag) != 0; }
};

struct Sentence {
  Span span;         // without white space at its ends
  Range tokens;
  uint32_t block = 0;
};

struct BlockInfo {
  Role role = Role::body;   // the reader's, refined by language: dateline, byline, crosshead, boilerplate, credit
  Lang lang;
  Range sentences, tokens;
};

// A quotation. Spans are of the marks themselves; `close` is empty when it never closes (and the next paragraph does not
// take it up again).
struct Quote {
  Span open, close;
  Span inside;             // between the marks; to the end of the block when it does not close there
  uint32_t block = 0;
  uint8_t depth = 0;       // 0: outermost
  bool continues = false;  // a next paragraph opens again without a close here: the wire habit, no fault
  bool continued = false;  // takes up the quotation of the paragraph before
};

enum class Kind : uint8_t { unknown, person, body, place, event, thing };
enum class Gender : uint8_t { unknown, masculine, feminine };
enum class Plurality : uint8_t { unknown, singular, plural };

struct Name {
  Range tokens;            // title and particles left out: "Ilham Aliyev" of "President Ilham Aliyev"
  Span span;
  Kind kind = Kind::unknown;
  Gender gender = Gender::unknown;
  uint32_t entity = 0;     // names of one story that are the same bearer share it (full name and later surname)
};

// Anything a pronoun could stand for, in text order.
struct Mention {
  Range tokens;            // of the noun phrase, without its relative clauses
  Span span;
  uint32_t head = 0;       // token
  Kind kind = Kind::unknown;
  Gender gender = Gender::unknown;
  Plurality plurality = Plurality::unknown;
  uint32_t entity = 0;     // mentions of one bearer share it; 0 = alone
  bool subject = false;    // stands before the finite verb of its clause
  bool definite = false;
  uint32_t sentence = 0;
};

struct Quantity {          // a number with its reading
  enum class Kind : uint8_t { cardinal, ordinal, percent, money, year, fraction, score };
  Range tokens;
  Span span;
  Kind kind = Kind::cardinal;
  double value = 0;
  std::string unit;        // ISO 4217 for money, CLDR unit id, or ""
};

struct Date {
  Range tokens;
  Span span;
  int weekday = 0;         // 1 = Monday ... 7, 0 = none
  int day = 0, month = 0, year = 0;
  bool ordinal = false;    // "27th"
  bool bracketed = false;
};

// The folded forms (utf8::fold) of a document's tokens: most words are written as they fold, the others' forms stand in one string.
class Folds {
 public:
  void reserve(size_t tokens) { own_.reserve(tokens); }
  void add(std::string_view written, std::string_view folded) {
    own_.push_back(written == folded ? 0 : static_cast<uint32_t>(ends_.size()));
    if (written == folded) return;
    pool_ += folded;
    ends_.push_back(static_cast<uint32_t>(pool_.size()));
  }
  void drop_last() { own_.pop_back(); }
  std::string_view of(uint32_t token, std::string_view written) const {
    const uint32_t own = own_[token];
    return own ? std::string_view(pool_).substr(ends_[own - 1], ends_[own] - ends_[own - 1]) : written;
  }

 private:
  std::vector<uint32_t> own_;          // by token: which of the forms of their own, 0 = none
  std::vector<uint32_t> ends_ = {0};   // of each in pool_
  std::string pool_;
};

// What the stages share; owned by the Engine, immutable.
struct Resources {
  const Vocabulary* vocabulary = nullptr;
  const Facts* facts = nullptr;           // of the document's language; never null (an unknown language has empty facts)
  const Inflection* inflection = nullptr; // null when the language has none
  const Lexicon* lexicon = nullptr;
  const Latiniser* latin = nullptr;       // null unless there is a source side
};

class Alignment;   // align/alignment.h

struct Analysis {
  explicit Analysis(const Document& d) : document(d) {}
  const Document& document;
  Resources resources;
  Lang lang;                        // the language it was read as
  Lang source_lang;                 // told by the format or the user; undetermined otherwise
  std::vector<BlockInfo> blocks;    // parallel to document.blocks()
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  Folds folds;                      // parallel to tokens
  std::vector<Name> names;
  std::vector<Mention> mentions;
  std::vector<Quantity> quantities;
  std::vector<Date> dates;
  std::vector<Quote> quotes;
  uint32_t words = 0;
  // The source side, read with the facts of its own language over the same Vocabulary, and which of its sentences stand for
  // which of these; both null without a source text.
  std::unique_ptr<const Analysis> original;
  std::shared_ptr<const Alignment> alignment;

  std::string_view text(const Token& token) const { return document.slice(token.span); }
  std::string_view text(uint32_t token) const { return text(tokens[token]); }
  std::string_view text(Range range) const;           // from the first token's begin to the last one's end
  Span span(Range range) const;
  Classes classes(const Token& token) const { return resources.facts->classes(token.word); }
  Classes classes(uint32_t token) const { return classes(tokens[token]); }
  bool is(uint32_t token, Is what) const { return has(classes(token), what); }
  std::string_view folded(uint32_t token) const { return folds.of(token, text(token)); }
  uint32_t sentence_of(uint32_t token) const;         // index into sentences
  uint32_t block_of(uint32_t byte) const;             // index into blocks
  const Quote* quote_at(uint32_t byte) const;         // the innermost quotation whose inside contains it
  Role role_at(uint32_t byte) const { return blocks[block_of(byte)].role; }
};

// Mutable working memory of the analysis (break iterators, buffers); one per worker, never shared.
class AnalysisScratch {
 public:
  AnalysisScratch();
  ~AnalysisScratch();
  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

// Cannot fail. `lang` is the language to read the text as (detect() when the caller does not know). What is returned is still
// the caller's alone: it joins the source side and the alignment to it before anybody else sees it.
std::unique_ptr<Analysis> analyse(const Document& document, Lang lang, const Resources& resources, AnalysisScratch& scratch,
                                  Lang source_lang = {});

// The language of `text` by CLD2, over its first `most` bytes; undetermined when it is not reliable (short, mixed).
struct LanguageGuess { Lang lang; bool reliable = false; int percent = 0; };
constexpr size_t kEnoughForLanguage = 512 << 10;   // half a megabyte says as much as a hundred
LanguageGuess detect_language(std::string_view text, size_t most = kEnoughForLanguage);
// Languages that the detection takes for each other (Spanish and Galician): a guess of one says nothing against the other.
bool look_alike(Lang one, Lang other);

}  // namespace wirecheck
