#include "engine/pairs.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

namespace wirecheck {
namespace {

namespace fs = std::filesystem;

// "talks.en.marked.txt": "talks", English, ".marked.txt".
struct Named {
  std::string stem;
  Lang lang;
  std::string ending;
};

std::optional<Named> named(const std::string& path) {
  const size_t slash = path.rfind('/');
  const size_t name = slash == std::string::npos ? 0 : slash + 1;
  size_t end = path.size();
  for (const std::string_view ending : {".txt", ".marked"})
    if (std::string_view(path).substr(0, end).ends_with(ending)) end -= ending.size();
  const size_t dot = path.rfind('.', end == 0 ? 0 : end - 1);
  if (end == path.size() || dot == std::string::npos || dot <= name) return std::nullopt;
  const std::string_view tag = std::string_view(path).substr(dot + 1, end - dot - 1);
  const Lang lang = Lang::of(tag);
  if (!lang.known() || tag != lang.code()) return std::nullopt;
  return Named{path.substr(0, dot), lang, path.substr(end)};
}

// The files beside it that differ in the language of their name alone (the source needs no marks).
std::vector<std::pair<Lang, std::string>> siblings(const Named& story) {
  std::vector<std::pair<Lang, std::string>> out;
  const size_t slash = story.stem.rfind('/');
  std::error_code error;
  fs::directory_iterator at(slash == std::string::npos ? "." : story.stem.substr(0, slash + 1), error);
  for (const fs::directory_iterator end; !error && at != end; at.increment(error)) {
    const std::string path = (slash == std::string::npos ? "" : story.stem.substr(0, slash + 1)) + at->path().filename().string();
    const auto other = named(path);
    if (other && other->stem == story.stem && other->lang != story.lang && other->ending == ".txt") out.emplace_back(other->lang, path);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<Input> join_pairs(std::vector<Input> inputs, Lang source, Lang target) {
  if (!target.known()) target = Lang::of("en");
  std::set<std::string> sources;
  for (Input& input : inputs) {
    if (input.failure || input.path == "-" || input.format == Format::jsonl) continue;
    const auto story = named(input.path);
    if (!story || story->lang != target) continue;
    auto beside = siblings(*story);
    if (source.known()) std::erase_if(beside, [&](const auto& one) { return one.first != source; });
    if (beside.size() != 1) continue;
    input.source_lang = beside.front().first;
    input.source_path = beside.front().second;
    sources.insert(input.source_path);
  }
  if (inputs.size() > 1) std::erase_if(inputs, [&](const Input& input) { return sources.contains(input.path); });
  return inputs;
}

}  // namespace wirecheck
