#include "engine/selftest.h"

#include <algorithm>
#include <map>
#include <set>

#include "align/alignment.h"
#include "analysis/word_forms.h"
#include "findings/findings.h"
#include "fix/fix.h"
#include "packs/pattern.h"
#include "readers/reader.h"

namespace wirecheck {
namespace {

// The findings of one rule on one example, as far as an example can tell them apart.
using Answer = std::vector<std::pair<Span, std::vector<std::string>>>;

struct Prepared {                     // an example with its analysis
  const Example* example = nullptr;
  DocumentPtr document;
  std::unique_ptr<const Analysis> analysis;
};

DocumentPtr document_of(const std::string& text, const std::string& source) {
  DocumentPtr original = source.empty() ? nullptr : document_from_text(source, "source");
  return document_from_text(text, "example", std::move(original));
}

std::vector<std::string> texts_of(const Document& document, const Finding& finding) {
  std::vector<std::string> out;
  for (const Fix& fix : finding.fixes) out.push_back(replaced(document, finding.span, fix));
  return out;
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string shown(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : " | ") + quoted(text);
  return out.empty() ? "no fix" : out;
}

class Tester {
 public:
  Tester(const EngineOptions& options, const PackSet& set, SelftestReport& report, std::vector<Error>& faults)
      : options_(options), set_(set), report_(report), faults_(faults) {}

  bool run(const SelftestOptions& selection) {
    for (size_t p = 0; p < set_.packs.size(); ++p) {
      const PackModel& pack = set_.packs[p];
      std::vector<const RuleModel*> chosen;
      for (const RuleModel& rule : pack.rules)
        if (wanted(selection.only, pack, rule)) chosen.push_back(&rule);
      if (chosen.empty()) continue;
      ++report_.packs;
      for (const RuleModel* rule : chosen) {
        ++report_.rules;
        const Side* side = side_of(pack, rule->info);
        if (!side) return false;
        examples(*rule, *side);
        if (selection.mutate && !rule->from_table) mutations(p, *rule, *side);
      }
    }
    return true;
  }

 private:
  // Engine and stand-alone analysis for one pair of languages and one way of running.
  struct Side {
    std::shared_ptr<const Engine> engine;
    Vocabulary vocabulary;              // grows with mutants' words, of which the analyses know nothing
    std::unique_ptr<Facts> facts, source_facts;
    std::unique_ptr<Inflection> inflection;
    Latiniser latin;
    Resources resources;
    mutable Scratch scratch;

    Resources source_resources() const {
      Resources out = resources;
      out.facts = source_facts.get();
      out.inflection = nullptr;
      return out;
    }
  };

  static bool wanted(const std::vector<std::string>& only, const PackModel& pack, const RuleModel& rule) {
    if (only.empty()) return true;
    return std::any_of(only.begin(), only.end(), [&](const std::string& one) {
      return one == pack.id || selects(one, rule.info) || (!one.empty() && pack.file.ends_with(one));
    });
  }

  Side* side_of(const PackModel& pack, const RuleInfo& rule) {
    const bool draft = rule.status == Maturity::draft;
    const auto key = std::make_tuple(pack.source, pack.target, draft, rule.profile);
    auto& side = sides_[key];
    if (side) return side.get();
    side = std::make_unique<Side>();
    EngineOptions options = options_;
    options.source = pack.source;
    options.target = pack.target;
    options.drafts = draft;
    if (!rule.profile.empty()) options.profiles = {rule.profile};
    side->engine = Engine::load(options, faults_);
    if (!side->engine) return nullptr;
    side->facts = Facts::load(pack.target, options.data_dir, side->vocabulary, faults_);
    side->source_facts = Facts::load(pack.source, options.data_dir, side->vocabulary, faults_);
    if (pack.target == Lang::of("en")) side->inflection = Inflection::english(options.data_dir, faults_);
    // All words of all packs are numbered before an example is read, as in the engine.
    if (!Packs::compile(set_, pack.target, side->inflection.get(), side->vocabulary, faults_, &forms_)) return nullptr;
    side->resources.vocabulary = &side->vocabulary;
    side->resources.facts = side->facts.get();
    side->resources.inflection = side->inflection.get();
    side->resources.lexicon = &side->engine->lexicon();
    side->resources.latin = &side->latin;
    return side.get();
  }

  void fault(const Place& place, const RuleModel& rule, std::string message) {
    report_.faults.push_back({place, rule.info.id, std::move(message)});
  }

  DocumentReport check(const Side& side, const std::string& text, const std::string& source) const {
    return side.engine->check(document_of(text, source), side.scratch);
  }

  void examples(const RuleModel& rule, const Side& side) {
    bool fired = false;
    for (const Example& example : rule.examples) {
      ++report_.examples;
      const DocumentReport report = check(side, example.text.text, example.source);
      switch (example.kind) {
        case Example::Kind::ok: ok(rule, example, report); break;
        case Example::Kind::missed: missed(rule, example, report); break;
        case Example::Kind::bad: fired |= bad(rule, example, report, side); break;
      }
    }
    if (!fired) fault(rule.place, rule, "the rule fires on no example of its own");
  }

  void ok(const RuleModel& rule, const Example& example, const DocumentReport& report) {
    for (const Finding& finding : report.findings)
      fault(example.place, rule, "an `ok` is not silent: " + finding.rule->id + " finds " +
                                     quoted(report.document->slice(finding.span)));
  }

  void missed(const RuleModel& rule, const Example& example, const DocumentReport& report) {
    for (const Finding& finding : report.findings)
      if (finding.rule->id == rule.info.id)
        fault(example.place, rule, "a `missed` is found now, at " + quoted(report.document->slice(finding.span)) + "; make it a `bad`");
  }

  bool bad(const RuleModel& rule, const Example& example, const DocumentReport& report, const Side& side) {
    const Document& document = *report.document;
    bool found_all = true;
    for (const Mark& mark : example.text.marks) {
      if (mark.missed) continue;
      const std::string& id = mark.rule.empty() ? rule.info.id : mark.rule;
      const auto own = [&](const Finding& finding) {
        return finding.rule->id == id || (id.find('.') == std::string::npos && finding.rule->id.ends_with("." + id));
      };
      const auto at = std::find_if(report.findings.begin(), report.findings.end(),
                                   [&](const Finding& f) { return own(f) && f.span == mark.span; });
      if (at == report.findings.end()) {
        found_all = false;
        const auto near = std::find_if(report.findings.begin(), report.findings.end(),
                                       [&](const Finding& f) { return own(f) && f.span.overlaps(mark.span); });
        const auto other = std::find_if(report.findings.begin(), report.findings.end(),
                                        [&](const Finding& f) { return f.span == mark.span; });
        if (near != report.findings.end())
          fault(example.place, rule, "found " + quoted(document.slice(near->span)) + " where " + quoted(document.slice(mark.span)) + " is marked");
        else if (other != report.findings.end())
          fault(example.place, rule, "shadowed: " + other->rule->id + " speaks in its place at " + quoted(document.slice(mark.span)));
        else
          fault(example.place, rule, quoted(document.slice(mark.span)) + " is not found");
        continue;
      }
      const std::vector<std::string> texts = texts_of(document, *at);
      const bool leads = mark.fixes.size() <= texts.size() && std::equal(mark.fixes.begin(), mark.fixes.end(), texts.begin());
      if (!leads || (mark.fixes.empty() && !texts.empty()))
        fault(example.place, rule, "fixes of " + quoted(document.slice(mark.span)) + ": expected " + shown(mark.fixes) + ", got " + shown(texts));
    }
    for (const Finding& finding : report.findings) {
      const auto mark = std::find_if(example.text.marks.begin(), example.text.marks.end(),
                                     [&](const Mark& m) { return m.span.overlaps(finding.span); });
      if (mark == example.text.marks.end())
        fault(example.place, rule, "unmarked: " + finding.rule->id + " finds " + quoted(document.slice(finding.span)));
      else if (finding.rule->id != rule.info.id && mark->rule.empty() && finding.span == mark->span && found_all)
        fault(example.place, rule, "clash: " + finding.rule->id + " has another fix for " + quoted(document.slice(finding.span)));
    }
    const std::string fixed = example.text.fixed();
    if (fixed != example.text.text) {
      const DocumentReport again = check(side, fixed, example.source);
      for (const Finding& finding : again.findings)
        fault(example.place, rule, "the fixed text is not clean: " + finding.rule->id + " finds " + quoted(again.document->slice(finding.span)) +
                                       " in " + quoted(fixed));
    }
    return found_all;
  }

  // ---- mutation ----

  std::vector<Prepared> prepare(const RuleModel& rule, const Side& side) const {
    std::vector<Prepared> out;
    for (const Example& example : rule.examples) {
      Prepared one;
      one.example = &example;
      one.document = document_of(example.text.text, example.source);
      std::unique_ptr<const Analysis> original;
      if (one.document->original())
        original = analyse(*one.document->original(), rule.info.source, side.source_resources(), side.scratch.analysis);
      auto analysis = analyse(*one.document, rule.info.target, side.resources, side.scratch.analysis, rule.info.source);
      if (original) join_source(*analysis, std::move(original));
      one.analysis = std::move(analysis);
      out.push_back(std::move(one));
    }
    return out;
  }

  // Nothing when the changed rule does not compile: then the part is needed.
  std::optional<std::vector<Answer>> answers(size_t pack, RuleModel rule, Side& side, const std::vector<Prepared>& examples) {
    PackSet alone;
    alone.shared = set_.shared;
    PackModel one;
    one.id = set_.packs[pack].id;
    one.file = set_.packs[pack].file;
    one.source = set_.packs[pack].source;
    one.target = set_.packs[pack].target;
    one.lists = set_.packs[pack].lists;
    rule.info.status = Maturity::stable;
    const std::string profile = rule.info.profile;
    one.rules.push_back(std::move(rule));
    alone.packs.push_back(std::move(one));
    std::vector<Error> ignored;
    auto compiled = Packs::compile(alone, alone.packs[0].target, side.inflection.get(), side.vocabulary, ignored, &forms_);
    if (!compiled || !ignored.empty() || compiled->rules().empty()) return std::nullopt;
    compiled->select({{alone.packs[0].source}, true, profile.empty() ? std::vector<std::string>{} : std::vector<std::string>{profile}, {}, {}});
    std::vector<Answer> out;
    for (const Prepared& example : examples) {
      Findings findings(*example.document);
      compiled->run(*example.analysis, findings);
      Answer answer;
      for (const Finding& finding : findings.all()) answer.emplace_back(finding.span, texts_of(*example.document, finding));
      std::sort(answer.begin(), answer.end());
      out.push_back(std::move(answer));
    }
    return out;
  }

  void mutations(size_t pack, const RuleModel& rule, const Side& const_side) {
    Side& side = const_cast<Side&>(const_side);
    const std::vector<Prepared> examples = prepare(rule, side);
    const auto baseline = answers(pack, rule, side, examples);
    if (!baseline) return;
    const auto proven = [&](RuleModel changed) {
      ++report_.mutants;
      const auto result = answers(pack, std::move(changed), side, examples);
      return !result || *result != *baseline;
    };
    for (size_t i = 0; i < rule.patterns.size(); ++i) {
      const auto tree = parse_pattern(rule.patterns[i].text, rule.patterns[i].place);
      if (!tree) continue;
      if (rule.patterns.size() > 1) {
        RuleModel changed = rule;
        changed.patterns.erase(changed.patterns.begin() + static_cast<std::ptrdiff_t>(i));
        if (!proven(std::move(changed))) fault(rule.patterns[i].place, rule, "unproven: no example needs the pattern " + quoted(rule.patterns[i].text));
      }
      for (const Mutant& mutant : mutants(tree.value())) {
        RuleModel changed = rule;
        changed.patterns[i].text = mutant.text;
        if (!proven(std::move(changed))) fault(rule.patterns[i].place, rule, "unproven: no example notices the pattern " + mutant.what);
      }
    }
    const auto conditions = [&](const std::vector<Condition>& list, std::vector<Condition> RuleModel::*member, const char* name) {
      std::set<uint32_t> items;
      for (const Condition& condition : list) items.insert(condition.item);
      for (const uint32_t item : items) {
        RuleModel changed = rule;
        auto& kept = changed.*member;
        const auto first = std::find_if(list.begin(), list.end(), [&](const Condition& c) { return c.item == item; });
        const Place place = first->values.empty() ? rule.place : first->values.front().place;
        std::erase_if(kept, [&](const Condition& c) { return c.item == item; });
        if (!proven(std::move(changed)))
          fault(place, rule, std::string("unproven: no example needs this condition of `") + name + "`" +
                                 (first->values.empty() ? "" : " (" + first->values.front().text + ")"));
      }
    };
    if (!rule.source_has.empty() && !rule.patterns.empty()) {
      RuleModel changed = rule;
      changed.source_has.clear();
      if (!proven(std::move(changed)))
        fault(rule.source_has.front().place, rule, "unproven: no example has a `source` without " + quoted(rule.source_has.front().text));
    }
    for (size_t i = 0; i < rule.accept.size(); ++i) {
      RuleModel changed = rule;
      changed.accept.erase(changed.accept.begin() + static_cast<std::ptrdiff_t>(i));
      if (!proven(std::move(changed)))
        fault(rule.accept[i].place, rule, "unproven: no example needs the rendering " + quoted(rule.accept[i].text) + " of `accept`");
    }
    conditions(rule.when, &RuleModel::when, "when");
    conditions(rule.unless, &RuleModel::unless, "unless");
  }

  const EngineOptions& options_;
  const PackSet& set_;
  SelftestReport& report_;
  std::vector<Error>& faults_;
  WordForms forms_{Lexicon::Paths::system()};
  std::map<std::tuple<Lang, Lang, bool, std::string>, std::unique_ptr<Side>> sides_;
};

}  // namespace

SelftestReport test_packs(const EngineOptions& options, const SelftestOptions& selection, std::vector<Error>& faults) {
  SelftestReport report;
  std::vector<std::string> folders = {options.data_dir + "/rules"};
  folders.insert(folders.end(), options.rules_dirs.begin(), options.rules_dirs.end());
  const size_t before = faults.size();
  const PackSet set = load_packs(folders, faults);
  if (faults.size() != before) return report;
  Tester(options, set, report, faults).run(selection);
  return report;
}

}  // namespace wirecheck
