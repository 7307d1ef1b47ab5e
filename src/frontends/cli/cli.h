// The command line: what the subcommands share. Findings go to stdout, messages to stderr.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/category.h"
#include "engine/engine.h"
#include "engine/house.h"
#include "engine/run.h"

namespace CLI {
class App;
}

namespace wirecheck::cli {

enum ExitStatus : int {
  kClean = 0,
  kFindings = 1,    // at or above --fail-on; a test or a lint that failed
  kUsage = 2,       // usage, configuration, rule packs; a required check that is off
  kUnreadable = 3   // some input could not be read; the rest was answered
};

// Each adds its subcommand; its callback writes `status`.
void add_check(CLI::App& app, int& status);
void add_fix(CLI::App& app, int& status);
void add_rules(CLI::App& app, int& status);
void add_rules_author(CLI::App& rules, int& status);  // below `rules`
void add_doctor(CLI::App& app, int& status);
void add_eval(CLI::App& app, int& status);

// The options that choose languages and rules, the same for every subcommand.
struct RuleArguments {
  std::string from, to, data_dir;
  std::vector<std::string> only, disable, profiles, rules_dirs;
  bool drafts = false, no_cache = false, no_config = false;
};
void add_rule_options(CLI::App& command, RuleArguments& arguments);

// The options that say how input is read.
struct InputArguments {
  std::vector<std::string> paths;
  std::string stdin_name, encoding, source_file;
  std::string id_field, source_field, lang_field;
  std::vector<std::string> text_fields;
  bool pass_through = false;
  unsigned jobs = 1;
  uint64_t max_bytes = 64u << 20;
};
void add_input_options(CLI::App& command, InputArguments& arguments);

struct LoadedEngine {
  std::shared_ptr<const Engine> engine;
  HouseConfig house;
};
// Nothing after every fault was said on stderr: the exit status is kUsage. `start` is where .wirecheck.yaml is looked for.
std::optional<LoadedEngine> load_engine(const RuleArguments& arguments, const std::string& start);

// Nothing after the fault was said.
// The inputs that the arguments name, each story with the source text beside it ("talks.en.txt", "talks.fr.txt").
std::vector<Input> stories(const InputArguments& arguments, const Engine& engine);
std::optional<RunOptions> run_options(const InputArguments& arguments);

// "wirecheck: message" on stderr.
void say(std::string_view message);
void say(const Error& error);

// Standard output; remembers a failure, after which it writes no more.
class StandardOutput {
 public:
  void write(std::string_view text);  // and flushes
  bool failed() const { return failed_; }
  static bool is_terminal();
  static bool wants_colour();         // NO_COLOR, CLICOLOR_FORCE, TERM, and whether it is a terminal
  static uint32_t width();            // columns of the terminal; 100 where it is none

 private:
  bool failed_ = false;
};

}  // namespace wirecheck::cli
