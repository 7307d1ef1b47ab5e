#include "packs/load.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <tuple>

namespace wirecheck {
namespace {

namespace fs = std::filesystem;
using namespace load;

struct Found {
  std::string path;      // as it is opened
  std::string relative;  // from the folder, with /
  std::string shown;     // with the folder's own name before it
  std::string folder;
};

// The languages that a folder's name gives: "en", "fr-en".
bool is_code(std::string_view text) { return (text.size() == 2 || text.size() == 3) && Lang::of(text).code() == text; }
bool languages_of(std::string_view folder, Lang& source, Lang& target) {
  const size_t hyphen = folder.find('-');
  if (hyphen == std::string_view::npos) {
    if (!is_code(folder)) return false;
    target = Lang::of(folder);
    return true;
  }
  if (!is_code(folder.substr(0, hyphen)) || !is_code(folder.substr(hyphen + 1))) return false;
  source = Lang::of(folder.substr(0, hyphen));
  target = Lang::of(folder.substr(hyphen + 1));
  return true;
}

// "*" stands for anything.
bool glob(std::string_view pattern, std::string_view text) {
  const size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == text;
  if (!text.starts_with(pattern.substr(0, star))) return false;
  const std::string_view rest = pattern.substr(star + 1);
  for (size_t at = star; at <= text.size(); ++at) {
    if (glob(rest, text.substr(at))) return true;
  }
  return false;
}

class Loader {
 public:
  Loader(const std::vector<std::string>& folders, std::vector<Error>& faults) : faults_(faults), told_before_(faults.size()) {
    for (const std::string& folder : folders) find_files(folder);
  }

  PackSet load(std::vector<Override> more) {
    for (const Found& found : found_) {
      names_.insert(found.path);
      const std::string name = fs::path(found.relative).filename().string();
      if (name == "language.yaml" || name == "languages.yaml" || name == "confidence.yaml") continue;
      if (name == "checks.yaml") check_ids(found);
      else read(found);
    }
    // Computed rows give way to stated ones, wherever those stand.
    for (const Later& later : later_) expand(*later.part, *later.table);
    unique_ids();
    for (auto& part : parts_) {
      if (part->is_pack) set_.packs.push_back(std::move(part->pack));
    }
    old_names();
    for (Override& change : more) set_.overrides.push_back(std::move(change));
    apply_overrides();
    sort_faults();
    set_.files.assign(names_.begin(), names_.end());
    return std::move(set_);
  }

 private:
  struct Part {
    YamlFile file;
    PackModel pack;
    std::unique_ptr<Context> context;
    bool is_pack = false;
    TableState state;
  };
  struct Later {
    Part* part;
    const YamlNode* table;
  };

  void find_files(const std::string& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
      faults_.push_back({Error::Code::io, "there is no such folder of rules", folder, 0, 0, {}});
      return;
    }
    std::vector<Found> here;
    fs::path root = fs::path(folder).lexically_normal();
    if (!root.has_filename()) root = root.parent_path();
    for (fs::recursive_directory_iterator it(root, error), end; !error && it != end; it.increment(error)) {
      const std::string name = it->path().filename().string();
      if (name.starts_with('.')) {
        if (it->is_directory(error)) it.disable_recursion_pending();
        continue;
      }
      if (!it->is_regular_file(error)) continue;
      const std::string extension = it->path().extension().string();
      if (extension == ".yml") faults_.push_back({Error::Code::schema, "a file of rules is named *.yaml; this one would not be read", it->path().string(), 0, 0, {}});
      if (extension != ".yaml") continue;
      const std::string relative = it->path().lexically_relative(root).generic_string();
      here.push_back({it->path().string(), relative, root.filename().string() + "/" + relative, root.string()});
    }
    if (error) faults_.push_back({Error::Code::io, "the folder can not be read: " + error.message(), folder, 0, 0, {}});
    std::sort(here.begin(), here.end(), [](const Found& a, const Found& b) { return a.relative < b.relative; });
    found_.insert(found_.end(), here.begin(), here.end());
  }

  void check_ids(const Found& found) {
    std::vector<Error> elsewhere;  // told by whoever reads the descriptions
    const YamlFile file = load_yaml(found.path, elsewhere);
    for (const YamlNode& item : file.root.items) {
      if (const YamlNode* id = item.find("id")) check_ids_.insert(id->scalar);
    }
  }

  void read(const Found& found) {
    parts_.push_back(std::make_unique<Part>());
    Part& part = *parts_.back();
    const size_t before = faults_.size();
    part.file = load_yaml(found.path, faults_);
    // A tree cut short would only add faults that are none.
    if (faults_.size() != before && (!part.file.root.is_map() || syntax_fault(before))) return;
    const std::string parent = fs::path(found.relative).parent_path().filename().string();
    Lang source, target;
    const bool told = languages_of(std::string_view(found.relative).substr(0, found.relative.find('/')), source, target);
    if (parent == "lists") shared(part.file, told && !source.known() ? target : Lang());
    else pack(found, part, source, target);
  }

  bool syntax_fault(size_t from) const {
    return std::any_of(faults_.begin() + static_cast<std::ptrdiff_t>(from), faults_.end(),
                       [](const Error& fault) { return fault.code != Error::Code::schema; });
  }

  void shared(const YamlFile& file, Lang target) {
    YamlMap map(file, file.root, "a file of shared lists", faults_);
    map.get("about");
    if (const YamlNode* node = map.need("lists")) {
      if (!target.known()) map.fault(*node, "shared lists stand in the lists folder of a language: en/lists/x.yaml");
      for (NamedList& list : lists(file, *node)) {
        const auto [first, is_new] = shared_.emplace(std::string(target.code()) + ":" + list.name, list.place);
        if (is_new) set_.shared.push_back({target, std::move(list)});
        else map.fault(*node->find(list.name), "the shared list '" + list.name + "' is also in " + where(first->second));
      }
    }
    map.finish();
  }

  std::vector<NamedList> lists(const YamlFile& file, const YamlNode& node) {
    std::vector<NamedList> out;
    YamlMap map(file, node, "'lists'", faults_);
    for (const auto& [key, value] : node.entries) {
      NamedList list{key.scalar, {}, place_of(file.path, key)};
      if (!is_slug(list.name)) map.fault(key, "a list's name is made of lower-case letters, digits and hyphens, like heads-of-state");
      for (const YamlNode* item : map.scalars(key.scalar)) {
        if (item->scalar.find_first_not_of(" \t\n") == std::string::npos) map.fault(*item, "an empty item in the list '" + list.name + "'");
        list.items.push_back(sourced(file.path, *item));
      }
      if (list.items.empty() && !value.is_map()) map.fault(key, "the list '" + list.name + "' is empty");
      out.push_back(std::move(list));
    }
    return out;
  }

  void pack(const Found& found, Part& part, Lang source, Lang target) {
    const YamlFile& file = part.file;
    YamlMap map(file, file.root, "a pack", faults_);
    if (!map.ok()) return;
    PackModel& pack = part.pack;
    pack.id = map.need_text("pack");
    pack.file = found.path;
    const size_t slash = pack.id.find('/');
    if (!pack.id.empty() && (slash == std::string::npos || !is_slug(pack.id.substr(0, slash)) || !is_slug(pack.id.substr(slash + 1))))
      map.fault(*map.get("pack"), "a pack's name is two words of lower-case letters, digits and hyphens with a slash between, like fr-en/spokesperson");
    const auto [first, is_new] = packs_.emplace(pack.id, place_of(file.path, file.root));
    if (!is_new && !pack.id.empty()) map.fault(*map.get("pack"), "the pack '" + pack.id + "' is also in " + first->second.file);
    map.get("about");
    languages(map, file, pack, source, target);
    part.context.reset(new Context{file, faults_, found.shown, pack.id, pack.source, pack.target, {}, &seen_ids_});
    Context& context = *part.context;
    if (const YamlNode* node = map.get("defaults")) {
      YamlMap defaults(file, *node, "'defaults'", faults_);
      context.defaults = read_rule_defaults(defaults);
      defaults.finish();
    }
    if (const YamlNode* node = map.get("lists")) pack.lists = lists(file, *node);
    for (const YamlNode& node : map.items("rules")) {
      if (auto rule = parse_rule(context, node)) pack.rules.push_back(std::move(*rule));
    }
    part.state = {{fs::path(found.folder).parent_path().string(), found.folder}, &stated_, &names_, &dictionaries_};
    for (const YamlNode& node : map.items("tables")) {
      if (is_computed(node)) later_.push_back({&part, &node});
      else expand(part, node);
    }
    for (const YamlNode& node : map.items("overrides")) {
      const size_t before = faults_.size();
      Override one = parse_override(context, node);
      if (faults_.size() == before) set_.overrides.push_back(std::move(one));
    }
    if (!map.get("rules") && !map.get("tables") && !map.get("overrides") && !map.get("lists"))
      map.fault(file.root, "a pack holds at least one of rules, tables, overrides, lists");
    map.finish();
    part.is_pack = true;
  }

  void expand(Part& part, const YamlNode& table) { expand_table(*part.context, table, part.state, part.pack.rules); }

  void languages(YamlMap& map, const YamlFile& file, PackModel& pack, Lang source, Lang target) {
    const YamlNode* node = map.get("lang");
    pack.source = source;
    pack.target = target;
    if (!node) {
      if (!target.known()) map.fault(file.root, "a pack needs 'lang' where its folder's name does not say it: lang: {source: fr, target: en}");
      return;
    }
    YamlMap lang(file, *node, "'lang'", faults_);
    const auto code = [&](const char* key, bool needed) {
      const std::string text = needed ? lang.need_text(key) : lang.text(key);
      if (!text.empty() && Lang::of(text).code() != text) lang.fault(*lang.get(key), "'" + text + "' is no language code; expected one like en or fr");
      return Lang::of(text);
    };
    pack.source = code("source", false);
    pack.target = code("target", true);
    lang.finish();
    if (source.known() && lang.ok() && (source != pack.source || target != pack.target))
      map.fault(*node, "the pack's languages are not those of its folder, " + std::string(source.code()) + "-" + std::string(target.code()));
  }

  static std::string where(const Place& place) { return place.file + ":" + std::to_string(place.line); }

  void unique_ids() {
    for (const SeenId& seen : seen_ids_) {
      const auto [first, is_new] = ids_.emplace(seen.id, seen.place);
      if (is_new) continue;
      for (auto& part : parts_) {
        std::erase_if(part->pack.rules, [&](const RuleModel& rule) {
          return rule.info.id == seen.id && (rule.place.file != first->second.file || rule.place.line != first->second.line);
        });
      }
      faults_.push_back(fault(seen.place, "the id '" + seen.id + "' is taken by the rule in " + where(first->second)));
    }
  }

  // A fault in a file that was read, or in one a table took its rows from (then without the line's text).
  Error fault(const Place& place, std::string message) const {
    YamlNode at;
    at.line = place.line;
    at.column = place.column;
    for (const auto& part : parts_) {
      if (part->file.path == place.file) return part->file.fault(at, std::move(message));
    }
    return {Error::Code::schema, std::move(message), place.file, place.line, place.column, {}};
  }

  // File by file from top to bottom, as they are mended.
  void sort_faults() {
    std::map<std::string_view, size_t> order;
    for (const Found& found : found_) order.emplace(found.path, order.size());
    const auto rank = [&](const Error& e) {
      const auto at = order.find(e.file);
      return std::tuple(at == order.end() ? order.size() : at->second, e.line, e.column);
    };
    std::stable_sort(faults_.begin() + static_cast<std::ptrdiff_t>(told_before_), faults_.end(),
                     [&](const Error& a, const Error& b) { return rank(a) < rank(b); });
  }

  // Ids that rules had before: two rules can not have had one, nor may a rule of today bear it.
  void old_names() {
    for (const PackModel& pack : set_.packs) {
      for (const RuleModel& rule : pack.rules) {
        for (const std::string& old : rule.was) {
          if (ids_.contains(old)) faults_.push_back(fault(rule.place, "'was' names " + old + ", which is a rule of today"));
          else if (!was_.emplace(old, rule.info.id).second)
            faults_.push_back(fault(rule.place, "'was' names " + old + ", which was the name of " + was_[old] + " too"));
        }
      }
    }
  }

  void apply_overrides() {
    for (Override& change : set_.overrides) {
      if (const auto renamed = was_.find(change.extends); renamed != was_.end()) change.extends = renamed->second;
      const bool found = check_ids_.contains(change.extends) ||
                   std::any_of(ids_.begin(), ids_.end(), [&](const auto& id) { return glob(change.extends, id.first); });
      for (PackModel& pack : set_.packs) {
        for (RuleModel& rule : pack.rules) {
          if (glob(change.extends, rule.info.id)) apply(change, rule);
        }
      }
      if (!found) unknown(change);
    }
    for (PackModel& pack : set_.packs) {
      std::erase_if(pack.rules, [&](const RuleModel& rule) { return off_.contains(rule.info.id); });
    }
  }

  void apply(const Override& change, RuleModel& rule) {
    if (change.enabled && *change.enabled) {
      off_.erase(rule.info.id);
      if (rule.info.status == Maturity::draft) rule.info.status = Maturity::beta;
    } else if (change.enabled) {
      off_.insert(rule.info.id);
    }
    if (change.severity) rule.info.severity = *change.severity;
    if (!change.profile.empty()) rule.info.profile = change.profile;
    if (!change.fixes.empty()) {
      rule.fixes = change.fixes;
      rule.safe = false;  // that was said of our fix
    }
    uint32_t item = 0;
    for (const Condition& condition : rule.unless) item = std::max(item, condition.item + 1);
    for (Condition condition : change.unless_plus) {
      condition.item += item;
      rule.unless.push_back(std::move(condition));
    }
  }

  void unknown(const Override& change) {
    std::vector<std::string> known(check_ids_.begin(), check_ids_.end());
    for (const auto& [id, place] : ids_) known.push_back(id);
    const std::string near = did_you_mean(change.extends, known);
    faults_.push_back(
        fault(change.place, "there is no rule '" + change.extends + "' to change" + (near.empty() ? "" : "; did you mean '" + near + "'?")));
  }

  std::vector<Error>& faults_;
  size_t told_before_;
  std::vector<SeenId> seen_ids_;
  std::vector<Found> found_;
  std::vector<std::unique_ptr<Part>> parts_;  // the packs' trees live until all tables are expanded
  std::vector<Later> later_;
  PackSet set_;
  std::map<std::string, Place, std::less<>> packs_, ids_, shared_;
  std::map<std::string, std::string, std::less<>> was_;
  std::map<std::string, YamlFile, std::less<>> dictionaries_;
  std::set<std::string, std::less<>> check_ids_, off_, stated_, names_;
};

}  // namespace

PackSet load_packs(const std::vector<std::string>& folders, std::vector<Error>& faults, std::vector<Override> more) {
  return Loader(folders, faults).load(std::move(more));
}

}  // namespace wirecheck
