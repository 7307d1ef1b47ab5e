// Regular and irregular English forms of the words that facts name, so that "ministers" is known where YAML says "minister".
// (The full morphology with its readings is analysis/inflection; this is only what loading facts needs.)
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "data/yaml.h"

namespace wirecheck {

class NounForms {
 public:
  // From the root of dictionaries/<lang>/nouns.yaml; without one plurals() gives nothing.
  void read(const YamlNode& root);
  bool known() const { return known_; }
  // Plurals of a noun (folded, one word or a phrase whose words are separated by spaces), the preferred one first.
  // `head_end`: where the head noun ends in a phrase ("board of directors": 5).
  std::vector<std::string> plurals(std::string_view noun, size_t head_end) const;
  bool uncountable(const std::string& noun) const { return uncountable_.contains(noun); }
  bool plural_only(const std::string& noun) const { return plural_only_.contains(noun); }

 private:
  std::vector<std::string> of_word(const std::string& word) const;
  bool known_ = false;
  std::unordered_map<std::string, std::vector<std::string>> irregular_;
  std::unordered_set<std::string> o_to_oes_, f_to_ves_, uncountable_, plural_only_;
};

class VerbForms {
 public:
  void read(const YamlNode& root);  // of dictionaries/<lang>/verbs.yaml
  bool known() const { return known_; }
  // All forms of a lemma (folded; of several words the first is inflected), itself included.
  std::vector<std::string> forms(const std::string& lemma) const;

 private:
  bool known_ = false;
  std::unordered_map<std::string, std::vector<std::string>> irregular_;  // past, participle, third, gerund ("" when regular)
  std::unordered_set<std::string> doubling_;
};

}  // namespace wirecheck
