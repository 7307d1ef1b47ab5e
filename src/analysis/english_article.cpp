#include "analysis/english_article.h"

#include "core/utf8.h"

namespace wirecheck {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// "18,500-strong": the digits of the number, and whether it is read with a vowel sound: eight..., eleven ..., eighteen ....
bool number_has_vowel_sound(const EnglishWords& words, std::string_view text) {
  std::string digits;
  bool grouped = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) digits += text[i];
    else if (text[i] == ',' && i + 1 < text.size() && is_digit(text[i + 1])) grouped = true;
    else break;
  }
  if (words.vowel_numbers.has(digits.substr(0, 1))) return true;
  if (!words.vowel_numbers.has(digits.substr(0, 2))) return false;
  // 11 and 18 are read as such alone, before groups of three digits, and as the hundreds of a year.
  return digits.size() % 3 == 2 || (digits.size() == 4 && !grouped);
}

// Letters that are named one by one: MP, MPs, U.N., the F of F-35; not Mi-8.
bool is_spelled_out(const EnglishWords& words, std::string_view word) {
  if (word.size() > 2 && word.ends_with('s')) word.remove_suffix(1);  // MPs
  size_t capitals = 0, stops = 0;
  for (char c : word) {
    if (c == '.') ++stops;
    else if (is_capital(c)) ++capitals;
    else return false;
  }
  if (capitals == 0) return false;
  if (stops > 0 && capitals > 1) return true;
  return !words.read_as_word.has(utf8::fold(word));
}

}  // namespace

std::string_view english_article(const EnglishWords& words, std::string_view text) {
  if (words.articles.size() < 2) return {};
  const auto answer = [&](bool vowel_sound) { return std::string_view(words.articles[vowel_sound ? 1 : 0]); };
  // Quotation marks and other signs before the word have no sound.
  size_t begin = 0;
  while (begin < text.size()) {
    size_t next = begin;
    const char32_t c = utf8::at(text, next);
    if (utf8::is_letter(c) || utf8::is_digit(c)) break;
    begin += utf8::encode(c).size();
  }
  text.remove_prefix(begin);
  if (text.empty()) return answer(false);
  if (is_digit(text.front())) return answer(number_has_vowel_sound(words, text));

  const std::string_view token = text.substr(0, text.find_first_of(" \t\n"));
  const std::string folded = utf8::fold(token);
  if (words.vowel_words.has(folded)) return answer(true);
  const std::string_view first = token.substr(0, token.find_first_of("-/"));
  const std::string first_folded = utf8::fold(first);
  if (words.vowel_words.has(first_folded)) return answer(true);
  if (words.consonant_words.has(first_folded)) return answer(false);
  if (first == "I" || is_spelled_out(words, first)) return answer(words.vowel_letters.has(first_folded.substr(0, 1)));

  // The longest entry that the word begins with decides.
  const size_t consonant = words.consonant_stems.longest_prefix_of(folded);
  const size_t vowel = std::max(words.vowel_stems.longest_prefix_of(folded), words.vowel_exceptions.longest_prefix_of(folded));
  if (consonant || vowel) return answer(vowel > consonant);
  const std::string plain = utf8::without_diacritics(folded);
  return answer(std::string_view("aeiou").find(plain.front()) != std::string_view::npos);
}

}  // namespace wirecheck
