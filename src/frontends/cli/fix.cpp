// wirecheck fix: applies fixes; everything outside the edits stays byte for byte.
#include <CLI/CLI.hpp>
#include <memory>

#include "engine/fix_run.h"
#include "fix/diff.h"
#include "frontends/cli/cli.h"

namespace wirecheck::cli {
namespace {

struct FixArguments {
  RuleArguments rules;
  InputArguments input;
  bool all = false, diff = false, in_place = false;
};

std::string counted(size_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : noun.ends_with('x') ? "es" : "s");
}

class FixRun {
 public:
  FixRun(const FixArguments& arguments, LoadedEngine loaded) : a_(arguments), loaded_(std::move(loaded)) {}

  int run() {
    const auto options = run_options(a_.input);
    if (!options) return kUsage;
    const std::vector<Input> inputs = stories(a_.input, *loaded_.engine);
    if (!a_.diff && !a_.in_place && inputs.size() > 1) {
      say("the repaired text of " + std::to_string(inputs.size()) + " files does not fit on one standard output; pass --in-place or --diff");
      return kUsage;
    }
    for (const Input& input : inputs) {
      if (a_.in_place && input.path == "-") {
        say("--in-place: standard input has no place");
        return kUsage;
      }
    }
    for (const Input& input : inputs) {
      one(input, options->read);
      if (out_.failed()) return kUsage;
    }
    return unreadable_ ? kUnreadable : kClean;
  }

 private:
  void one(const Input& input, const ReadOptions& options) {
    applied_ = left_ = 0;
    headed_ = false;
    const FixMode mode = a_.all ? FixMode::all : FixMode::safe;
    const auto take = [&](const std::function<bool(const FixedPiece&)>& put) {
      return run_fixes(*loaded_.engine, input, options, mode, [&](FixedPiece piece) {
        applied_ += piece.applied;
        left_ += piece.left;
        for (const Error& error : piece.errors) fault(error);
        return put(piece);
      });
    };
    Status status = Done{};
    if (a_.in_place && !input.failure) status = in_place(input, take);
    else if (a_.diff) status = take([&](const FixedPiece& piece) { return show(input, piece); });
    else status = take([&](const FixedPiece& piece) { out_.write(piece.after); return !out_.failed(); });
    if (!status) return fault(status.error());
    std::string text = input.shown + ": " + (applied_ ? counted(applied_, "fix") : "nothing fixed");
    if (left_) text += a_.all ? ", " + counted(left_, "finding") + " left" : ", " + counted(left_, "finding") + " left for a person (--all takes the first fix of each)";
    say(text);
  }

  using Take = std::function<Status(const std::function<bool(const FixedPiece&)>&)>;
  // A file in which nothing is to be fixed is not touched.
  Status in_place(const Input& input, const Take& take) {
    return write_in_place(input.path, [&](const FileWrite& write) -> Result<bool> {
      bool changed = false;
      const Status taken = take([&](const FixedPiece& piece) {
        changed |= piece.before != piece.after;
        return (!a_.diff || show(input, piece)) && write(piece.after);
      });
      if (!taken) return taken.error();
      return changed && !out_.failed();
    });
  }

  // A record of JSON Lines is a line: it is a hunk of its own, without the lines around it.
  bool show(const Input& input, const FixedPiece& piece) {
    if (piece.before == piece.after) return true;
    if (input.format != Format::jsonl) {
      const bool decoded = !piece.shown_before.empty();
      out_.write(unified_diff(decoded ? piece.shown_before : piece.before, decoded ? piece.shown_after : piece.after, input.shown, input.shown));
      return !out_.failed();
    }
    const std::string line = std::to_string(piece.line);
    std::string text = headed_ ? "" : "--- " + input.shown + "\n+++ " + input.shown + "\n";
    headed_ = true;
    text += "@@ -" + line + " +" + line + " @@\n";
    for (const auto& [sign, side] : {std::pair('-', &piece.before), std::pair('+', &piece.after)}) {
      text += sign + *side;
      if (!side->ends_with('\n')) text += "\n\\ No newline at end of file\n";
    }
    out_.write(text);
    return !out_.failed();
  }

  void fault(const Error& error) {
    say(error);
    unreadable_ = true;
  }

  const FixArguments& a_;
  LoadedEngine loaded_;
  StandardOutput out_;
  size_t applied_ = 0, left_ = 0;
  bool headed_ = false, unreadable_ = false;
};

}  // namespace

void add_fix(CLI::App& app, int& status) {
  auto a = std::make_shared<FixArguments>();
  CLI::App* command = app.add_subcommand("fix", "Apply the fixes: the safe ones, or the first of every finding");
  add_input_options(*command, a->input);
  add_rule_options(*command, a->rules);
  command->add_flag("--all", a->all, "Take the first fix of every finding, not the safe ones alone")->group("Output");
  command->add_flag("--diff", a->diff, "Show a unified diff instead of the repaired text")->group("Output");
  command->add_flag("--in-place", a->in_place, "Write the repaired text into the file, keeping encoding, line ends and mode")->group("Output");
  command->footer("Exit status: 0 done; 2 wrong usage, configuration or rule pack; 3 some input could not be read (the rest was repaired).");
  command->callback([a, &status] {
    auto loaded = load_engine(a->rules, a->input.paths.front());
    status = loaded ? FixRun(*a, std::move(*loaded)).run() : kUsage;
  });
}

}  // namespace wirecheck::cli
