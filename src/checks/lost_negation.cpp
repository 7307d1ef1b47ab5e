// What it finds: a sentence whose source is negated and in which nothing is (lost-negation): the translation says the opposite.
// Why it matters: no other slip turns the meaning round so quietly; the sentence reads well.
// How: the source has a word or a form that negates its clause (dictionaries/<source>/negation.yaml), and no word of the aligned
// sentences is negative, in meaning or by an affix (dictionaries/en/negation.yaml), nor could stand for a negation.
// What it leaves alone: questions, "not only" and its like, sentences that kept the source's word, and whatever is not surely aligned.
// Fix safety: review.
#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"
#include "core/word_set.h"

namespace wirecheck {
namespace {

WordSet words_of(const Facts& facts, std::initializer_list<std::string_view> tables) {
  WordSet out;
  for (const std::string_view table : tables)
    for (const auto& row : facts.table(table))
      if (!row.empty()) out.add(row[0]);
  out.seal();
  return out;
}

// Endings of words, by the last byte: most words end in none.
class Endings {
 public:
  explicit Endings(const WordSet& endings) {
    for (const std::string& ending : endings)
      for (size_t last = 0; last < by_last_.size(); ++last)
        if (ending.empty() || static_cast<unsigned char>(ending.back()) == last) by_last_[last].push_back(ending);
  }
  // Does the word, which is not empty, end in one, with so many bytes before it?
  bool fit(std::string_view word, size_t stem = 0) const {
    const auto& some = by_last_[static_cast<unsigned char>(word.back())];
    return std::any_of(some.begin(), some.end(),
                       [&](const std::string& ending) { return word.size() >= ending.size() + stem && word.ends_with(ending); });
  }

 private:
  std::array<std::vector<std::string>, 256> by_last_;
};

// The words of a text, single spaces between them and at both ends, apostrophes and hyphens parting words as tokens are parted.
std::string spaced(std::string_view phrase) {
  std::string out = " ";
  for (const char c : phrase) {
    if (c == '-') out += ' ';
    else out += c;
    if (c == '\'') out += ' ';
  }
  return out + " ";
}

// How the source language negates.
class SourceNegation {
 public:
  explicit SourceNegation(const Facts& facts)
      : words_(words_of(facts, {"negation.words"})), first_(words_of(facts, {"negation.first"})),
        second_(words_of(facts, {"negation.second"})),
        barrier_(words_of(facts, {"negation.barrier"})),
        exceptions_(words_of(facts, {"negation.exceptions"})), prefixes_(words_of(facts, {"negation.verb_prefixes"})),
        endings_(verb_endings(facts)), prefixed_(words_of(facts, {"negation.prefixed_endings"})) {
    for (const std::string& phrase : words_of(facts, {"negation.not_negating"})) not_negating_.push_back(spaced(phrase));
  }
  bool known() const { return !words_.empty() || !first_.empty(); }

  // The token that negates a clause of the sentences; nothing when none does, or when it need not be one in translation.
  std::optional<uint32_t> find(const Analysis& o, Range tokens) const {
    std::optional<uint32_t> found;
    std::vector<std::string_view> folded;
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) folded.push_back(is_word(o, i) ? o.folded(i) : std::string_view());
    for (uint32_t i = 0; i < folded.size() && !found; ++i)
      if (!folded[i].empty() && !compound(o, tokens, tokens.begin + i) && negates(o, folded, i)) found = tokens.begin + i;
    if (!found) return std::nullopt;
    std::string all = " ";
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
      if (is_word(o, i)) all.append(folded[i - tokens.begin]) += ' ';
      else if (o.tokens[i].kind == TokenKind::punctuation && !o.tokens[i].is(Token::hyphen_glued)) all += ", ";
    }
    for (const std::string& phrase : not_negating_)
      if (all.find(phrase) != std::string::npos) return std::nullopt;
    return found;
  }

 private:
  // A part of a word with hyphens negates no clause.
  static bool compound(const Analysis& o, Range tokens, uint32_t i) {
    return i + 1 < tokens.end && o.tokens[i + 1].is(Token::hyphen_glued);
  }

  bool negates(const Analysis& o, const std::vector<std::string_view>& folded, size_t i) const {
    constexpr size_t kReach = 6;   // words from the first part of a negation to its second
    const std::string_view word = folded[i];
    if (exceptions_.has(word)) return false;
    if (words_.has(word)) return true;
    if (first_.has(word)) {
      for (size_t j = i + 1; j < folded.size() && j <= i + kReach && !barrier_.has(folded[j]); ++j)
        if (second_.has(folded[j])) return true;
      return false;
    }
    return negative_form(word) || prefixed_form(o, word);
  }

  // The endings that negate a verb, alone and with those of the persons behind them.
  static WordSet verb_endings(const Facts& facts) {
    const WordSet personal = words_of(facts, {"negation.personal_endings"});
    WordSet out;
    for (const std::string& ending : words_of(facts, {"negation.verb_endings"})) {
      out.add(ending);
      for (const std::string& person : personal) out.add(ending + person);
    }
    out.seal();
    return out;
  }
  bool negative_form(std::string_view word) const {
    constexpr size_t kStem = 2;    // bytes of the verb that must stand before the ending
    return endings_.fit(word, kStem);
  }

  bool prefixed_form(const Analysis& o, std::string_view word) const {
    constexpr size_t kLeast = 3;   // bytes of the verb after the prefix
    for (const std::string& prefix : prefixes_) {
      if (!word.starts_with(prefix) || word.size() < prefix.size() + kLeast) continue;
      if (!prefixed_.fit(word)) continue;
      return o.resources.lexicon && o.resources.lexicon->knows(o.lang, std::string_view(word).substr(prefix.size()));
    }
    return false;
  }

  WordSet words_, first_, second_, barrier_, exceptions_, prefixes_;
  Endings endings_, prefixed_;
  std::vector<std::string> not_negating_;
};

class LostNegation : public Check {
 public:
  LostNegation(const RuleBook& book, const Facts& facts)
      : rule_(book.find("lost-negation")), words_(words_of(facts, {"negation.words"})),
        lemmas_(words_of(facts, {"negation.verbs", "negation.nouns"})),
        prefixes_(words_of(facts, {"negation.prefixes"})), suffixes_(words_of(facts, {"negation.suffixes"})),
        endings_(words_of(facts, {"negation.endings"})), not_(facts.table("negation.insert")) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment) return;
    const Analysis& o = *a.original;
    const SourceNegation& source = o.resources.facts->made<SourceNegation>();
    if (!source.known()) return;
    for (const SentenceLink& link : a.alignment->links()) {
      if (!link.sure || link.source.empty() || link.target.empty()) continue;
      const Range from = tokens_of(o, link.source), to = tokens_of(a, link.target);
      const auto negator = source.find(o, from);
      if (!negator || asks(o, from) || asks(a, to) || negative(a, to) || kept(a, to, o.folded(*negator))) continue;
      report(a, to, *negator, out);
    }
  }

 private:
  static Range tokens_of(const Analysis& a, Range sentences) {
    return {a.sentences[sentences.begin].tokens.begin, a.sentences[sentences.end - 1].tokens.end};
  }

  static bool asks(const Analysis& a, Range tokens) {
    constexpr char32_t kFullWidth = 0xFF1F, kArabic = 0x061F, kGreek = ';';
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
      if (a.tokens[i].kind != TokenKind::punctuation) continue;
      const char32_t c = utf8::at(a.text(i), 0);
      if (c == '?' || c == kFullWidth || c == kArabic || (c == kGreek && a.lang == Lang::of("el"))) return true;
    }
    return false;
  }

  static bool kept(const Analysis& a, Range tokens, std::string_view word) {
    for (uint32_t i = tokens.begin; i < tokens.end; ++i)
      if (is_word(a, i) && a.folded(i) == word) return true;
    return false;
  }

  bool negative(const Analysis& a, Range tokens) const {
    // Most negations are plain words, and those are cheap to see.
    for (uint32_t i = tokens.begin; i < tokens.end; ++i)
      if (is_word(a, i) && words_.has(a.folded(i))) return true;
    for (uint32_t i = tokens.begin; i < tokens.end; ++i)
      if (is_word(a, i) && negative(a, a.folded(i))) return true;
    return false;
  }

  bool negative(const Analysis& a, std::string_view word) const {
    constexpr size_t kAffixed = 6;   // letters from which an affix is taken for one
    if (words_.has(word) || endings_.fit(word))
      return true;
    if (word.size() >= kAffixed) {
      const Lexicon* lexicon = a.resources.lexicon && a.resources.lexicon->available(a.lang) ? a.resources.lexicon : nullptr;
      if (std::any_of(prefixes_.begin(), prefixes_.end(), [&](const std::string& p) {
            return word.starts_with(p) && (!lexicon || lexicon->knows(a.lang, std::string_view(word).substr(p.size())));
          }))
        return true;
      if (suffixes_.fit(word)) return true;
    }
    if (lemmas_.has(word)) return true;
    if (!a.resources.inflection) return false;
    const auto readings = a.resources.inflection->readings(word);
    return std::any_of(readings.begin(), readings.end(), [&](const auto& reading) { return lemmas_.has(reading.lemma); });
  }

  void report(const Analysis& a, Range to, uint32_t negator, Findings& out) const {
    // Where one auxiliary alone carries the sentence, that is where the negation belongs.
    std::optional<uint32_t> auxiliary;
    uint32_t count = 0;
    for (uint32_t i = to.begin; i < to.end; ++i)
      if (is_word(a, i) && (a.is(i, Is::auxiliary) || a.is(i, Is::modal)) && !a.tokens[i].is(Token::clitic) && !a.tokens[i].is(Token::capital)) auxiliary = i, ++count;
    Finding finding;
    finding.rule = rule_;
    finding.severity = rule_->severity;
    finding.confidence = rule_->confidence;
    if (count == 1 && !not_.empty() && !not_[0].empty()) {
      finding.span = a.tokens[*auxiliary].span;
      finding.fixes.push_back({{{finding.span, std::string(a.text(*auxiliary)) + " " + not_[0][0]}}, Safety::review});
    } else {
      uint32_t end = to.end;
      while (end > to.begin + 1 && a.tokens[end - 1].kind == TokenKind::punctuation) --end;
      finding.span = a.span({to.begin, end});
    }
    finding.source = a.original->tokens[negator].span;
    finding.message = "The source negates this (\"" + std::string(a.original->text(negator)) + "\"), the translation does not";
    out.add(std::move(finding));
  }

  const RuleInfo* rule_;
  WordSet words_, lemmas_, prefixes_;
  Endings suffixes_, endings_;
  const std::vector<std::vector<std::string>>& not_;
};

}  // namespace

std::unique_ptr<Check> make_lost_negation(const RuleBook& book, const Facts& facts) {
  // Words that negate a source are there for many languages; what a translation may say instead (verbs, affixes) for few.
  if (!book.find("lost-negation") || facts.table("negation.words").empty() || facts.table("negation.verbs").empty()) return nullptr;
  return std::make_unique<LostNegation>(book, facts);
}

}  // namespace wirecheck
