// Where the facts of a language stand:
//   rules/<lang>/language.yaml                                         Orthography, stop words
//   dictionaries/<lang>/{nouns,verbs}.yaml                             inflected forms of what the other files name
//   dictionaries/<lang>/{closed-class,persons,bodies,things,speech-verbs,time}.yaml
//   dictionaries/{given-names,places,demonyms,services}.yaml           for every language that has facts of its own
// Every other file of dictionaries/<lang>/ and dictionaries/ is kept as tables, and so are, for each source language beside it,
//   dictionaries/<source>-<lang>/glossary.yaml   dictionaries/<source>/kept-in-<language>.yaml
// and, where there is a dictionaries/<lang>/left-words.yaml, the stop words, titles, months and weekdays of every other language.
#include "data/facts.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/utf8.h"
#include "data/facts_builder.h"

namespace wirecheck {

std::unique_ptr<Facts> Facts::load(Lang lang, const std::string& data_dir, Vocabulary& vocabulary,
                                   std::vector<Error>& faults) {
  auto facts = std::make_unique<Facts>();
  facts->lang_ = lang;
  facts->vocabulary_ = &vocabulary;
  if (!lang.known()) return facts;
  FactsBuilder builder(*facts, vocabulary, faults);
  const std::string code(lang.code());
  builder.language(data_dir + "/rules/" + code + "/language.yaml");

  const std::string own = data_dir + "/dictionaries/" + code + "/", shared = data_dir + "/dictionaries/";
  std::error_code ignored;
  if (!std::filesystem::is_directory(own, ignored)) {
    builder.finish();
    return facts;
  }
  using Read = void (FactsBuilder::*)(const std::string&);
  struct Source { const std::string& folder; const char* name; Read read; };
  // Closed classes before nouns: a preposition tells where the head of a noun phrase ends.
  const Source sources[] = {
      {own, "nouns.yaml", &FactsBuilder::nouns},
      {own, "verbs.yaml", &FactsBuilder::verbs},
      {own, "closed-class.yaml", &FactsBuilder::closed_class},
      {own, "persons.yaml", &FactsBuilder::persons},
      {own, "bodies.yaml", &FactsBuilder::bodies},
      {own, "things.yaml", &FactsBuilder::things},
      {own, "speech-verbs.yaml", &FactsBuilder::speech_verbs},
      {own, "time.yaml", &FactsBuilder::time},
      {shared, "given-names.yaml", &FactsBuilder::given_names},
      {shared, "places.yaml", &FactsBuilder::places},
      {shared, "demonyms.yaml", &FactsBuilder::demonyms},
      {shared, "services.yaml", &FactsBuilder::services},
  };
  std::set<std::string> read;
  for (const Source& source : sources) {
    (builder.*source.read)(source.folder + source.name);
    read.insert(source.folder + source.name);
  }
  std::set<std::string> others;  // in the order of their names
  for (const std::string& folder : {own, shared})
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
      if (entry.path().extension() == ".yaml") others.insert(folder + entry.path().filename().string());
  for (const std::string& path : others)
    if (!read.contains(path)) builder.other(path);
  // What is known of a source language beside this one, kept as tables "fr-en/glossary.words", "fr/kept-in-english.words".
  std::set<std::string> pairs;
  for (const auto& entry : std::filesystem::directory_iterator(shared, ignored))
    if (const std::string name = entry.path().filename().string(); name.ends_with("-" + code)) pairs.insert(name);
  for (const std::string& pair : pairs) {
    const std::string source = pair.substr(0, pair.size() - code.size() - 1);
    builder.other(shared + pair + "/glossary.yaml", pair + "/");
    builder.other(shared + pair + "/romanisation.yaml", pair + "/");
    builder.other(shared + source + "/kept-in-" + utf8::to_lower(facts->orthography_.name) + ".yaml", source + "/");
  }
  // What a text may keep of the language it was translated from: "de/language.months".
  if (std::filesystem::exists(own + "left-words.yaml", ignored)) {
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::directory_iterator(data_dir + "/rules", ignored))
      if (const std::string name = entry.path().filename().string(); name != code && name.find('-') == std::string::npos) codes.insert(name);
    for (const std::string& other : codes) builder.neighbour(data_dir + "/rules/" + other + "/language.yaml", other + "/");
  }
  builder.finish();
  return facts;
}

const std::vector<Phrase>& Facts::no_phrases() {
  static const std::vector<Phrase> kNone;
  return kNone;
}

void Facts::index_phrases() {
  phrases_at_.assign(phrases_.empty() ? 0 : phrases_.back().first + 1, 0);
  for (uint32_t i = 0; i < phrases_.size(); ++i) phrases_at_[phrases_[i].first] = i + 1;
}

std::optional<double> Facts::value(WordId word) const {
  const auto it = std::lower_bound(values_.begin(), values_.end(), word,
                                   [](const auto& entry, WordId id) { return entry.first < id; });
  if (it == values_.end() || it->first != word) return std::nullopt;
  return it->second;
}

uint8_t Facts::abbreviation(std::string_view written) const {
  const auto it = std::lower_bound(abbreviations_.begin(), abbreviations_.end(), written,
                                   [](const auto& entry, std::string_view text) { return entry.first < text; });
  return it != abbreviations_.end() && it->first == written ? it->second : 0;
}

const std::vector<std::vector<std::string>>& Facts::table(std::string_view name) const {
  static const std::vector<std::vector<std::string>> kNone;
  const auto it = std::lower_bound(tables_.begin(), tables_.end(), name,
                                   [](const auto& entry, std::string_view key) { return entry.first < key; });
  return it != tables_.end() && it->first == name ? it->second : kNone;
}

}  // namespace wirecheck
