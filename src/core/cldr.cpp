#include "core/cldr.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace wirecheck {

std::vector<std::pair<std::string, std::string>> territory_names(Lang lang) {
  std::vector<std::pair<std::string, std::string>> out;
  if (!lang.known()) return out;
  const icu::Locale language(std::string(lang.code()).c_str());
  for (const char* const* code = icu::Locale::getISOCountries(); *code; ++code) {
    icu::UnicodeString name;
    icu::Locale("", *code).getDisplayCountry(language, name);
    std::string text;
    name.toUTF8String(text);
    if (text.empty() || text == *code) continue;
    out.emplace_back(*code, std::move(text));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace wirecheck
