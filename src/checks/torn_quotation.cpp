// What it finds: an attribution that stands inside its own quotation: "We will hold, said the mayor, and we will rebuild."
// Why it matters: French sets the reporter's clause inside the marks; English closes them before it and opens them again.
// What it leaves alone: a speaker who quotes somebody (a quotation inside the quotation), "he said" that begins a clause of the
// speaker's own ("and then, he said, ..." has a pronoun: only a verb before its subject is the reporter's).
// Fix safety: review; the words are a speaker's.
#include <optional>

#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class TornQuotation : public Check {
 public:
  explicit TornQuotation(const RuleBook& book) : rule_(book.find("torn-quotation")) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    for (const Sentence& sentence : a.sentences)
      for (uint32_t i = sentence.tokens.begin; i + 3 < sentence.tokens.end; ++i) {
        if (!is_punctuation(a, i, ',') || !a.tokens[i].is(Token::in_quote)) continue;
        if (!a.is(i + 1, Is::speech_verb) || !is_lower_word(a, i + 1) || a.tokens[i + 1].is(Token::clitic)) continue;
        const Quote* quote = a.quote_at(a.tokens[i].span.begin);
        if (!quote || quote->close.empty()) continue;
        if (!is_past_form(a, i + 1) || !begins_subject(a, i + 2)) continue;
        const auto end = clause_end(a, sentence, *quote, i + 2);
        if (!end || !names_speaker(a, i + 2, *end)) continue;
        report(a, *quote, i, *end, out);
      }
  }

 private:
  // "said the mayor", "declared Mr. Petrov": a determiner or a capitalised name follows the verb.
  static bool begins_subject(const Analysis& a, uint32_t token) {
    return is_word(a, token) && ((a.is(token, Is::determiner) && is_lower_word(a, token)) || a.tokens[token].is(Token::capital));
  }
  // Somebody who can speak: a person by name, office or role.
  static bool names_speaker(const Analysis& a, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; ++i) {
      if (has(a.classes(i), Is::person) || has(a.classes(i), Is::office) || has(a.classes(i), Is::title)) return true;
      const uint16_t name = a.tokens[i].name;
      if (name && a.names[name - 1].kind == Kind::person) return true;
    }
    return false;
  }
  static bool is_past_form(const Analysis& a, uint32_t token) {
    if (!a.resources.inflection) return false;
    for (const auto& reading : a.resources.inflection->readings(a.folded(token)))
      if (reading.form == Form::past) return true;
    return false;
  }
  // The clause ends at a comma, or at the stop before the closing mark.
  static std::optional<uint32_t> clause_end(const Analysis& a, const Sentence& sentence, const Quote& quote, uint32_t from) {
    constexpr uint32_t kLongestSubject = 14;
    for (uint32_t i = from; i < sentence.tokens.end && i < from + kLongestSubject; ++i) {
      if (a.tokens[i].span.begin >= quote.inside.end) return std::nullopt;
      if (is_quote_mark(a, i)) return std::nullopt;
      if (is_punctuation(a, i, ',')) return i;
      const bool stop = is_punctuation(a, i, '.');
      if (stop && a.tokens[i].span.end >= quote.inside.end) return i;
      if (stop) return std::nullopt;
    }
    return std::nullopt;
  }
  void report(const Analysis& a, const Quote& quote, uint32_t comma, uint32_t end, Findings& out) const {
    const std::string open(a.document.slice(quote.open)), close(a.document.slice(quote.close));
    Finding finding;
    finding.rule = rule_;
    finding.span = {a.tokens[comma].span.begin, a.tokens[end].span.end};
    finding.severity = rule_->severity;
    finding.confidence = rule_->confidence;
    // , said the mayor, and  ->  ," said the mayor, "and      , said the mayor."  ->  ," said the mayor.
    const uint32_t after_comma = a.tokens[comma].span.end;
    Fix fix;
    fix.edits.push_back({{after_comma, after_comma}, close});
    if (is_punctuation(a, end, ',')) {
      const uint32_t resumes = end + 1 < a.tokens.size() ? a.tokens[end + 1].span.begin : a.tokens[end].span.end;
      fix.edits.push_back({{resumes, resumes}, open});
      finding.span.end = resumes;   // what the fix says is what the span becomes
    } else {
      fix.edits.push_back({quote.close, ""});
      finding.span.end = quote.close.end;
    }
    fix.safety = Safety::review;
    finding.fixes.push_back(std::move(fix));
    out.add(std::move(finding));
  }

  const RuleInfo* rule_;
};

}  // namespace

std::unique_ptr<Check> make_torn_quotation(const RuleBook& book, const Facts& facts) {
  if (facts.table("speech-verbs.verbs").empty()) return nullptr;
  return std::make_unique<TornQuotation>(book);
}

}  // namespace wirecheck
