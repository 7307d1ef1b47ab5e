// Language identification by CLD2.
#include <cstdio>  // the header below uses FILE without it

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "analysis/analysis.h"

#include <algorithm>

namespace wirecheck {

LanguageGuess detect_language(std::string_view text, size_t most) {
  if (text.size() > most) {
    size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language best =
      CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &hints, 0, languages, percents, scores,
                                     nullptr, &text_bytes, &reliable);
  LanguageGuess guess;
  if (!reliable || best == CLD2::UNKNOWN_LANGUAGE || best == CLD2::TG_UNKNOWN_LANGUAGE) return guess;
  std::string_view code = CLD2::LanguageCode(best);
  if (code == "iw") code = "he";  // the code of before 1989
  guess.lang = Lang::of(code);
  guess.reliable = guess.lang.known();
  for (int i = 0; i < 3; ++i)
    if (languages[i] == best) guess.percent = percents[i];
  return guess;
}

bool look_alike(Lang one, Lang other) {
  // Families of close written standards; own knowledge.
  static constexpr std::string_view kFamilies[] = {"es gl ast ca", "pt gl", "cs sk", "no nb nn da", "da sv", "sr hr bs sl", "ru uk be bg mk", "id ms",
                                                   "nl af", "fi et", "hi mr ne", "ar fa ur", "tr az"};
  const auto in = [](std::string_view family, Lang lang) {
    for (size_t begin = 0; begin < family.size();) {
      const size_t end = std::min(family.find(' ', begin), family.size());
      if (family.substr(begin, end - begin) == lang.code()) return true;
      begin = end + 1;
    }
    return false;
  };
  for (const std::string_view family : kFamilies)
    if (in(family, one) && in(family, other)) return true;
  return one == other;
}

}  // namespace wirecheck
