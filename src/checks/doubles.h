// Does the source say something twice? What checks of repetitions ask before they call one a slip.
#pragma once
#include <string_view>

#include "analysis/analysis.h"

namespace wirecheck {

enum class Doubles : uint8_t { unknown, none, some };   // unknown: no source text, or the sentence's source is not known

// Stands a word, a figure or, in a script without spaces, a character twice in a row in the source of the sentence?
Doubles source_doubles(const Analysis& a, uint32_t sentence);
// Has the source of the sentence this piece of text, as a word or figure of its own, twice or more, at any distance?
bool often_in_source(const Analysis& a, uint32_t sentence, std::string_view piece);

}  // namespace wirecheck
