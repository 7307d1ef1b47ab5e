#include "data/forms.h"

#include "core/utf8.h"

namespace wirecheck {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }
bool ends_in_consonant_y(std::string_view w) { return w.size() >= 2 && w.back() == 'y' && !is_vowel(w[w.size() - 2]); }
bool hisses(std::string_view w) {
  return w.ends_with('s') || w.ends_with('x') || w.ends_with('z') || w.ends_with("ch") || w.ends_with("sh");
}
std::string_view cut(std::string_view w, size_t n) { return w.substr(0, w.size() - n); }

void read_set(const YamlNode* list, std::unordered_set<std::string>& out) {
  if (list) for (const std::string& text : list->texts()) out.insert(utf8::fold(text));
}

std::vector<std::string> alternatives(const std::string& text) {
  std::vector<std::string> out;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('/', begin), text.size());
    if (end > begin) out.push_back(utf8::fold(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return out;
}

// One syllable with one vowel letter before one final consonant: stop, plan; not fix, show, play.
bool doubles_by_shape(std::string_view w) {
  if (w.size() < 3 || is_vowel(w.back()) || std::string_view("wxy").find(w.back()) != std::string_view::npos) return false;
  if (!is_vowel(w[w.size() - 2])) return false;
  int vowels = 0;
  for (size_t i = 0; i < w.size(); ++i) vowels += is_vowel(w[i]) && !(i > 0 && w[i] == 'u' && w[i - 1] == 'q');
  return vowels == 1;
}

}  // namespace

void NounForms::read(const YamlNode& root) {
  known_ = true;
  if (const YamlNode* irregular = root.find("irregular"))
    for (const auto& [key, value] : irregular->entries)
      for (const std::string& plural : value.texts()) irregular_[utf8::fold(key.text())].push_back(utf8::fold(plural));
  read_set(root.find("o_to_oes"), o_to_oes_);
  read_set(root.find("f_to_ves"), f_to_ves_);
  read_set(root.find("uncountable"), uncountable_);
  read_set(root.find("plural_only"), plural_only_);
}

std::vector<std::string> NounForms::of_word(const std::string& word) const {
  if (const auto it = irregular_.find(word); it != irregular_.end()) return it->second;
  if (word.empty() || word.back() < 'a' || word.back() > 'z') return {};
  if (hisses(word)) return {word + "es"};
  if (ends_in_consonant_y(word)) return {std::string(cut(word, 1)) + "ies"};
  if (o_to_oes_.contains(word)) return {word + "es"};
  if (f_to_ves_.contains(word)) return {std::string(cut(word, word.ends_with("fe") ? 2 : 1)) + "ves"};
  // Compounds follow their last part: policewoman like woman, shopkeeper like keeper.
  for (size_t n = 3; n + 2 < word.size(); ++n) {
    const auto it = irregular_.find(word.substr(word.size() - n));
    if (it == irregular_.end() || n < 3) continue;
    if (n == 3 && it->first != "man") continue;
    std::vector<std::string> out;
    for (const std::string& plural : it->second) out.push_back(word.substr(0, word.size() - n) + plural);
    return out;
  }
  return {word + "s"};
}

std::vector<std::string> NounForms::plurals(std::string_view noun, size_t head_end) const {
  if (!known_) return {};
  const std::string whole(noun);
  if (const auto it = irregular_.find(whole); it != irregular_.end()) return it->second;
  if (uncountable_.contains(whole) || plural_only_.contains(whole)) return {};
  const size_t space = head_end ? noun.substr(0, head_end).find_last_of(" -") : std::string_view::npos;
  const size_t head_begin = space == std::string_view::npos ? 0 : space + 1;
  std::vector<std::string> out;
  const std::string head(noun.substr(head_begin, head_end - head_begin));
  if (plural_only_.contains(head) || uncountable_.contains(head)) return {};
  for (const std::string& plural : of_word(head))
    out.push_back(std::string(noun.substr(0, head_begin)) + plural + std::string(noun.substr(head_end)));
  return out;
}

void VerbForms::read(const YamlNode& root) {
  known_ = true;
  if (const YamlNode* irregular = root.find("irregular"))
    for (const auto& [key, value] : irregular->entries) irregular_[utf8::fold(key.text())] = value.texts();
  read_set(root.find("doubling"), doubling_);
  read_set(root.find("doubling_gb"), doubling_);
}

std::vector<std::string> VerbForms::forms(const std::string& lemma) const {
  const size_t space = lemma.find(' ');
  const std::string head = lemma.substr(0, space);
  const std::string tail = space == std::string::npos ? "" : lemma.substr(space);
  if (head.empty()) return {};
  std::vector<std::string> out = {head};
  std::vector<std::string> cells;
  if (const auto it = irregular_.find(head); it != irregular_.end()) cells = it->second;
  cells.resize(4);
  const auto add = [&](const std::string& cell, std::string regular) {
    if (cell.empty()) out.push_back(std::move(regular));
    else for (std::string& form : alternatives(cell)) out.push_back(std::move(form));
  };
  const std::string stem = doubles_by_shape(head) || doubling_.contains(head) ? head + head.back() : head;
  std::string past = stem + "ed", gerund = stem + "ing", third = head + "s";
  if (ends_in_consonant_y(head)) {
    past = std::string(cut(head, 1)) + "ied";
    third = std::string(cut(head, 1)) + "ies";
  } else if (head.ends_with("ie")) {
    past = head + "d";
    gerund = std::string(cut(head, 2)) + "ying";
  } else if (head.ends_with('e')) {
    past = head + "d";
    if (!head.ends_with("ee") && !head.ends_with("oe") && !head.ends_with("ye")) gerund = std::string(cut(head, 1)) + "ing";
  }
  if (hisses(head) || head.ends_with('o')) third = head + "es";
  add(cells[0], past);
  add(cells[1], past);
  add(cells[2], third);
  add(cells[3], gerund);
  if (doubling_.contains(head)) {  // the other side of the Atlantic
    out.push_back(head + "ed");
    out.push_back(head + "ing");
  }
  for (std::string& form : out) form += tail;
  return out;
}

}  // namespace wirecheck
