#include "core/cldr.h"

#include <unicode/locid.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

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

std::vector<std::pair<std::string, std::string>> zone_cities(Lang lang) {
  std::vector<std::pair<std::string, std::string>> out;
  if (!lang.known()) return out;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZoneNames> names(
      icu::TimeZoneNames::createInstance(icu::Locale(std::string(lang.code()).c_str()), status));
  const std::unique_ptr<icu::StringEnumeration> zones(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  if (U_FAILURE(status) || !names || !zones) return out;
  while (const icu::UnicodeString* zone = zones->snext(status)) {
    icu::UnicodeString city;
    names->getExemplarLocationName(*zone, city);
    if (U_FAILURE(status) || city.isBogus() || city.isEmpty()) continue;
    std::string id, text;
    zone->toUTF8String(id);
    city.toUTF8String(text);
    out.emplace_back(std::move(id), std::move(text));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace wirecheck
