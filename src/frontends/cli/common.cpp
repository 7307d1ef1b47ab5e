#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <thread>

#include "core/data_dir.h"
#include "engine/pairs.h"
#include "engine/selectors.h"
#include "frontends/cli/cli.h"

namespace wirecheck::cli {
namespace {

constexpr uint32_t kDefaultWidth = 100, kWidest = 160;

bool set(const char* variable) {
  const char* value = std::getenv(variable);
  return value && *value;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& from) { to.insert(to.end(), from.begin(), from.end()); }

// The language of an option; false after the fault was said.
bool language(std::string_view option, const std::string& tag, Lang& out) {
  if (tag.empty()) return true;
  out = Lang::of(tag);
  if (out.known()) return true;
  say("--" + std::string(option) + ": \"" + tag + "\" is no language; expected a code such as fr or en");
  return false;
}

}  // namespace

void add_rule_options(CLI::App& command, RuleArguments& a) {
  command.add_option("--from", a.from, "Language the story was translated from: its rules run, too")->type_name("LANG")->group("Languages and rules");
  command.add_option("--to", a.to, "Language of the story; detected where it is not told")->type_name("LANG")->group("Languages and rules");
  const auto list = [&](const char* name, std::vector<std::string>& to, const char* help, const char* type) {
    command.add_option(name, to, help)->type_name(type)->delimiter(',')->allow_extra_args(false)->group("Languages and rules");
  };
  list("--only", a.only, "Run these alone: ids of rules or packs, categories, prefixes (fr-en/idioms.*)", "RULE,...");
  list("--disable", a.disable, "Leave these out", "RULE,...");
  list("--profile", a.profiles, "Run the rules of a profile (house style), too", "NAME,...");
  command.add_flag("--drafts", a.drafts, "Run rules that are not measured yet, too")->group("Languages and rules");
  list("--rules", a.rules_dirs, "A folder of rule packs of your own, besides ours", "DIR");
  command.add_option("--data-dir", a.data_dir, "Where rules/ and dictionaries/ are (also WIRECHECK_DATA)")->type_name("DIR")->group("Languages and rules");
  command.add_flag("--no-config", a.no_config, "Do not look for .wirecheck.yaml in the input's folder and above")->group("Languages and rules");
  command.add_flag("--no-cache", a.no_cache, "Compile rules and lexicons anew")->group("Languages and rules");
}

void add_input_options(CLI::App& command, InputArguments& a) {
  command.add_option("path", a.paths, "Files, folders (*.txt, *.jsonl, *.ndjson in them), globs; - is standard input")->type_name("PATH")->required();
  command.add_option("--source", a.source_file, "The source text of the one story given")->type_name("FILE")->group("Input");
  command.add_option("--encoding", a.encoding, "UTF-8, UTF-16LE, UTF-16BE, windows-1252, ISO-8859-1; detected where it is not told")->type_name("NAME")->group("Input");
  command.add_option("--stdin-filename", a.stdin_name, "The name of standard input in reports; its extension tells the format")->type_name("NAME")->group("Input");
  command.add_option("--max-bytes", a.max_bytes, "The largest document read [67108864]")->type_name("BYTES")->check(CLI::Range(uint64_t{1}, uint64_t{2'000'000'000}))->group("Input");
  command.add_option("--text-field", a.text_fields, "The story's text; the first field present [text, mt]")->type_name("NAME,...")->delimiter(',')->allow_extra_args(false)->group("Records of JSON Lines");
  command.add_option("--source-field", a.source_field, "The source text [source]")->type_name("NAME")->group("Records of JSON Lines");
  command.add_option("--lang-field", a.lang_field, "The story's language [lang]")->type_name("NAME")->group("Records of JSON Lines");
  command.add_option("--id-field", a.id_field, "What names the record in results [id]")->type_name("NAME")->group("Records of JSON Lines");
}

std::optional<LoadedEngine> load_engine(const RuleArguments& a, const std::string& start) {
  std::vector<Error> faults;
  LoadedEngine out;
  if (!a.no_config) out.house = find_house_config(start, faults);
  EngineOptions options;
  options.source = out.house.from;
  options.target = out.house.to;
  if (!language("from", a.from, options.source) || !language("to", a.to, options.target)) return std::nullopt;
  options.only = a.only.empty() ? out.house.only : a.only;
  options.disable = out.house.disable;
  append(options.disable, a.disable);
  options.profiles = out.house.profiles;
  append(options.profiles, a.profiles);
  options.rules_dirs = out.house.rules;
  append(options.rules_dirs, a.rules_dirs);
  options.drafts = a.drafts || out.house.drafts.value_or(false);
  options.use_cache = !a.no_cache;
  if (auto data_dir = find_data_dir(a.data_dir)) options.data_dir = std::move(data_dir).value();
  else faults.push_back(data_dir.error());
  if (faults.empty()) out.engine = Engine::load(options, faults);
  if (out.engine) {
    for (const auto* selectors : {&options.only, &options.disable}) {
      const std::vector<Error> unknown = unknown_selectors(*out.engine, *selectors);
      faults.insert(faults.end(), unknown.begin(), unknown.end());
    }
  }
  for (const Error& fault : faults) say(fault);
  if (!faults.empty() || !out.engine) return std::nullopt;
  return out;
}

std::vector<Input> stories(const InputArguments& a, const Engine& engine) {
  return join_pairs(expand_inputs(a.paths, a.stdin_name), engine.options().source, engine.options().target);
}

std::optional<RunOptions> run_options(const InputArguments& a) {
  RunOptions options;
  options.jobs = a.jobs ? a.jobs : std::max(1u, std::thread::hardware_concurrency());
  options.read.limit = a.max_bytes;
  options.read.pass_through = a.pass_through;
  if (!a.id_field.empty()) options.read.id_field = a.id_field;
  if (!a.source_field.empty()) options.read.source_field = a.source_field;
  if (!a.lang_field.empty()) options.read.lang_field = a.lang_field;
  if (!a.text_fields.empty()) options.read.text_fields = a.text_fields;
  if (!a.encoding.empty()) {
    options.read.encoding = encoding_of(a.encoding);
    if (!options.read.encoding) {
      say("--encoding: \"" + a.encoding + "\" is not known; expected UTF-8, UTF-16LE, UTF-16BE, windows-1252 or ISO-8859-1");
      return std::nullopt;
    }
  }
  if (!a.source_file.empty()) {
    if (a.paths.size() != 1) {
      say("--source: goes with one story, and " + std::to_string(a.paths.size()) + " are given; JSON Lines carry a source each");
      return std::nullopt;
    }
    const Status status = read_source(a.source_file, options.read);
    if (!status) {
      say(status.error());
      return std::nullopt;
    }
  }
  return options;
}

void say(std::string_view message) {
  const std::string line = "wirecheck: " + std::string(message) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void say(const Error& error) { say(to_string(error)); }

void StandardOutput::write(std::string_view text) {
  if (failed_) return;
  failed_ = std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0;
  if (failed_) say("the output can not be written: " + std::error_code(errno, std::generic_category()).message());
}

bool StandardOutput::is_terminal() { return isatty(STDOUT_FILENO) == 1; }

bool StandardOutput::wants_colour() {
  if (set("NO_COLOR")) return false;
  if (set("CLICOLOR_FORCE") && std::string_view(std::getenv("CLICOLOR_FORCE")) != "0") return true;
  const char* term = std::getenv("TERM");
  return is_terminal() && term && std::string_view(term) != "dumb";
}

uint32_t StandardOutput::width() {
  winsize size{};
  if (!is_terminal() || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefaultWidth;
  return std::min<uint32_t>(size.ws_col, kWidest);
}

}  // namespace wirecheck::cli
