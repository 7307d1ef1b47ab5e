#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "core/version.h"
#include "engine/selectors.h"
#include "frontends/cli/cli.h"

namespace {

constexpr uint32_t kHelpColumn = 30;

std::string failure(const CLI::App*, const CLI::Error& error) {
  return "wirecheck: " + std::string(error.what()) + "\n'wirecheck --help' and 'wirecheck COMMAND --help' tell more.\n";
}

// The first argument where no command is: what was meant.
bool is_no_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return false;
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  const std::string word = argv[1];
  if (std::find(names.begin(), names.end(), word) != names.end()) return false;
  const std::string meant = wirecheck::nearest_name(word, names);
  std::string known;
  for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
  wirecheck::cli::say("no command is called \"" + word + "\"; " +
                      (meant.empty() ? "expected " + known + ", as in: wirecheck check " + word : "did you mean \"" + meant + "\"?"));
  return true;
}

std::string version_line() {
  return "wirecheck " + std::string(wirecheck::version()) + " (ICU " + std::string(wirecheck::icu_version()) + ")";
}

// Option lines without the notation for types and ranges: what a value may be, the text says.
class Help : public CLI::Formatter {
 public:
  std::string make_option_opts(const CLI::Option* option) const override {
    const std::string type = option->get_type_name();
    return option->get_positional() || type.empty() ? "" : " " + type.substr(0, type.find(':'));
  }
};

}  // namespace

int main(int argc, char** argv) {
  using namespace wirecheck::cli;
  int status = kClean;
  CLI::App app("wirecheck finds what machine translation left behind in a news story, says why it is wrong, and offers the\n"
               "words to put there.", "wirecheck");
  app.set_version_flag("--version", version_line());
  app.require_subcommand(1);
  app.formatter(std::make_shared<Help>());
  app.get_formatter()->column_width(kHelpColumn);
  app.get_formatter()->label("Positionals", "Arguments");
  add_check(app, status);
  add_fix(app, status);
  add_rules(app, status);
  add_doctor(app, status);
  add_eval(app, status);
  // Last, because commands inherit it.
  app.footer("wirecheck check --from fr story.txt       what is wrong in a story translated from French\n"
             "wirecheck fix --from fr --diff story.txt  what the safe fixes would change\n"
             "wirecheck COMMAND --help                  the options of a command");
  app.failure_message(failure);
  if (is_no_command(app, argc, argv)) return kUsage;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    app.exit(error);
    return kUsage;
  } catch (const std::exception& error) {
    say(std::string("stopped by an error that should not be: ") + error.what());
    return kUsage;
  }
  return status;
}
