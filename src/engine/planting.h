// Faults planted into clean stories, one a story and kind, to see whether they are found: what needs the whole story (a name in
// two spellings, one person's he become a she, a paragraph that comes twice, a lost quotation mark) has no marked data. Chance
// depends on the seed, the story's name and the kind alone. No text is kept.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"
#include "engine/dataset.h"
#include "engine/measure.h"
#include "findings/quality.h"

namespace wirecheck {

enum class PlantedKind : uint8_t { name_respelt, pronoun_flipped, paragraph_repeated, quotation_mark_removed, number_changed };
std::string_view name_of(PlantedKind kind);
inline constexpr size_t kPlantedKinds = 5;

struct PlantedStory {
  std::string text;
  std::vector<Span> places;  // of `text`; a finding on one of them has found the fault
};

// The story with one fault of this kind; nothing where it offers no place for it:
//   name_respelt            a letter of a name changed in one of its later places; places: all the name's
//   pronoun_flipped         he for she or she for he, once, where a story has two or more of the one and none of the other
//   paragraph_repeated      a body paragraph comes again, two paragraphs further down or at the end
//   quotation_mark_removed  one mark of a quotation of three words or more gone; place: its paragraph
//   number_changed          a digit of a number that is written in digits
std::optional<PlantedStory> plant(PlantedKind kind, const Analysis& story, uint64_t seed);

// Plants into every human text of a set: references, right sentences, the texts of people. Numbers are changed only beside a
// source text, which tells the right one; the other kinds go without it. A fault counts as found when a finding that the clean
// text does not have stands on one of its places.
std::vector<SownFigures> sow(const std::vector<SetRow>& rows, EnginePool& engines, const MeasureOptions& options, uint64_t seed,
                             const std::function<void(const Error&)>& fault);

}  // namespace wirecheck
