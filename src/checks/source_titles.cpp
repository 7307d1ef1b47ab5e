#include "checks/source_titles.h"

#include <algorithm>

#include "checks/support.h"

namespace wirecheck {
namespace {

bool listed(const std::vector<std::string>& words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word) || std::binary_search(words.begin(), words.end(), std::string(word) + ".");
}

}  // namespace

const SourceTitles::Words& SourceTitles::of(Lang source) const {
  const std::lock_guard lock(mutex_);
  auto& words = words_[source];
  if (words) return *words;
  Words out;
  const std::string code(source.code());
  std::vector<std::string> none;
  for (const auto& row : facts_.table("left-words.no_titles"))
    if (!row.empty()) none.push_back(utf8::fold(row.front()));
  const auto take = [&](const std::string& table, std::string_view key, std::vector<std::string>& list) {
    for (const auto& row : facts_.table(table)) {
      if (row.empty() || row.front() != key) continue;
      for (size_t i = 1; i < row.size(); ++i)
        if (std::string word = utf8::fold(row[i]); std::find(none.begin(), none.end(), word) == none.end()) list.push_back(std::move(word));
    }
  };
  take(code + "/language.titles", "masculine", out.misters);
  take(code + "/language.titles", "feminine", out.madams);
  take("left-words.misters", code, out.misters);
  take("left-words.madams", code, out.madams);
  std::sort(out.misters.begin(), out.misters.end());
  std::sort(out.madams.begin(), out.madams.end());
  words = std::make_unique<const Words>(std::move(out));
  return *words;
}

bool SourceTitles::has(Lang source, std::string_view folded) const {
  const Words& words = of(source);
  return listed(words.misters, folded) || listed(words.madams, folded);
}

std::vector<std::string> SourceTitles::first_words(Lang source) const {
  const Words& words = of(source);
  std::vector<std::string> out;
  for (const auto* list : {&words.misters, &words.madams})
    for (const std::string& word : *list) out.push_back(word.substr(0, word.find_first_of(" -.")));
  return out;
}

std::vector<std::string> SourceTitles::beginnings(Lang source) const {
  const Words& words = of(source);
  std::vector<std::string> out;
  for (const auto* list : {&words.misters, &words.madams})
    for (const std::string& word : *list) {
      out.push_back(word);
      for (size_t at = word.find_first_of(" -."); at != std::string::npos; at = word.find_first_of(" -.", at + 1)) {
        out.push_back(word.substr(0, at));
        out.push_back(word.substr(0, at + 1));
      }
    }
  return out;
}

SourceTitles::Title SourceTitles::before_name(const Analysis& a, Lang source, uint32_t token) const {
  const Words& words = of(source);
  const auto read = [&](uint32_t last) -> Title {   // of the tokens up to `last`
    const std::string word = utf8::fold(a.text(Range{token, last + 1}));
    const bool masculine = listed(words.misters, word), feminine = listed(words.madams, word);
    if (masculine == feminine) return {};
    uint32_t end = last + 1;
    if (end < a.tokens.size() && is_punctuation(a, end, '.') && !a.tokens[end].is(Token::space_before)) ++end;
    if (end >= a.tokens.size() || !is_word(a, end) || !a.tokens[end].is(Token::space_before)) return {};
    return {end, feminine, word};
  };
  if (token + 2 < a.tokens.size() && a.tokens[token + 1].is(Token::hyphen_glued) && is_word(a, token + 2))
    if (const Title title = read(token + 2); title.end) return title;
  return read(token);
}

}  // namespace wirecheck
