// Tokens: one pass over each block. Letters and digits make words and numbers; what an apostrophe, a hyphen or a full stop
// does inside them is decided where it is met, from the language's Orthography and abbreviations. Scripts that write no spaces
// between words (Chinese, Japanese, Thai ...) are cut by ICU's dictionaries.
//   Armenia's -> Armenia 's      l'ete -> l' ete      tie-break -> tie - break      F-35   U.S.   14h30   3,000   27th
#include <algorithm>
#include <array>

#include "analysis/stages.h"
#include "analysis/text_breaker.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

// Generic names and a few large country names at the end of an Internet address; short names that are also words of a
// language (it, is, me, no) are left out, since a missing space after a full stop is more frequent in copy than they are.
constexpr std::array<std::string_view, 19> kTopDomains = {"ch",  "com", "de",  "edu", "es", "eu",  "fr", "gov", "info", "int",
                                                          "io",  "jp",  "mil", "net", "nl", "org", "ru", "tv",  "uk"};

bool is_ascii_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_apostrophe(char32_t c) { return c == '\'' || c == utf8::kRightSingle || c == 0x02BC; }
// Written without spaces between words: kana, ideographs, Thai, Lao, Burmese, Khmer; digits and signs of these blocks are not meant.
bool is_unspaced(char32_t c) {
  if (c < 0x0E01) return false;
  if (c <= 0x109F) return (c <= 0x0E3A || (c >= 0x0E40 && c <= 0x0E4E) || (c >= 0x0E81 && c <= 0x0ECF) || (c >= 0x1000 && c <= 0x103F));
  if (c >= 0x1780 && c <= 0x17D3) return true;
  if (c < 0x3005) return false;
  return c <= 0x3007 || (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xFF66 && c <= 0xFF9F) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}
bool is_hebrew_letter(char32_t c) { return c >= 0x05D0 && c <= 0x05EA; }
// What parts groups or decimals inside a figure, beyond ASCII: the Arabic marks, the full-width ones.
bool is_wide_separator(char32_t c) { return c == 0x066B || c == 0x066C || c == 0xFF0C || c == 0xFF0E; }

class Scanner {
 public:
  Scanner(Analysis& analysis, TextBreaker& words)
      : a_(analysis), words_(words), text_(analysis.document.text()), facts_(*analysis.resources.facts),
        orthography_(facts_.orthography()) {}

  void block(uint32_t index) {
    const Span span = a_.document.blocks()[index].span;
    end_ = span.end;
    first_ = static_cast<uint32_t>(a_.tokens.size());
    bool space = true;
    for (uint32_t i = span.begin; i < end_;) {
      const char32_t c = at(i);
      if (utf8::is_space(c)) {
        space = true;
        i += size_at(i);
        continue;
      }
      const uint32_t before = i;
      i = token(i, c, space);
      if (i <= before) i = before + size_at(before);
      space = false;
    }
    a_.blocks[index].tokens = {first_, static_cast<uint32_t>(a_.tokens.size())};
  }

 private:
  char32_t at(uint32_t i) const {
    if (i >= end_) return 0;
    const auto c = static_cast<unsigned char>(text_[i]);
    return c < 0x80 ? c : utf8::decode(text_, i).c;
  }
  uint32_t size_at(uint32_t i) const {
    const auto c = static_cast<unsigned char>(text_[i]);
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  }
  // Continues a word: letters, digits, marks, joiners, soft hyphens, and the raised figures of square and cubic units.
  static bool in_word(char32_t c) {
    if (c < 0x80) return (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' : (c >= '0' && c <= '9');
    if (is_unspaced(c)) return false;
    return utf8::is_letter(c) || utf8::is_mark(c) || utf8::is_digit(c) || c == utf8::kSoftHyphen || c == 0x200C ||
           c == 0x200D || c == 0xB2 || c == 0xB3;
  }
  uint32_t word_end(uint32_t i) const {
    while (i < end_) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      if (byte < 0x80) {
        if (!in_word(byte)) break;
        ++i;
      } else {
        const utf8::Decoded d = utf8::decode(text_, i);
        if (!in_word(d.c)) break;
        i += d.size;
      }
    }
    return i;
  }
  uint32_t skip_space(uint32_t i) const {
    while (i < end_ && utf8::is_space(at(i))) i += size_at(i);
    return i;
  }

  WordId find(Span span) const {
    FoldBuffer buffer;
    return a_.resources.vocabulary->find(fold(span, buffer));
  }
  // Short folded forms need no allocation.
  struct FoldBuffer {
    char small[64];
    std::string large;
  };
  std::string_view fold(Span span, FoldBuffer& into) const {
    char* const buffer = into.small;
    const std::string_view raw = text_.substr(span.begin, span.size());
    const auto slowly = [&]() -> std::string_view { return into.large = utf8::fold(raw); };
    if (raw.size() > sizeof into.small / 2) return slowly();
    size_t n = 0;
    for (size_t i = 0; i < raw.size();) {
      const auto byte = static_cast<unsigned char>(raw[i]);
      if (byte < 0x80) {
        buffer[n++] = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : static_cast<char>(byte);
        ++i;
        continue;
      }
      const utf8::Decoded d = utf8::decode(raw, i);
      i += d.size;
      char32_t c = d.c;
      if (c >= 0x300 && utf8::is_mark(c)) return slowly();
      if (c == utf8::kSoftHyphen) continue;
      if (is_apostrophe(c)) c = '\'';
      if (c == utf8::kHyphen || c == utf8::kNoBreakHyphen) c = '-';
      c = utf8::lower(c);
      if (c < 0x80) buffer[n++] = static_cast<char>(c);
      else if (c < 0x800) {
        buffer[n++] = static_cast<char>(0xC0 | (c >> 6));
        buffer[n++] = static_cast<char>(0x80 | (c & 0x3F));
      } else if (c < 0x10000) {
        buffer[n++] = static_cast<char>(0xE0 | (c >> 12));
        buffer[n++] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        buffer[n++] = static_cast<char>(0x80 | (c & 0x3F));
      } else {
        buffer[n++] = static_cast<char>(0xF0 | (c >> 18));
        buffer[n++] = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        buffer[n++] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        buffer[n++] = static_cast<char>(0x80 | (c & 0x3F));
      }
    }
    return {buffer, n};
  }

  uint32_t emit(uint32_t begin, uint32_t end, TokenKind kind, bool space, uint8_t flags = 0) {
    Token token;
    token.span = {begin, end};
    token.kind = kind;
    token.flags = static_cast<uint8_t>(flags | (space ? Token::space_before : 0));
    if (kind == TokenKind::word) {
      capitals(token);
      a_.words += (flags & Token::clitic) == 0;
    }
    FoldBuffer buffer;
    const std::string_view folded = fold(token.span, buffer);
    token.word = a_.resources.vocabulary->find(folded);
    a_.tokens.push_back(token);
    a_.folds.add(text_.substr(begin, end - begin), folded);
    return end;
  }

  void capitals(Token& token) const {
    uint32_t letters = 0, upper = 0;
    bool first_upper = false;
    for (uint32_t i = token.span.begin; i < token.span.end;) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      const char32_t c = byte < 0x80 ? byte : utf8::decode(text_, i).c;
      i += size_at(i);
      if (!utf8::is_letter(c)) continue;
      const bool is_upper = utf8::is_upper(c);
      if (letters == 0) {
        if (!is_upper) return;  // neither flag is possible any more
        first_upper = true;
      }
      ++letters;
      upper += is_upper;
    }
    if (first_upper) token.flags |= Token::capital;
    if (letters >= 2 && upper == letters) token.flags |= Token::all_capitals;
  }

  uint32_t token(uint32_t i, char32_t c, bool space) {
    if (c >= 0x0E01 && is_unspaced(c)) return unspaced(i, space);
    if (utf8::is_letter(c)) return word(i, space);
    if (utf8::is_digit(c)) return number(i, space);
    return mark(i, c, space);
  }

  // ---- words ------------------------------------------------------------------------------------------------------------
  // A run of a script without spaces, word by word.
  uint32_t unspaced(uint32_t begin, bool space) {
    uint32_t end = begin;
    while (end < end_ && is_unspaced(at(end))) end += size_at(end);
    words_.start(a_.lang, text_.substr(begin, end - begin));
    for (uint32_t from = begin; from < end;) {
      const uint32_t to = std::max(begin + words_.next(), from + size_at(from));
      emit(from, std::min(to, end), TokenKind::word, space);
      from = to;
      space = false;
    }
    return end;
  }

  uint32_t word(uint32_t begin, bool space) {
    uint32_t end = word_end(begin + size_at(begin));
    if (end >= end_) return emit(begin, end, TokenKind::word, space);
    char32_t next = at(end);
    if (next == '-' || next == utf8::kNoBreakHyphen || next == utf8::kHyphen) {
      // A capitalised designation and its number are one name: F-35, COVID-19.
      const uint32_t after = end + size_at(end);
      if (after < end_ && is_ascii_digit(text_[after]) && utf8::is_upper(at(begin))) {
        const uint32_t stop = word_end(after);
        if (!utf8::is_dash(at(stop))) end = stop;
        next = at(end);
      }
    }
    if (is_apostrophe(next)) return apostrophes(begin, end, space);
    if ((next == '"' || next == 0x05F4) && is_hebrew_letter(at(begin))) {
      // The mark of a Hebrew acronym stands before its last letter; before more than one it opens a quotation.
      const uint32_t after = end + size_at(end);
      if (is_hebrew_letter(at(after)) && word_end(after) == after + size_at(after)) return emit(begin, word_end(after), TokenKind::word, space);
    }
    if (next == '.') {
      if (const uint32_t stop = address_end(begin, end)) return emit(begin, stop, TokenKind::address, space);
      return emit(begin, abbreviation_end(begin, end), TokenKind::word, space);
    }
    if (next == ':' && text_.substr(end, 3) == "://") return emit(begin, url_end(end + 3), TokenKind::address, space);
    return emit(begin, end, TokenKind::word, space);
  }

  // `end` stands on the first apostrophe after letters. The word goes on as long as letters follow apostrophes; an elided
  // beginning and a clitic end are cut off.
  uint32_t apostrophes(uint32_t begin, uint32_t end, bool space) {
    uint32_t stop = end, last = 0;  // `last`: the last apostrophe inside
    while (stop < end_ && is_apostrophe(at(stop))) {
      const uint32_t after = stop + size_at(stop);
      if (after >= end_ || !utf8::is_letter(at(after))) break;
      last = stop;
      stop = word_end(after);
    }
    if (!last) return emit(begin, end, TokenKind::word, space);
    if (!orthography_.elisions.empty()) {
      const uint32_t cut = end + size_at(end);
      if (listed(orthography_.elisions, {begin, cut}) && !listed(orthography_.elision_exceptions, {begin, stop})) {
        emit(begin, cut, TokenKind::word, space, Token::clitic);
        return word(cut, false);
      }
    }
    if (listed(orthography_.clitics, {last, stop})) {
      emit(begin, last, TokenKind::word, space);
      return emit(last, stop, TokenKind::word, false, Token::clitic);
    }
    return emit(begin, stop, TokenKind::word, space);
  }

  bool listed(const std::vector<std::string>& list, Span span) const {
    if (list.empty()) return false;
    const WordId id = find(span);
    if (id == kNoWord) return false;  // the lists' words are all in the vocabulary
    const std::string_view folded = a_.resources.vocabulary->text(id);
    return std::any_of(list.begin(), list.end(), [&](const std::string& item) { return item == folded; });
  }

  // `end` stands on a full stop. Where the token ends when the stop belongs to it, else `end`.
  uint32_t abbreviation_end(uint32_t begin, uint32_t end) const {
    const bool one_letter = end == begin + size_at(begin);
    uint32_t stop = end + 1;
    if (one_letter) {
      uint32_t letters = 1;
      while (stop < end_ && utf8::is_letter(at(stop))) {  // U.S., a.m., J.K.
        const uint32_t after = stop + size_at(stop);
        if (word_end(after) != after) break;
        ++letters;
        if (at(after) != '.') return after;  // "U.S" without its last stop
        stop = after + 1;
      }
      if (letters > 1) return stop;
    }
    // The longest listed form that begins here: Ph.D., W.Va., Sept.
    uint32_t best = end, probe = end;
    uint8_t flags = 0;
    for (int part = 0; part < 4 && probe < end_ && text_[probe] == '.'; ++part) {
      if (const uint8_t found = facts_.abbreviation(text_.substr(begin, probe + 1 - begin))) {
        best = probe + 1;
        flags = found;
      }
      probe = word_end(probe + 1);
    }
    const uint32_t ahead = skip_space(best == end ? end + 1 : best);
    const char32_t next = at(ahead);
    if (best != end) {
      if (flags & (may_end | never_end)) return best;
      if ((flags & before_name) && next && ahead > best) return best;
      if ((flags & before_number) && utf8::is_digit(next)) return best;
      if ((flags & before_number) && next && has(facts_.classes(find({begin, best})), Is::month)) return best;
      return end;
    }
    // An initial: one capital, its stop, and a capitalised word that is not there only because a sentence begins.
    if (one_letter && utf8::is_upper(at(begin)) && utf8::is_upper(next)) {
      const Classes own = facts_.classes(find({begin, end}));
      if (has(own, Is::pronoun)) return end;
      const uint32_t follower = word_end(ahead + size_at(ahead));
      constexpr Classes kFunction = Is::determiner | Is::possessive | Is::pronoun | Is::preposition | Is::conjunction |
                                    Is::auxiliary | Is::wh_word | Is::stop_word | Is::adverb;
      if (follower == ahead + size_at(ahead) && at(follower) == '.') return end + 1;
      if ((facts_.classes(find({ahead, follower})) & kFunction) == 0) return end + 1;
    }
    return end;
  }

  // ---- addresses --------------------------------------------------------------------------------------------------------
  // The end of an address that begins at `begin` and has its first stop at `dot`, or 0.
  uint32_t address_end(uint32_t begin, uint32_t dot) const {
    if (dot + 1 >= end_ || !is_ascii_alnum(text_[dot + 1])) return 0;
    const std::string_view head = text_.substr(begin, dot - begin);
    if (head == "www" || head == "WWW") return url_end(dot + 1);
    uint32_t i = dot, label = dot;
    while (i < end_ && text_[i] == '.' && i + 1 < end_ && is_ascii_alnum(text_[i + 1])) {
      label = ++i;
      while (i < end_ && (is_ascii_alnum(text_[i]) || (text_[i] == '-' && i + 1 < end_ && is_ascii_alnum(text_[i + 1])))) ++i;
    }
    if (word_end(i) != i) return 0;
    const std::string_view top = text_.substr(label, i - label);
    if (std::find(kTopDomains.begin(), kTopDomains.end(), top) == kTopDomains.end()) return 0;
    return i < end_ && text_[i] == '/' ? url_end(i) : i;
  }
  uint32_t url_end(uint32_t i) const {
    while (i < end_) {
      const char32_t c = at(i);
      if (utf8::is_space(c) || c == '<' || c == '>' || c == '|' || (utf8::is_quote(c) && c != '\'')) break;
      i += size_at(i);
    }
    while (i > 0 && std::string_view(".,;:!?)]}'").find(text_[i - 1]) != std::string_view::npos) --i;
    return i;
  }
  // An '@' glued to what stands on both sides takes the tokens before it back: an e-mail address.
  uint32_t mail(uint32_t i) {
    uint32_t begin = i;
    bool space = false;
    while (a_.tokens.size() > first_) {
      const Token& last = a_.tokens.back();
      const char c = text_[last.span.begin];
      const bool fits = last.kind == TokenKind::word || last.kind == TokenKind::number || c == '.' || c == '-' || c == '_' || c == '+';
      if (last.span.end != begin || !fits) break;
      begin = last.span.begin;
      space = last.is(Token::space_before);
      a_.words -= last.kind == TokenKind::word && !last.is(Token::clitic);
      a_.tokens.pop_back();
      a_.folds.drop_last();
      if (space) break;
    }
    uint32_t end = i + 1;
    while (end < end_ && (is_ascii_alnum(text_[end]) || text_[end] == '.' || text_[end] == '-')) ++end;
    while (text_[end - 1] == '.' || text_[end - 1] == '-') --end;
    return emit(begin, end, TokenKind::address, space);
  }

  // ---- numbers ----------------------------------------------------------------------------------------------------------
  uint32_t number(uint32_t begin, bool space) {
    uint32_t end = begin;
    while (end < end_) {
      end = word_end(end);
      if (end < end_ && wide_separator(end)) {
        end += size_at(end);
        continue;
      }
      if (end + 1 >= end_ || !is_ascii_digit(text_[end + 1]) || !is_ascii_digit(text_[end - 1])) break;
      const char c = text_[end];
      if (c == ',' || c == '.') {
        ++end;
      } else if (c == ':' && end + 2 < end_ && is_ascii_digit(text_[end + 2])) {
        ++end;
      } else {
        break;
      }
    }
    return emit(begin, end, TokenKind::number, space);
  }

  // A separator with digits on both sides of which one is not ASCII: the Arabic marks, a full-width one, a comma in Devanagari.
  bool wide_separator(uint32_t i) const {
    const char32_t c = at(i);
    if (c != ',' && c != '.' && !is_wide_separator(c)) return false;
    const char32_t before = utf8::before(text_, i), after = at(i + size_at(i));
    if (!utf8::is_digit(before) || !utf8::is_digit(after)) return false;
    return c == 0xFF0C || c == 0xFF0E ? before >= 0xFF10 && after >= 0xFF10 : before >= 0x80 || after >= 0x80 || c >= 0x80;
  }

  // ---- everything else --------------------------------------------------------------------------------------------------
  uint32_t run_end(uint32_t i, char c) const {
    while (i < end_ && text_[i] == c) ++i;
    return i;
  }
  bool glued_before(uint32_t i) const {
    return a_.tokens.size() > first_ && a_.tokens.back().span.end == i &&
           (a_.tokens.back().kind == TokenKind::word || a_.tokens.back().kind == TokenKind::number);
  }
  uint32_t mark(uint32_t i, char32_t c, bool space) {
    const uint32_t after = i + size_at(i);
    const char32_t next = at(after);
    switch (c) {
      case '.':
        if (const uint32_t end = run_end(i, '.'); end - i >= 2) return emit(i, end, TokenKind::punctuation, space);
        break;
      case '-':
        if (const uint32_t end = run_end(i, '-'); end - i >= 2) return emit(i, end, TokenKind::punctuation, space);
        break;
      case '`': case '\'':
        if (next == c) return emit(i, after + 1, TokenKind::punctuation, space);  // typewriter double quotes
        break;
      case '@':
        if (glued_before(i) && after < end_ && is_ascii_alnum(text_[after])) return mail(i);
        [[fallthrough]];
      case '#':
        if (!glued_before(i) && (utf8::is_letter(next) || next == '_')) {
          uint32_t end = after;
          while (end < end_ && (in_word(at(end)) || text_[end] == '_')) end += size_at(end);
          return emit(i, end, TokenKind::address, space);
        }
        break;
      default: break;
    }
    if (utf8::is_dash(c)) {
      const bool joins = c != utf8::kEmDash && c != 0x2015 && !space && glued_before(i) && in_word(next);
      return emit(i, after, TokenKind::punctuation, space, joins ? Token::hyphen_glued : 0);
    }
    return emit(i, after, kind_of(c), space);
  }
  static TokenKind kind_of(char32_t c) {
    if (c < 0x80) {
      constexpr std::string_view kSymbols = "$%+<=>^`|~#@&*_\\/";
      return kSymbols.find(static_cast<char>(c)) != std::string_view::npos ? TokenKind::symbol : TokenKind::punctuation;
    }
    if (utf8::is_quote(c) || c == utf8::kEllipsis || c == 0xA1 || c == 0xBF) return TokenKind::punctuation;
    if (c == 0xBC || c == 0xBD || c == 0xBE || (c >= 0x2150 && c <= 0x215F)) return TokenKind::number;  // fractions
    const bool punctuation = (c >= 0x2010 && c <= 0x205E) || (c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F) ||
                             (c >= 0xFF1A && c <= 0xFF20) || c == 0x060C || c == 0x061B || c == 0x061F || c == 0x06D4 ||
                             c == 0x0964 || c == 0x0965 || c == 0xB7 || c == 0x0589;
    return punctuation ? TokenKind::punctuation : TokenKind::symbol;
  }

  Analysis& a_;
  TextBreaker& words_;
  std::string_view text_;
  const Facts& facts_;
  const Orthography& orthography_;
  uint32_t end_ = 0;
  uint32_t first_ = 0;
};

}  // namespace

void find_tokens(Analysis& analysis, TextBreaker& words) {
  const size_t about = analysis.document.text().size() / 5 + 16;
  analysis.tokens.reserve(about);
  analysis.folds.reserve(about);
  Scanner scanner(analysis, words);
  for (uint32_t block = 0; block < analysis.blocks.size(); ++block) scanner.block(block);
}

}  // namespace wirecheck
