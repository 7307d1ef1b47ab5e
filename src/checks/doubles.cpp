#include "checks/doubles.h"

#include "align/alignment.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

// Han, kana, Thai: words are not parted there, and one that stands twice is a pair of characters.
bool unspaced(char32_t c) { return (c >= 0x0E00 && c <= 0x0E7F) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF); }

std::optional<Span> source_of(const Analysis& a, uint32_t sentence) {
  if (!a.original || !a.alignment) return std::nullopt;
  const auto range = a.alignment->source_of(sentence);
  if (!range || range->empty()) return std::nullopt;
  return Span{a.original->sentences[range->begin].span.begin, a.original->sentences[range->end - 1].span.end};
}

}  // namespace

Doubles source_doubles(const Analysis& a, uint32_t sentence) {
  const auto span = source_of(a, sentence);
  if (!span) return Doubles::unknown;
  const std::string_view text = a.original->document.slice(*span);
  std::string before, word;
  char32_t last = 0;
  for (size_t i = 0; i <= text.size();) {
    const utf8::Decoded d = i < text.size() ? utf8::decode(text, i) : utf8::Decoded{0, 1, false};
    if (d.c == last && unspaced(d.c)) return Doubles::some;
    last = d.c;
    if (utf8::is_letter(d.c) || utf8::is_digit(d.c) || utf8::is_mark(d.c)) {
      word += utf8::encode(utf8::lower(d.c));
    } else if (!word.empty()) {
      if (word == before) return Doubles::some;
      before = std::move(word);
      word.clear();
    }
    i += d.size;
  }
  return Doubles::none;
}

bool often_in_source(const Analysis& a, uint32_t sentence, std::string_view piece) {
  const auto span = source_of(a, sentence);
  if (!span) return false;
  const std::string text = utf8::to_lower(a.original->document.slice(*span)), wanted = utf8::to_lower(piece);
  const auto solid = [](char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c); };
  uint32_t times = 0;
  for (size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + wanted.size()))
    times += !(at > 0 && solid(utf8::before(text, at))) && !(at + wanted.size() < text.size() && solid(utf8::at(text, at + wanted.size())));
  return times > 1;
}

}  // namespace wirecheck
