#include "analysis/gazetteer.h"

#include <algorithm>
#include <set>

#include "core/cldr.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr uint32_t kKeyLetters = 3;

std::string_view start_of(std::string_view word) {
  size_t at = 0;
  for (uint32_t n = 0; n < kKeyLetters && at < word.size(); ++n) at += utf8::decode(word, at).size;
  return word.substr(0, at);
}
bool is_ideograph(char32_t c) { return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000; }
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : utf8::fold(text) + " ") {
    if (c != ' ' && c != '-') {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}
std::string value_of(const std::string& cell, std::string_view key) {
  if (cell.size() <= key.size() + 1 || !cell.starts_with(key) || cell[key.size()] != '=') return std::string();
  return cell.substr(key.size() + 1);
}

}  // namespace

Gazetteer::Gazetteer(const Facts& target, Lang source, const Sounds& sounds) : sounds_(sounds), source_(source) {
  const Lang english = target.lang();
  std::set<std::string> common;  // words that many names have and none is told by
  for (const auto& row : target.table("exonyms.common_words"))
    for (const std::string& word : row) common.insert(utf8::fold(word));
  const auto mention = [&](std::vector<std::string>& out, const std::string& name) {
    for (std::string& word : words_of(utf8::without_diacritics(name)))
      if (word.size() > 1 && !common.contains(word)) out.push_back(std::move(word));
  };
  // Words by country.
  std::map<std::string, std::vector<std::string>> words;
  std::map<std::string, std::string> press;  // the name that the press has
  for (const auto& row : target.table("places.places")) {
    std::string code, kind;
    for (const std::string& cell : row) {
      if (std::string v = value_of(cell, "country"); !v.empty()) code = v;
      if (std::string v = value_of(cell, "kind"); !v.empty()) kind = v;
    }
    if (kind != "country" || code.empty()) continue;
    press.emplace(code, row.front());
    mention(words[code], row.front());
    for (const std::string& cell : row)
      for (const std::string_view key : {"adjective", "demonym"})
        if (const std::string v = value_of(cell, key); !v.empty()) mention(words[code], v);
  }
  for (const auto& row : target.table("demonyms.demonyms"))
    for (size_t i = 1; i < row.size(); ++i)
      if (row[i].size() == 2) mention(words[row[i]], row.front());
  for (const auto& row : target.table("exonyms.mentions"))
    for (size_t i = 1; i < row.size(); ++i) mention(words[row.front()], row[i]);
  std::map<std::string, std::string> ours;
  for (auto& [code, name] : territory_names(english)) {
    mention(words[code], name);
    ours.emplace(code, name);
  }
  for (auto& [code, list] : words) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  // Our own rows come first: where they differ from CLDR, they have the name that papers print.
  for (const auto& row : target.table("exonyms.places")) {
    if (row.size() < 2) continue;
    std::string code;
    bool ambiguous = false;
    std::vector<std::string> mentions;
    mention(mentions, row.front());
    for (const std::string& cell : row) {
      if (std::string v = value_of(cell, "country"); !v.empty()) code = v;
      if (const std::string v = value_of(cell, "accept"); !v.empty()) mention(mentions, v);
      if (value_of(cell, "ambiguous") == source.code()) ambiguous = true;
    }
    if (!code.empty()) mentions.insert(mentions.end(), words[code].begin(), words[code].end());
    std::sort(mentions.begin(), mentions.end());
    for (const std::string& cell : row)
      if (const std::string v = value_of(cell, source.code()); !v.empty()) add(v, row.front(), mentions, !code.empty(), ambiguous);
  }
  for (auto& [code, name] : territory_names(source)) {
    const auto own = ours.find(code);
    if (own == ours.end()) continue;
    const auto printed = press.find(code);
    add(name, printed != press.end() ? printed->second : own->second, words[code], true, false);
  }
  std::map<std::string, std::string> cities;
  for (auto& [zone, city] : zone_cities(english)) cities.emplace(zone, city);
  for (auto& [zone, city] : zone_cities(source))
    if (const auto own = cities.find(zone); own != cities.end() && own->second.find(',') == std::string::npos && city.find(',') == std::string::npos) {
      std::vector<std::string> mentions;
      mention(mentions, own->second);
      std::sort(mentions.begin(), mentions.end());
      if (!mentions.empty()) add(city, own->second, mentions, false, false);
    }
}

void Gazetteer::add(std::string_view written, const std::string& english, std::vector<std::string> mentions, bool country, bool ambiguous) {
  if (utf8::count(written) < 2) return;
  Place place{words_of(written), std::string(written), english, std::move(mentions), country, ambiguous};
  if (place.words.empty()) return;
  // Analysis makes a token of every ideograph.
  if (is_ideograph(utf8::at(place.words.front(), 0))) {
    std::vector<std::string> letters;
    for (const std::string& word : place.words)
      for (size_t at = 0; at < word.size();) {
        const uint32_t size = utf8::decode(word, at).size;
        letters.push_back(word.substr(at, size));
        at += size;
      }
    place.words = std::move(letters);
  }
  std::vector<uint32_t>& alike = by_start_[std::string(start_of(place.words.front()))];
  if (std::any_of(alike.begin(), alike.end(), [&](uint32_t other) { return places_[other].words == place.words; })) return;
  alike.push_back(static_cast<uint32_t>(places_.size()));
  places_.push_back(std::move(place));
}

bool Gazetteer::inflected(std::string_view word, std::string_view base) const {
  if (word == base) return true;
  size_t stem = base.size() - 1;   // without its last letter
  while (stem > 0 && (static_cast<unsigned char>(base[stem]) & 0xC0) == 0x80) --stem;
  if (word.size() <= stem || !word.starts_with(base.substr(0, stem))) return false;
  constexpr uint32_t kShortest = 5;   // shorter stems are those of other words, too
  if (utf8::count(base) < kShortest) return false;
  if (word.starts_with(base)) return sounds_.is_ending(word.substr(base.size()));
  // Germani-ya, Germani-ey: the last letter of the base gives way.
  return sounds_.is_vowel_end(base.substr(stem)) && sounds_.is_ending(word.substr(stem));
}

const Gazetteer::Place* Gazetteer::find(const std::vector<std::string_view>& words, size_t at, size_t& length, bool& exact) const {
  const Place* best = nullptr;
  const auto alike = by_start_.find(start_of(words[at]));
  if (alike == by_start_.end()) return nullptr;
  for (const uint32_t one : alike->second) {
    const Place& place = places_[one];
    const size_t n = place.words.size();
    if (at + n > words.size() || (best && n <= best->words.size() && (exact || n < best->words.size()))) continue;
    bool fits = true, same = true;
    for (size_t k = 0; k < n && fits; ++k) {
      fits = inflected(words[at + k], place.words[k]);
      same = same && words[at + k] == place.words[k];
    }
    if (!fits || (best && n == best->words.size() && !same)) continue;
    best = &place;
    length = n;
    exact = same;
  }
  return best;
}

}  // namespace wirecheck
