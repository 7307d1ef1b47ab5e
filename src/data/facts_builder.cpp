#include "data/facts_builder.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "core/utf8.h"

namespace wirecheck {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_true(const YamlNode* node) { return node && node->text() == "true"; }

Classes gender_of(const YamlNode& entry) {
  const YamlNode* gender = entry.find("gender");
  if (gender && gender->text() == "m") return static_cast<Classes>(Is::masculine);
  if (gender && gender->text() == "f") return static_cast<Classes>(Is::feminine);
  return 0;
}

constexpr Classes one(Is what) { return static_cast<Classes>(what); }

void add_cells(const YamlNode& node, std::vector<std::string>& row) {
  switch (node.kind) {
    case YamlNode::Kind::scalar: row.push_back(node.scalar); break;
    case YamlNode::Kind::sequence:
      for (const YamlNode& item : node.items) add_cells(item, row);
      break;
    case YamlNode::Kind::map:
      for (const auto& [key, value] : node.entries) {
        std::vector<std::string> cells;
        add_cells(value, cells);
        for (std::string& cell : cells) row.push_back(key.scalar + "=" + cell);
      }
      break;
    case YamlNode::Kind::null: break;
  }
}

}  // namespace

const YamlNode* FactsBuilder::open(const std::string& path, const std::string& prefix) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return nullptr;
  const size_t before = faults_.size();
  file_ = load_yaml(path, faults_);
  if (faults_.size() != before) return nullptr;
  if (!file_.root.is_map()) {
    fault(file_.root, "a file of facts is a map of lists");
    return nullptr;
  }
  keep_tables(prefix + std::filesystem::path(path).stem().string(), file_.root);
  return &file_.root;
}

void FactsBuilder::fault(const YamlNode& at, std::string message) { faults_.push_back(file_.fault(at, std::move(message))); }

void FactsBuilder::keep_tables(const std::string& stem, const YamlNode& root) {
  for (const auto& [key, value] : root.entries) {
    if (!value.is_sequence() && !value.is_map()) continue;
    std::vector<std::vector<std::string>> rows;
    for (const YamlNode& item : value.items) add_cells(item, rows.emplace_back());
    for (const auto& [name, item] : value.entries) {
      rows.push_back({name.scalar});
      add_cells(item, rows.back());
    }
    facts_.tables_.emplace_back(stem + "." + key.scalar, std::move(rows));
  }
}

// The tokens that analysis will make of a phrase: words, hyphens, clitics and elided words apart.
std::vector<std::string> FactsBuilder::split(std::string_view phrase) const {
  std::vector<std::string> out;
  const Orthography& o = facts_.orthography_;
  const auto word = [&](std::string folded) {
    for (bool more = true; more && !folded.empty();) {
      more = false;
      if (std::find(o.elision_exceptions.begin(), o.elision_exceptions.end(), folded) != o.elision_exceptions.end()) break;
      for (const std::string& elision : o.elisions) {
        if (!folded.starts_with(elision) || folded.size() == elision.size()) continue;
        out.push_back(elision);
        folded.erase(0, elision.size());
        more = true;
        break;
      }
    }
    for (const std::string& clitic : o.clitics) {
      if (!folded.ends_with(clitic) || folded.size() == clitic.size()) continue;
      out.push_back(folded.substr(0, folded.size() - clitic.size()));
      out.push_back(clitic);
      return;
    }
    if (!folded.empty()) out.push_back(std::move(folded));
  };
  for (size_t begin = 0; begin < phrase.size();) {
    const size_t end = std::min(phrase.find(' ', begin), phrase.size());
    std::string_view part = phrase.substr(begin, end - begin);
    begin = end + 1;
    while (!part.empty()) {
      size_t dash = part.find('-');
      // A capitalised designation and its number stay together: F-35.
      if (dash != std::string_view::npos && dash > 0 && dash + 1 < part.size() && is_digit(part[dash + 1]) &&
          is_upper(part[0]))
        dash = part.find('-', dash + 1);
      if (dash == 0) {
        out.emplace_back("-");
        part.remove_prefix(1);
        continue;
      }
      const bool comma = dash == std::string_view::npos && part.size() > 1 && part.back() == ',';
      word(utf8::fold(comma ? part.substr(0, part.size() - 1) : part.substr(0, dash)));
      if (comma) out.emplace_back(",");
      part = dash == std::string_view::npos ? std::string_view() : part.substr(dash);
    }
  }
  return out;
}

void FactsBuilder::classify(std::string_view words, Classes classes) {
  const std::vector<std::string> parts = split(words);
  std::vector<WordId> ids;
  for (const std::string& part : parts) ids.push_back(vocabulary_.add(part));
  if (ids.empty()) return;
  if (ids.size() == 1) {
    if (facts_.classes_.size() <= ids[0]) facts_.classes_.resize(ids[0] + 1, 0);
    facts_.classes_[ids[0]] |= classes;
    return;
  }
  const WordId first = ids[0];
  facts_.phrases_.emplace_back(first, std::vector<Phrase>{{std::move(ids), classes}});
}

void FactsBuilder::noun(std::string_view words, Classes classes, Classes number) {
  const std::string folded = utf8::fold(words);
  if (number == 0) number = nouns_.plural_only(folded) ? one(Is::plural) : one(Is::singular);
  classify(words, classes | number);
  if (number == one(Is::plural) || nouns_.uncountable(folded)) return;
  size_t head_end = folded.size(), begin = 0;  // the head stands before the first preposition
  while (begin < folded.size()) {
    const size_t end = std::min(folded.find_first_of(" -", begin), folded.size());
    const WordId id = vocabulary_.find(folded.substr(begin, end - begin));
    if (begin > 0 && has(facts_.classes(id), Is::preposition)) {
      head_end = begin - 1;
      break;
    }
    begin = end + 1;
  }
  for (const std::string& plural : nouns_.plurals(folded, head_end)) classify(plural, classes | Is::plural);
}

void FactsBuilder::each(const YamlNode* list, Classes classes) {
  if (!list) return;
  if (list->is_map()) {
    for (const auto& [key, value] : list->entries) {
      // A map of lists is a list in parts, a map of anything else a list of keys.
      if (value.is_sequence()) each(&value, classes);
      else classify(key.text(), classes);
    }
    return;
  }
  for (const YamlNode& item : list->items) {
    if (item.is_scalar()) classify(item.text(), classes);
    else fault(item, "expected a word");
  }
}

void FactsBuilder::set_value(WordId word, double value) { facts_.values_.emplace_back(word, value); }

void FactsBuilder::values(const YamlNode* map, Classes classes) {
  if (!map) return;
  for (const auto& [key, value] : map->entries) {
    const std::optional<double> number = number_of(value.text());
    if (!number) {
      fault(value, "expected a number");
      continue;
    }
    classify(key.text(), classes);
    const std::vector<std::string> parts = split(key.text());
    if (parts.size() == 1) set_value(vocabulary_.add(parts[0]), *number);
  }
}

void FactsBuilder::abbreviations(const std::vector<std::string>& list, Abbreviation kind) {
  for (const std::string& item : list) {
    for (size_t begin = 0; begin < item.size();) {
      const size_t end = std::min(item.find(' ', begin), item.size());
      std::string part = item.substr(begin, end - begin);
      begin = end + 1;
      if (part.size() < 2 || part.back() != '.') continue;
      classify(part, one(Is::abbreviation));
      facts_.abbreviations_.emplace_back(std::move(part), kind);
    }
  }
}

void FactsBuilder::language(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  Orthography& o = facts_.orthography_;
  const auto text = [&](std::string_view key) {
    const YamlNode* node = root->find(key);
    return node ? node->text() : std::string();
  };
  const auto list = [](const YamlNode* node) { return node ? node->texts() : std::vector<std::string>(); };
  const auto folded = [&](const YamlNode* node) {
    std::vector<std::string> out = list(node);
    for (std::string& item : out) {
      item = utf8::fold(item);
      vocabulary_.add(item);
    }
    return out;
  };
  o.name = text("name");
  o.script = text("script");
  o.decimal = text("decimal");
  o.group = text("group");
  if (const YamlNode* quotes = root->find("quotes")) {
    const auto pair = [&](const YamlNode& node) {
      const std::vector<std::string> marks = node.texts();
      if (marks.size() == 2) o.quotes.emplace_back(marks[0], marks[1]);
      else fault(node, "a pair of quotation marks has two of them");
    };
    for (const char* key : {"main", "alternate"})
      if (const YamlNode* node = quotes->find(key)) pair(*node);
    if (const YamlNode* legacy = quotes->find("legacy"))
      for (const YamlNode& node : legacy->items) pair(node);
  }
  if (const YamlNode* spacing = root->find("spacing")) {
    const std::vector<std::string> before = list(spacing->find("nbsp_before"));
    o.space_before_high_punctuation = std::find(before.begin(), before.end(), ";") != before.end();
  }
  o.elisions = folded(root->find("elision"));
  o.elision_exceptions = folded(root->find("elision_exceptions"));
  o.clitics = folded(root->find("clitics"));
  if (const YamlNode* abbreviated = root->find("abbreviations")) {
    o.abbreviations_before_name = list(abbreviated->find("before_name"));
    o.abbreviations_before_number = list(abbreviated->find("before_number"));
    o.abbreviations_may_end = list(abbreviated->find("may_end"));
    o.abbreviations_never_end = list(abbreviated->find("never_end"));
    abbreviations(o.abbreviations_before_name, before_name);
    abbreviations(o.abbreviations_before_number, before_number);
    abbreviations(o.abbreviations_may_end, may_end);
    abbreviations(o.abbreviations_never_end, never_end);
  }
  const auto numbered = [&](const char* key, size_t count, Is what) {
    const YamlNode* names = root->find(key);
    if (!names) return;
    if (names->items.size() != count) fault(*names, "expected " + std::to_string(count) + " names in their order");
    for (size_t i = 0; i < names->items.size(); ++i) {
      classify(names->items[i].text(), one(what));
      set_value(vocabulary_.add(utf8::fold(names->items[i].text())), static_cast<double>(i + 1));
    }
  };
  numbered("months", 12, Is::month);
  numbered("weekdays", 7, Is::weekday);
  values(root->find("month_forms"), one(Is::month));      // other cases, contractions, abbreviations
  values(root->find("weekday_forms"), one(Is::weekday));
  if (const YamlNode* titles = root->find("titles")) {
    each(titles->find("masculine"), Is::title | Is::masculine);
    each(titles->find("feminine"), Is::title | Is::feminine);
    each(titles->find("either"), one(Is::title));
  }
  o.stop_words = list(root->find("stop_words"));
  each(root->find("stop_words"), one(Is::stop_word));
}

void FactsBuilder::nouns(const std::string& path) {
  if (const YamlNode* root = open(path)) nouns_.read(*root);
}

void FactsBuilder::verbs(const std::string& path) {
  if (const YamlNode* root = open(path)) verbs_.read(*root);
}

void FactsBuilder::closed_class(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  const auto take = [&](const char* key, Classes classes) { each(root->find(key), classes); };
  take("determiners", one(Is::determiner));
  take("possessives", one(Is::possessive));
  take("possessive_pronouns", one(Is::pronoun));
  take("pronouns", one(Is::pronoun));
  take("prepositions", one(Is::preposition));
  take("prepositions_multiword", one(Is::preposition));
  take("conjunctions", one(Is::conjunction));
  take("auxiliaries", one(Is::auxiliary));
  take("wh_words", one(Is::wh_word));
  take("negations", one(Is::negation));
  take("near_negatives", one(Is::negation));
  take("adverbs", one(Is::adverb));
  if (const YamlNode* pronouns = root->find("pronouns")) each(pronouns->find("reflexive"), one(Is::reflexive));
  if (const YamlNode* auxiliaries = root->find("auxiliaries")) each(auxiliaries->find("modal"), one(Is::modal));
  if (const YamlNode* third = root->find("third_person")) {
    const auto set = [&](const char* key, Classes classes) {
      if (const YamlNode* forms = third->find(key))
        for (const auto& [name, form] : forms->entries) classify(form.text(), classes);
    };
    set("masculine", one(Is::masculine));
    set("feminine", one(Is::feminine));
  }
  values(root->find("numerals"), one(Is::cardinal));
  values(root->find("scales"), one(Is::scale));
  values(root->find("scale_abbreviations"), 0);
  values(root->find("ordinals"), one(Is::ordinal));
}

void FactsBuilder::persons(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  if (const YamlNode* nouns = root->find("nouns")) {
    for (const auto& [key, entry] : nouns->entries) {
      const YamlNode* kind = entry.find("kind");
      Classes classes = gender_of(entry) | Is::person;
      if (kind && kind->text() == "office") classes = classes | Is::office;
      if (kind && kind->text() == "kin") classes = classes | Is::kin;
      noun(key.text(), classes, 0);
    }
  }
  if (const YamlNode* titles = root->find("titles"))
    for (const auto& [key, entry] : titles->entries) classify(key.text(), gender_of(entry) | Is::title);
  each(root->find("office_titles"), one(Is::office_title));
  each(root->find("ambiguous"), one(Is::ambiguous));
}

void FactsBuilder::bodies(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  if (const YamlNode* heads = root->find("heads")) {
    for (const auto& [key, entry] : heads->entries) {
      const YamlNode* number = entry.find("number");
      const std::string agreement = number ? number->text() : "";
      noun(key.text(), one(Is::body), agreement == "pl" ? one(Is::plural) : agreement == "either" ? Is::singular | Is::plural : 0);
    }
  }
  const auto names = [&](const char* key, Classes classes) {
    const YamlNode* map = root->find(key);
    if (!map) return;
    for (const auto& [name, entry] : map->entries) {
      const YamlNode* what = entry.find("what");
      const YamlNode* number = entry.find("number");
      Classes all = classes | (number && number->text() == "pl" ? Is::plural : Is::singular);
      if (what && what->text() == "government") all = all | Is::government;
      classify(name.text(), all);
    }
  };
  names("metonyms", Is::body | Is::metonym);
  names("capitals", Is::metonym | Is::government);
}

void FactsBuilder::things(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  const auto take = [&](const char* key, Classes classes) {
    if (const YamlNode* list = root->find(key))
      for (const std::string& text : list->texts()) noun(text, classes, 0);
  };
  take("places_heads", one(Is::place_noun));
  take("event_heads", one(Is::event));
  take("thing_heads", one(Is::thing));
  take("she_allowed", one(Is::thing));
}

void FactsBuilder::places(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  if (const YamlNode* places = root->find("places")) {
    for (const auto& [key, entry] : places->entries) {
      const YamlNode* kind = entry.find("kind");
      Classes classes = one(Is::place);
      if (kind && kind->text() == "country") classes = classes | Is::country;
      if (is_true(entry.find("gov"))) classes = classes | Is::government;
      if (entry.find("also_means")) classes = classes | Is::ambiguous;
      classify(key.text(), classes);
    }
  }
}

void FactsBuilder::demonyms(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  if (const YamlNode* map = root->find("demonyms"))
    for (const auto& [key, code] : map->entries) {
      classify(key.text(), one(Is::demonym));
      const std::string folded = utf8::fold(key.text());
      for (const std::string& plural : nouns_.plurals(folded, folded.size())) classify(plural, Is::demonym | Is::plural);
    }
}

void FactsBuilder::speech_verbs(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  if (const YamlNode* verbs = root->find("verbs"))
    for (const auto& [key, entry] : verbs->entries)
      for (const std::string& form : verbs_.forms(utf8::fold(key.text()))) classify(form, one(Is::speech_verb));
}

void FactsBuilder::time(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  each(root->find("months_ambiguous"), one(Is::ambiguous));
  // An abbreviation has the number of the name that it stands for, with its stop and without.
  const auto abbreviate = [&](const std::string& shorter, const std::string& name, Is what) {
    const WordId id = vocabulary_.find(utf8::fold(name));
    const auto it = std::find_if(facts_.values_.begin(), facts_.values_.end(), [&](const auto& v) { return v.first == id; });
    if (id == kNoWord || it == facts_.values_.end()) return;
    const double value = it->second;
    std::string word = utf8::fold(shorter);
    if (word.ends_with('.')) word.pop_back();
    for (const std::string& form : {word, word + "."}) {
      classify(form, one(what));
      set_value(vocabulary_.add(form), value);
    }
  };
  const auto abbreviations_of = [&](const char* key, Is what, bool name_first) {
    if (const YamlNode* map = root->find(key))
      for (const auto& [a, b] : map->entries) name_first ? abbreviate(b.text(), a.text(), what) : abbreviate(a.text(), b.text(), what);
  };
  abbreviations_of("months_ap", Is::month, true);
  abbreviations_of("months_other_abbreviations", Is::month, false);
  abbreviations_of("weekdays_abbreviations", Is::weekday, false);
  if (const YamlNode* units = root->find("units"))
    for (const auto& [key, entry] : units->entries) noun(key.text(), one(Is::unit), 0);
}

void FactsBuilder::given_names(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  if (const YamlNode* names = root->find("names")) {
    for (const auto& [key, gender] : names->entries) {
      Classes classes = one(Is::given_name);
      if (gender.text() == "m") classes = classes | Is::masculine;
      if (gender.text() == "f") classes = classes | Is::feminine;
      classify(key.text(), classes);
    }
  }
}

void FactsBuilder::services(const std::string& path) {
  const YamlNode* root = open(path);
  if (!root) return;
  const auto names = [&](const char* key, Classes classes) {
    const YamlNode* map = root->find(key);
    if (!map) return;
    for (const auto& [name, entry] : map->entries) {
      const YamlNode* ambiguous = entry.find("ambiguous");
      classify(name.text(), is_true(ambiguous) ? classes | Is::ambiguous : classes);
      for (const char* other : {"name", "names"})
        if (const YamlNode* more = entry.find(other))
          for (const std::string& text : more->texts()) classify(text, classes);
    }
  };
  names("services", one(Is::service));
  names("agencies", one(Is::agency));
  names("outlets", one(Is::outlet));
}

void FactsBuilder::other(const std::string& path, const std::string& prefix) { open(path, prefix); }

void FactsBuilder::neighbour(const std::string& path, const std::string& prefix) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return;
  std::vector<Error> told;   // where the language itself is loaded
  file_ = load_yaml(path, told);
  if (!told.empty() || !file_.root.is_map()) return;
  YamlNode some = file_.root;
  std::erase_if(some.entries, [](const auto& entry) {
    constexpr std::string_view kWanted[] = {"stop_words", "titles", "months", "month_forms", "weekdays", "weekday_forms"};
    return std::find(std::begin(kWanted), std::end(kWanted), entry.first.scalar) == std::end(kWanted);
  });
  keep_tables(prefix + "language", some);
}

void FactsBuilder::finish() {
  vocabulary_.add("-");
  const auto by_first = [](const auto& a, const auto& b) { return a.first < b.first; };
  // The first value given to a word stands: "second" the ordinal before anything else that is spelled so.
  std::stable_sort(facts_.values_.begin(), facts_.values_.end(), by_first);
  facts_.values_.erase(std::unique(facts_.values_.begin(), facts_.values_.end(),
                                   [](const auto& a, const auto& b) { return a.first == b.first; }),
                       facts_.values_.end());

  std::stable_sort(facts_.phrases_.begin(), facts_.phrases_.end(), by_first);
  std::vector<std::pair<WordId, std::vector<Phrase>>> phrases;
  for (auto& [word, list] : facts_.phrases_) {
    if (phrases.empty() || phrases.back().first != word) phrases.emplace_back(word, std::vector<Phrase>());
    for (Phrase& phrase : list) phrases.back().second.push_back(std::move(phrase));
  }
  for (auto& [word, list] : phrases) {
    std::stable_sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) {
      return a.words.size() != b.words.size() ? a.words.size() > b.words.size() : a.words < b.words;
    });
    std::vector<Phrase> merged;
    for (Phrase& phrase : list) {
      if (!merged.empty() && merged.back().words == phrase.words) merged.back().classes |= phrase.classes;
      else merged.push_back(std::move(phrase));
    }
    list = std::move(merged);
  }
  facts_.phrases_ = std::move(phrases);
  facts_.index_phrases();

  std::vector<std::pair<std::string, uint8_t>>& list = facts_.abbreviations_;
  std::sort(list.begin(), list.end());
  std::vector<std::pair<std::string, uint8_t>> merged;
  for (auto& item : list) {
    if (!merged.empty() && merged.back().first == item.first) merged.back().second |= item.second;
    else merged.push_back(std::move(item));
  }
  list = std::move(merged);
  std::sort(facts_.tables_.begin(), facts_.tables_.end());
}

}  // namespace wirecheck
