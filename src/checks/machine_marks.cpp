// What it finds: what the translation program wrote for itself: <unk>, @-@, &quot;, U+FFFD (machine-mark); punctuation of another
// script: a full-width comma, an ideographic stop (script-mark).
// Why it matters: where a placeholder stands a word is lost; the rest is no mark of the language.
// What it leaves alone: a mark that the source text has too; a mark of another script beside a letter of that script; characters
// that the reader put for bytes it could not read (it says so itself).
// Fix safety: review; only one character stands for the mark, but the mark may be spoken about.
// Source: dictionaries/machine-marks.yaml.
#include <algorithm>
#include <mutex>

#include "checks/check.h"
#include "checks/support.h"
#include "core/regex.h"
#include "core/script.h"

namespace wirecheck {
namespace {

struct Mark {
  std::string text, put;
  bool fixable = false, glue = false;
};

std::vector<Mark> marks_of(const Facts& facts, std::string_view table) {
  std::vector<Mark> out;
  for (const auto& row : facts.table(table)) {
    if (row.empty()) continue;
    Mark mark;
    mark.text = row[0];
    mark.fixable = row.size() > 1;
    if (mark.fixable) mark.put = row[1];
    mark.glue = row.size() > 2;
    out.push_back(std::move(mark));
  }
  return out;
}

// One alternation of all marks, compiled when the first text asks.
class Scanner {
 public:
  explicit Scanner(const std::vector<Mark>& marks) {
    for (const Mark& mark : marks) {
      if (!pattern_.empty()) pattern_ += '|';
      for (const char c : mark.text) {
        if (static_cast<unsigned char>(c) < 0x80 && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9')) pattern_ += '\\';
        pattern_ += c;
      }
    }
  }
  const Regex* regex() const {
    std::call_once(once_, [this] {
      Regex::Options options;
      options.fold_case = false;
      if (auto regex = Regex::compile(pattern_, options)) regex_ = std::move(regex).value();
    });
    return regex_ ? &*regex_ : nullptr;
  }

 private:
  std::string pattern_;
  mutable std::once_flag once_;
  mutable std::optional<Regex> regex_;
};

class MachineMarks : public Check {
 public:
  MachineMarks(const RuleBook& book, std::vector<Mark> marks, std::vector<Mark> foreign)
      : mark_(book.find("machine-mark")), script_(book.find("script-mark")), marks_(std::move(marks)), foreign_(std::move(foreign)),
        first_foreign_(marks_.size()), scanner_(all()) {}
  std::vector<const RuleInfo*> rules() const override { return {mark_, script_}; }

  void run(const Analysis& a, Findings& out) const override {
    const Regex* regex = scanner_.regex();
    if (!regex) return;
    const std::string_view text = a.document.text();
    for (uint32_t at = 0;;) {
      const auto match = regex->find(text, at);
      if (!match) break;
      const Span span = match->front();
      at = span.end;
      if (span.size() == 0) break;
      report(a, span, out);
    }
  }

 private:
  const std::vector<Mark>& all() {
    marks_.insert(marks_.end(), foreign_.begin(), foreign_.end());
    return marks_;
  }

  void report(const Analysis& a, Span span, Findings& out) const {
    const std::string_view text = a.document.text(), written = a.document.slice(span);
    const auto at = std::find_if(marks_.begin(), marks_.end(), [&](const Mark& mark) { return mark.text == written; });
    if (at == marks_.end()) return;
    const bool foreign = static_cast<size_t>(at - marks_.begin()) >= first_foreign_;
    if (foreign) {
      // Chinese quoted in a bracket keeps its own marks.
      const char32_t before = utf8::before(text, span.begin), after = utf8::at(text, span.end);
      if ((utf8::is_letter(before) && !is_latin(before)) || (utf8::is_letter(after) && !is_latin(after))) return;
    } else if (a.original && a.original->document.text().find(written) != std::string::npos && written != utf8::encode(utf8::kReplacement)) {
      return;
    }
    if (!a.document.raw_of(span)) return;
    Finding finding;
    finding.rule = foreign ? script_ : mark_;
    finding.severity = finding.rule->severity;
    finding.confidence = finding.rule->confidence;
    finding.span = span;
    finding.message = foreign ? "\"" + std::string(written) + "\" is a mark of another script" : "\"" + std::string(written) + "\" is no text: the program left it";
    if (at->fixable) {
      Edit edit{span, at->put};
      if (at->glue) {
        if (span.begin > 0 && text[span.begin - 1] == ' ') --edit.span.begin;
        if (span.end < text.size() && text[span.end] == ' ') ++edit.span.end;
      }
      // A wide mark holds its own space.
      const char32_t after = utf8::at(text, span.end);
      if (foreign && after && utf8::is_letter(after) && (at->put == "," || at->put == "." || at->put == ":" || at->put == ";" || at->put == "?" || at->put == "!"))
        edit.text += ' ';
      finding.span = edit.span;
      finding.fixes.push_back({{std::move(edit)}, Safety::review});
    }
    out.add(std::move(finding));
  }

  const RuleInfo *mark_, *script_;
  std::vector<Mark> marks_, foreign_;
  size_t first_foreign_;
  Scanner scanner_;
};

}  // namespace

std::unique_ptr<Check> make_machine_marks(const RuleBook& book, const Facts& facts) {
  std::vector<Mark> marks = marks_of(facts, "machine-marks.marks"), foreign;
  if (facts.orthography().script == "Latn") foreign = marks_of(facts, "machine-marks.script_marks");
  if (marks.empty()) return nullptr;
  return std::make_unique<MachineMarks>(book, std::move(marks), std::move(foreign));
}

}  // namespace wirecheck
