// The descriptions of the C++ checks, from rules/checks.yaml, or from the cache where the files are those it was made from.

#include <algorithm>
#include <map>

#include "checks/check.h"
#include "core/archive.h"
#include "data/cache.h"
#include "data/confidence.h"
#include "data/rule_info.h"

namespace wirecheck {

RuleBook RuleBook::load(const std::string& data_dir, std::vector<Error>& faults) {
  constexpr std::string_view kCacheName = "checks";
  const std::string path = data_dir + "/rules/checks.yaml";
  const uint64_t key = cache_key(kCacheName, {path, ConfidenceTable::path(data_dir)});
  std::vector<RuleInfo> infos;
  if (const auto cached = cache_read(kCacheName, key)) {
    ArchiveReader reader(*cached);
    reader(infos);
    if (reader.failed() || !reader.at_end()) infos.clear();
  }
  RuleBook book;
  if (!infos.empty()) {
    for (RuleInfo& info : infos) book.infos_.push_back(std::make_unique<RuleInfo>(std::move(info)));
    return book;
  }
  const size_t before = faults.size();
  book = read(path, data_dir, faults);
  if (faults.size() != before) return book;
  for (const auto& info : book.infos_) infos.push_back(*info);
  ArchiveWriter writer;
  writer(infos);
  cache_write(kCacheName, key, writer.take());
  return book;
}

RuleBook RuleBook::read(const std::string& path, const std::string& data_dir, std::vector<Error>& faults) {
  RuleBook book;
  const YamlFile file = load_yaml(path, faults);
  if (!file.root.is_sequence()) {
    if (!file.content.empty() && file.root.kind != YamlNode::Kind::null)
      faults.push_back(file.fault(file.root, "the descriptions of the checks are a list; each item begins with a dash"));
    return book;
  }
  const ConfidenceTable confidence = ConfidenceTable::load(data_dir, faults);
  std::map<std::string, uint32_t, std::less<>> lines;
  for (const YamlNode& node : file.root.items) {
    const size_t before = faults.size();
    YamlMap map(file, node, "a check's description", faults);
    if (!map.ok()) continue;
    auto info = std::make_unique<RuleInfo>();
    info->id = map.need_text("id");
    if (!info->id.empty() && !is_slug(info->id)) map.fault(*map.get("id"), "an id is made of lower-case letters, digits and hyphens, like stray-stop");
    read_rule_info(map, {}, *info);
    if (const std::string language = map.text("language"); !language.empty()) {
      info->target = Lang::of(language);
      if (!info->target.known()) map.fault(*map.get("language"), "'" + language + "' is no language code; expected one like es");
    }
    info->needs = map.texts("needs");
    for (const std::string& need : info->needs)
      if (need != "spelling" && need != "wordnet" && need != "source")
        map.fault(*map.get("needs"), "'" + need + "' is nothing a check can need; expected spelling, wordnet or source");
    map.finish();
    confidence.apply(*info);
    info->origin = "rules/checks.yaml:" + std::to_string(node.line);
    const auto [first, is_new] = lines.emplace(info->id, node.line);
    if (!is_new) map.fault(*map.get("id"), "the id '" + info->id + "' is taken on line " + std::to_string(first->second));
    if (faults.size() == before) book.infos_.push_back(std::move(info));
  }
  return book;
}

const RuleInfo* RuleBook::find(std::string_view id) const {
  const auto at = std::find_if(infos_.begin(), infos_.end(), [&](const auto& info) { return info->id == id; });
  return at == infos_.end() ? nullptr : at->get();
}

std::vector<const RuleInfo*> RuleBook::all() const {
  std::vector<const RuleInfo*> out;
  for (const auto& info : infos_) out.push_back(info.get());
  return out;
}

RuleInfo* RuleBook::find_mutable(std::string_view id) { return const_cast<RuleInfo*>(find(id)); }

}  // namespace wirecheck
