// From pattern trees to programs: names of lists, lemmas and classes are resolved, words are numbered, anchors are chosen.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/inflection.h"
#include "analysis/word_forms.h"
#include "packs/pattern.h"
#include "packs/program.h"

namespace wirecheck {

struct Node;

// Lists that a pattern may name: the pack's own come first, then the shared ones, then the built-in classes.
struct ListScope {
  const std::vector<NamedList>* own = nullptr;
  const std::vector<SharedList>* shared = nullptr;
  Lang target;
  Lang source;   // of source patterns: the language their words are of
};

class PatternCompiler {
 public:
  // Patterns of the target language. `inflection` may be null: a lemma is then the word alone.
  PatternCompiler(Program& program, Vocabulary& vocabulary, const Inflection* inflection);
  // Patterns of source languages. `forms` may be null: likewise.
  PatternCompiler(Program& program, Vocabulary& vocabulary, WordForms* forms);
  ~PatternCompiler();

  // Counts the words of a text of the target language: rare words make good anchors.
  void learn_frequency(std::string_view text);

  struct Compiled {
    uint32_t start = 0;    // of the code in program.ops
    Anchor anchor;
    uint32_t captures = 0; // bits of the slots that it names
    bool may_be_empty = false;
  };
  // `captures` gets the names of the captures met; their index is the slot. Faults are appended; nothing is returned then.
  std::optional<Compiled> compile(const Sourced& pattern, const ListScope& scope, std::vector<std::string>& captures,
                                  std::vector<Error>& faults);
  // Reads every item of a list, for its faults.
  void check_list(const NamedList& list, const ListScope& scope, std::vector<Error>& faults);

 private:
  class Resolver;
  Anchor anchor_of(const Node& node) const;
  void emit(const Node& node);
  double frequency(WordId word) const;
  Program& program_;
  Vocabulary& vocabulary_;
  const Inflection* inflection_ = nullptr;
  WordForms* forms_ = nullptr;
  bool source_side_ = false;
  std::unordered_map<std::string, uint32_t> counts_;
  uint64_t counted_ = 0;
  std::map<std::vector<WordId>, uint32_t> sets_;
  std::map<std::string, uint32_t> exacts_, regexes_;
  std::map<const NamedList*, std::shared_ptr<Node>> lists_;
};

// The names of the built-in classes, for messages and the manual.
std::vector<std::string> builtin_classes();

}  // namespace wirecheck
