// How good a run over a data set was: what the findings ("alarms" here) are worth on the machine's text, on human text of the
// same documents, against spans that people marked, and against verdicts of people who read them. Plain values and pure
// functions; the engine fills a SetRun, figures_of() computes, the reporters print. Offsets are code points of the text.
//
//   rate      alarms per 1,000 words
//   ratio     the machine's rate over the human one, with half an alarm added to the human count, so that a silent human side
//             gives a number
//   human     references, right sentences and translations marked as human, each distinct text counted once
//   core      without the categories whitespace, typographical and untranslated, which the oldest systems flood
//   found     a span that an alarm overlaps; fitting: by an alarm whose category belongs to the span's class
//   apart     of human text: without the alarms that a reader judged real faults of that copy
//   confirmed an alarm that overlaps a span which a person marked as an error (a rater is named, severity is not neutral)
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/category.h"
#include "core/finding.h"
#include "core/lang.h"

namespace wirecheck {

// The texts of a row: the machine's translation (or whatever text a row is about), its reference, the right sentence that a
// fault was planted in, and the source text.
enum class Side : uint8_t { mt, ref, good, source };
std::string_view name_of(Side side);
std::optional<Side> side_of(std::string_view name);

struct ErrorSpan {
  uint32_t begin = 0, end = 0;  // equal: something is missing there
  std::string category, norm, severity, rater;
};

struct SetRow {
  std::string id, system, kind;  // kind: of the planted fault, where the row names it
  Lang source_lang, target_lang;
  std::string mt, ref, good, source;
  bool human = false;            // mt is the work of a person
  bool has_spans = false;        // people looked at it, even if they marked nothing
  std::vector<ErrorSpan> spans;  // of mt
  const std::string& text(Side side) const;
};

struct Alarm {
  uint32_t row = 0, begin = 0, end = 0;
  Side side = Side::mt;
  Severity severity = Severity::minor;
  Category category = Category::other;
  Maturity status = Maturity::beta;  // of the rule
  std::string rule, text, message, fix;  // fix: what `text` becomes
  bool has_fix = false;
  Support support = Support::alone;
};

enum class Verdict : uint8_t { right, wrong, unclear, open };  // open: nobody has judged it yet
std::string_view name_of(Verdict verdict);
std::optional<Verdict> verdict_of(std::string_view name);

struct Judgement {
  std::string record, rule, reason;
  Side side = Side::mt;
  uint32_t begin = 0, end = 0;
  Verdict verdict = Verdict::open;
};

// One text that was checked.
struct CheckedText {
  uint32_t row = 0, words = 0;
  Side side = Side::mt;
  bool human = false;
  bool refused = false;         // it reads as another language than it should be in: nothing was checked
  bool without_source = false;  // its source text was not taken for its source
  uint32_t pronouns = 0;        // of the third person; counted on human texts of sets whose spans are of pronouns
};

// What a run over one data set gave.
struct SetRun {
  std::string name;
  bool with_source = false;
  std::vector<SetRow> rows;
  std::vector<CheckedText> texts;       // in row order; a human text stands for all that are equal to it
  std::vector<Alarm> alarms;            // in the order of the texts, then of the text
  std::vector<Judgement> judgements;
};

struct Tally {
  uint64_t hits = 0, words = 0;
  double rate() const { return words ? 1000.0 * static_cast<double>(hits) / static_cast<double>(words) : 0; }
};
double ratio(const Tally& machine, const Tally& human);

struct Judged {
  uint64_t right = 0, wrong = 0, unclear = 0, open = 0;
  uint64_t human_right = 0, human_wrong = 0;  // on human text: a real fault of the copy, or a false alarm; no part of the precision
  uint64_t stale_right = 0, stale_wrong = 0;  // judged once, no longer found
  uint64_t count() const { return right + wrong; }
  std::optional<double> precision() const;    // nothing where nothing was judged
  void add(const Judged& other);
};

// An alarm with what was judged of it.
struct ReadAlarm {
  std::string set, record, rule;
  Side side = Side::mt;
  uint32_t begin = 0, end = 0;
  Severity severity = Severity::minor;
  Maturity status = Maturity::beta;
  Support support = Support::alone;
  Verdict verdict = Verdict::open;
  bool human = false;
  auto key() const { return std::tie(set, record, side, rule, begin, end); }
};

struct RuleFigures {
  std::string id;  // of a rule or the name of a category
  Category category = Category::other;
  Maturity status = Maturity::beta;
  Tally machine, human;
  uint64_t on_spans = 0;                                // machine alarms in rows with spans
  uint64_t overlapping = 0, confirmed = 0, fitting = 0;  // of those
  Judged judged;
};

struct SystemFigures {
  std::string name;
  Tally machine, machine_core;  // their ratio is to the human text of the whole set
  double similarity = 0;  // chrF of its text against the references, 0 to 1; 0 where there are none
};

struct SpanFigures {
  std::string norm, category;
  Lang source_lang;  // in spans_by_language
  uint64_t spans = 0, found = 0, fitting = 0;
};

// Rows with a right sentence beside the faulty one, by kind of fault.
struct PlantedFigures {
  std::string norm, category;
  uint64_t rows = 0, found = 0, fitting = 0, good_flagged = 0;  // good_flagged: the right sentence has a fitting alarm
  std::vector<std::string> missed, flagged;                     // ids of rows without a fitting alarm; with good_flagged
};

// Faults of one kind, planted into clean stories.
struct SownFigures {
  std::string kind;
  uint64_t stories = 0, planted = 0, found = 0;  // stories looked at, those that offered a place, those whose fault was found
  std::map<std::string, uint64_t> rules;         // which found it, in how many stories
  std::vector<std::string> missed;               // records
};

struct CharacterScore {
  double precision = 0, recall = 0, f1 = 0;
  uint64_t rows = 0;
};

struct SetFigures {
  std::string name, languages;  // "de-en"; several joined by a space
  bool with_source = false;
  bool main = true;         // not the second reading of a set that was read with its source text, too
  uint64_t rows = 0, refused = 0, without_source = 0;  // texts refused; checked without their source text
  Tally machine, human, machine_core, human_core;
  Tally human_apart, human_core_apart;
  std::vector<ReadAlarm> read;                 // every alarm on human text, those of the machine's text that were judged
  std::vector<RuleFigures> rules, categories;  // those that spoke, the most frequent on the machine's text first
  std::vector<SystemFigures> systems;          // by name
  std::vector<SpanFigures> spans, spans_by_language;
  std::vector<PlantedFigures> planted;
  std::optional<CharacterScore> characters;
  std::optional<double> median_ratio, median_ratio_core;
  std::optional<double> median_ratio_apart, median_ratio_core_apart;  // to the human text apart
  uint64_t human_pronouns = 0;                 // of the third person, in the human texts
  std::string strongest;                       // the system nearest to the references; "" where there are none
};

bool is_core(Category category);
// Does a finding of this category speak of what the norm class of a data set ("number", "name", "pronoun" ...) names?
bool fits(std::string_view norm, Category category);

SetFigures figures_of(const SetRun& run);
// The figures of rules, or of categories, over several sets; those of a set's second reading are left out, but for verdicts on what
// that reading alone has found.
std::vector<RuleFigures> sum_of(const std::vector<SetFigures>& sets, bool categories);

// The rule of precision. A rule that is on by default at minor or above is right in nine of ten of its findings on the machine's text
// that were judged; with fewer than ten judged, none of its hits on human text may be anything but a real fault of that copy.
constexpr uint64_t kPolicyJudged = 10;
constexpr double kPolicyPrecision = 0.9;

struct PolicyBreach {
  enum class Kind : uint8_t { below, unmeasured } kind = Kind::below;
  std::string rule;
  Maturity status = Maturity::beta;
  uint64_t right = 0, wrong = 0;          // of the machine's text, judged
  uint64_t clean = 0, real = 0, unread = 0;  // distinct hits on human text: all, judged real faults, judged by nobody
};
// The rules that break it, by id. Findings of both readings of a set count once.
std::vector<PolicyBreach> policy_breaches(const std::vector<SetFigures>& sets);

// How many findings on the machine's text were right, of those judged: without a source text, with one that has their ground, with one
// that has it not (indexed by Support). By rule id.
struct SupportedCount {
  uint64_t right = 0, judged = 0;
};
std::map<std::string, std::array<SupportedCount, 3>> judged_by_support(const std::vector<SetFigures>& sets);

}  // namespace wirecheck
