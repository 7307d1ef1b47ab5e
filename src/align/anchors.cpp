#include "align/anchors.h"

#include <algorithm>
#include <string>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr size_t kLongWord = 6;    // letters from which a word that is no name may be a cognate
constexpr size_t kShortName = 3;   // letters of a name at least
constexpr size_t kSounds = 5;      // of a word that are compared: what follows is inflection
constexpr double kIdeograph = 2.8; // letters of English that one Han sign stands for

uint32_t hash(std::string_view text, uint32_t seed) {
  uint32_t h = seed;
  for (const unsigned char c : text) h = (h ^ c) * 16777619u;
  return h;
}

bool ideograph(char32_t c) { return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF); }

// The letters that spellings of one name differ in, brought together; doubled letters once, vowels after the first kept out.
struct Skeleton {
  char letters[kSounds];
  size_t size = 0;
  std::string_view view() const { return {letters, size}; }
};
// `word` is ASCII; its capitals count as small letters.
Skeleton sounds(std::string_view word) {
  const auto small = [&](size_t i) { return word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i]; };
  Skeleton out;
  for (size_t i = 0; i < word.size() && out.size < kSounds; ++i) {
    char c = small(i);
    if (c == 'p' && i + 1 < word.size() && small(i + 1) == 'h') { c = 'f'; ++i; }
    switch (c) {
      case 'q': case 'c': c = 'k'; break;
      case 'w': c = 'v'; break;
      case 'z': c = 's'; break;
      case 'j': case 'y': c = 'i'; break;
      default: break;
    }
    const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
    if (c == 'h' || (out.size > 0 && (vowel || out.letters[out.size - 1] == c))) continue;
    out.letters[out.size++] = vowel ? 'a' : c;
  }
  return out;
}

class Finder {
 public:
  Finder(const Analysis& a, const Latiniser* latin) : a_(a), latin_(latin) {}

  SideAnchors run() {
    for (const Sentence& sentence : a_.sentences) out_.sentences.push_back(one(sentence));
    for (const BlockInfo& block : a_.blocks)
      if (!block.sentences.empty()) out_.sentences[block.sentences.end - 1].ends_paragraph = true;
    for (const SentenceAnchors& sentence : out_.sentences) out_.length += sentence.length;
    out_.latin = latin_letters_ * 2 > letters_;
    return std::move(out_);
  }

 private:
  SentenceAnchors one(const Sentence& sentence) {
    SentenceAnchors out;
    for (uint32_t t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      const Token& token = a_.tokens[t];
      const std::string_view text = a_.text(token);
      if (token.kind == TokenKind::punctuation) {
        const char32_t c = utf8::at(text, 0);
        out.quotes = static_cast<uint16_t>(out.quotes + (utf8::is_quote(c) && c != '\'' && c != utf8::kRightSingle));
        out.question = out.question || c == '?' || c == 0xFF1F || c == 0x061F;
        continue;
      }
      out.length += length(text);
      if (token.kind == TokenKind::number || has_digit(text)) figure(text, out);
      else if (token.kind == TokenKind::word) word(token, text, out);
    }
    for (auto* list : {&out.figures, &out.words, &out.names}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return out;
  }

  static bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  static double length(std::string_view text) {
    if (utf8::is_ascii(text)) return static_cast<double>(text.size());
    double out = 0;
    for (size_t at = 0; at < text.size();) {
      const auto d = utf8::decode(text, at);
      at += d.size;
      if (!utf8::is_mark(d.c)) out += ideograph(d.c) ? kIdeograph : 1;
    }
    return out;
  }

  void figure(std::string_view text, SentenceAnchors& out) const {
    std::string digits;
    for (size_t at = 0; at < text.size();) {
      const auto d = utf8::decode(text, at);
      at += d.size;
      if (d.c >= '0' && d.c <= '9') digits += static_cast<char>(d.c);
      else if (utf8::is_digit(d.c)) digits += static_cast<char>('0' + utf8::digit_value(d.c));
    }
    // A single digit is a word as often as not.
    if (digits.size() >= 2) out.figures.push_back(hash(digits, 2166136261u));
  }

  void word(const Token& token, std::string_view text, SentenceAnchors& out) {
    ++letters_;
    const bool stop = a_.is(static_cast<uint32_t>(&token - a_.tokens.data()), Is::stop_word);
    const bool inner = token.is(Token::capital) && !token.is(Token::sentence_first);
    const auto counts = [&](size_t size) { return size >= (inner ? kShortName : kLongWord); };
    if (utf8::is_ascii(text)) {   // most words
      ++latin_letters_;
      if (!stop && counts(text.size())) put(text, inner, out);
      return;
    }
    const std::string plain = latin_ ? (*latin_)(text) : utf8::to_lower(utf8::without_diacritics(text));
    // Hebrew and Arabic write no vowels and no capitals: their words can not be told from their sounds.
    const char32_t first = utf8::at(text, 0);
    const bool latin = !plain.empty() && !(first >= 0x0590 && first <= 0x06FF) && utf8::is_ascii(plain);
    latin_letters_ += latin;
    if (latin && !stop && counts(plain.size())) put(plain, inner, out);
  }

  static void put(std::string_view word, bool inner, SentenceAnchors& out) {
    const Skeleton skeleton = sounds(word);
    if (skeleton.size < 3) return;
    out.words.push_back(hash(skeleton.view(), 40503u));
    if (inner) out.names.push_back(out.words.back());
  }

  const Analysis& a_;
  const Latiniser* latin_;
  SideAnchors out_;
  uint32_t letters_ = 0, latin_letters_ = 0;
};

std::vector<uint32_t> all_of(const SideAnchors& side, bool names) {
  std::vector<uint32_t> out;
  for (const SentenceAnchors& sentence : side.sentences) {
    out.insert(out.end(), sentence.figures.begin(), sentence.figures.end());
    if (names) out.insert(out.end(), sentence.names.begin(), sentence.names.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

SideAnchors find_anchors(const Analysis& analysis, const Latiniser* latin) { return Finder(analysis, latin).run(); }

double expected_ratio(const SideAnchors& source, const SideAnchors& target) {
  if (source.length < 1 || target.length < 1) return 1;
  constexpr double kPrior = 300;   // letters of a text as long as its translation: short texts tell little about the ratio
  return std::clamp((target.length + kPrior) / (source.length + kPrior), 0.6, 1.7);
}

std::pair<uint32_t, uint32_t> shared_anchors(const SideAnchors& source, const SideAnchors& target) {
  const bool names = source.latin && target.latin;
  std::vector<uint32_t> a = all_of(source, names), b = all_of(target, names), common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return {static_cast<uint32_t>(common.size()), static_cast<uint32_t>(std::min(a.size(), b.size()))};
}

}  // namespace wirecheck
