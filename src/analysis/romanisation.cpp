#include "analysis/romanisation.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {
namespace {

using Letters = std::vector<std::pair<std::string, std::string>>;

Letters letters_of(const Facts& facts, const std::string& table) {
  Letters out;
  for (const auto& row : facts.table("romanisation." + table))
    for (const std::string& cell : row)
      if (const size_t equals = cell.find('='); equals != std::string::npos) out.emplace_back(cell.substr(0, equals), cell.substr(equals + 1));
  std::sort(out.begin(), out.end());
  return out;
}

// The word in other letters, the longest that the table has first.
std::string rewritten(const Letters& letters, std::string_view folded) {
  constexpr size_t kLongest = 12;
  const std::string text = "^" + std::string(folded) + "$";
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t taken = 0;
    for (size_t n = std::min(kLongest, text.size() - at); n > 0 && !taken; --n) {
      const std::string_view key = std::string_view(text).substr(at, n);
      const auto it = std::lower_bound(letters.begin(), letters.end(), key, [](const auto& l, std::string_view k) { return l.first < k; });
      if (it == letters.end() || it->first != key) continue;
      out += it->second;
      taken = n;
    }
    if (!taken) {
      taken = utf8::decode(text, at).size;
      if (text[at] != '^' && text[at] != '$') out += text.substr(at, taken);
    }
    at += taken;
  }
  return utf8::capitalise(out);
}

std::string value_of(const std::string& cell, std::string_view key) {
  if (cell.size() <= key.size() + 1 || !cell.starts_with(key) || cell[key.size()] != '=') return std::string();
  return cell.substr(key.size() + 1);
}

}  // namespace

Romanisation::Romanisation(const Facts& target, Lang source) : letters_(letters_of(target, "letters." + std::string(source.code()))) {
  const std::string code(source.code());
  const Letters transcription = letters_of(target, "transcription." + code);
  for (const auto& row : target.table("romanisation.names")) {
    if (row.empty()) continue;
    bool ambiguous = false, own = false;
    std::string cyrillic;
    for (const std::string& cell : row) ambiguous = ambiguous || value_of(cell, "ambiguous") == code;
    for (const std::string& cell : row) {
      if (const std::string v = value_of(cell, code); !v.empty()) {
        known_.emplace(utf8::fold(v), Known{row.front(), v, ambiguous});
        own = true;
      }
      for (const std::string_view script : {"ru", "uk"})
        if (const std::string v = value_of(cell, script); !v.empty() && cyrillic.empty()) cyrillic = v;
    }
    if (own || transcription.empty() || cyrillic.empty()) continue;
    const std::string written = rewritten(transcription, utf8::fold(cyrillic));
    if (utf8::without_diacritics(utf8::fold(written)) != utf8::without_diacritics(utf8::fold(row.front()))) known_.emplace(utf8::fold(written), Known{row.front(), written, ambiguous});
  }
}

const Romanisation::Known* Romanisation::known(std::string_view folded) const {
  const auto it = known_.find(folded);
  return it == known_.end() ? nullptr : &it->second;
}

std::string Romanisation::word(std::string_view written, const Latiniser* latin) const {
  const std::string folded = utf8::fold(written);
  if (const Known* name = known(folded)) return name->english;
  if (!letters_.empty()) return rewritten(letters_, folded);
  const std::string plain = utf8::without_diacritics(folded);
  if (latin && !plain.empty() && static_cast<unsigned char>(plain.front()) >= 0x80) return utf8::capitalise((*latin)(folded));
  return std::string(written);
}

}  // namespace wirecheck
