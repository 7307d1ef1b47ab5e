#include "core/script.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include "core/utf8.h"

namespace wirecheck {

std::string_view script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode code = uscript_getScript(static_cast<UChar32>(c), &status);
  if (U_FAILURE(status) || code <= USCRIPT_INHERITED || code == USCRIPT_UNKNOWN) return {};
  const char* name = uscript_getShortName(code);
  return name ? std::string_view(name) : std::string_view();
}

char32_t latin_lookalike(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker* checker = uspoof_open(&status);
  if (U_FAILURE(status)) return 0;
  icu::UnicodeString skeleton;
  uspoof_getSkeletonUnicodeString(checker, 0, icu::UnicodeString(static_cast<UChar32>(c)), skeleton, &status);
  uspoof_close(checker);
  if (U_FAILURE(status) || skeleton.countChar32() != 1) return 0;
  char32_t letter = static_cast<char32_t>(skeleton.char32At(0));
  if (!is_latin(letter)) return 0;
  // The list writes an upright stroke as a small L, whatever it stood for.
  if (utf8::is_upper(c) && letter == U'l') return U'I';
  if (utf8::is_upper(c) != utf8::is_upper(letter)) {
    letter = utf8::is_upper(c) ? utf8::upper(letter) : utf8::lower(letter);
  }
  return letter;
}

}  // namespace wirecheck
