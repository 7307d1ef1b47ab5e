#include "checks/gender_words.h"

#include <algorithm>

#include "checks/support.h"

namespace wirecheck {
namespace {

std::vector<std::string> column(const Facts& facts, const char* table) {
  std::vector<std::string> out;
  for (const auto& row : facts.table(table))
    if (!row.empty()) out.push_back(utf8::fold(row.front()));
  std::sort(out.begin(), out.end());
  return out;
}

size_t two_bytes(std::string_view text, size_t at) {
  return static_cast<size_t>(static_cast<unsigned char>(text[at])) << 8 | static_cast<unsigned char>(text[at + 1]);
}

struct Key { const char* name; Clue clue; uint8_t how; };
constexpr Key kKeys[] = {
    {"pronouns", Clue::pronoun, 0}, {"unless_plural", Clue::pronoun, 1}, {"hyphenated", Clue::pronoun, 2}, {"unless_impersonal", Clue::pronoun, 3},
    {"possessors", Clue::possessor, 0}, {"titles", Clue::title, 0}, {"nouns", Clue::noun, 0}, {"kin", Clue::kin, 0},
    {"surnames", Clue::surname, 0}, {"past", Clue::past, 0}, {"predicates", Clue::predicate, 0}, {"given", Clue::given, 0},
    {"maybe", Clue::maybe, 0}};

}  // namespace

GenderWords::GenderWords(const Facts& facts)
    : never_(column(facts, "pronouns.never")), never_surnames_(column(facts, "pronouns.never_surnames")),
      possessives_(column(facts, "pronouns.possessives")), singular_verbs_(column(facts, "pronouns.singular_verbs")),
      copulas_(column(facts, "pronouns.copulas")), openers_(column(facts, "pronouns.openers")),
      case_markers_(column(facts, "pronouns.case_markers")), epicene_(column(facts, "pronouns.epicene")),
      prepositions_(column(facts, "pronouns.prepositions")), singular_endings_(column(facts, "pronouns.singular_verb_endings")),
      no_singular_verbs_(column(facts, "pronouns.no_singular_verbs")), after_impersonal_(column(facts, "pronouns.after_impersonal")) {
  nouns_capital_ = !facts.table("pronouns.nouns_capital").empty();
  for (const auto& [table, gender] : {std::pair{"pronouns.masculine", Gender::masculine}, std::pair{"pronouns.feminine", Gender::feminine}})
    for (const auto& row : facts.table(table)) {
      if (row.empty()) continue;
      if (row.front() == "articles") {
        for (size_t k = 1; k < row.size(); ++k) articles_[static_cast<int>(gender)].push_back(utf8::fold(row[k]));
        std::sort(articles_[static_cast<int>(gender)].begin(), articles_[static_cast<int>(gender)].end());
      }
      for (const Key& key : kKeys)
        if (row.front() == key.name)
          for (size_t k = 1; k < row.size(); ++k) add(utf8::fold(row[k]), {gender, key.clue, key.how});
    }
  // A verb is listed by its masculine past; the endings give the feminine.
  std::vector<std::pair<std::string, std::string>> endings;
  for (const auto& row : facts.table("pronouns.past_endings"))
    if (row.size() == 2) endings.emplace_back(row[0], row[1]);
  for (const auto& row : facts.table("pronouns.verbs"))
    for (size_t k = 1; k < row.size(); ++k) {
      const std::string masculine = utf8::fold(row[k]);
      add(masculine, {Gender::masculine, Clue::past, 0});
      meanings_[masculine].push_back(row[0]);
      for (const auto& [from, to] : endings) {
        if (!masculine.ends_with(from)) continue;
        const std::string feminine = masculine.substr(0, masculine.size() - from.size()) + to;
        add(feminine, {Gender::feminine, Clue::past, 0});
        meanings_[feminine].push_back(row[0]);
        break;
      }
    }
  for (const auto& [letters, entries] : prefixes_)
    if (letters.size() > 1) begins_.set(two_bytes(letters, 0));
  for (const auto& [letters, entries] : suffixes_)
    if (letters.size() > 1) ends_.set(two_bytes(letters, letters.size() - 2));
}

void GenderWords::add(const std::string& pattern, Entry entry) {
  if (pattern.size() < 2 && pattern.empty()) return;
  has_past_ = has_past_ || entry.clue == Clue::past;
  auto& map = pattern.front() == '*' ? suffixes_ : pattern.back() == '*' ? prefixes_ : exact_;
  Entries& entries = map[pattern.front() == '*' ? pattern.substr(1) : pattern.back() == '*' ? pattern.substr(0, pattern.size() - 1) : pattern];
  for (const Entry& known : entries)
    if (known.gender == entry.gender && known.clue == entry.clue) return;
  entries.push_back(entry);
}

bool GenderWords::is_in(const std::vector<std::string>& list, std::string_view word) const {
  return std::binary_search(list.begin(), list.end(), word);
}

// An exact entry goes before the longest beginning, that before the longest ending.
void GenderWords::look_up(std::string_view word, Entries& out) const {
  if (const auto it = exact_.find(word); it != exact_.end()) {
    out = it->second;
    return;
  }
  if (word.size() < 2) return;
  for (size_t n = word.size(); n > 2 && begins_.test(two_bytes(word, 0)); --n)
    if (const auto it = prefixes_.find(std::string_view(word).substr(0, n)); it != prefixes_.end()) {
      // A beginning stands for inflected forms, not for compounds.
      if (word.size() - n <= 8) {
        out = it->second;
        return;
      }
    }
  for (size_t n = 0; n + 1 < word.size() && ends_.test(two_bytes(word, word.size() - 2)); ++n)
    if (const auto it = suffixes_.find(std::string_view(word).substr(n)); it != suffixes_.end()) {
      out = it->second;
      return;
    }
}

// A title right before `token`, its stop left out: "M." before "et".
bool GenderWords::is_title(const Analysis& a, Range range, uint32_t token) const {
  uint32_t k = token;
  while (k > range.begin && !is_word(a, k - 1)) --k;
  if (k == range.begin || token - k > 1) return false;
  std::string_view word = a.folded(k - 1);
  if (word.size() > 1 && word.back() == '.') word.remove_suffix(1);
  Entries entries;
  look_up(word, entries);
  return std::any_of(entries.begin(), entries.end(), [](const Entry& e) { return e.clue == Clue::title; });
}

// Sie before a preterite in -te is one woman: people and the polite address have -ten.
bool GenderWords::ends_singular(std::string_view word, bool lower) const {
  if (!lower || is_in(no_singular_verbs_, word)) return false;
  return std::any_of(singular_endings_.begin(), singular_endings_.end(),
                     [&](const std::string& ending) { return word.size() > ending.size() + 1 && word.ends_with(ending); });
}

// Does the clause of the verb at `token` begin right before it: a sentence's start, a mark, a conjunction, a short word or two between?
bool GenderWords::clause_opens(const Analysis& source, Range range, uint32_t token) const {
  if (token == range.begin) return true;
  for (uint32_t i = token, n = 0; i-- > range.begin && n < 3; ++n) {
    if (!is_word(source, i)) return source.tokens[i].kind == TokenKind::punctuation && !source.tokens[i].is(Token::hyphen_glued);
    const std::string_view word = source.folded(i);
    if (is_in(openers_, word)) return true;
    // Reflexives, auxiliaries and other short words may stand between.
    constexpr size_t kShort = 6;
    if (source.tokens[i].is(Token::capital) && i != range.begin) return false;
    if (word.size() > kShort && !is_in(copulas_, word)) return false;
    if (!is_in(copulas_, word) && !source.is(i, Is::stop_word)) return false;
    if (i == range.begin) return true;
  }
  return false;
}

bool GenderWords::without_preposition(const Analysis& source, uint32_t token) const {
  if (prepositions_.empty()) return false;
  const uint32_t floor = source.sentences[source.sentence_of(token)].tokens.begin;
  for (uint32_t i = token; i > floor; --i) {
    const uint32_t k = i - 1;
    if (!is_word(source, k)) return true;
    const std::string_view word = source.folded(k);
    if (is_in(prepositions_, word)) return false;
    if (!is_in(articles_[1], word) && !is_in(articles_[2], word) && !is_in(possessives_, word)) return true;
  }
  return true;
}

std::vector<Evidence> GenderWords::read(const Analysis& a, Range range) const {
  std::vector<Evidence> out;
  Entries entries;
  for (uint32_t i = range.begin; i < range.end; ++i) {
    if (!is_word(a, i)) continue;
    const Token& token = a.tokens[i];
    const std::string_view word = a.folded(i);
    const bool capital = token.is(Token::capital), first = token.is(Token::sentence_first) || i == range.begin;
    entries.clear();
    look_up(word, entries);
    const auto put = [&](Gender gender, Clue clue) { out.push_back({i, gender, clue, token.is(Token::in_quote), false, 0, nullptr}); };
    const std::string_view before = i > range.begin && is_word(a, i - 1) ? a.folded(i - 1) : "";
    const std::string_view after = i + 1 < range.end && is_word(a, i + 1) ? a.folded(i + 1) : "";
    const bool next_capital = i + 1 < range.end && is_word(a, i + 1) && a.tokens[i + 1].is(Token::capital);
    const bool owned = is_in(possessives_, before) || is_in(possessives_, after);
    // Right before the noun, or before one adjective of it: "una joven ministra", "la nouvelle ministre".
    const auto article = [&](Gender gender) {
      const auto& articles = articles_[static_cast<int>(gender)];
      if (is_in(articles, before)) return true;
      return i > range.begin + 1 && !before.empty() && is_lower_word(a, i - 1) && !a.is(i - 1, Is::stop_word) && is_word(a, i - 2) && is_in(articles, a.folded(i - 2));
    };
    bool kin = false;
    for (const Entry& e : entries) kin = kin || e.clue == Clue::kin;
    for (const Entry& e : entries) {
      switch (e.clue) {
        case Clue::pronoun:
          if (e.how == 1) {
            if (capital && !first) break;   // a formal you
            if (is_in(singular_verbs_, before) || is_in(singular_verbs_, after) || ends_singular(after, i + 1 < range.end && is_lower_word(a, i + 1)))
              put(e.gender, Clue::pronoun);
            else put(e.gender, Clue::maybe);
          } else if (e.how == 2) {
            if (i > range.begin && a.tokens[i - 1].is(Token::hyphen_glued)) put(e.gender, Clue::pronoun);
          } else if (e.how == 3) {
            // "il faut" is nobody, "va-t-il" repeats a subject.
            const bool glued = i > range.begin && a.tokens[i - 1].is(Token::hyphen_glued);
            put(e.gender, glued || after.empty() || is_in(after_impersonal_, after) ? Clue::maybe : Clue::pronoun);
          } else {
            // "va-t-elle" repeats a subject that may be a thing.
            put(e.gender, i > range.begin && a.tokens[i - 1].is(Token::hyphen_glued) ? Clue::maybe : Clue::pronoun);
          }
          break;
        case Clue::maybe:
          if (!(next_capital && is_in(case_markers_, word))) put(e.gender, Clue::maybe);
          break;
        case Clue::title:
          // "M. et Mme Rivet": two people.
          if (i > range.begin + 1 && is_lower_word(a, i - 1) && before.size() <= 3 && a.is(i - 1, Is::stop_word) && is_title(a, range, i - 1)) {
            put(Gender::masculine, Clue::maybe);
            put(Gender::feminine, Clue::maybe);
            break;
          }
          if (next_capital || word.size() > 3) put(e.gender, Clue::title);
          break;
        case Clue::noun:
          if (is_in(never_, word) || (nouns_capital_ && !capital)) break;
          if (kin && !article(e.gender)) break;
          // "la maire", "la juez": the article goes before the noun's own form.
          if (const Gender other = e.gender == Gender::masculine ? Gender::feminine : Gender::masculine; !kin && !nouns_capital_ && article(other) && !article(e.gender)) {
            put(other, owned ? Clue::kin : Clue::noun);
            break;
          }
          put(e.gender, owned ? Clue::kin : Clue::noun);
          break;
        case Clue::apposed: break;   // made of a predicate, never listed
        case Clue::kin: case Clue::possessor: put(e.gender, e.clue); break;
        case Clue::surname:
          // At the start of a sentence a word of the language may look like one.
          if (capital && (!first || next_capital || !a.resources.lexicon->knows(a.lang, a.text(i))) && !is_in(never_surnames_, word)) put(e.gender, Clue::surname);
          break;
        case Clue::given:
          if (capital && next_capital) put(e.gender, Clue::given);
          break;
        case Clue::past:
          if (capital && !first) break;
          if (is_in(never_, word)) break;
          put(e.gender, Clue::past);
          out.back().opens = clause_opens(a, range, i);
          if (!out.back().opens) {
            uint32_t k = i;
            while (k > range.begin && is_word(a, k - 1) && !a.tokens[k - 1].is(Token::capital) && a.is(k - 1, Is::stop_word) && i - k < 2) --k;
            if (k > range.begin + 1 && is_word(a, k - 1) && a.tokens[k - 1].is(Token::capital)) out.back().subject = k - 1;
          }
          if (const auto it = meanings_.find(word); it != meanings_.end()) out.back().means = &it->second;
          break;
        case Clue::predicate: {
          // "Born in Lyon, the novelist": of whom it is said stands behind.
          if (first && capital && i == range.begin && !is_in(openers_, after)) {
            put(e.gender, Clue::apposed);
            break;
          }
          uint32_t k = i;
          while (k > range.begin && is_word(a, k - 1) && is_in(copulas_, a.folded(k - 1))) --k;
          if (k == i && i > range.begin + 1 && is_word(a, i - 2) && is_in(copulas_, a.folded(i - 2)) && is_in(openers_, before)) k = i - 2;
          // Before a noun it is an attribute: "it is a historic event".
          const bool closed = after.empty() || is_in(openers_, after) || a.is(i + 1, Is::stop_word);
          if (k == i || capital || !closed || !clause_opens(a, range, k)) break;
          put(e.gender, Clue::predicate);
          out.back().opens = true;
          break;
        }
      }
    }
    if (!entries.empty()) continue;
    for (const Gender gender : {Gender::masculine, Gender::feminine})
      if (is_in(epicene_, word) && article(gender) && !article(gender == Gender::masculine ? Gender::feminine : Gender::masculine)) put(gender, Clue::noun);
    const Classes c = a.classes(i);
    // Of "Anne-Sophie" the first part tells.
    const bool joined = i + 2 < range.end && a.tokens[i + 1].is(Token::hyphen_glued) && is_word(a, i + 2) && a.tokens[i + 2].is(Token::capital);
    if (i > range.begin && a.tokens[i - 1].is(Token::hyphen_glued)) continue;
    if (capital && (next_capital || joined) && has(c, Is::given_name) && has(c, Is::masculine) != has(c, Is::feminine))
      put(has(c, Is::masculine) ? Gender::masculine : Gender::feminine, Clue::given);
  }
  return out;
}

}  // namespace wirecheck
