// What it finds: surnames of Russian, Ukrainian, Armenian, Georgian, Azerbaijani and Central Asian bearers that are spelled the way of
// the language the text was translated from and that no list has: Aroutiounov from French, Tschernjajew from German.
// Why it matters: the English press has another spelling, and nobody finds the person under this one.
// How: an ending of such surnames together with a grapheme that only the romanisation of that language has; which, and how they are
// rewritten, is said by dictionaries/<source>-en/romanisation.yaml (surnames, rules). The first row that fits gives the fix, others
// may add theirs.
// What it leaves alone: texts from a language without that file; names of the tables (rule packs or romanisation-left have them) and of
// the dictionary; bylines; quotations in another language; a person who by the words beside the name is at home where names are
// written so, all through the story.
// Fix safety: review (the person may have a spelling of his own).
#include <algorithm>
#include <bitset>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include "analysis/romanisation.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

struct Step {
  std::string from, to, at, between;
};
struct Rewriting {
  std::string lang;
  std::vector<Step> steps;
};
struct Family {
  std::string lang;
  std::vector<std::string> endings, certain, cues, given, story, unless;  // folded
  bool person = false;              // only what is known to be a person: places end so, too
  bool article = false;             // only behind the article that Arabic names have: al-, el-
};

bool is_vowel(char32_t c) {
  const std::string plain = utf8::without_diacritics(utf8::encode(utf8::lower(c)));
  return plain.size() == 1 && std::string_view("aeiouy").find(plain[0]) != std::string_view::npos;
}

// The value of a cell "key=value", or nothing.
std::optional<std::string> value_of(const std::string& cell, std::string_view key) {
  if (cell.size() <= key.size() || !cell.starts_with(key) || cell[key.size()] != '=') return std::nullopt;
  return cell.substr(key.size() + 1);
}

// How one source language writes such surnames.
class SurnameSpelling {
 public:
  SurnameSpelling(const RuleInfo& rule, const Facts& facts, Lang source) : rule_(&rule), way_(source == Lang::of("fr") ? "the French way" : "the way of the source language") {
    const Romanisation persons(facts, source);
    for (const auto& [written, known] : persons.all()) {
      const std::string plain = utf8::without_diacritics(written);
      if (plain.find_first_of(" -") == std::string::npos) {
        persons_.insert(plain);
        continue;
      }
      std::string word;
      for (const char c : plain + " ")
        if (c != ' ' && c != '-') word += c;
        else if (!word.empty()) kept_.insert(std::exchange(word, {}));
    }
    const std::string file = std::string(source.code()) + "-" + std::string(facts.lang().code()) + "/romanisation.";
    for (const auto& row : facts.table(file + "names"))
      for (const std::string& cell : row)
        for (const std::string_view key : {"fr", "en", "also"})
          if (const auto name = value_of(cell, key)) keep(*name);
    for (const auto& row : facts.table(file + "surnames_kept"))
      for (const std::string& name : row) keep(name);
    for (const auto& row : facts.table(file + "surnames_abroad"))
      for (const std::string& word : row) abroad_.insert(utf8::fold(word));
    for (const auto& row : facts.table(file + "surnames_articles"))
      for (const std::string& word : row) articles_.insert(utf8::fold(word));
    for (const auto& row : facts.table(file + "rules")) read_rules(row);
    for (const auto& row : facts.table(file + "surnames")) read_family(row);
    for (const Family& family : families_)
      for (const auto* list : {&family.endings, &family.certain})
        for (const std::string& ending : *list) {
          if (ending.empty()) last_.set();
          else last_.set(static_cast<unsigned char>(ending.back()));
        }
  }

  void run(const Analysis& a, Findings& out) const {
    if (families_.empty()) return;
    std::vector<uint32_t> candidates;
    for (uint32_t i = 0; i < a.tokens.size(); ++i)
      if (is_candidate(a, i)) candidates.push_back(i);
    if (candidates.empty()) return;
    std::set<std::string, std::less<>> words;  // of the story, folded
    for (uint32_t i = 0; i < a.tokens.size(); ++i)
      if (a.tokens[i].is(Token::capital)) words.emplace(a.folded(i));
    std::set<std::string, std::less<>> settled;  // surnames that are somebody's own spelling
    for (const uint32_t i : candidates)
      if (is_abroad(a, i)) settled.emplace(a.folded(i));
    for (const uint32_t i : candidates) {
      const std::string_view name = a.folded(i);
      if (settled.contains(name) || in_foreign_quote(a, i)) continue;
      std::vector<std::string> fixes;
      const Family* first = nullptr;
      for (const Family& family : families_) {
        if (!fits(family, name) || !told(family, words) || (family.article ? !has_article(a, i) : family.person && !is_person(a, i))) continue;
        if (!first) first = &family;
        const std::string fix = rewritten(family.lang, utf8::capitalise(name));
        if (utf8::fold(fix) != name && std::find(fixes.begin(), fixes.end(), fix) == fixes.end()) fixes.push_back(fix);
      }
      // The spelling that the story has elsewhere is the right one.
      std::stable_partition(fixes.begin(), fixes.end(), [&](const std::string& fix) { return words.contains(utf8::fold(fix)); });
      if (fixes.empty()) continue;
      if (has_given_name(a, i, *first))
        if (const std::string given = rewritten(first->lang, utf8::capitalise(a.folded(i - 1))); utf8::fold(given) != a.folded(i - 1)) report(a, i - 1, {given}, out);
      report(a, i, fixes, out);
    }
  }

 private:
  void report(const Analysis& a, uint32_t i, const std::vector<std::string>& fixes, Findings& out) const {
    out.add(*rule_, a.tokens[i].span, "\"" + std::string(a.text(i)) + "\" is spelled " + way_ + "; English copy would have \"" + fixes.front() + "\"", fixes);
  }
  static constexpr uint32_t kShortest = 6;  // letters of a surname that can be told by its form

  // Every word of a name, and its halves: a rule pack knows it.
  void keep(const std::string& name) {
    std::string word;
    for (const char c : utf8::fold(name) + " ") {
      if (c != ' ' && c != '-') {
        word += c;
      } else if (!word.empty()) {
        kept_.insert(word);
        word.clear();
      }
    }
  }
  void read_rules(const std::vector<std::string>& row) {
    Rewriting rules;
    for (const std::string& cell : row) {
      if (const auto lang = value_of(cell, "lang")) rules.lang = *lang;
      const auto step = value_of(cell, "steps");
      if (!step) continue;
      if (const auto from = value_of(*step, "from")) rules.steps.push_back({*from, "", "any", ""});
      if (rules.steps.empty()) continue;
      if (const auto to = value_of(*step, "to")) rules.steps.back().to = *to;
      if (const auto at = value_of(*step, "at")) rules.steps.back().at = *at;
      if (const auto between = value_of(*step, "between")) rules.steps.back().between = *between;
    }
    rewritings_.push_back(std::move(rules));
  }
  void read_family(const std::vector<std::string>& row) {
    Family family;
    for (const std::string& cell : row) {
      if (const auto lang = value_of(cell, "lang")) family.lang = *lang;
      if (const auto ending = value_of(cell, "endings")) family.endings.push_back(utf8::fold(*ending));
      for (const std::string_view key : {"french", "certain"})
        if (const auto ending = value_of(cell, key)) family.certain.push_back(utf8::fold(*ending));
      if (const auto cue = value_of(cell, "cues")) family.cues.push_back(utf8::fold(*cue));
      if (const auto cue = value_of(cell, "given")) family.given.push_back(utf8::fold(*cue));
      if (const auto word = value_of(cell, "unless")) family.unless.push_back(utf8::fold(*word));
      if (value_of(cell, "person")) family.person = true;
      if (value_of(cell, "article")) family.article = true;
      if (const auto word = value_of(cell, "story")) family.story.push_back(utf8::fold(*word));
    }
    if (family.given.empty()) family.given = family.cues;
    families_.push_back(std::move(family));
  }

  static bool shows(std::string_view stem, std::string_view cue) {
    if (cue.starts_with('^')) return stem.starts_with(cue.substr(1));
    if (cue.ends_with('$')) return stem.ends_with(cue.substr(0, cue.size() - 1));
    return stem.find(cue) != std::string_view::npos;
  }
  static bool fits(const Family& family, std::string_view name) {
    for (const std::string& ending : family.certain)
      if (name.ends_with(ending) && name.size() > ending.size() + 1) return true;
    for (const std::string& ending : family.endings) {
      if (!name.ends_with(ending)) continue;
      const std::string_view stem = name.substr(0, name.size() - ending.size());
      if (std::any_of(family.cues.begin(), family.cues.end(), [&](const std::string& cue) { return shows(stem, cue); })) return true;
    }
    return false;
  }
  static bool told(const Family& family, const std::set<std::string, std::less<>>& words) {
    const auto in_story = [&](const std::string& word) { return words.contains(word); };
    return (family.story.empty() || std::any_of(family.story.begin(), family.story.end(), in_story)) && std::none_of(family.unless.begin(), family.unless.end(), in_story);
  }
  // al-Dschasairi, el Dschasairi; not the man Al Schneider
  bool has_article(const Analysis& a, uint32_t i) const {
    if (i == 0 || articles_.empty()) return false;
    if (is_glued(a, i - 1)) return i > 1 && articles_.contains(a.folded(i - 2));
    return !a.tokens[i - 1].is(Token::capital) && articles_.contains(a.folded(i - 1));
  }
  static bool is_glued(const Analysis& a, uint32_t i) { return i < a.tokens.size() && a.tokens[i].is(Token::hyphen_glued); }

  // Letters alone, one capital, no list and no dictionary has it.
  bool is_unknown_word(const Analysis& a, uint32_t i) const {
    const Token& token = a.tokens[i];
    if (token.kind != TokenKind::word || !token.is(Token::capital) || token.is(Token::all_capitals) || token.is(Token::clitic)) return false;
    if (a.classes(i) & (Is::place | Is::country | Is::metonym | Is::demonym)) return false;
    const std::string_view text = a.text(i);
    for (size_t at = 0; at < text.size();) {
      const utf8::Decoded d = utf8::decode(text, at);
      if (!utf8::is_letter(d.c) || (at > 0 && utf8::is_upper(d.c))) return false;
      at += d.size;
    }
    if (is_glued(a, i + 1) || (i > 0 && is_glued(a, i - 1) && !has_article(a, i))) return false;
    const Lexicon* lexicon = a.resources.lexicon;
    // al-Scharif: the table of persons is not looked into behind a hyphen.
    const std::string plain = utf8::without_diacritics(a.folded(i));
    return !kept_.contains(a.folded(i)) && !kept_.contains(plain) && ((i > 0 && is_glued(a, i - 1)) || !persons_.contains(plain)) && !(lexicon && lexicon->available(a.lang) && lexicon->knows(a.lang, text));
  }
  // Does it end in a letter that an ending ends in? Letters beyond ASCII are not looked at.
  bool may_fit(std::string_view text) const {
    const auto last = static_cast<unsigned char>(text.back());
    return last >= 0x80 || last_[last >= 'A' && last <= 'Z' ? last + 32u : last];
  }
  bool is_candidate(const Analysis& a, uint32_t i) const {
    const Token& token = a.tokens[i];
    if (token.kind != TokenKind::word || !token.is(Token::capital) || token.span.size() < kShortest || !may_fit(a.text(i))) return false;
    const std::string_view name = a.folded(i);
    if (utf8::count(name) < kShortest) return false;
    if (std::none_of(families_.begin(), families_.end(), [&](const Family& family) { return fits(family, name); }) || !is_unknown_word(a, i)) return false;
    if (token.name) {
      const Name& name = a.names[token.name - 1];
      if (name.kind != Kind::person && name.kind != Kind::unknown) return false;
    }
    const Role role = a.role_at(token.span.begin);
    if (role == Role::byline || role == Role::credit || role == Role::boilerplate || role == Role::dateline) return false;
    return !(i > 0 && a.is(i - 1, Is::determiner));   // a people or a body, or an affair named after somebody
  }
  static bool is_person(const Analysis& a, uint32_t i) {
    const uint16_t name = a.tokens[i].name;
    return name && a.names[name - 1].kind == Kind::person && !has(a.classes(i), Is::given_name);
  }
  // Is the word before a surname a given name with the same marks of romanisation?
  bool has_given_name(const Analysis& a, uint32_t i, const Family& family) const {
    if (i == 0 || !a.tokens[i].name || a.tokens[i - 1].name != a.tokens[i].name || !is_unknown_word(a, i - 1)) return false;
    const std::string_view given = a.folded(i - 1);
    return std::any_of(family.given.begin(), family.given.end(), [&](const std::string& cue) { return cue.find('$') == std::string::npos && shows(given, cue); });
  }
  // Do the words beside the name say that its bearer is at home where names are spelled so?
  bool is_abroad(const Analysis& a, uint32_t i) const {
    constexpr uint32_t kBeside = 4;
    const Range sentence = a.sentences[a.sentence_of(i)].tokens;
    const uint16_t n = a.tokens[i].name;
    const uint32_t first = n ? std::min(a.names[n - 1].tokens.begin, i) : i;
    const uint32_t from = first >= sentence.begin + kBeside ? first - kBeside : sentence.begin;
    for (uint32_t k = from; k < std::min(sentence.end, i + 1 + kBeside); ++k)
      if (k != i && abroad_.contains(a.folded(k))) return true;
    return false;
  }
  // A quotation most words of which are not of the text's language.
  bool in_foreign_quote(const Analysis& a, uint32_t i) const {
    const Quote* quote = a.quote_at(a.tokens[i].span.begin);
    const Lexicon* lexicon = a.resources.lexicon;
    if (!quote || !lexicon || !lexicon->available(a.lang)) return false;
    const Range sentence = a.sentences[a.sentence_of(i)].tokens;
    uint32_t words = 0, unknown = 0;
    for (uint32_t k = sentence.begin; k < sentence.end; ++k) {
      if (!is_lower_word(a, k) || a.tokens[k].span.begin < quote->inside.begin || a.tokens[k].span.end > quote->inside.end) continue;
      ++words;
      unknown += !lexicon->knows(a.lang, a.text(k));
    }
    return unknown * 3 > words;
  }

  std::string rewritten(const std::string& lang, std::string name) const {
    const auto rules = std::find_if(rewritings_.begin(), rewritings_.end(), [&](const Rewriting& r) { return r.lang == lang; });
    if (rules == rewritings_.end()) return name;
    for (const Step& step : rules->steps) apply(step, name);
    return name;
  }
  static void apply(const Step& step, std::string& name) {
    if (step.from.empty()) return;
    if (step.at == "start") {
      if (name.starts_with(step.from)) name.replace(0, step.from.size(), step.to);
      return;
    }
    if (step.at == "end") {
      if (name.ends_with(step.from)) name.replace(name.size() - step.from.size(), step.from.size(), step.to);
      return;
    }
    const std::string capital = utf8::capitalise(step.from);
    if (name.starts_with(capital) && step.between.empty()) {
      const std::string to = capital == step.from ? step.to : utf8::capitalise(step.to);
      name.replace(0, capital.size(), to);
    }
    for (size_t at = name.find(step.from); at != std::string::npos; at = name.find(step.from, at)) {
      const size_t end = at + step.from.size();
      if (step.between.empty() || (at > 0 && end < name.size() && between(step.between == "vowels", name, at, end))) {
        name.replace(at, step.from.size(), step.to);
        at += step.to.size();
      } else {
        ++at;
      }
    }
  }
  static bool between(bool vowels, const std::string& name, size_t at, size_t end) {
    return is_vowel(utf8::before(name, at)) == vowels && is_vowel(utf8::at(name, end)) == vowels;
  }

  const RuleInfo* rule_;
  std::string way_;
  std::set<std::string, std::less<>> kept_, abroad_, articles_;  // folded
  std::set<std::string, std::less<>> persons_;        // without diacritics; another check has them
  std::vector<Rewriting> rewritings_;
  std::vector<Family> families_;
  std::bitset<256> last_;                // last bytes of the families' endings
};

class RomanisedSurname : public Check {
 public:
  RomanisedSurname(const RuleBook& book, const Facts& facts) : facts_(facts), french_(book.find("french-romanisation")), other_(book.find("romanised-surname")) {}
  std::vector<const RuleInfo*> rules() const override { return {french_, other_}; }
  void run(const Analysis& a, Findings& out) const override {
    if (a.source_lang.known() && a.source_lang != a.lang) of(a.source_lang).run(a, out);
  }

 private:
  const SurnameSpelling& of(Lang source) const {
    const std::lock_guard lock(mutex_);
    auto& spelling = spellings_[source];
    if (!spelling) spelling = std::make_unique<const SurnameSpelling>(source == Lang::of("fr") ? *french_ : *other_, facts_, source);
    return *spelling;
  }

  const Facts& facts_;
  const RuleInfo *french_, *other_;
  mutable std::mutex mutex_;
  mutable std::map<Lang, std::unique_ptr<const SurnameSpelling>> spellings_;
};

}  // namespace

std::unique_ptr<Check> make_romanised_surname(const RuleBook& book, const Facts& facts) {
  return std::make_unique<RomanisedSurname>(book, facts);
}

}  // namespace wirecheck
