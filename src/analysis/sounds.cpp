#include "analysis/sounds.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr std::string_view kVowels = "aeiou";

constexpr bool is_vowel(char c) { return kVowels.find(c) != std::string_view::npos; }

// What it costs to leave a sound out, or to hear one for another. Sounds that romanisations confuse are near each other.
constexpr float kVowelAway = 0.25F, kGlideAway = 0.15F, kBreathAway = 0.3F, kOther = 1.0F;

constexpr float away(char c) {
  if (is_vowel(c)) return kVowelAway;
  if (c == 'j') return kGlideAway;
  if (c == 'h' || c == 'w') return kBreathAway;
  return kOther;
}

constexpr std::array<std::pair<std::string_view, float>, 24> kNear = {{
    {"bp", .25F}, {"dt", .25F}, {"gk", .25F}, {"sz", .15F}, {"fv", .2F},  {"vw", .1F},  {"bv", .4F},  {"gh", .3F},
    {"hk", .3F},  {"CS", .3F},  {"Ss", .3F},  {"Sz", .3F},  {"cs", .25F}, {"cz", .2F},  {"Cc", .35F}, {"Ck", .4F},
    {"Cg", .35F}, {"Cj", .3F},  {"Ch", .4F},  {"ck", .35F}, {"Sj", .4F},  {"hj", .4F},  {"Sh", .45F}, {"tc", .5F},
}};

constexpr float changed(char a, char b) {
  if (a == b) return 0;
  const bool va = is_vowel(a), vb = is_vowel(b);
  if (va && vb) return 0.12F;
  if ((va && (b == 'j' || b == 'w' || b == 'v')) || (vb && (a == 'j' || a == 'w' || a == 'v'))) return 0.25F;
  for (const auto& [pair, cost] : kNear)
    if ((pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a)) return cost;
  return kOther;
}

// The same, looked up: a sound is an ASCII letter, and six bits tell the letters apart.
constexpr size_t kSounds = 64;
constexpr size_t index_of(char c) { return static_cast<unsigned char>(c) % kSounds; }

struct Costs {
  std::array<float, kSounds> away{};
  std::array<std::array<float, kSounds>, kSounds> changed{};
};
constexpr Costs costs() {
  Costs out;
  for (int a = 'A'; a <= 'z'; ++a) {
    out.away[index_of(static_cast<char>(a))] = away(static_cast<char>(a));
    for (int b = 'A'; b <= 'z'; ++b) out.changed[index_of(static_cast<char>(a))][index_of(static_cast<char>(b))] = changed(static_cast<char>(a), static_cast<char>(b));
  }
  return out;
}
constexpr Costs kCosts = costs();

}  // namespace

Sounds::Letters Sounds::letters(const Facts& facts, std::string_view table) {
  Letters out;
  for (const auto& row : facts.table("sounds." + std::string(table)))
    if (!row.empty())
      if (const size_t equals = row.front().find('='); equals != std::string::npos)
        out.rows.emplace_back(utf8::fold(row.front().substr(0, equals)), row.front().substr(equals + 1));
  out.sort();
  return out;
}

// How far the letters that begin with a byte reach at most: most letters of a word begin no list's entry.
void Sounds::Letters::sort() {
  std::sort(rows.begin(), rows.end());
  for (const auto& [letters, sounds] : rows)
    if (!letters.empty()) {
      uint8_t& most = longest[static_cast<unsigned char>(letters.front())];
      most = std::max(most, static_cast<uint8_t>(std::min<size_t>(letters.size(), 255)));
    }
}

Sounds::Sounds(const Facts& facts, Lang lang) : own_(letters(facts, lang.code())), latin_(letters(facts, "latin")) {
  for (const auto& row : facts.table("sounds.endings." + std::string(lang.code())))
    if (!row.empty()) {
      std::string ending;
      for (const char c : row.front())
        if (ending.empty() || ending.back() != c) ending += c;
      if (std::find(endings_.begin(), endings_.end(), ending) == endings_.end()) endings_.push_back(std::move(ending));
    }
}

bool Sounds::is_ending(std::string_view letters) const {
  std::string sounds = read(letters);
  return std::find(endings_.begin(), endings_.end(), sounds) != endings_.end();
}
bool Sounds::is_vowel_end(std::string_view letter) const {
  if (endings_.empty()) return false;
  const std::string sounds = read(letter);
  return sounds.empty() || is_vowel(sounds.back()) || sounds == "j";
}

const std::string* Sounds::longest(const Letters& letters, std::string_view text, size_t at, size_t& taken) {
  const size_t most = letters.longest[static_cast<unsigned char>(text[at])];
  for (size_t n = std::min(most, text.size() - at); n > 0; --n) {
    const std::string_view key = text.substr(at, n);
    const auto it = std::lower_bound(letters.rows.begin(), letters.rows.end(), key, [](const auto& l, std::string_view k) { return l.first < k; });
    if (it != letters.rows.end() && it->first == key) {
      taken = n;
      return &it->second;
    }
  }
  return nullptr;
}

std::string Sounds::read(std::string_view word, const Latiniser* latin) const {
  const std::string text = utf8::fold(word);
  std::string out;
  const auto hear = [&](std::string_view sounds) {
    for (const char c : sounds)
      if (out.empty() || out.back() != c) out += c;
  };
  for (size_t at = 0; at < text.size();) {
    size_t taken = 0;
    const std::string* sound = longest(own_, text, at, taken);
    if (!sound) sound = longest(latin_, text, at, taken);
    if (sound) {
      hear(*sound);
      at += taken;
      continue;
    }
    const utf8::Decoded d = utf8::decode(text, at);
    at += d.size;
    if (d.c < 0x80) {
      if (d.c >= 'a' && d.c <= 'z') hear(std::string_view(text).substr(at - 1, 1));
      continue;
    }
    if (!utf8::is_letter(d.c)) continue;
    std::string plain = utf8::without_diacritics(utf8::encode(d.c));
    if (latin && (plain.empty() || static_cast<unsigned char>(plain[0]) >= 0x80)) plain = (*latin)(plain);
    for (size_t i = 0; i < plain.size();) {
      size_t n = 0;
      const std::string* one = longest(own_, plain, i, n);
      if (!one) one = longest(latin_, plain, i, n);
      if (one) {
        hear(*one);
        i += n;
      } else {
        if (plain[i] >= 'a' && plain[i] <= 'z') hear(std::string_view(plain).substr(i, 1));
        ++i;
      }
    }
  }
  return out;
}

std::vector<std::string> Sounds::stems(std::string_view word, const Latiniser* latin) const {
  std::vector<std::string> out = {read(word, latin)};
  for (const std::string& ending : endings_)
    if (out.front().size() >= ending.size() + 3 && out.front().ends_with(ending)) {
      std::string stem = out.front().substr(0, out.front().size() - ending.size());
      if (std::find(out.begin(), out.end(), stem) == out.end()) out.push_back(std::move(stem));
      if (out.size() == 5) break;
    }
  return out;
}

float sound_distance(std::string_view one, std::string_view other) {
  if (one == other) return one.empty() ? 1.0F : 0.0F;
  constexpr size_t kLongest = 32;
  if (one.empty() || other.empty() || one.size() > kLongest || other.size() > kLongest) return 1.0F;
  std::array<float, kLongest + 1> row, next;   // up to other.size(), both are written before they are read
  std::array<uint8_t, kLongest> columns;
  std::array<float, kLongest> left_out;
  float total_one = 0;
  row[0] = 0;
  for (size_t j = 0; j < other.size(); ++j) {
    columns[j] = static_cast<uint8_t>(index_of(other[j]));
    left_out[j] = kCosts.away[columns[j]];
    row[j + 1] = row[j] + left_out[j];
  }
  const float total_other = row[other.size()];
  for (const char c : one) {
    const float gone = kCosts.away[index_of(c)];
    const auto& heard_as = kCosts.changed[index_of(c)];
    total_one += gone;
    next[0] = row[0] + gone;
    for (size_t j = 0; j < other.size(); ++j)
      next[j + 1] = std::min(std::min(row[j] + heard_as[columns[j]], row[j + 1] + gone), next[j] + left_out[j]);
    std::swap(row, next);
  }
  const float most = std::max(total_one, total_other);
  return most <= 0 ? 1.0F : std::min(1.0F, row[other.size()] / most);
}

}  // namespace wirecheck
