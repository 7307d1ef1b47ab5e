#include "analysis/text_breaker.h"

#include <string>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>
#include <utility>
#include <vector>

namespace wirecheck {

struct TextBreaker::Impl {
  Unit unit = Unit::sentence;
  std::vector<std::pair<Lang, std::unique_ptr<icu::BreakIterator>>> iterators;
  icu::BreakIterator* current = nullptr;
  UText text = UTEXT_INITIALIZER;
  uint32_t size = 0;

  icu::BreakIterator* iterator(Lang lang) {
    for (auto& [known, it] : iterators)
      if (known == lang) return it.get();
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale(std::string(lang.code()).c_str());
    std::unique_ptr<icu::BreakIterator> made(unit == Unit::sentence ? icu::BreakIterator::createSentenceInstance(locale, status)
                                                                    : icu::BreakIterator::createWordInstance(locale, status));
    if (U_FAILURE(status)) made.reset();
    iterators.emplace_back(lang, std::move(made));
    return iterators.back().second.get();
  }
};

TextBreaker::TextBreaker(Unit unit) : impl_(std::make_unique<Impl>()) { impl_->unit = unit; }
TextBreaker::~TextBreaker() { utext_close(&impl_->text); }

void TextBreaker::start(Lang lang, std::string_view text) {
  impl_->size = static_cast<uint32_t>(text.size());
  impl_->current = impl_->iterator(lang);
  if (!impl_->current) return;
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&impl_->text, text.data(), static_cast<int64_t>(text.size()), &status);
  impl_->current->setText(&impl_->text, status);
  if (U_FAILURE(status)) impl_->current = nullptr;
}

uint32_t TextBreaker::next() {
  if (!impl_->current) return impl_->size;
  const int32_t at = impl_->current->next();
  return at == icu::BreakIterator::DONE ? impl_->size : static_cast<uint32_t>(at);
}

}  // namespace wirecheck
