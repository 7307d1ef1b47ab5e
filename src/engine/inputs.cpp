#include "engine/inputs.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "core/utf8.h"

namespace wirecheck {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kExtensions = {".txt", ".jsonl", ".ndjson"};

bool has_extension(const std::string& path, const std::vector<std::string>& more) {
  const auto ends = [&](std::string_view end) { return path.ends_with(end); };
  return std::any_of(kExtensions.begin(), kExtensions.end(), ends) || std::any_of(more.begin(), more.end(), ends);
}

bool is_glob(std::string_view argument) { return argument.find_first_of("*?") != std::string_view::npos; }

Input failed(std::string path, std::string message, Error::Code code = Error::Code::io) {
  Input input{path, path, Format::plain, std::nullopt, {}, {}};
  input.failure = Error{code, std::move(message), std::move(path), 0, 0, {}};
  return input;
}

Input file(const std::string& path) { return {path, path, format_of(path), std::nullopt, {}, {}}; }

std::string joined(const std::string& folder, const std::string& name) {
  return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

// The names in a folder, sorted; an unreadable folder gives a failure.
struct Entry {
  std::string path;
  bool folder = false, link = false;
};
std::vector<Entry> entries_of(const std::string& folder, std::vector<Input>& out) {
  std::vector<Entry> entries;
  std::error_code error;
  fs::directory_iterator at(folder.empty() ? "." : folder, error);
  if (error) {
    out.push_back(failed(folder.empty() ? "." : folder, "the folder can not be read: " + error.message()));
    return entries;
  }
  for (const fs::directory_iterator end; at != end; at.increment(error)) {
    if (error) break;
    const std::string name = at->path().filename().string();
    if (name.starts_with('.')) continue;
    std::error_code ignored;
    entries.push_back({folder.empty() ? name : joined(folder, name), at->is_directory(ignored), at->is_symlink(ignored)});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.path < b.path; });
  return entries;
}

// Links to folders are not followed: they may lead in a circle.
void walk(const std::string& folder, const std::vector<std::string>& more, std::vector<Input>& out) {
  for (const Entry& entry : entries_of(folder, out)) {
    if (entry.folder) {
      if (!entry.link) walk(entry.path, more, out);
    } else if (has_extension(entry.path, more)) {
      out.push_back(file(entry.path));
    }
  }
}

void walk_glob(const std::string& folder, std::string_view pattern, std::vector<Input>& out) {
  for (const Entry& entry : entries_of(folder, out)) {
    if (!entry.folder && glob_matches(pattern, entry.path)) out.push_back(file(entry.path));
    if (entry.folder && !entry.link) walk_glob(entry.path, pattern, out);
  }
}

// Walks from the part of the pattern that has no wild card.
void expand_glob(const std::string& pattern, std::vector<Input>& out) {
  const size_t wild = pattern.find_first_of("*?");
  const size_t slash = pattern.rfind('/', wild);
  std::string folder = slash == std::string::npos ? "" : pattern.substr(0, slash == 0 ? 1 : slash);
  std::error_code ignored;
  const size_t before = out.size();
  if (folder.empty() || fs::is_directory(folder, ignored)) walk_glob(folder, pattern, out);
  if (out.size() == before) out.push_back(failed(pattern, "no file matches"));
}

bool name_matches(std::string_view pattern, std::string_view name) {
  size_t p = 0, n = 0, star = std::string_view::npos, resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      // `?` is a character, not a byte.
      n += pattern[p] == '?' ? utf8::decode(name, n).size : 1;
      ++p;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) {
  const size_t slash = pattern.find('/');
  const std::string_view head = pattern.substr(0, slash);
  const size_t part = path.find('/');
  if (slash == std::string_view::npos)
    return head == "**" || (part == std::string_view::npos && name_matches(head, path));
  const std::string_view rest = pattern.substr(slash + 1);
  if (head == "**") {
    for (std::string_view left = path;;) {
      if (glob_matches(rest, left)) return true;
      const size_t next = left.find('/');
      if (next == std::string_view::npos) return false;
      left.remove_prefix(next + 1);
    }
  }
  return part != std::string_view::npos && name_matches(head, path.substr(0, part)) &&
         glob_matches(rest, path.substr(part + 1));
}

std::vector<Input> expand_inputs(const std::vector<std::string>& arguments, const std::string& stdin_name,
                                 const std::vector<std::string>& more) {
  std::vector<Input> out;
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      const std::string shown = stdin_name.empty() ? "-" : stdin_name;
      out.push_back({"-", shown, format_of(shown), std::nullopt, {}, {}});
      continue;
    }
    std::error_code error;
    const fs::file_status status = fs::status(argument, error);
    if (fs::is_directory(status)) {
      const size_t before = out.size();
      walk(argument == "." ? "" : argument, more, out);
      if (out.size() == before)
        out.push_back(failed(argument, "no stories in this folder: expected files *.txt, *.jsonl or *.ndjson"));
    } else if (fs::exists(status)) {
      out.push_back(file(argument));
    } else if (is_glob(argument)) {
      expand_glob(argument, out);
    } else {
      out.push_back(failed(argument, status.type() == fs::file_type::not_found ? "no such file or folder"
                                                                              : "can not be opened: " + error.message()));
    }
  }
  return out;
}

}  // namespace wirecheck
