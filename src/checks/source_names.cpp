#include "checks/source_names.h"

#include <algorithm>

#include "checks/support.h"

namespace wirecheck {
namespace {

constexpr Classes kNoName = Is::determiner | Is::possessive | Is::pronoun | Is::preposition | Is::conjunction | Is::auxiliary |
                            Is::modal | Is::wh_word | Is::negation | Is::adverb | Is::stop_word | Is::cardinal | Is::ordinal |
                            Is::month | Is::weekday | Is::title | Is::office_title | Is::person | Is::abbreviation;

}  // namespace

Speech::Speech(const Facts& facts, Lang lang) : sounds(facts, lang), places(facts, lang, sounds), romanisation(facts, lang) {
  const std::string code(lang.code());
  for (const auto& row : facts.table("sounds.heads." + code))
    for (const std::string& stem : row) heads.push_back(utf8::fold(stem));
  const auto listed = [&](std::string_view table) {
    const auto& rows = facts.table(table);
    return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return std::find(row.begin(), row.end(), code) != row.end(); });
  };
  nouns_capitalised = listed("sounds.capitalised_nouns");
  by_sound = listed("sounds.heard_words");
  for (const auto& row : facts.table("sounds.sure_endings." + code))
    for (const std::string& cell : row)
      if (const size_t equals = cell.find('='); equals != std::string::npos) sure_endings.emplace_back(cell.substr(0, equals), cell.substr(equals + 1));
  std::stable_sort(sure_endings.begin(), sure_endings.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

GivenNames::GivenNames(const Facts& facts) {
  const Sounds sounds(facts, facts.lang());
  for (const auto& row : facts.table("given-names.names"))
    if (!row.empty() && row.front().size() > 2) {
      plain_.add(utf8::without_diacritics(utf8::fold(row.front())));
      heard_.add(key(sounds.read(row.front())));
    }
  plain_.seal();
  heard_.seal();
}
bool GivenNames::has(HeardWords& heard, uint32_t source_token) const {
  const std::string& plain = heard.source_plain(source_token);
  if (plain_.has(plain)) return true;
  constexpr size_t kTellable = 4;
  if (static_cast<unsigned char>(plain.front()) < 0x80) return false;
  const std::vector<std::string>& sounds = heard.source(source_token).sounds;
  return std::any_of(sounds.begin(), sounds.end(), [&](const std::string& s) { return s.size() >= kTellable && heard_.has(key(s)); });
}
std::string GivenNames::key(std::string_view sounds) {
  std::string out;
  for (const char c : sounds) {
    if (c == 'h' || c == 'j' || c == 'w') continue;
    const char s = std::string_view("aeiou").find(c) != std::string_view::npos ? 'a' : c == 'z' ? 's' : c;
    if (out.empty() || out.back() != s) out += s;
  }
  return out;
}

SourceNames::SourceNames(const Analysis& a, const Speech& speech, const GivenNames& given, HeardWords& heard)
    : source_(*a.original), speech_(speech), given_(given), heard_(heard) {
  const std::string& script = source_.resources.facts->orthography().script;
  cased_ = script.empty() || script == "Latn" || script == "Cyrl" || script == "Grek" || script == "Armn";
}

std::vector<SourceName> SourceNames::in(Range range) {
  std::vector<SourceName> out;
  std::vector<std::string_view> words;
  std::vector<uint32_t> tokens;
  uint32_t capitals = 0;
  for (uint32_t i = range.begin; i < range.end; ++i)
    if (is_word(source_, i)) {
      std::string_view word = source_.folded(i);
      if (const size_t at = word.find('\''); at != std::string_view::npos && at >= 3) word = word.substr(0, at);
      words.push_back(word);
      tokens.push_back(i);
      capitals += source_.tokens[i].is(Token::capital);
    }
  const bool title_case = cased_ && tokens.size() >= 4 && capitals * 10 >= tokens.size() * 7;
  for (size_t k = 0; k < tokens.size();) {
    if (cased_ && !source_.tokens[tokens[k]].is(Token::capital)) {
      ++k;
      continue;
    }
    size_t length = 0;
    bool exact = false;
    if (const Gazetteer::Place* place = speech_.places.find(words, k, length, exact); place && !place->ambiguous) {
      SourceName seen;
      seen.place = place;
      constexpr uint32_t kLong = 6;
      seen.tellable = exact || utf8::count(place->written) >= kLong;
      seen.parts.assign(tokens.begin() + static_cast<ptrdiff_t>(k), tokens.begin() + static_cast<ptrdiff_t>(k + length));
      out.push_back(std::move(seen));
      k += length;
      continue;
    }
    if (!cased_ || !is_name_word(tokens[k])) {
      ++k;
      continue;
    }
    size_t end = k + 1;
    while (end < tokens.size() && is_name_word(tokens[end]) && adjacent(tokens[end - 1], tokens[end])) ++end;
    SourceName seen;
    seen.parts.assign(tokens.begin() + static_cast<ptrdiff_t>(k), tokens.begin() + static_cast<ptrdiff_t>(end));
    k = end;
    while (seen.parts.size() > 1 && !is_given(seen.parts.front()) && (source_.tokens[seen.parts.front()].is(Token::sentence_first) || speech_.nouns_capitalised))
      seen.parts.erase(seen.parts.begin());
    seen.given = seen.parts.size() > 1 && is_given(seen.parts.front()) && std::none_of(seen.parts.begin() + 1, seen.parts.end(), [&](uint32_t i) { return is_head(i); });
    seen.sure = !title_case && is_sure(seen);
    if (!seen.given && !seen.sure && (title_case || speech_.nouns_capitalised || source_.tokens[seen.parts.front()].is(Token::sentence_first))) continue;
    out.push_back(std::move(seen));
  }
  return out;
}
bool SourceNames::is_name_word(uint32_t i) const {
  const Token& token = source_.tokens[i];
  constexpr uint32_t kShortest = 3;
  return is_full_word(source_, i) && token.is(Token::capital) && !token.is(Token::all_capitals) && (source_.classes(i) & kNoName) == 0 &&
         utf8::count(source_.text(i)) >= kShortest;
}
bool SourceNames::is_head(uint32_t i) const {
  const std::string_view word = source_.folded(i);
  return std::any_of(speech_.heads.begin(), speech_.heads.end(), [&](const std::string& stem) { return word.starts_with(stem); });
}
// Nothing but a space or a hyphen parts them.
bool SourceNames::adjacent(uint32_t one, uint32_t other) const {
  return other == one + 1 ? source_.tokens[other].is(Token::space_before) : other == one + 2 && source_.tokens[one + 1].is(Token::hyphen_glued);
}
// Words that the dictionary of the source language has in no form, and no capitalised word beside them.
bool SourceNames::is_sure(const SourceName& name) const {
  const Lexicon* lexicon = source_.resources.lexicon;
  constexpr uint32_t kShortest = 4;
  if (name.given) return true;
  if (speech_.nouns_capitalised || !lexicon || !lexicon->available(source_.lang)) return false;
  const auto glued = [&](uint32_t k) { return k < source_.tokens.size() && source_.tokens[k].is(Token::hyphen_glued); };
  const auto capital = [&](uint32_t k) { return k < source_.tokens.size() && is_word(source_, k) && source_.tokens[k].is(Token::capital) && !source_.tokens[k].is(Token::sentence_first); };
  const uint32_t first = name.parts.front(), last = name.parts.back();
  if (glued(last + 1) || (first > 0 && glued(first - 1)) || capital(last + 1) || (first > 0 && capital(first - 1))) return false;
  return std::all_of(name.parts.begin(), name.parts.end(), [&](uint32_t i) {
    return utf8::count(source_.text(i)) >= kShortest && !source_.tokens[i].is(Token::in_quote) && !lexicon->knows(source_.lang, utf8::to_lower(source_.text(i))) &&
           (source_.classes(i) & (Is::demonym | Is::body | Is::office | Is::event)) == 0;
  });
}

}  // namespace wirecheck
