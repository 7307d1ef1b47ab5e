// What it finds: a number that says another value than the source's, a number of the source that is missing, one that the
// source does not have, and figures written with the marks of another language. Numbers are compared by value, sentence by
// aligned sentence: words and figures, scales, dates, times and rounded amounts are all read (analysis/number_reader.h).
// Why it matters: a wrong number is the one fault that no reader can see.
// What it leaves alone: sentences whose counterpart is not known; small words that are as often no number; what the sentence
// before or behind answers; conversions; telephone numbers; digits of names; several numbers that cannot be told apart.
// Fix safety: review.
#include "align/alignment.h"
#include "checks/check.h"
#include "checks/number_match.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class Numbers : public Check {
 public:
  Numbers(const RuleBook& book, const Facts& facts)
      : altered_(book.find("number-altered")), missing_(book.find("number-missing")), added_(book.find("number-added")),
        format_(book.find("number-format")), words_(facts.made<NumberWords>()), units_(facts.table("units.conversions")) {}
  bool ready() const { return altered_ && missing_ && added_ && format_ && !words_.empty(); }
  std::vector<const RuleInfo*> rules() const override { return {altered_, missing_, added_, format_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment || a.alignment->pair() == Alignment::Pair::wrong) return;
    const NumberWords& source_words = a.original->resources.facts->made<NumberWords>();
    if (source_words.empty()) return;
    Side source{*a.original, source_words, {}}, target{a, words_, {}};
    source.read();
    target.read();
    const std::vector<SentenceLink>& links = a.alignment->links();
    for (size_t i = 0; i < links.size(); ++i) {
      const SentenceLink& link = links[i];
      if (!link.sure || link.source.empty() || link.target.empty()) continue;
      NumberSide s = source.of(link.source), t = target.of(link.target);
      if (s.numerals.empty() && t.numerals.empty()) continue;
      // A neighbour may hold what this passage lacks.
      for (size_t k = i > 2 ? i - 2 : 0; k < links.size() && k <= i + 2; ++k) {
        if (k == i) continue;
        source.append(links[k].source, s.around);
        target.append(links[k].target, t.around);
      }
      for (const NumberFault& fault : compare_numbers(s, t, units_)) report(a, link, fault, out);
    }
  }

 private:
  // One side's numbers, by sentence.
  struct Side {
    const Analysis& a;
    const NumberWords& words;
    std::vector<std::vector<Numeral>> sentences;
    void read() {
      sentences.reserve(a.sentences.size());
      for (const Sentence& sentence : a.sentences) sentences.push_back(read_numbers(words, a.document.text(), sentence.span));
    }
    void append(Range range, std::vector<Numeral>& out) const {
      for (uint32_t i = range.begin; i < range.end; ++i) out.insert(out.end(), sentences[i].begin(), sentences[i].end());
    }
    NumberSide of(Range range) const {
      NumberSide side{&words, a.document.text(), {}, {}};
      append(range, side.numerals);
      return side;
    }
  };

  std::string shown(double value) const { return with_marks(value, value == static_cast<double>(static_cast<int64_t>(value)) ? 0 : 2, value >= 10000, words_); }

  void report(const Analysis& a, const SentenceLink& link, const NumberFault& fault, Findings& out) const {
    Finding finding;
    const std::string here = fault.target ? std::string(a.document.slice(fault.target->whole)) : "";
    const std::string there = fault.source ? std::string(a.original->document.slice(fault.source->whole)) : "";
    if (fault.source) finding.source = fault.source->whole;
    switch (fault.kind) {
      case NumberFault::Kind::altered: {
        finding.rule = altered_;
        finding.span = fault.target->span;
        std::string value;
        if (fault.source->part_count == 0 && there != shown(fault.value)) value = " (" + shown(fault.value) + ")";
        finding.message = "The source says \"" + there + "\"" + value + " here, not \"" + here + "\"";
        if (!fault.fix.empty()) {
          const bool figure = fault.target->is(Numeral::compound);
          finding.fixes.push_back({{{figure ? fault.target->figure : fault.target->span, fault.fix}}, Safety::review});
        }
        break;
      }
      case NumberFault::Kind::points:
        finding.rule = altered_;
        finding.span = fault.target->whole;
        finding.message = "The source counts percentage points (\"" + there + "\"), not per cent";
        if (const std::string_view points = words_.spelled(0, NumberRole::points); !points.empty())
          finding.fixes.push_back({{{fault.target->whole, std::string(a.document.slice(fault.target->span)) + " " + std::string(points)}}, Safety::review});
        break;
      case NumberFault::Kind::marks:
        finding.rule = format_;
        finding.span = fault.target->figure;
        finding.message = "\"" + std::string(a.document.slice(fault.target->figure)) + "\" keeps the marks of the source language";
        finding.fixes.push_back({{{fault.target->figure, fault.fix}}, Safety::review});
        break;
      case NumberFault::Kind::missing: {
        finding.rule = missing_;
        finding.span = a.sentences[link.target.begin].span;
        finding.span.end = a.sentences[link.target.end - 1].span.end;
        finding.message = "The source's \"" + there + "\" is missing here";
        break;
      }
      case NumberFault::Kind::added:
        finding.rule = added_;
        finding.span = fault.target->whole;
        finding.message = "The source has no \"" + here + "\" here";
        break;
    }
    finding.severity = finding.rule->severity;
    finding.confidence = finding.rule->confidence;
    out.add(std::move(finding));
  }

  const RuleInfo *altered_, *missing_, *added_, *format_;
  const NumberWords& words_;
  UnitTable units_;
};

}  // namespace

std::unique_ptr<Check> make_numbers(const RuleBook& book, const Facts& facts) {
  auto check = std::make_unique<Numbers>(book, facts);
  return check->ready() ? std::move(check) : nullptr;
}

}  // namespace wirecheck
