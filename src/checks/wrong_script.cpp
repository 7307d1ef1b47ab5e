// What it finds: words in letters of another script in copy of a Latin-script language (wrong-script); a letter of another script
// inside a Latin word, where it looks like a Latin one and is none (mixed-script-word).
// Why it matters: the reader cannot read the word; a search for a name with a foreign letter in it finds nothing.
// How: by the script that Unicode gives each letter. Neighbouring words of foreign script are one finding.
// What it leaves alone: words in brackets behind a name; a quotation that holds nothing else; single Greek letters and those glued to
// a word by a hyphen (formulas, proteins, units); single capitals ("the letter ..."); a line that has hardly a Latin word; addresses.
// Fix safety: review; of a mixed word the same word in Latin letters, when every foreign letter has a Latin double.
// Source: Unicode Character Database (scripts) and Unicode's confusables through ICU.
#include <algorithm>

#include "checks/check.h"
#include "checks/support.h"
#include "core/script.h"

namespace wirecheck {
namespace {

struct Letters {
  uint32_t latin = 0, foreign = 0;
  bool greek = true, upper = false;   // all foreign letters are Greek; the first one is a capital
};

Letters letters_of(std::string_view word) {
  Letters out;
  for (size_t at = 0; at < word.size();) {
    const utf8::Decoded d = utf8::decode(word, at);
    at += d.size;
    if (d.c < 0x80) {
      out.latin += utf8::is_letter(d.c);
      continue;
    }
    if (!utf8::is_letter(d.c)) continue;
    const std::string_view script = script_of(d.c);
    if (script.empty()) continue;
    if (script == "Latn") {
      ++out.latin;
      continue;
    }
    if (!out.foreign) out.upper = utf8::is_upper(d.c);
    ++out.foreign;
    out.greek = out.greek && script == "Grek";
  }
  return out;
}

class WrongScript : public Check {
 public:
  explicit WrongScript(const RuleBook& book) : wrong_(book.find("wrong-script")), mixed_(book.find("mixed-script-word")) {}
  std::vector<const RuleInfo*> rules() const override { return {wrong_, mixed_}; }

  void run(const Analysis& a, Findings& out) const override {
    const std::string_view text = a.document.text();
    if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xCD; })) return;   // U+0370 and up
    for (const BlockInfo& block : a.blocks) look(a, block.tokens, out);
  }

 private:
  void look(const Analysis& a, Range tokens, Findings& out) const {
    std::vector<Range> runs;
    uint32_t latin = 0, foreign = 0;
    int depth = 0;
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
      const Token& token = a.tokens[i];
      if (token.kind == TokenKind::punctuation) {
        const char32_t c = utf8::at(a.text(i), 0);
        if (c == '(' || c == '[') ++depth;
        if ((c == ')' || c == ']') && depth > 0) --depth;
      }
      if (token.kind != TokenKind::word) continue;
      const Letters letters = letters_of(a.text(i));
      if (!letters.foreign) {
        latin += letters.latin > 0;
        continue;
      }
      ++foreign;
      if (depth > 0) continue;
      if (letters.latin) {
        mixed(a, i, letters, out);
        continue;
      }
      if (letters.greek && (letters.foreign < 3 || glued(a, i))) continue;
      if (!runs.empty() && near(a, runs.back().end, i)) runs.back().end = i + 1;
      else runs.push_back({i, i + 1});
    }
    if (runs.empty() || latin < 3 || latin < foreign / 2) return;
    for (const Range run : runs) report(a, run, out);
  }

  // Nothing but spaces and hyphens between the end of a run and word `i`.
  static bool near(const Analysis& a, uint32_t end, uint32_t i) {
    for (; end < i; ++end)
      if (a.tokens[end].kind != TokenKind::punctuation || !utf8::is_dash(utf8::at(a.text(end), 0))) return false;
    return true;
  }
  static bool glued(const Analysis& a, uint32_t i) {
    return (i > 0 && a.tokens[i - 1].is(Token::hyphen_glued)) || (i + 1 < a.tokens.size() && a.tokens[i + 1].is(Token::hyphen_glued));
  }

  void report(const Analysis& a, Range run, Findings& out) const {
    if (run.size() == 1) {
      // A single letter: an ideograph is a word, a small letter may be a unit's; a capital is spoken about.
      const std::string_view word = a.text(run.begin);
      const char32_t first = utf8::at(word, 0);
      if (utf8::count(word) == 1 && utf8::is_upper(first)) return;
    }
    if (const Quote* quote = a.quote_at(a.tokens[run.begin].span.begin)) {
      bool alone = true;
      for (uint32_t i = run.begin; i-- > 0 && a.tokens[i].span.begin >= quote->inside.begin && alone;) alone = !is_word(a, i);
      for (uint32_t i = run.end; i < a.tokens.size() && a.tokens[i].span.begin < quote->inside.end && alone; ++i) alone = !is_word(a, i);
      if (alone) return;
    }
    out.add(*wrong_, a.span(run), "\"" + std::string(a.text(run)) + "\" is not in the letters of the language");
  }

  void mixed(const Analysis& a, uint32_t i, const Letters& letters, Findings& out) const {
    const std::string_view word = a.text(i);
    if (letters.greek && (letters.foreign == 1 || glued(a, i))) return;
    std::string put;
    for (size_t at = 0; at < word.size();) {
      const utf8::Decoded d = utf8::decode(word, at);
      at += d.size;
      const std::string_view script = d.c < 0x80 || !utf8::is_letter(d.c) ? std::string_view("Latn") : script_of(d.c);
      char32_t c = d.c;
      if (!script.empty() && script != "Latn") c = latin_lookalike(d.c);
      if (!c) {
        put.clear();
        break;
      }
      utf8::append(put, c);
    }
    // A Latin ending hung on a word in its own script is read as two words.
    if (letters.latin < 2 && letters.foreign > 2 && put.empty()) return;
    std::vector<std::string> fixes;
    // The double of a letter that stands for another sound makes no word; of a name nobody knows.
    if (!put.empty() && (a.tokens[i].is(Token::capital) || !a.resources.lexicon->available(a.lang) || a.resources.lexicon->knows(a.lang, put))) fixes.push_back(std::move(put));
    out.add(*mixed_, a.tokens[i].span, "\"" + std::string(word) + "\" has letters of two scripts", fixes);
  }

  const RuleInfo *wrong_, *mixed_;
};

}  // namespace

std::unique_ptr<Check> make_wrong_script(const RuleBook& book, const Facts& facts) {
  if (facts.orthography().script != "Latn") return nullptr;
  return std::make_unique<WrongScript>(book);
}

}  // namespace wirecheck
