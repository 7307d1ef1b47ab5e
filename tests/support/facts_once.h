// The facts of a language, read from the YAML once for the whole test program; tests take copies, since they add words.
#pragma once
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "data/facts.h"
#include "test_config.h"

namespace wirecheck_test {

struct LoadedFacts {
  wirecheck::Vocabulary vocabulary;
  std::unique_ptr<wirecheck::Facts> facts;
  std::vector<wirecheck::Error> faults;
};

inline const LoadedFacts& facts_once(wirecheck::Lang lang) {
  static std::map<wirecheck::Lang, LoadedFacts> loaded;
  const auto [at, fresh] = loaded.try_emplace(lang);
  if (fresh) at->second.facts = wirecheck::Facts::load(lang, wirecheck::test::kSourceDir, at->second.vocabulary, at->second.faults);
  return at->second;
}

}  // namespace wirecheck_test
