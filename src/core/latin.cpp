#include "core/latin.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <iterator>
#include <memory>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr char32_t kFirst = 0xAA;
// The scripts' blocks: Latin supplements, Greek, Cyrillic, Armenian, Hebrew, Arabic; Georgian; Latin and Greek extensions.
constexpr std::pair<char32_t, char32_t> kBlocks[] = {{kFirst, 0x06FF}, {0x10A0, 0x10FF}, {0x1E00, 0x1FFF}};

}  // namespace

Latiniser::Latiniser() : letters_(std::prev(std::end(kBlocks))->second + 1) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> latin(
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower; [^a-z] Remove", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !latin) return;
  for (const auto& [first, last] : kBlocks) {
    for (char32_t c = first; c <= last; ++c) {
      if (!u_isalpha(static_cast<UChar32>(c))) continue;
      icu::UnicodeString text(static_cast<UChar32>(c));
      latin->transliterate(text);
      text.toUTF8String(letters_[c]);
    }
  }
}

std::string Latiniser::operator()(std::string_view text) const {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const auto d = utf8::decode(text, at);
    at += d.size;
    if (d.c < 0x80) out += static_cast<char>(d.c >= 'A' && d.c <= 'Z' ? d.c - 'A' + 'a' : d.c);
    else if (utf8::is_mark(d.c)) continue;
    else if (d.c < letters_.size() && utf8::is_letter(d.c)) out += letters_[d.c];
    else utf8::append(out, d.c);
  }
  return out;
}

}  // namespace wirecheck
