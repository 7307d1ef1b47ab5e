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

Sounds::Letters::Letters(const Facts& facts, std::string_view table) {
  for (const auto& row : facts.table("sounds." + std::string(table)))
    if (!row.empty())
      if (const size_t equals = row.front().find('='); equals != std::string::npos && equals > 0)
        rows_.emplace_back(utf8::fold(row.front().substr(0, equals)), row.front().substr(equals + 1));
  std::erase_if(rows_, [](const auto& row) { return row.first.empty(); });
  if (rows_.empty()) return;
  std::sort(rows_.begin(), rows_.end(), [](const auto& a, const auto& b) {
    const size_t one = bucket(a.first, 0), other = bucket(b.first, 0);
    return one != other ? one < other : a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a < b;
  });
  starts_.assign(kBuckets + 1, 0);
  for (const auto& [letters, sounds] : rows_) ++starts_[bucket(letters, 0) + 1];
  for (size_t i = 1; i <= kBuckets; ++i) starts_[i] = static_cast<uint16_t>(starts_[i] + starts_[i - 1]);
}

size_t Sounds::Letters::bucket(std::string_view text, size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return first;
  if (first >= 0xC0 && first < 0xE0 && at + 1 < text.size())
    return kAscii + (first - 0xC0u) * 64 + (static_cast<unsigned char>(text[at + 1]) & 0x3F);
  return kAscii + kTwoBytes;
}

const std::string* Sounds::Letters::longest(std::string_view text, size_t at, size_t& taken) const {
  if (starts_.empty()) return nullptr;
  const size_t in = bucket(text, at);
  const std::string_view rest = text.substr(at);
  for (size_t i = starts_[in]; i < starts_[in + 1]; ++i)
    if (rest.starts_with(rows_[i].first)) {
      taken = rows_[i].first.size();
      return &rows_[i].second;
    }
  return nullptr;
}

Sounds::Sounds(const Facts& facts, Lang lang) : own_(facts, lang.code()), latin_(facts, "latin") {
  for (const auto& row : facts.table("sounds.endings." + std::string(lang.code())))
    if (!row.empty()) {
      std::string ending;
      for (const char c : row.front())
        if (ending.empty() || ending.back() != c) ending += c;
      if (std::find(endings_.begin(), endings_.end(), ending) == endings_.end()) endings_.push_back(std::move(ending));
    }
  for (const std::string& ending : endings_)
    if (!ending.empty()) by_last_[static_cast<unsigned char>(ending.back()) % by_last_.size()].push_back(ending);
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

std::string Sounds::read(std::string_view word, const Latiniser* latin) const {
  const std::string text = utf8::fold(word);
  std::string out;
  const auto hear = [&](std::string_view sounds) {
    for (const char c : sounds)
      if (out.empty() || out.back() != c) out += c;
  };
  for (size_t at = 0; at < text.size();) {
    size_t taken = 0;
    const std::string* sound = own_.longest(text, at, taken);
    if (!sound) sound = latin_.longest(text, at, taken);
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
      const std::string* one = own_.longest(plain, i, n);
      if (!one) one = latin_.longest(plain, i, n);
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
  if (out.front().empty()) return out;
  for (const std::string& ending : by_last_[static_cast<unsigned char>(out.front().back()) % by_last_.size()])
    if (out.front().size() >= ending.size() + 3 && out.front().ends_with(ending)) {
      std::string stem = out.front().substr(0, out.front().size() - ending.size());
      if (std::find(out.begin(), out.end(), stem) == out.end()) out.push_back(std::move(stem));
      if (out.size() == 5) break;
    }
  return out;
}

namespace {

constexpr size_t kLongest = 32;   // sounds of a word that is compared

// What it costs to hear `one` for `other`, as a share of the greater of the two; 1 as soon as it is surely more than `limit`.
float distance_within(std::string_view one, std::string_view other, float limit) {
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
  for (const char c : one) total_one += kCosts.away[index_of(c)];
  const float total_other = row[other.size()], most = std::max(total_one, total_other);
  // No cost is negative: what every way has cost so far is the least that the whole costs.
  constexpr float kRounding = 0.001F;
  const float cut = limit * most + kRounding;
  for (const char c : one) {
    const float gone = kCosts.away[index_of(c)];
    const auto& heard_as = kCosts.changed[index_of(c)];
    next[0] = row[0] + gone;
    float least = next[0];
    for (size_t j = 0; j < other.size(); ++j) {
      next[j + 1] = std::min(std::min(row[j] + heard_as[columns[j]], row[j + 1] + gone), next[j] + left_out[j]);
      least = std::min(least, next[j + 1]);
    }
    if (least > cut) return 1.0F;
    std::swap(row, next);
  }
  return most <= 0 ? 1.0F : std::min(1.0F, row[other.size()] / most);
}

bool comparable(std::string_view one, std::string_view other) {
  return !one.empty() && !other.empty() && one.size() <= kLongest && other.size() <= kLongest;
}

}  // namespace

float sound_distance(std::string_view one, std::string_view other) {
  if (one == other) return one.empty() ? 1.0F : 0.0F;
  return comparable(one, other) ? distance_within(one, other, 1.0F) : 1.0F;
}

SoundTarget::SoundTarget(std::string_view sounds) : sounds_(sounds), least_(kCosts.away) {
  for (const char c : sounds) {
    total_ += kCosts.away[index_of(c)];
    const auto& heard_as = kCosts.changed[index_of(c)];   // as dear one way as the other
    for (size_t s = 0; s < kSounds; ++s) least_[s] = std::min(least_[s], heard_as[s]);
  }
}

float SoundTarget::distance(std::string_view one, float limit) const {
  if (one == sounds_) return one.empty() ? 1.0F : 0.0F;
  if (!comparable(one, sounds_)) return 1.0F;
  float total = 0, least = 0;
  for (const char c : one) {
    total += kCosts.away[index_of(c)];
    least += least_[index_of(c)];
  }
  constexpr float kRounding = 0.001F;
  if (least > limit * std::max(total, total_) + kRounding) return 1.0F;
  return distance_within(one, sounds_, limit);
}

}  // namespace wirecheck
