// Reads the files of one language into Facts. Private to data/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "data/facts.h"
#include "data/forms.h"
#include "data/yaml.h"

namespace wirecheck {

class FactsBuilder {
 public:
  FactsBuilder(Facts& facts, Vocabulary& vocabulary, std::vector<Error>& faults)
      : facts_(facts), vocabulary_(vocabulary), faults_(faults) {}

  // `path` may be missing: then nothing is known of what it would say.
  void language(const std::string& path);
  void nouns(const std::string& path);
  void verbs(const std::string& path);
  void closed_class(const std::string& path);
  void persons(const std::string& path);
  void bodies(const std::string& path);
  void things(const std::string& path);
  void speech_verbs(const std::string& path);
  void time(const std::string& path);
  void given_names(const std::string& path);
  void places(const std::string& path);
  void demonyms(const std::string& path);
  void services(const std::string& path);
  void other(const std::string& path, const std::string& prefix = "");  // tables only, their names with a prefix
  void neighbour(const std::string& path, const std::string& prefix);   // of another language's language.yaml: its small words as tables
  void finish();

 private:
  // The file's root, or nullptr when it is missing or faulty. Keeps every list of it as a table.
  const YamlNode* open(const std::string& path, const std::string& prefix = "");
  void keep_tables(const std::string& stem, const YamlNode& root);
  void fault(const YamlNode& at, std::string message);

  std::vector<std::string> split(std::string_view phrase) const;
  void classify(std::string_view words, Classes classes);
  void noun(std::string_view words, Classes classes, Classes number);  // and its plurals
  void each(const YamlNode* list, Classes classes);                    // scalars of a sequence or keys of a map
  void values(const YamlNode* map, Classes classes);
  void abbreviations(const std::vector<std::string>& list, Abbreviation kind);
  void set_value(WordId word, double value);

  Facts& facts_;
  Vocabulary& vocabulary_;
  std::vector<Error>& faults_;
  YamlFile file_;
  NounForms nouns_;
  VerbForms verbs_;
};

}  // namespace wirecheck
