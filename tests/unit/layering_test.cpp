// The map of CONTRIBUTING.md as a test: which folder of src/ may include which, where each library is at home, and the
// habits that a compiler does not enforce. The checker is a function of (path, text), so that it can be shown to fail.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "test_config.h"

namespace {

namespace fs = std::filesystem;
using Complaints = std::vector<std::string>;
using Folders = std::set<std::string, std::less<>>;

// What the files of a folder may include, besides their own folder.
const std::map<std::string, Folders, std::less<>>& allowed_folders() {
  static const std::map<std::string, Folders, std::less<>> kAllowed = {
      {"core", {}},
      {"data", {"core"}},
      {"readers", {"core", "data"}},
      {"analysis", {"core", "data"}},
      {"align", {"core", "data", "analysis"}},
      {"checks", {"core", "data", "analysis", "align"}},
      {"packs", {"core", "data", "analysis", "align", "checks"}},
      {"findings", {"core"}},
      {"report", {"core", "findings"}},
      {"fix", {"core", "findings"}},
      {"engine", {"core", "data", "readers", "analysis", "align", "checks", "packs", "findings", "report", "fix"}},
      {"frontends", {"core", "findings", "report", "fix", "engine"}},
  };
  return kAllowed;
}

struct Home {
  std::string_view prefix;  // of the header's name
  Folders folders;          // whose .cpp files may include it
};

const std::vector<Home>& library_homes() {
  static const std::vector<Home> kHomes = {
      {"unicode/", {"core", "analysis", "align"}},
      {"hunspell/", {"analysis"}},
      {"cld2/", {"analysis"}},
      {"zlib.h", {"analysis"}},
      {"yaml-cpp/", {"data"}},
      {"re2/", {"core"}},
      {"simdjson", {"readers"}},
      {"nlohmann/", {"report", "readers", "frontends", "engine"}},
      {"CLI/", {"frontends"}},
      {"catch2/", {}},
  };
  return kHomes;
}

std::string first_component(std::string_view path) { return std::string(path.substr(0, path.find('/'))); }

std::string joined(const Folders& folders) {
  std::string out;
  for (const std::string& folder : folders) out += (out.empty() ? "" : ", ") + folder;
  return out.empty() ? "none" : out;
}

struct Include {
  std::string name;
  bool quoted;
  std::size_t line;
};

// The lines `#include <name>` and `#include "name"`, spaces wherever the preprocessor takes them.
std::vector<Include> includes_of(std::string_view text) {
  std::vector<Include> out;
  std::size_t line = 0;
  const auto skip = [](std::string_view& rest, std::string_view word) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view rest = text.substr(begin, end - begin);
    begin = end + 1;
    ++line;
    if (!skip(rest, "#") || !skip(rest, "include")) continue;
    const bool quoted = skip(rest, "\"");
    if (!quoted && !skip(rest, "<")) continue;
    const std::size_t close = rest.find(quoted ? '"' : '>');
    if (close != std::string_view::npos) out.push_back({std::string(rest.substr(0, close)), quoted, line});
  }
  return out;
}

// One include line of `path` (relative to src/); empty if it is as it should be.
std::string complaint_about(std::string_view path, const Include& include) {
  const std::string from = first_component(path);
  const bool in_header = !path.ends_with(".cpp");
  for (const Home& home : library_homes()) {
    if (!include.name.starts_with(home.prefix)) continue;
    if (!home.folders.contains(from)) return include.name + " is at home in " + joined(home.folders) + " only";
    if (in_header) return include.name + " is a library's header; it belongs in a .cpp file";
    return "";
  }
  const std::string to = first_component(include.name);
  const bool ours = allowed_folders().contains(to) && include.name.find('/') != std::string::npos;
  if (!ours) {
    if (include.name == "regex") return "regular expressions go through core/regex.h";
    if (!include.quoted) return "";
    if (include.name == "build_config.h" && from == "core") return "";
    return "\"" + include.name + "\" should be named from src/ on, as \"" + from + "/" + include.name + "\"";
  }
  if (include.name.ends_with(".cpp")) return include.name + " is a source file and is included nowhere";
  if (to == "frontends" && from != "frontends") return "nobody includes a front end: " + include.name;
  if (to == from) return "";
  const Folders& allowed = allowed_folders().at(from);
  if (!allowed.contains(to)) return from + " may include " + joined(allowed) + ", not " + include.name;
  return "";
}

bool is_word(char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// The text with comments, string and character literals blanked, lines kept.
std::string code_only(std::string_view text) {
  std::string out(text);
  const auto blank = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, out.size()); ++i) {
      if (out[i] != '\n') out[i] = ' ';
    }
  };
  std::size_t i = 0;
  while (i < text.size()) {
    const std::string_view rest = text.substr(i);
    std::size_t end = i + 1;
    if (rest.starts_with("//")) {
      end = std::min(text.find('\n', i), text.size());
      blank(i, end);
    } else if (rest.starts_with("/*")) {
      const std::size_t close = text.find("*/", i + 2);
      end = close == std::string_view::npos ? text.size() : close + 2;
      blank(i, end);
    } else if (rest.starts_with("R\"")) {
      const std::size_t open = std::min(text.find('(', i), text.size());
      const std::string close = ")" + std::string(text.substr(i + 2, open - i - 2)) + "\"";
      const std::size_t at = text.find(close, open);
      end = at == std::string_view::npos ? text.size() : at + close.size();
      blank(i, end);
    } else if (rest.front() == '"' || (rest.front() == '\'' && (i == 0 || !is_word(text[i - 1])))) {
      while (end < text.size() && text[end] != rest.front() && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
      blank(i, ++end);
    }
    i = end;
  }
  return out;
}

// The first banned word in `code`, as a whole word; a function only where it is called.
std::string habit_complaint(std::string_view code) {
  static const Folders kLocaleFunctions = {"tolower",  "toupper",  "isalpha", "isalnum", "isdigit", "isspace", "isupper",
                                           "islower",  "ispunct",  "isprint", "isxdigit", "stod",   "stof",    "stold",
                                           "strtod",   "strtof",   "atof",    "setlocale", "strcoll"};
  for (std::size_t begin = 0; begin < code.size();) {
    if (!is_word(code[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < code.size() && is_word(code[end])) ++end;
    const std::string_view word = code.substr(begin, end - begin);
    if (word == "thread_local") return "thread_local hides state that belongs in Scratch";
    const std::size_t next = code.find_first_not_of(" \t\n", end);
    if (next != std::string_view::npos && code[next] == '(' && kLocaleFunctions.contains(word)) {
      return std::string(word) + " depends on the C locale; use core/";
    }
    begin = end;
  }
  return "";
}

Complaints check_source(const std::string& path, const std::string& text) {
  Complaints out;
  if (!allowed_folders().contains(first_component(path))) {
    out.push_back(path + ": the folder is not on the map");
    return out;
  }
  for (const Include& include : includes_of(text)) {
    const std::string complaint = complaint_about(path, include);
    if (!complaint.empty()) out.push_back(path + ":" + std::to_string(include.line) + ": " + complaint);
  }
  std::size_t line = 1;
  for (const char c : text) {
    if (c == '\n') ++line;
    if (static_cast<unsigned char>(c) < 0x80) continue;
    out.push_back(path + ":" + std::to_string(line) + ": not ASCII; name the character as a constant");
    break;
  }
  if (path.ends_with(".h") && text.find("#pragma once") == std::string::npos) out.push_back(path + ": no #pragma once");
  const std::string habit = habit_complaint(code_only(text));
  if (!habit.empty()) out.push_back(path + ": " + habit);
  return out;
}

Complaints check_tree(const fs::path& src, std::size_t& files) {
  Complaints out;
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(src)) {
    const std::string extension = entry.path().extension().string();
    if (entry.is_regular_file() && (extension == ".cpp" || extension == ".h" || extension == ".def")) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (std::string& complaint : check_source(path.lexically_relative(src).generic_string(), text)) out.push_back(std::move(complaint));
  }
  files = paths.size();
  return out;
}

}  // namespace

TEST_CASE("the sources keep to the map", "[unit]") {
  std::size_t files = 0;
  const Complaints complaints = check_tree(fs::path(wirecheck::test::kSourceDir) / "src", files);
  CHECK(files > 0);
  for (const std::string& complaint : complaints) FAIL_CHECK(complaint);
}

TEST_CASE("the layering check can fail", "[unit]") {
  struct Case {
    const char* path;
    const char* text;
    const char* complaint;  // a part of it; "" when all is well
  };
  const Case kCases[] = {
      {"analysis/tokens.cpp", "#include \"core/span.h\"\n", ""},
      {"core/a.cpp", "#include \"analysis/tokens.h\"\n", "core may include none"},
      {"core/a.cpp", "int x;\n  #  include   <analysis/tokens.h>\n", "core/a.cpp:2: core may include none"},
      {"data/a.cpp", "#include \"readers/plain.h\"\n", "data may include core"},
      {"readers/a.cpp", "#include \"data/languages.h\"\n", ""},
      {"readers/a.cpp", "#include \"analysis/tokens.h\"\n", "readers may include"},
      {"packs/a.cpp", "#include \"checks/check.h\"\n", ""},
      {"checks/a.cpp", "#include \"packs/pack.h\"\n", "checks may include"},
      {"checks/a.cpp", "#include \"checks/check.h\"\n#include \"checks/checks.def\"\n", ""},
      {"checks/a.cpp", "#include \"checks/b.cpp\"\n", "included nowhere"},
      {"checks/a.cpp", "#include \"check.h\"\n", "named from src/ on"},
      {"findings/a.cpp", "#include \"checks/check.h\"\n", "findings may include core"},
      {"report/a.cpp", "#include \"fix/apply.h\"\n", "report may include"},
      {"fix/a.cpp", "#include \"findings/order.h\"\n", ""},
      {"engine/a.cpp", "#include \"frontends/cli/options.h\"\n", "nobody includes a front end"},
      {"engine/a.cpp", "#include \"packs/pack.h\"\n", ""},
      {"frontends/cli/a.cpp", "#include \"engine/engine.h\"\n#include \"frontends/cli/options.h\"\n", ""},
      {"frontends/cli/a.cpp", "#include \"packs/pack.h\"\n", "frontends may include"},
      {"plugins/a.cpp", "", "not on the map"},
      {"core/version.cpp", "#include \"build_config.h\"\n", ""},
      {"core/unicode.cpp", "#include <unicode/uchar.h>\n", ""},
      {"core/unicode.h", "#pragma once\n#include <unicode/uchar.h>\n", "belongs in a .cpp file"},
      {"checks/a.cpp", "#include <unicode/uchar.h>\n", "at home in align, analysis, core only"},
      {"packs/a.cpp", "#include <yaml-cpp/yaml.h>\n", "at home in data only"},
      {"checks/a.cpp", "#include <re2/re2.h>\n", "at home in core only"},
      {"packs/a.cpp", "#include \"hunspell/hunspell.hxx\"\n", "at home in analysis only"},
      {"core/a.cpp", "#include <nlohmann/json.hpp>\n", "at home in"},
      {"report/json.cpp", "#include <nlohmann/json.hpp>\n", ""},
      {"engine/a.cpp", "#include <CLI/CLI.hpp>\n", "at home in frontends only"},
      {"core/a.cpp", "#include <regex>\n", "core/regex.h"},
      {"core/a.cpp", "#include <catch2/catch.hpp>\n", "at home in none only"},
      {"core/a.h", "#pragma once\nconst char* kDash = \"\xE2\x80\x94\";\n", "core/a.h:2: not ASCII"},
      {"core/a.h", "int x;\n", "no #pragma once"},
      {"core/a.cpp", "thread_local int x;\n", "thread_local"},
      {"core/a.cpp", "char c = std::tolower('A');\n", "tolower depends on the C locale"},
      {"core/a.cpp", "// tolower(c) is banned\nconst char* k = \"stod(\";  /* thread_local */ int m = u_isspace(c);\n", ""},
      {"core/a.cpp", "const char* k = R\"x(thread_local \")\" )x\"; int n = 1'000; thread_local int y;\n", "thread_local"},
  };
  for (const Case& c : kCases) {
    DYNAMIC_SECTION(c.path << ": " << c.text) {
      const Complaints complaints = check_source(c.path, c.text);
      if (std::string_view(c.complaint).empty()) {
        CHECK(complaints == Complaints{});
      } else {
        REQUIRE(complaints.size() == 1);
        CHECK_THAT(complaints[0], Catch::Contains(c.complaint));
      }
    }
  }
}
