#include "analysis/romanisation.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {

Romanisation::Romanisation(const Facts& target, Lang source) {
  const std::string code(source.code());
  for (const auto& row : target.table("romanisation.names"))
    for (size_t i = 1; i < row.size(); ++i)
      if (row[i].size() > code.size() + 1 && row[i].starts_with(code) && row[i][code.size()] == '=')
        known_.emplace(utf8::fold(row[i].substr(code.size() + 1)), row.front());
  for (const auto& row : target.table("romanisation.letters." + code))
    for (const std::string& cell : row)
      if (const size_t equals = cell.find('='); equals != std::string::npos) letters_.emplace_back(cell.substr(0, equals), cell.substr(equals + 1));
  std::sort(letters_.begin(), letters_.end());
}

const std::string* Romanisation::known(std::string_view folded) const {
  const auto it = known_.find(folded);
  return it == known_.end() ? nullptr : &it->second;
}

std::string Romanisation::word(std::string_view written, const Latiniser* latin) const {
  const std::string folded = utf8::fold(written);
  if (const std::string* name = known(folded)) return *name;
  if (letters_.empty()) {
    const std::string plain = utf8::without_diacritics(folded);
    if (latin && !plain.empty() && static_cast<unsigned char>(plain.front()) >= 0x80) return utf8::capitalise((*latin)(folded));
    return std::string(written);
  }
  const std::string text = "^" + folded + "$";
  std::string out;
  for (size_t at = 0; at < text.size();) {
    constexpr size_t kLongest = 10;
    size_t taken = 0;
    for (size_t n = std::min(kLongest, text.size() - at); n > 0 && !taken; --n) {
      const std::string_view key = std::string_view(text).substr(at, n);
      const auto it = std::lower_bound(letters_.begin(), letters_.end(), key, [](const auto& l, std::string_view k) { return l.first < k; });
      if (it == letters_.end() || it->first != key) continue;
      out += it->second;
      taken = n;
    }
    if (!taken) {
      const uint32_t size = utf8::decode(text, at).size;
      if (text[at] != '^' && text[at] != '$') out += text.substr(at, size);
      taken = size;
    }
    at += taken;
  }
  return utf8::capitalise(out);
}

}  // namespace wirecheck
