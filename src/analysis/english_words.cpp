#include "analysis/english_words.h"

#include <filesystem>

#include "core/archive.h"
#include "core/utf8.h"
#include "data/cache.h"
#include "data/yaml.h"

namespace wirecheck {
namespace {

// "learned/learnt" -> learned, learnt
Alternatives alternatives(std::string_view text) {
  Alternatives out;
  while (!text.empty()) {
    const size_t end = std::min(text.find('/'), text.size());
    std::string form = utf8::fold(text.substr(0, end));
    if (!form.empty()) out.push_back(std::move(form));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

class Loader {
 public:
  Loader(std::string path, std::vector<Error>& faults) : faults_(faults), file_(load_yaml(path, faults)) {}

  const YamlNode* find(std::string_view key) const { return file_.root.find(key); }

  void words(std::string_view key, WordSet& into, bool folded = true) {
    if (const YamlNode* node = find(key)) words_of(*node, into, folded);
    into.seal();
  }

  // Every scalar below `node`, whatever its depth.
  void words_of(const YamlNode& node, WordSet& into, bool folded = true) {
    if (node.is_scalar()) into.add(folded ? utf8::fold(node.text()) : node.text());
    for (const YamlNode& item : node.items) words_of(item, into, folded);
    for (const auto& [key, value] : node.entries) words_of(value, into, folded);
  }

  // Entries of the map `key`: lemma and between `least` and `most` lists of alternatives.
  template <class Take> void entries(std::string_view key, size_t least, size_t most, Take take) {
    const YamlNode* map = find(key);
    if (!map) return;
    if (!map->is_map()) return fault(*map, std::string(key) + " should be a map from a word to its forms");
    for (const auto& [lemma, value] : map->entries) {
      const std::vector<std::string> forms = value.texts();
      if (forms.size() < least || forms.size() > most) {
        fault(value, "\"" + lemma.text() + "\" should have " + std::to_string(least) + " to " + std::to_string(most) + " forms, not " +
                         std::to_string(forms.size()));
        continue;
      }
      take(utf8::fold(lemma.text()), forms);
    }
  }

  void fault(const YamlNode& at, std::string message) { faults_.push_back(file_.fault(at, std::move(message))); }

 private:
  std::vector<Error>& faults_;
  YamlFile file_;
};

template <class T> void sort_by_lemma(std::vector<T>& items) {
  std::sort(items.begin(), items.end(), [](const T& a, const T& b) { return a.lemma < b.lemma; });
}

void load_verbs(const std::string& path, EnglishWords& words, std::vector<Error>& faults) {
  Loader file(path, faults);
  file.entries("irregular", 2, 4, [&](std::string lemma, const std::vector<std::string>& forms) {
    IrregularVerb verb{std::move(lemma), alternatives(forms[0]), alternatives(forms[1]), {}, {}};
    if (forms.size() > 2) verb.third = alternatives(forms[2]);
    if (forms.size() > 3) verb.gerund = alternatives(forms[3]);
    words.verbs.push_back(std::move(verb));
  });
  // Verbs with more forms than the others: present (the third person last), past (the singular first) ...
  if (const YamlNode* forms = file.find("forms")) {
    for (const auto& [lemma, value] : forms->entries) {
      IrregularVerb verb;
      verb.lemma = utf8::fold(lemma.text());
      const auto take = [&](std::string_view key, Alternatives& into) {
        if (const YamlNode* list = value.find(key))
          for (const std::string& text : list->texts()) into.push_back(utf8::fold(text));
      };
      take("present", verb.third);
      std::reverse(verb.third.begin(), verb.third.end());
      take("past", verb.past);
      take("participle", verb.participle);
      take("gerund", verb.gerund);
      words.verbs.push_back(std::move(verb));
    }
  }
  sort_by_lemma(words.verbs);
  file.words("doubling", words.doubling);
  file.words("doubling_gb", words.doubling_gb);
  file.words("no_third", words.no_third);
}

void load_nouns(const std::string& path, EnglishWords& words, std::vector<Error>& faults) {
  Loader file(path, faults);
  file.entries("irregular", 1, 8, [&](std::string lemma, const std::vector<std::string>& forms) {
    IrregularPlural noun{std::move(lemma), {}};
    for (const std::string& form : forms) noun.plurals.push_back(utf8::fold(form));
    words.plurals.push_back(std::move(noun));
  });
  sort_by_lemma(words.plurals);
  file.entries("plural_suffixes", 1, 1, [&](std::string suffix, const std::vector<std::string>& forms) {
    words.plural_suffixes.emplace_back(std::move(suffix), utf8::fold(forms[0]));
  });
  file.words("o_to_oes", words.o_to_oes);
  file.words("f_to_ves", words.f_to_ves);
  file.words("uncountable", words.uncountable);
  file.words("plural_only", words.plural_only);
}

void load_adjectives(const std::string& path, EnglishWords& words, std::vector<Error>& faults) {
  Loader file(path, faults);
  file.entries("irregular", 2, 2, [&](std::string lemma, const std::vector<std::string>& forms) {
    words.adjectives.push_back({std::move(lemma), alternatives(forms[0]), alternatives(forms[1])});
  });
  sort_by_lemma(words.adjectives);
  file.words("doubling", words.adjective_doubling);
  for (const char* key : {"doubling", "two_syllables", "regular"}) file.words(key, words.compared);
}

void load_articles(const std::string& path, EnglishWords& words, std::vector<Error>& faults) {
  Loader file(path, faults);
  file.words("an_words", words.vowel_words);
  file.words("an_stems", words.vowel_stems);
  file.words("a_words", words.consonant_words);
  file.words("a_stems", words.consonant_stems);
  file.words("a_exceptions", words.vowel_exceptions);
  file.words("an_letters", words.vowel_letters);
  file.words("read_as_word", words.read_as_word);
  file.words("an_numbers", words.vowel_numbers);
}

void load_closed_class(const std::string& path, EnglishWords& words, std::vector<Error>& faults) {
  Loader file(path, faults);
  file.words("prepositions", words.prepositions);
  if (const YamlNode* articles = file.find("articles"))
    if (const YamlNode* indefinite = articles->find("indefinite")) words.articles = indefinite->texts();
}

}  // namespace

EnglishWords load_english_words(const std::string& data_dir, std::vector<Error>& faults) {
  const std::string dir = (std::filesystem::path(data_dir) / "dictionaries" / "en").string();
  const auto path = [&](const char* name) { return dir + "/" + name + ".yaml"; };
  const std::vector<std::string> files = {path("verbs"), path("nouns"), path("adjectives"), path("articles"), path("closed-class")};
  constexpr std::string_view kCacheName = "english-words";
  const uint64_t key = cache_key(kCacheName, files);
  if (auto cached = cache_read(kCacheName, key)) {
    ArchiveReader reader(*cached);
    EnglishWords words;
    reader(words);
    if (!reader.failed() && reader.at_end()) return words;
  }
  EnglishWords words;
  const size_t before = faults.size();
  load_verbs(files[0], words, faults);
  load_nouns(files[1], words, faults);
  load_adjectives(files[2], words, faults);
  load_articles(files[3], words, faults);
  load_closed_class(files[4], words, faults);
  if (faults.size() == before) {
    ArchiveWriter writer;
    writer(words);
    cache_write(kCacheName, key, writer.take());
  }
  return words;
}

}  // namespace wirecheck
