// Shortcuts must answer as the long way does: word sets, word lists by number, folded tokens, the vocabulary, sounds within a limit.
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>

#include "analysis/sounds.h"
#include "core/utf8.h"
#include "core/vocabulary.h"
#include "core/word_set.h"
#include "data/word_lists.h"
#include "support/analysed.h"

using namespace wirecheck;

namespace {

std::string random_word(std::mt19937& random) {
  static const std::string kLetters[] = {"a", "b", "c", "e", "s", "t", "z", "\xC3\xA9", "\xD0\xB0", "'"};
  std::string out;
  for (size_t n = random() % 6; n > 0; --n) out += kLetters[random() % std::size(kLetters)];
  return out;
}

}  // namespace

TEST_CASE("A word set has what was put in and nothing else", "[unit]") {
  std::mt19937 random(3);
  for (int round = 0; round < 40; ++round) {
    WordSet set;
    std::set<std::string> words;
    for (int n = 0; n < round * 3; ++n) {
      const std::string word = random_word(random);
      set.add(word);
      words.insert(word);
    }
    set.seal();
    for (int n = 0; n < 500; ++n) {
      const std::string word = random_word(random);
      CHECK(set.has(word) == words.contains(word));
    }
  }
}

TEST_CASE("The vocabulary finds each of its words and no others", "[unit]") {
  std::mt19937 random(5);
  Vocabulary vocabulary;
  std::set<std::string> words;
  for (int n = 0; n < 3000; ++n) {
    const std::string word = random_word(random) + random_word(random);
    const WordId id = vocabulary.add(word);
    CHECK((id == kNoWord) == word.empty());
    CHECK(vocabulary.text(id) == word);
    if (!word.empty()) words.insert(word);
  }
  CHECK(vocabulary.size() == words.size() + 1);
  for (int n = 0; n < 3000; ++n) {
    const std::string word = random_word(random) + random_word(random);
    CHECK((vocabulary.find(word) != kNoWord) == words.contains(word));
  }
}

TEST_CASE("Word lists answer by number as they do by text", "[unit]") {
  wirecheck_test::Analyser english("en");
  const Facts& facts = english.facts();
  WordLists lists(facts);
  // More lists than there are bits.
  for (int n = 0; n < 70; ++n) {
    const WordList articles = lists.list("readings.articles"), none = lists.list("no such.table");
    CHECK(none.empty());
    for (const char* word : {"the", "a", "an", "this", "door", "xyzzy"}) {
      INFO(word << " " << n);
      CHECK(articles.has(english.vocabulary().find(word), word) == articles.has(word));
      CHECK_FALSE(none.has(english.vocabulary().find(word), word));
    }
    CHECK(articles.has(english.vocabulary().find("an"), "an"));
  }
}

TEST_CASE("What is made of the facts is made once, and again for a copy", "[unit]") {
  wirecheck_test::Analyser english("en");
  CHECK(&english.facts().made<WordLists>() == &english.facts().made<WordLists>());
  const Facts copy = english.facts();
  CHECK(&copy.made<WordLists>() != &english.facts().made<WordLists>());
}

TEST_CASE("A folded token is the fold of its text", "[unit]") {
  for (const char* language : {"en", "fr", "de", "ru", "tr"}) {
    wirecheck_test::Analyser analyser(language);
    const Analysis& a = analyser(
        "The MAYOR\xE2\x80\x99s car. L\xE2\x80\x99\xC3\x89t\xC3\xA9, STRA\xC3\x9F" "E; \xD0\x9C\xD0\x9E\xD0\xA1\xD0\x9A\xD0\x92\xD0\x90.\n\n"
        "Write to Jane.Doe@example.org or to A.B@example.org: 3,000 co\xC2\xADop\xE2\x80\x91" "ERATIVES, e\xCC\x81t\xC3\xA9, \xC4\xB0stanbul.");
    for (uint32_t t = 0; t < a.tokens.size(); ++t) CHECK(a.folded(t) == utf8::fold(a.text(t)));
  }
}

TEST_CASE("Sounds are measured as far as they may be near", "[unit]") {
  std::mt19937 random(11);
  const auto sounds = [&] {
    std::string out;
    for (size_t n = 1 + random() % 7; n > 0; --n) out += "aeioubdfgklmnprstvz"[random() % 19];
    return out;
  };
  for (int n = 0; n < 4000; ++n) {
    const std::string one = sounds(), other = sounds();
    const float all = sound_distance(one, other);
    const SoundTarget target(other);
    for (const float limit : {0.0F, 0.1F, 0.3F, 0.6F, 1.0F}) {
      const float near = target.distance(one, limit);
      if (all <= limit) CHECK(near == all);
      else CHECK(near > limit);
    }
  }
}
