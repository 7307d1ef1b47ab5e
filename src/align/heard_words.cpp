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
      target_words_(target.tokens.size()), source_words_(target.original->tokens.size()), compared_(target.tokens.size()),
      common_(target.tokens.size(), Common::unread) {}

HeardWords::Word& HeardWords::spelled_source(uint32_t token) {
  uint32_t& at = source_words_.at[token];
  if (at) return source_words_.all[at - 1];
  Word& word = source_words_.all.emplace_back();
  at = static_cast<uint32_t>(source_words_.all.size());
  const std::string_view text = source_.text(token), stem = before_apostrophe(text);
  word.plain = utf8::without_diacritics(stem.size() == text.size() ? source_.folded(token) : std::string_view(utf8::fold(stem)));
  return word;
}

HeardWords::Word& HeardWords::spelled_target(uint32_t token) {
  uint32_t& at = target_words_.at[token];
  if (at) return target_words_.all[at - 1];
  Word& word = target_words_.all.emplace_back();
  at = static_cast<uint32_t>(target_words_.all.size());
  word.plain = utf8::without_diacritics(target_.folded(token));
  return word;
}

const HeardWords::Word& HeardWords::source(uint32_t token) {
  Word& word = spelled_source(token);
  if (word.heard) return word;
  word.heard = true;
  const std::string_view text = before_apostrophe(source_.text(token));
  word.sounds = source_sounds_.stems(text, target_.resources.latin);
  if (is_latin(word.plain))
    if (std::string sound = target_sounds_.read(text); std::find(word.sounds.begin(), word.sounds.end(), sound) == word.sounds.end())
      word.sounds.push_back(std::move(sound));
  return word;
}

const HeardWords::Word& HeardWords::target(uint32_t token) {
  Word& word = spelled_target(token);
  if (word.heard) return word;
  word.heard = true;
  word.sounds.push_back(target_sounds_.read(target_.text(token)));
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

float HeardWords::by_letters(uint32_t source_token, uint32_t target_token) {
  const std::string &one = source_plain(source_token), &other = target_plain(target_token);
  if (one == other) return 0;
  // What follows the first letters is inflection, of either side.
  constexpr size_t kStem = 4, kEnding = 4;
  const size_t shorter = std::min(one.size(), other.size()), longer = std::max(one.size(), other.size());
  constexpr float kInflected = 0.1F;
  return shorter >= kStem && longer <= shorter + kEnding && one.compare(0, shorter, other, 0, shorter) == 0 ? kInflected : 1;
}

float HeardWords::by_sounds(uint32_t source_token, uint32_t target_token, float limit) {
  const std::vector<std::string>& wanted = source(source_token).sounds;
  if (limit <= 0) {   // nothing but the same sounds
    const std::string& sounds = target(target_token).sounds.front();
    return !sounds.empty() && std::find(wanted.begin(), wanted.end(), sounds) != wanted.end() ? 0 : 1;
  }
  uint32_t& at = compared_.at[target_token];
  if (!at) {
    compared_.all.emplace_back(target(target_token).sounds.front());
    at = static_cast<uint32_t>(compared_.all.size());
  }
  const SoundTarget& heard = compared_.all[at - 1];
  float best = 1;
  for (const std::string& sounds : wanted) best = std::min(best, heard.distance(sounds, std::min(limit, best)));
  return best;
}

float HeardWords::distance(uint32_t source_token, uint32_t target_token, float limit) {
  const float same = by_letters(source_token, target_token);
  return same < 1 ? same : by_sounds(source_token, target_token, limit);
}

bool HeardWords::is_spelled(uint32_t source_token, Range range) {
  for (uint32_t t = range.begin; t < range.end; ++t)
    if (is_full_word(target_, t) && source_plain(source_token) == target_plain(t)) return true;
  return false;
}

HeardWords::Near HeardWords::nearest(uint32_t source_token, Range range, bool names_only, float limit) {
  // The letters first: a word that is the name leaves little to be heard.
  const auto asked = [&](uint32_t t) { return is_full_word(target_, t) && (!names_only || may_be_name(t)); };
  for (uint32_t t = range.begin; t < range.end && limit > 0; ++t)
    if (asked(t)) limit = std::min(limit, by_letters(source_token, t));
  // Then the very same sounds, which are seen without measuring.
  for (uint32_t t = range.begin; t < range.end && limit > 0; ++t)
    if (asked(t)) limit = std::min(limit, distance(source_token, t, 0));
  Near best{range.begin, 1};
  for (uint32_t t = range.begin; t < range.end && best.distance > 0; ++t)
    if (asked(t))
      if (const float d = distance(source_token, t, std::min(limit, best.distance)); d <= limit && d < best.distance) best = {t, d};
  return best;
}

}  // namespace wirecheck
