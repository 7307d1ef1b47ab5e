// The program as its users see it: each tests/cli/*.txt is a scenario, run through the built program in a folder of its own.
//   # a remark
//   -- file NAME            the lines that follow become a file; "escaped" after the name: \xNN, \0, \n, \r and \\ are read
//   -- sh                   the lines that follow prepare the folder (rarely needed)
//   -- run ARGUMENTS        as a shell reads them; "-- run unprivileged ARGUMENTS" runs as nobody when the tests run as root
//   -- env NAME=VALUE       for this run
//   -- stdin, -- stdout, -- stderr, -- status N      of this run; a missing stream is expected to be empty, a missing status 0
// In expected streams "[..]" stands for any characters of a line, a line "..." for any number of lines.
// WIRECHECK_UPDATE=1 rewrites the streams that differ, and the test still fails once.
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "test_config.h"

namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void spill(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

struct Section {
  std::string head;  // "run check a.txt"
  std::string body;
  std::string_view kind() const { return std::string_view(head).substr(0, head.find(' ')); }
  std::string rest() const { return head.find(' ') == std::string::npos ? "" : head.substr(head.find(' ') + 1); }
};


std::vector<Section> sections_of(const std::string& text) {
  std::vector<Section> out = {{"", ""}};  // the remarks
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("-- ")) out.push_back({line.substr(3), ""});
    else out.back().body += line + "\n";
  }
  return out;
}

std::string text_of(const std::vector<Section>& sections) {
  std::string out;
  for (const Section& section : sections) out += (section.head.empty() ? "" : "-- " + section.head + "\n") + section.body;
  return out;
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) { if (text[i] != '\n') out += text[i]; continue; }
    const char c = text[++i];
    if (c == 'n') out += '\n';
    else if (c == 'r') out += '\r';
    else if (c == '0') out += '\0';
    else if (c == 'x') { out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)); i += 2; }
    else out += c;
  }
  return out;
}

// Blank lines before the next section belong to the layout of the transcript.
std::string trimmed(std::string text) {
  while (text.ends_with("\n\n")) text.pop_back();
  return text == "\n" ? "" : text;
}

bool line_matches(std::string_view pattern, std::string_view line) {
  const size_t hole = pattern.find("[..]");
  if (hole == std::string_view::npos) return pattern == line;
  if (!line.starts_with(pattern.substr(0, hole))) return false;
  const std::string_view rest = pattern.substr(hole + 4);
  for (size_t at = hole; at <= line.size(); ++at)
    if (line_matches(rest, line.substr(at))) return true;
  return false;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

bool matches(const std::vector<std::string>& pattern, size_t p, const std::vector<std::string>& lines, size_t n) {
  if (p == pattern.size()) return n == lines.size();
  if (pattern[p] == "...") {
    for (size_t at = n; at <= lines.size(); ++at)
      if (matches(pattern, p + 1, lines, at)) return true;
    return false;
  }
  return n < lines.size() && line_matches(pattern[p], lines[n]) && matches(pattern, p + 1, lines, n + 1);
}

class Scenario {
 public:
  explicit Scenario(const fs::path& file) : file_(file), sections_(sections_of(slurp(file))) {
    std::string pattern = (fs::temp_directory_path() / "wirecheck-test.XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()));
    top_ = pattern;
    folder_ = top_ / "here";
    fs::create_directories(folder_);
    fs::create_directories(top_ / "bin");
    fs::create_symlink(wirecheck::test::kProgram, top_ / "bin" / "wirecheck");
    chmod(top_.c_str(), 0755);
  }
  ~Scenario() {
    std::error_code ignored;
    fs::remove_all(top_, ignored);
  }

  void play() {
    for (size_t i = 1; i < sections_.size(); ++i) {
      const Section& section = sections_[i];
      if (section.kind() == "file") write_file(section);
      else if (section.kind() == "sh") REQUIRE(shell(section.body) == 0);
      else if (section.kind() == "run") i = run_from(i);
      else FAIL(file_.filename().string() << ": unknown section \"-- " << section.head << "\"");
    }
    if (changed_) spill(file_, text_of(sections_));
  }

 private:
  void write_file(const Section& section) {
    std::string name = section.rest();
    const bool escaped = name.ends_with(" escaped");
    if (escaped) name.resize(name.size() - 8);
    fs::create_directories((folder_ / name).parent_path());
    spill(folder_ / name, escaped ? unescaped(section.body) : trimmed(section.body));
  }

  int shell(const std::string& command) const {
    const int code = std::system(("cd '" + folder_.string() + "' || exit 99\n" + command).c_str());
    return WIFEXITED(code) ? WEXITSTATUS(code) : 128;
  }

  // For a stretch inside single quotation marks.
  static std::string quoted(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out;
  }

  // Runs sections_[i] with the sections that follow it up to the next run or file; returns the last of them.
  size_t run_from(size_t i) {
    const std::string command = sections_[i].rest();
    std::string input, out, err, env;
    size_t last = i, out_at = 0, err_at = 0, status_at = 0;
    for (size_t k = i + 1; k < sections_.size(); ++k, last = k - 1) {
      const Section& section = sections_[k];
      if (section.kind() == "stdin") input = section.rest() == "escaped" ? unescaped(section.body) : trimmed(section.body);
      else if (section.kind() == "env") env += " " + section.rest();
      else if (section.kind() == "stdout") { out = trimmed(section.body); out_at = k; }
      else if (section.kind() == "stderr") { err = trimmed(section.body); err_at = k; }
      else if (section.kind() == "status") status_at = k;
      else break;
    }
    INFO(file_.filename().string() << ": wirecheck " << command);
    spill(top_ / "stdin", input);
    std::string arguments = command, as;
    if (arguments.starts_with("unprivileged ")) {
      arguments = arguments.substr(13);
      if (geteuid() == 0 && shell("setpriv --reuid=65534 --regid=65534 --clear-groups test -x ../bin/wirecheck") != 0) {
        WARN("nobody can not reach the built program: left out: wirecheck " << arguments);
        return last;
      }
      if (geteuid() == 0) as = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    }
    const std::string settings = "env -i PATH='" + (top_ / "bin").string() + "':/usr/bin:/bin LC_ALL=C HOME='" + top_.string() +
                                 "' WIRECHECK_CACHE='" + wirecheck::test::kBinaryDir + "/test-cache' WIRECHECK_DATA='" +
                                 wirecheck::test::kSourceDir + "' HOUSE='" + wirecheck::test::kSourceDir + "/tests/cli/house'" + env + " ";
    const int status = shell(as + settings + "sh -c 'exec wirecheck " + quoted(arguments) + "' <../stdin >../stdout 2>../stderr");
    const std::string expected_status = status_at ? sections_[status_at].rest() : "0";
    compare("stdout", out, slurp(top_ / "stdout"), out_at);
    compare("stderr", err, slurp(top_ / "stderr"), err_at);
    CHECK(std::to_string(status) == expected_status);
    if (updating() && status_at && std::to_string(status) != expected_status) {
      sections_[status_at].head = "status " + std::to_string(status);
      changed_ = true;
    }
    return last;
  }

  static bool updating() { return std::getenv("WIRECHECK_UPDATE") != nullptr; }

  void compare(const char* stream, const std::string& expected, const std::string& got, size_t at) {
    if (matches(lines_of(expected), 0, lines_of(got), 0)) return;
    FAIL_CHECK(stream << " differs; expected\n" << expected << "got\n" << got);
    if (!updating() || !at) return;
    sections_[at].body = got + "\n";
    changed_ = true;
  }

  fs::path file_, top_, folder_;
  std::vector<Section> sections_;
  bool changed_ = false;
};

}  // namespace

TEST_CASE("transcripts of the command line", "[front]") {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(wirecheck::test::kSourceDir) / "tests" / "cli"))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  REQUIRE(!files.empty());
  for (const fs::path& file : files) {
    DYNAMIC_SECTION(file.filename().string()) { Scenario(file).play(); }
  }
}

TEST_CASE("expected streams have holes", "[front]") {
  CHECK(line_matches("a[..]c", "abc"));
  CHECK(line_matches("[..]", ""));
  CHECK_FALSE(line_matches("a[..]c", "abd"));
  CHECK(matches({"a", "...", "d"}, 0, {"a", "b", "c", "d"}, 0));
  CHECK_FALSE(matches({"a"}, 0, {"a", "b"}, 0));
  CHECK(unescaped("a\\x41\\0\\n") == std::string("aA\0\n", 4));
}
