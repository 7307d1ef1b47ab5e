// Which indefinite article English puts before a word: by its sound, which the tables know where the letter misleads.
#pragma once
#include <string_view>

#include "analysis/english_words.h"

namespace wirecheck {

// `word` as it stands in the text: capitals tell an initialism ("an MP") from a word. Of a phrase the first word decides. The
// result is one of words.articles; "" when the tables name none.
std::string_view english_article(const EnglishWords& words, std::string_view word);

}  // namespace wirecheck
