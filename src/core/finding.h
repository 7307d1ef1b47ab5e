// What every check produces and every reporter prints.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/category.h"
#include "core/document.h"
#include "core/lang.h"
#include "core/span.h"

namespace wirecheck {

enum class Maturity : uint8_t { stable, beta, draft };
std::string_view name_of(Maturity maturity);

// What the source text says to a finding: nothing (it was not asked, or does not know), that it has what the finding rests on, or that
// it has it not.
enum class Support : uint8_t { alone, confirmed, unconfirmed };
std::string_view name_of(Support support);

// The description of a rule or a check; immutable, owned by the Engine, outlives every finding.
// The texts come from YAML: packs carry their own, C++ checks theirs in rules/checks.yaml.
struct RuleInfo {
  std::string id;      // "fr-en/spokesperson.door-said", "stray-stop"
  std::string title;   // one line, shown as the message where a finding has none of its own
  std::string why;     // the reason, for a reader
  std::string fact;    // where the fact comes from
  Category category = Category::other;
  std::string mqm;     // optional refinement
  Severity severity = Severity::minor;
  Maturity status = Maturity::beta;
  // Measured, never typed; nothing while unmeasured: of findings that no source text was asked about, of those whose ground the
  // source text has, and of those whose ground it has not.
  std::optional<float> confidence, confirmed, unconfirmed;
  std::string evidence;             // what it did on which corpora, in words
  Lang source, target;              // undetermined: any
  std::string profile;              // runs only under this profile; empty: always
  std::string origin;               // "rules/fr-en/x.yaml:12", where a reader can look it up
  std::vector<std::string> needs;   // of a C++ check: "spelling" (a dictionary of the text's language), "wordnet", "source" (the text)
  bool name_or_place = false;       // counts as a name, place or acronym row
};

struct Edit {
  Span span;         // empty: insertion
  std::string text;  // UTF-8
  friend auto operator<=>(const Edit&, const Edit&) = default;
};

enum class Safety : uint8_t { safe, review };

struct Fix {
  std::vector<Edit> edits;  // ascending, disjoint
  Safety safety = Safety::review;
  friend auto operator<=>(const Fix&, const Fix&) = default;
};

struct Related {
  Span span;
  std::string note;  // "the antecedent", "the other spelling"
  friend auto operator<=>(const Related&, const Related&) = default;
};

struct Finding {
  const RuleInfo* rule = nullptr;
  Span span;  // never empty: a missing thing is anchored on its neighbour
  std::string message;
  std::string why;  // overrides rule->why when not empty (which antecedent was seen ...)
  std::vector<Fix> fixes;
  Severity severity = Severity::minor;
  std::optional<float> confidence;
  Support support = Support::alone;   // what the source text says; `confirmed` wherever `source` is set (set by the engine)
  std::optional<Span> source;  // in the source text
  std::vector<Related> related;
};

// What finding.span becomes when the fix's edits are applied; edits outside the span widen it (the report's fixes[].text
// is for reading, edits are for applying).
std::string replaced(const Document& document, Span span, const Fix& fix);

// The rule's confidence in a finding with this support. Confirmed falls back on what the rule is worth alone; what the source
// text speaks against has no such excuse.
std::optional<float> confidence_of(const RuleInfo& rule, Support support);

// The one total order: begin, end, rule id, message, first fix.
bool in_order(const Finding& a, const Finding& b);

// An append-only sink. add() asserts the contract for everybody: the span is not empty, in range and on code point
// boundaries; edits are ascending, disjoint and in range. Not thread-safe; one per document.
class Findings {
 public:
  explicit Findings(const Document& document) : document_(document) {}
  void add(Finding finding);
  // Convenience: fills severity and confidence from the rule; one replacement of the span per text. Without a message the rule's title
  // is it.
  Finding& add(const RuleInfo& rule, Span span, std::string message = {}, std::vector<std::string> replacements = {},
               Safety safety = Safety::review);
  const std::vector<Finding>& all() const { return findings_; }
  std::vector<Finding> take() { return std::move(findings_); }
  const Document& document() const { return document_; }

 private:
  const Document& document_;
  std::vector<Finding> findings_;
};

}  // namespace wirecheck
