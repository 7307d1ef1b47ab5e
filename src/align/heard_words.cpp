#include "align/heard_words.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr std::string_view kApostrophes[] = {"'", "\xE2\x80\x99", "\xCA\xBC"};

std::string_view before_apostrophe(std::string_view text) {
  constexpr size_t kStem = 3;
  for (const std::string_view mark : kApostrophes)
    if (const size_t at = text.find(mark); at != std::string_view::npos && at >= kStem) text = text.substr(0, at);
  return text;
}
bool is_latin(std::string_view plain) { return !plain.empty() && static_cast<unsigned char>(plain.front()) < 0x80; }

}  // namespace

bool is_full_word(const Analysis& a, uint32_t token) {
  return a.tokens[token].kind == TokenKind::word && !a.tokens[token].is(Token::clitic);
}

HeardWords::HeardWords(const Analysis& target, const Sounds& target_sounds, const Sounds& source_sounds)
    : target_(target), source_(*target.original), target_sounds_(target_sounds), source_sounds_(source_sounds),
      target_words_(target.tokens.size()), source_words_(target.original->tokens.size()),
      common_(target.tokens.size(), Common::unread) {}

const HeardWords::Word& HeardWords::source(uint32_t token) {
  Word& word = source_words_[token];
  if (word.read) return word;
  word.read = true;
  const std::string_view text = before_apostrophe(source_.text(token));
  word.plain = utf8::without_diacritics(utf8::fold(text));
  word.sounds = source_sounds_.stems(text, target_.resources.latin);
  if (is_latin(word.plain))
    if (std::string sound = target_sounds_.read(text); std::find(word.sounds.begin(), word.sounds.end(), sound) == word.sounds.end())
      word.sounds.push_back(std::move(sound));
  return word;
}

const HeardWords::Word& HeardWords::target(uint32_t token) {
  Word& word = target_words_[token];
  if (word.read) return word;
  word.read = true;
  const std::string_view text = target_.text(token);
  word.plain = utf8::without_diacritics(utf8::fold(text));
  word.sounds.push_back(target_sounds_.read(text));
  word.common = is_common(token);
  return word;
}

bool HeardWords::is_common(uint32_t token) {
  Common& common = common_[token];
  if (common == Common::unread) {
    const Lexicon* lexicon = target_.resources.lexicon;
    const bool known = lexicon && lexicon->available(target_.lang) && lexicon->knows(target_.lang, utf8::to_lower(target_.text(token)));
    common = known ? Common::yes : Common::no;
  }
  return common == Common::yes;
}

bool HeardWords::may_be_name(uint32_t token) {
  const Token& t = target_.tokens[token];
  return (t.is(Token::capital) && !t.is(Token::sentence_first)) || !is_common(token);
}

float HeardWords::distance(uint32_t source_token, uint32_t target_token) {
  const Word &one = source(source_token), &other = target(target_token);
  if (one.plain == other.plain) return 0;
  // What follows the first letters is inflection, of either side.
  constexpr size_t kStem = 4, kEnding = 4;
  const size_t shorter = std::min(one.plain.size(), other.plain.size()), longer = std::max(one.plain.size(), other.plain.size());
  constexpr float kInflected = 0.1F;
  if (shorter >= kStem && longer <= shorter + kEnding && one.plain.compare(0, shorter, other.plain, 0, shorter) == 0) return kInflected;
  float best = 1;
  for (const std::string& s : one.sounds)
    for (const std::string& t : other.sounds) best = std::min(best, sound_distance(s, t));
  return best;
}

HeardWords::Near HeardWords::nearest(uint32_t source_token, Range range, bool names_only) {
  Near best{range.begin, 1};
  for (uint32_t t = range.begin; t < range.end && best.distance > 0; ++t)
    if (is_full_word(target_, t) && (!names_only || may_be_name(t)))
      if (const float d = distance(source_token, t); d < best.distance) best = {t, d};
  return best;
}

}  // namespace wirecheck
