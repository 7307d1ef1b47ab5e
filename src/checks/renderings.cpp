#include "checks/renderings.h"

#include <algorithm>

#include "core/utf8.h"

namespace wirecheck {
namespace {

// Source languages that may have a glossary; one without is none.
constexpr std::string_view kSources[] = {"fr", "de", "es", "it", "pt", "nl", "sv", "pl", "cs", "ro", "ru", "uk", "tr", "fi"};

std::string key_of(std::string_view from, std::string_view folded) { return std::string(from) + '\t' + std::string(folded); }

}  // namespace

Renderings::Renderings(const Facts& target) : bilingual_(target.lang()) {
  for (const std::string_view code : kSources) {
    const std::string pair = std::string(code) + "-" + std::string(target.lang().code()) + "/glossary.";
    for (const char* table : {"words", "calendar"})
      for (const auto& row : target.table(pair + table))
        if (row.size() == 2) glossary_.emplace_back(key_of(code, utf8::fold(row[0])), row[1]);
  }
  std::sort(glossary_.begin(), glossary_.end());
  for (const auto& row : target.table("endings.endings"))
    if (row.size() >= 3) endings_.push_back({row[0], row[1], row[2], row.size() > 3});
  std::stable_sort(endings_.begin(), endings_.end(), [](const Ending& a, const Ending& b) { return a.ending.size() > b.ending.size(); });
}

void Renderings::make_plural(const Analysis& a, std::vector<std::string>& words) {
  if (!a.resources.inflection) return;
  for (std::string& word : words)
    if (std::string plural = a.resources.inflection->inflect(word, Form::plural); !plural.empty()) word = std::move(plural);
}

std::vector<std::string> Renderings::by_ending(const Analysis& a, Lang from, const std::string& written) const {
  constexpr size_t kStem = 4;   // bytes
  for (const Ending& ending : endings_) {
    if (ending.lang != from.code() || !written.ends_with(ending.ending) || written.size() < ending.ending.size() + kStem) continue;
    const std::string lemma = written.substr(0, written.size() - ending.ending.size()) + ending.put;
    std::vector<std::string> out = bilingual_.renderings(from, lemma);
    if (out.empty()) continue;
    if (ending.plural && bilingual_.is_noun(from, lemma)) make_plural(a, out);
    return out;
  }
  return {};
}

const std::string* Renderings::translation(Lang from, std::string_view folded) const {
  const std::string key = key_of(from.code(), folded);
  const auto at = std::lower_bound(glossary_.begin(), glossary_.end(), key, [](const auto& entry, const std::string& k) { return entry.first < k; });
  return at != glossary_.end() && at->first == key ? &at->second : nullptr;
}

std::vector<std::string> Renderings::of(const Analysis& a, Lang from, std::string_view written, bool capital, size_t most) const {
  std::vector<std::string> out;
  const std::string folded = utf8::fold(written);
  if (const std::string* exact = translation(from, folded)) out.push_back(*exact);
  if (out.empty()) out = bilingual_.renderings(from, written, most);
  if (out.empty())
    for (const Morph& morph : a.resources.lexicon->morphs(from, folded)) {
      const std::string stem = utf8::fold(morph.stem);
      if (const std::string* lemma = translation(from, stem)) out.push_back(*lemma);
      else if (stem != folded) out = bilingual_.renderings(from, stem, most);
      if (out.empty()) continue;
      if (morph.number == 'p' && has(morph.pos, Pos::noun)) make_plural(a, out);
      break;
    }
  if (out.empty()) out = by_ending(a, from, std::string(written));
  // What is put there is not what stands there.
  std::erase_if(out, [&](const std::string& word) { return utf8::fold(word) == folded; });
  if (capital)
    for (std::string& word : out) word = utf8::capitalise(word);
  return out;
}

std::vector<std::string> Renderings::of_surname(const Analysis& a, Lang from, std::string_view written) const {
  constexpr size_t kMost = 12;
  std::vector<std::string> out;
  for (const std::string& form : {std::string(written), utf8::to_lower(written)})
    for (const std::string& word : of(a, from, form, false, kMost)) out.push_back(utf8::fold(word));
  return out;
}

bool Renderings::is_one_of(const std::vector<std::string>& renderings, std::string_view word) {
  const auto longer = [](std::string_view one, std::string_view other, std::string_view by) {
    return one.size() == other.size() + by.size() && one.starts_with(other) && one.ends_with(by);
  };
  return std::any_of(renderings.begin(), renderings.end(), [&](const std::string& one) {
    return one == word || longer(word, one, "s") || longer(one, word, "s") || (one.size() > 3 && longer(word, one, "es"));
  });
}

}  // namespace wirecheck
