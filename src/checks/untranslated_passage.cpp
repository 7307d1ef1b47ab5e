// What it finds: a sentence most of whose words the target's language does not have: it was not translated at all.
// Why it matters: the reader is handed the source.
// How: of its words of four letters and more in lower case three in five are unknown to the dictionaries and the lists of loans (two in
// five, where the detector is sure that the sentence is in another language); no dictionary of the source is asked.
// What it leaves alone: names, words in quotation marks, initialisms; lists of names in lower case are rare enough.
// Fix safety: none is offered; a whole sentence is for a translator.
#include "checks/check.h"
#include "checks/foreign_words.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class UntranslatedPassage : public Check {
 public:
  UntranslatedPassage(const RuleBook& book, const Facts& facts) : rule_(book.find("untranslated-passage")), words_(facts.made<ForeignWords>()) {}
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.resources.lexicon->available(a.lang)) return;
    for (uint32_t n = 0; n < a.sentences.size(); ++n) {
      const Sentence& sentence = a.sentences[n];
      const Role role = a.blocks[sentence.block].role;
      if (role == Role::boilerplate || role == Role::credit || role == Role::byline || !words_.is_foreign_passage(a, sentence)) continue;
      Span span = sentence.span;
      // Neighbours are one finding.
      while (n + 1 < a.sentences.size() && a.sentences[n + 1].block == sentence.block && words_.is_foreign_passage(a, a.sentences[n + 1]))
        span.end = a.sentences[++n].span.end;
      const LanguageGuess guess = detect_language(a.document.slice(span));
      out.add(*rule_, span, guess.reliable && guess.lang != a.lang ? "Much of this is left in another language (\"" + std::string(guess.lang.code()) + "\")"
                                                                  : "Much of this is left in another language");
    }
  }

 private:
  const RuleInfo* rule_;
  const ForeignWords& words_;
};

}  // namespace

std::unique_ptr<Check> make_untranslated_passage(const RuleBook& book, const Facts& facts) {
  return std::make_unique<UntranslatedPassage>(book, facts);
}

}  // namespace wirecheck
