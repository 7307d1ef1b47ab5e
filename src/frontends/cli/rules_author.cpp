// wirecheck rules test | lint | bench | new: what the author of a rule needs.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>

#include "core/data_dir.h"
#include "engine/rule_bench.h"
#include "engine/selftest.h"
#include "frontends/cli/cli.h"

namespace wirecheck::cli {
namespace {

struct AuthorArguments {
  RuleArguments rules;
  InputArguments input;
  std::vector<std::string> selectors;
  std::string pack, rule;
  bool quick = false;
  size_t most = 30;
};

std::optional<EngineOptions> author_options(const RuleArguments& rules) {
  const auto data = find_data_dir(rules.data_dir);
  if (!data) {
    say(data.error());
    return std::nullopt;
  }
  EngineOptions options;
  options.data_dir = data.value();
  options.rules_dirs = rules.rules_dirs;
  options.profiles = rules.profiles;
  options.use_cache = !rules.no_cache;
  return options;
}

std::string place_of(const Place& place) {
  return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
}

std::string count_of(size_t n, const char* one) { return std::to_string(n) + " " + one + (n == 1 ? "" : "s"); }

int test(const AuthorArguments& a) {
  const auto options = author_options(a.rules);
  if (!options) return kUsage;
  std::vector<Error> faults;
  const SelftestReport report = test_packs(*options, {a.selectors, !a.quick}, faults);
  for (const Error& fault : faults) say(fault);
  if (!faults.empty()) return kUsage;
  if (!report.rules) {
    say("no rule is named so; expected files of packs, ids of packs or of rules");
    return kUsage;
  }
  StandardOutput out;
  for (const SelftestFault& fault : report.faults) out.write(place_of(fault.place) + fault.rule + ": " + fault.message + "\n");
  out.write(count_of(report.packs, "pack") + ", " + count_of(report.rules, "rule") + ", " + count_of(report.examples, "example") + ", " +
            count_of(report.mutants, "mutation") + ": " + (report.faults.empty() ? "all proven" : count_of(report.faults.size(), "fault")) + "\n");
  return report.faults.empty() ? kClean : kFindings;
}

int lint(const AuthorArguments& a) {
  const auto options = author_options(a.rules);
  if (!options) return kUsage;
  std::vector<Error> faults;
  std::vector<std::string> folders = {options->data_dir + "/rules"};
  folders.insert(folders.end(), options->rules_dirs.begin(), options->rules_dirs.end());
  const auto engine = Engine::load(*options, faults);
  for (const Error& fault : faults) say(fault);
  if (!engine) return kUsage;
  StandardOutput out;
  size_t hints = 0, rules = 0;
  const auto hint = [&](const RuleInfo& rule, const std::string& message) {
    ++hints;
    out.write((rule.origin.empty() ? rule.id : rule.origin) + ": " + rule.id + ": " + message + "\n");
  };
  for (const RuleInfo* rule : engine->packs().rules()) {
    ++rules;
    if (rule->status != Maturity::draft && rule->evidence.empty() && !rule->name_or_place)
      hint(*rule, "on by default without `evidence`: say what it did on clean copy");
  }
  for (const RuleInfo* rule : engine->packs().unanchored())
    hint(*rule, "no word announces its pattern, so it is tried at every token; name a word or a class that must stand in it");
  out.write(count_of(rules, "rule") + ", no fault, " + count_of(hints, "hint") + "\n");
  return kClean;
}

int bench(const AuthorArguments& a) {
  const auto loaded = load_engine(a.rules, a.input.paths.empty() ? "" : a.input.paths.front());
  if (!loaded) return kUsage;
  const auto run = run_options(a.input);
  if (!run) return kUsage;
  std::vector<std::shared_ptr<const Document>> documents;
  int status = kClean;
  // The batch reads the corpus; what it finds is of no interest here.
  run_batch(*loaded->engine, stories(a.input, *loaded->engine), *run, [&](RunItem item) {
    if (auto* report = std::get_if<DocumentReport>(&item)) documents.push_back(report->document);
    else {
      say(std::get<Error>(item));
      status = kUnreadable;
    }
    return true;
  });
  if (documents.empty()) {
    say("rules bench: no text to run the rules over");
    return status == kClean ? kUsage : status;
  }
  Scratch scratch;
  const RuleBench result = bench_rules(*loaded->engine, documents, a.selectors, scratch);
  StandardOutput out;
  char line[256];
  std::snprintf(line, sizeof line, "%llu words; all rules in one pass: %.0f ns per 1,000 words\n\n%12s %8s %12s  %s\n",
                static_cast<unsigned long long>(result.words), result.together, "ns/1,000 w", "hits", "hits/1,000 w", "rule");
  std::string text = line;
  size_t shown = 0;
  for (const RuleCost& cost : result.rules) {
    if (a.most && shown == a.most && cost.hits == 0) continue;
    shown += a.most && shown < a.most;
    std::snprintf(line, sizeof line, "%12.0f %8llu %12.3f  ", cost.nanoseconds, static_cast<unsigned long long>(cost.hits),
                  1000.0 * static_cast<double>(cost.hits) / static_cast<double>(std::max<uint64_t>(1, result.words)));
    text += line + cost.rule->id + "\n";
  }
  out.write(text);
  return status;
}

int skeleton(const AuthorArguments& a) {
  const size_t slash = a.pack.find('/');
  const std::string pair = a.pack.substr(0, slash);
  const size_t dash = pair.find('-');
  const Lang source = dash == std::string::npos ? Lang() : Lang::of(pair.substr(0, dash));
  const Lang target = Lang::of(dash == std::string::npos ? pair : pair.substr(dash + 1));
  if (slash == std::string::npos || slash + 1 == a.pack.size() || !target.known() || (dash != std::string::npos && !source.known())) {
    say("rules new: \"" + a.pack + "\" names no pack; expected <source>-<target>/name or <target>/name, as in fr-en/idioms");
    return kUsage;
  }
  std::string text = "# " + a.pack + ": save as rules/" + a.pack + ".yaml, or add the rule to the pack that is there.\n";
  text += "pack: " + a.pack + "\nlang: {" + (source.known() ? "source: " + std::string(source.code()) + ", " : "") + "target: " +
          std::string(target.code()) + "}\ndefaults: {category: mistranslation, severity: major, status: draft}\n\nrules:\n";
  text += "- id: " + a.rule +
          "\n  title: 'what is wrong, in one line'\n"
          "  match: '[bad: words of the artifact]'    # docs/rule-language.md\n"
          "  fix: ['{the right words|case:bad}']\n"
          "  why: One calm sentence for the reader of the finding.\n"
          "  fact: own knowledge                      # or the dictionary entry, grammar, style guide that was opened\n"
          "  evidence: not measured yet               # what it did on clean copy\n"
          "  examples:\n"
          "  - bad: A sentence with \xE2\x9F\xA6words of the artifact|the right words\xE2\x9F\xA7 in it.\n"
          "  - bad: Another with \xE2\x9F\xA6words of the artifact|the right words\xE2\x9F\xA7 in other surroundings.\n"
          "  - ok: A near miss that must stay silent.\n";
  StandardOutput().write(text);
  return kClean;
}

}  // namespace

void add_rules_author(CLI::App& rules, int& status) {
  auto t = std::make_shared<AuthorArguments>();
  CLI::App* test_command = rules.add_subcommand("test", "Prove rules: examples, fixes, silence, and that every part of a pattern is needed");
  test_command->add_option("pack", t->selectors, "Files of packs, ids of packs or rules [all]")->type_name("PACK");
  test_command->add_flag("--quick", t->quick, "Leave the mutations out");
  add_rule_options(*test_command, t->rules);
  test_command->callback([t, &status] { status = test(*t); });

  auto l = std::make_shared<AuthorArguments>();
  CLI::App* lint_command = rules.add_subcommand("lint", "Load all packs and say every fault, and what could be better");
  add_rule_options(*lint_command, l->rules);
  lint_command->callback([l, &status] { status = lint(*l); });

  auto b = std::make_shared<AuthorArguments>();
  CLI::App* bench_command = rules.add_subcommand("bench", "What each rule costs on a corpus, and how often it speaks there");
  add_input_options(*bench_command, b->input);
  bench_command->add_option("--rule", b->selectors, "These rules alone: ids of rules or packs, prefixes")->type_name("RULE");
  bench_command->add_option("--most", b->most, "Show so many of the dearest, and all that speak; 0: all [30]")->type_name("N");
  add_rule_options(*bench_command, b->rules);
  bench_command->callback([b, &status] { status = bench(*b); });

  auto n = std::make_shared<AuthorArguments>();
  CLI::App* new_command = rules.add_subcommand("new", "Print the skeleton of a rule");
  new_command->add_option("pack", n->pack, "The pack it is for, as in fr-en/idioms")->type_name("PACK")->required();
  new_command->add_option("rule", n->rule, "Its id within the pack")->type_name("ID")->required();
  new_command->callback([n, &status] { status = skeleton(*n); });
}

}  // namespace wirecheck::cli
