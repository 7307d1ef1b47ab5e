// wirecheck rules: what the rules are, and why one spoke or was silent.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "core/offsets.h"
#include "core/utf8.h"
#include "engine/explain.h"
#include "engine/selectors.h"
#include "findings/findings.h"
#include "frontends/cli/cli.h"
#include "report/excerpt.h"
#include "report/reporter.h"
#include "report/rule_text.h"

namespace wirecheck::cli {
namespace {

struct ListArguments {
  RuleArguments rules;
  std::vector<std::string> selectors;
  std::string format = "terminal";
};

struct ExplainArguments {
  RuleArguments rules;
  std::vector<std::string> ids;
  std::string at, format = "terminal";
};

std::string padded(std::string_view text, size_t width) {
  std::string out(text);
  const size_t shown = utf8::display_width(text);
  if (shown < width) out.append(width - shown, ' ');
  return out;
}

int list(const ListArguments& a, const LoadedEngine& loaded) {
  const std::vector<Error> unknown = unknown_selectors(*loaded.engine, a.selectors);
  for (const Error& error : unknown) say(error);
  if (!unknown.empty()) return kUsage;
  std::vector<const RuleInfo*> rules = loaded.engine->rules();
  std::erase_if(rules, [&](const RuleInfo* rule) {
    return !a.selectors.empty() && std::none_of(a.selectors.begin(), a.selectors.end(),
                                                [&](const std::string& one) { return selects(one, *rule); });
  });
  StandardOutput out;
  if (a.format == "json") {
    std::string text = "[";
    for (size_t i = 0; i < rules.size(); ++i) text += (i ? ",\n" : "\n") + rule_json(*rules[i]);
    out.write(text + (rules.empty() ? "]\n" : "\n]\n"));
    return kClean;
  }
  size_t width = 0;
  for (const RuleInfo* rule : rules) width = std::max(width, rule->id.size());
  std::string text;
  for (const RuleInfo* rule : rules)
    text += padded(rule->id, width) + "  " + padded(name_of(rule->severity), 8) + "  " + padded(name_of(rule->status), 6) + "  " +
            padded(name_of(rule->category), 14) + "  " + shown(rule->title) + "\n";
  out.write(text);
  say(std::to_string(rules.size()) + (rules.size() == 1 ? " rule" : " rules"));
  return kClean;
}

int explain_ids(const ExplainArguments& a, const LoadedEngine& loaded) {
  int status = kClean;
  std::string text;
  size_t shown = 0;
  for (const std::string& id : a.ids) {
    const RuleInfo* rule = loaded.engine->rule(id);
    if (!rule) {
      const std::string meant = nearest_rule(*loaded.engine, id);
      say("no rule is called \"" + id + "\"; " + (meant.empty() ? "'wirecheck rules list' shows them all" : "did you mean \"" + meant + "\"?"));
      status = kUsage;
      continue;
    }
    const bool json = a.format == "json";
    if (shown++) text += json ? ",\n" : "\n";
    text += json ? rule_json(*rule) : rule_page(*rule, StandardOutput::width());
  }
  if (a.format == "json") text = "[\n" + text + "\n]\n";
  if (shown) StandardOutput().write(text);
  return status;
}

int explain_at(const ExplainArguments& a, const LoadedEngine& loaded) {
  const auto place = parse_place(a.at);
  if (!place) {
    say(place.error());
    return kUsage;
  }
  Scratch scratch;
  const auto told = explain_place(*loaded.engine, place.value(), {}, scratch);
  if (!told) {
    say(told.error());
    return told.error().code == Error::Code::usage ? kUsage : kUnreadable;
  }
  const PlaceExplanation& e = told.value();
  const Document& document = *e.report.document;
  const LineIndex lines(document.text());
  StandardOutput out;
  const Position where = lines.at(e.where.begin);
  std::string text = (document.path() + ":" + std::to_string(where.line) + ": ") + shown(lines.line(where.line)) + "\n\n";
  if (e.report.findings.empty() && e.near.empty()) text += "No rule matched here.\n";
  for (const Finding& finding : e.report.findings)
    text += "found    " + finding.rule->id + " at column " + std::to_string(lines.at(finding.span.begin).column) + ": \"" +
            shown(document.slice(finding.span)) + "\"\n";
  for (const NearMiss& near : e.near) {
    const bool reported = std::any_of(e.report.findings.begin(), e.report.findings.end(),
                                      [&](const Finding& f) { return f.rule->id == near.rule->id && f.span.overlaps(near.span); });
    if (near.fired && reported) continue;
    text += std::string(near.fired ? "matched  " : "held     ") + near.rule->id + " at column " +
            std::to_string(lines.at(near.span.begin).column) + ": \"" + shown(document.slice(near.span)) + "\"\n         " +
            (near.fired ? "not reported: switched off, of another source language, or said by another rule" : near.held_by) + "\n";
  }
  out.write(text);
  return kClean;
}

}  // namespace

void add_rules(CLI::App& app, int& status) {
  CLI::App* rules = app.add_subcommand("rules", "List, explain and test the rules");
  rules->require_subcommand(1);
  add_rules_author(*rules, status);

  auto l = std::make_shared<ListArguments>();
  CLI::App* list_command = rules->add_subcommand("list", "One line a rule");
  list_command->add_option("selector", l->selectors, "Of these alone: ids of rules or packs, categories, prefixes (fr-en/idioms.*)")->type_name("RULE");
  list_command->add_option("--format", l->format, "terminal or json [terminal]")->type_name("NAME")->check(CLI::IsMember({"terminal", "json"}))->group("Output");
  add_rule_options(*list_command, l->rules);
  list_command->callback([l, &status] {
    const auto loaded = load_engine(l->rules, "");
    status = loaded ? list(*l, *loaded) : kUsage;
  });

  auto e = std::make_shared<ExplainArguments>();
  CLI::App* explain_command = rules->add_subcommand("explain", "What a rule says and why; or what the rules thought of a place");
  explain_command->add_option("id", e->ids, "Ids of rules")->type_name("ID");
  explain_command->add_option("--at", e->at, "What matched on this line of a story, what almost did, and what held it back")->type_name("FILE:LINE[:COLUMN]")->group("Output");
  explain_command->add_option("--format", e->format, "terminal or json (of rules) [terminal]")->type_name("NAME")->check(CLI::IsMember({"terminal", "json"}))->group("Output");
  add_rule_options(*explain_command, e->rules);
  explain_command->callback([e, &status] {
    if (e->ids.empty() == e->at.empty()) {
      say("rules explain: expected ids of rules, or --at FILE:LINE");
      status = kUsage;
      return;
    }
    const auto loaded = load_engine(e->rules, e->at.substr(0, e->at.find(':')));
    status = !loaded ? kUsage : e->at.empty() ? explain_ids(*e, *loaded) : explain_at(*e, *loaded);
  });
}

}  // namespace wirecheck::cli
