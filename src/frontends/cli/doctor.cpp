// wirecheck doctor: what this installation has, and which checks are off for want of something.
#include <CLI/CLI.hpp>
#include <map>
#include <memory>

#include "engine/diagnosis.h"
#include "frontends/cli/cli.h"

namespace wirecheck::cli {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string report(const Diagnosis& d) {
  std::string out = "wirecheck " + d.versions.tool + ", ICU " + d.versions.icu + "\n";
  out += "data       " + d.data_dir + "\n";
  out += "cache      " + (d.cache_dir.empty() ? "none" : d.cache_dir + (d.cache_writable ? "" : " (can not be written: everything is compiled anew each time)")) + "\n";
  out += "rules      " + std::to_string(d.rules) + " for stories in \"" + std::string(d.target.code()) + "\"" +
         (d.drafts ? ", " + std::to_string(d.drafts) + " of them drafts (--drafts)" : "") + "; packs " + d.versions.packs + "\n";
  out += "\nDictionaries and data packages\n";
  std::string missing;
  for (const DictionaryInfo& dictionary : d.dictionaries) {
    out += "  " + std::string(dictionary.path.empty() ? "missing  " : "found    ") + dictionary.name;
    if (dictionary.path.empty()) {
      out += " (package " + dictionary.package + ")";
      missing += (missing.empty() ? "" : " ") + dictionary.package;
    } else {
      out += " " + dictionary.version + "  " + dictionary.path;
    }
    out += "\n";
    if (dictionary.path.empty() && !dictionary.serves.empty()) out += "           off without it: " + joined(dictionary.serves) + "\n";
  }
  if (d.dictionaries.empty()) out += "  none\n";
  out += "\nChecks that are off\n";
  for (const CheckOff& off : d.checks_off) out += "  " + off.check + ": " + off.reason + "\n";
  if (d.checks_off.empty()) out += "  none\n";
  if (!missing.empty()) out += "\nTo switch them on:  apt-get install " + missing + "\n";
  return out;
}

}  // namespace

void add_doctor(CLI::App& app, int& status) {
  auto rules = std::make_shared<RuleArguments>();
  CLI::App* command = app.add_subcommand("doctor", "Say which dictionaries and data were found, and which checks are off without them");
  add_rule_options(*command, *rules);
  command->callback([rules, &status] {
    const auto loaded = load_engine(*rules, "");
    status = loaded ? kClean : kUsage;
    if (loaded) StandardOutput().write(report(diagnose(*loaded->engine)));
  });
}

}  // namespace wirecheck::cli
