// What it finds: one person under two spellings in one story, one of them romanised the French way: Pachinian beside Pashinyan.
// Why it matters: a reader takes them for two persons; and the English press has one form.
// How: both spellings are reduced to their sounds (dictionaries/names.yaml), the one as French writes them, the other as English does.
// Equal sounds are one name when the persons share a first name, or when one stands as a bare surname that no other full name has.
// Where both are English in form, the first name must be shared and the rarer spelling is the one reported. Any part of a name of six
// letters or more that no dictionary has, and that differs in one inner letter from one the story has more often, is that one
// misspelt.
// What it leaves alone: two full names with different first names (Fischer and Fisher); accents alone; names of fewer than five
// letters; names in quotations.
// Fix safety: review.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

// Letters and their sound, in the order in which they are tried, by their first byte.
using Sounds = std::array<std::vector<std::pair<std::string, std::string>>, 256>;

// One spelling of a surname in the story.
struct Spelling {
  std::string text;                  // as it stands
  std::string french, english;       // its sounds read either way
  std::vector<std::string> firsts;   // first names that stand with it, folded
  std::vector<Span> spans;           // of the surname
  bool bare = false;                 // stands alone somewhere
};

class NameSpelling : public Check {
 public:
  NameSpelling(const RuleBook& book, const Facts& facts)
      : rule_(book.find("name-spelling")), misspelt_(book.find("name-misspelt")),
        english_(sounds(facts, "names.sounds_english")), french_(sounds(facts, "names.sounds_french")) {
    has_sounds_ = std::any_of(english_.begin(), english_.end(), [](const auto& some) { return !some.empty(); });
    for (const auto& row : facts.table("names.silent_ends_french"))
      if (!row.empty()) silent_ends_.push_back(row.front());
    for (const auto& row : facts.table("names.silent_starts"))
      if (!row.empty()) silent_starts_.push_back(row.front());
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_, misspelt_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!has_sounds_) return;
    misspelt(a, out);
    std::map<std::string, Spelling> by_text;  // ordered: no hash order in the output
    for (const Name& name : a.names) {
      if (name.kind != Kind::person && name.kind != Kind::unknown) continue;
      const uint32_t last = name.tokens.end - 1;
      const std::string text(a.text(last));
      if (utf8::count(text) < kShortest || a.tokens[last].is(Token::all_capitals) || a.tokens[last].kind != TokenKind::word) continue;
      if (a.classes(last) & (Is::place | Is::country | Is::metonym)) continue;
      Spelling& s = by_text[text];
      s.text = text;
      if (!a.tokens[last].is(Token::in_quote)) s.spans.push_back(a.tokens[last].span);
      if (name.tokens.size() == 1) s.bare = true;
      else if (const std::string_view first = a.folded(name.tokens.begin); std::find(s.firsts.begin(), s.firsts.end(), first) == s.firsts.end())
        s.firsts.emplace_back(first);
    }
    if (by_text.size() < 2) return;
    std::multimap<std::string, const Spelling*> by_sound;
    for (auto& [text, s] : by_text) {
      s.french = heard(s.text, french_, true);
      s.english = heard(s.text, english_, false);
      by_sound.emplace(s.english, &s);
    }
    for (const auto& [text, one] : by_text) {
      std::vector<const std::string*> sounds = {&one.french};
      if (one.english != one.french) sounds.push_back(&one.english);
      const Spelling* right = nullptr;
      for (const std::string* sound : sounds) {
        const auto [begin, end] = by_sound.equal_range(*sound);
        for (auto it = begin; it != end && !right; ++it)
          if (it->second != &one && other_is_right(one, *it->second)) right = it->second;
      }
      if (right) report(one, *right, out);
    }
  }

 private:
  static constexpr uint32_t kShortest = 5;

  // ---- one letter --------------------------------------------------------------------------------------------------------
  struct Part {
    std::vector<uint32_t> tokens;
    std::vector<std::string> firsts;   // that stand before it in a name
  };

  // The two Koreas: no dictionary has the plural, but the name itself.
  static bool plural_of_known(const Analysis& a, const std::string& text) {
    if (!a.resources.inflection) return false;
    for (const auto& reading : a.resources.inflection->readings(utf8::fold(text)))
      if (reading.form == Form::plural && a.resources.lexicon->knows(a.lang, utf8::capitalise(reading.lemma))) return true;
    return false;
  }

  void misspelt(const Analysis& a, Findings& out) const {
    constexpr uint32_t kLetters = 6;   // one less where a letter is lost or gained
    if (!a.resources.lexicon || !a.resources.lexicon->available(a.lang)) return;
    std::map<std::string, Part> parts;
    for (const Name& name : a.names) {
      for (uint32_t i = name.tokens.begin; i < name.tokens.end; ++i) {
        const Token& token = a.tokens[i];
        if (token.kind != TokenKind::word || token.is(Token::all_capitals) || !token.is(Token::capital)) continue;
        if (utf8::count(a.text(i)) < kLetters - 1) continue;
        Part& part = parts[std::string(a.text(i))];
        part.tokens.push_back(i);
        if (i > name.tokens.begin) part.firsts.emplace_back(a.folded(name.tokens.begin));
      }
    }
    for (const auto& [text, one] : parts) {
      if (a.classes(one.tokens.front()) != 0) continue;
      std::optional<bool> known;   // asked for when there is another spelling
      for (const auto& [other, more] : parts) {
        // As often as the other: then the bare name is the slip, not the one with its first name.
        const bool rarer = more.tokens.size() > one.tokens.size() ||
                           (more.tokens.size() == one.tokens.size() && one.firsts.empty() && !more.firsts.empty());
        if (!rarer || !one_letter_apart(text, other) || !same_bearer(one, more)) continue;
        if (a.is(more.tokens.front(), Is::demonym)) continue;   // Koreans and the two Koreas
        if (text.size() == other.size() && utf8::count(text) < kLetters) continue;
        if (!known) known = a.resources.lexicon->knows(a.lang, text) || plural_of_known(a, text);
        if (*known) break;
        for (const uint32_t token : one.tokens) {
          if (a.tokens[token].is(Token::in_quote)) continue;
          Finding& finding = out.add(*misspelt_, a.tokens[token].span, "\"" + text + "\" here, \"" + other + "\" elsewhere in this story", {other});
          finding.related.push_back({a.tokens[more.tokens.front()].span, "the other spelling"});
        }
        break;
      }
    }
  }
  // First names, where both spellings have some, must have one in common.
  static bool same_bearer(const Part& one, const Part& other) {
    return one.firsts.empty() || other.firsts.empty() ||
           std::any_of(one.firsts.begin(), one.firsts.end(),
                       [&](const std::string& f) { return std::find(other.firsts.begin(), other.firsts.end(), f) != other.firsts.end(); });
  }
  // One letter more, less, other, or two that changed places, between equal first and last letters.
  static bool one_letter_apart(const std::string& a, const std::string& b) {
    if (a.front() != b.front() || a.back() != b.back() || std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > 1 || a == b) return false;
    size_t head = 0, tail = 0;
    const size_t least = std::min(a.size(), b.size());
    while (head < least && a[head] == b[head]) ++head;
    while (tail < least - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
    const size_t left = a.size() - head - tail, right = b.size() - head - tail;
    const bool swapped = left == 2 && right == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
    const auto ascii = [&](const std::string& s, size_t n) {   // letters with diacritics are spellings of their own
      return std::all_of(s.begin() + static_cast<std::ptrdiff_t>(head), s.begin() + static_cast<std::ptrdiff_t>(head + n), [](char c) { return c > 0; });
    };
    return (swapped || left + right == 1 || (left == 1 && right == 1)) && ascii(a, left) && ascii(b, right);
  }

  // ---- sounds ------------------------------------------------------------------------------------------------------------

  static Sounds sounds(const Facts& facts, std::string_view table) {
    Sounds out;
    for (const auto& row : facts.table(table))
      if (!row.empty())
        if (const size_t equals = row.front().find('='); equals != std::string::npos)
          if (equals > 0) out[static_cast<unsigned char>(row.front().front())].emplace_back(row.front().substr(0, equals), row.front().substr(equals + 1));
    return out;
  }
  std::string heard(const std::string& text, const Sounds& sounds, bool french) const {
    const std::string in = utf8::to_lower(utf8::without_diacritics(text));
    std::string out;
    for (size_t i = 0; i < in.size();) {
      const auto& some = sounds[static_cast<unsigned char>(in[i])];
      const auto it = std::find_if(some.begin(), some.end(), [&](const auto& s) { return in.compare(i, s.first.size(), s.first) == 0; });
      const std::string_view sound = it != some.end() ? std::string_view(it->second) : std::string_view(in).substr(i, 1);
      i += it != some.end() ? it->first.size() : 1;
      for (char c : sound)
        if (out.empty() || out.back() != c) out += c;  // doubled letters count once
    }
    if (french)
      for (const std::string& end : silent_ends_)
        if (out.size() > end.size() + 3 && out.ends_with(end) && std::string_view("aeiou").find(out[out.size() - end.size() - 1]) == std::string_view::npos)
          out.resize(out.size() - end.size());
    for (const std::string& start : silent_starts_)
      if (out.size() > start.size() + 3 && out.starts_with(start)) out.erase(0, start.size());
    return out;
  }

  static bool share_first(const Spelling& one, const Spelling& other) {
    return std::any_of(one.firsts.begin(), one.firsts.end(),
                       [&](const std::string& f) { return std::find(other.firsts.begin(), other.firsts.end(), f) != other.firsts.end(); });
  }
  // Is `one` a wrong spelling of `other`?
  static bool other_is_right(const Spelling& one, const Spelling& other) {
    if (one.spans.empty() || utf8::without_diacritics(one.text) == utf8::without_diacritics(other.text)) return false;
    const bool related = share_first(one, other) || ((one.firsts.empty() || other.firsts.empty()) && one.french != one.english);
    if (!related) return false;
    if (one.french == other.english && one.french != one.english) return true;
    return one.english == other.english && share_first(one, other) && one.spans.size() < other.spans.size() && one.french != other.french;
  }
  void report(const Spelling& one, const Spelling& other, Findings& out) const {
    for (const Span span : one.spans) {
      Finding& finding = out.add(*rule_, span, "\"" + one.text + "\" here, \"" + other.text + "\" elsewhere in this story", {other.text});
      if (!other.spans.empty()) finding.related.push_back({other.spans.front(), "the other spelling"});
    }
  }

  const RuleInfo* rule_;
  const RuleInfo* misspelt_;   // one letter; needs a dictionary
  Sounds english_, french_;
  bool has_sounds_ = false;
  std::vector<std::string> silent_ends_, silent_starts_;
};

}  // namespace

std::unique_ptr<Check> make_name_spelling(const RuleBook& book, const Facts& facts) {
  if (facts.lang() != Lang::of("en")) return nullptr;   // sounds as English writes them, and names without case endings
  return std::make_unique<NameSpelling>(book, facts);
}

}  // namespace wirecheck
