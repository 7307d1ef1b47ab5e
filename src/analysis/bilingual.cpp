// The files are named after ISO 639-3 codes: freedict-deu-eng.index has one headword a line with the place of its entry in
// freedict-deu-eng.dict.dz, both numbers in base 64. An entry is a head line, "Krampf /.../ <masc, n, sg>", and lines of senses, "1. cramp,
// spasm"; what follows (synonyms, examples, notes) is not read, but its length tells a usual entry from a rare one.
#include "analysis/bilingual.h"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <tuple>

#include "core/archive.h"
#include "core/utf8.h"
#include "data/cache.h"

namespace wirecheck {
namespace {

namespace fs = std::filesystem;

struct Code { std::string_view two, three; };
constexpr Code kCodes[] = {{"ar", "ara"}, {"de", "deu"}, {"el", "ell"}, {"es", "spa"}, {"fi", "fin"}, {"fr", "fra"}, {"it", "ita"},
                           {"ja", "jpn"}, {"nl", "nld"}, {"pl", "pol"}, {"pt", "por"}, {"sv", "swe"}};
constexpr std::string_view kFolder = "/usr/share/dictd";
constexpr size_t kLargestText = 256u << 20;   // the largest, German, has 100 MB

std::string_view three_of(Lang lang) {
  if (lang == Lang::of("en")) return "eng";
  for (const Code& code : kCodes)
    if (lang.code() == code.two) return code.three;
  return {};
}

std::vector<std::string> folders() {
  const char* own = std::getenv("WIRECHECK_DICTIONARIES");
  if (!own || !*own) return {std::string(kFolder)};
  std::vector<std::string> out;
  for (std::string_view list = own; !list.empty();) {
    const size_t end = std::min(list.find(':'), list.size());
    out.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

// "/usr/share/dictd/freedict-deu-eng" when both files are there, else "".
std::string base_of(Lang from, Lang to) {
  const std::string_view one = three_of(from), other = three_of(to);
  if (one.empty() || other.empty()) return {};
  const std::string name = "freedict-" + std::string(one) + "-" + std::string(other);
  for (const std::string& folder : folders()) {
    const std::string base = (fs::path(folder) / name).string();
    std::error_code error;
    if (fs::is_regular_file(base + ".index", error) && fs::is_regular_file(base + ".dict.dz", error)) return base;
  }
  return {};
}

std::string inflate_file(const std::string& path) {
  std::string out;
  gzFile file = gzopen(path.c_str(), "rb");
  if (!file) return out;
  constexpr unsigned kStep = 1u << 20;
  for (int got = 1; got > 0 && out.size() < kLargestText;) {
    const size_t at = out.size();
    out.resize(at + kStep);
    got = gzread(file, out.data() + at, kStep);
    out.resize(at + static_cast<size_t>(std::max(got, 0)));
  }
  gzclose(file);
  return out;
}

uint64_t base64(std::string_view digits) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint64_t out = 0;
  for (const char c : digits) out = out * 64 + std::min(kDigits.find(c), size_t{63});
  return out;
}

// "lock up sth. <v>" -> "lock up"; "" when nothing usable is left.
std::string cleaned(std::string_view sense) {
  std::string out;
  int depth = 0;
  for (const char c : sense) {
    if (c == '(' || c == '[' || c == '{' || c == '<') ++depth;
    if (depth == 0) out += c;
    if ((c == ')' || c == ']' || c == '}' || c == '>') && depth > 0) --depth;
  }
  const auto cut = [&](std::string_view tail) {
    if (out.ends_with(tail)) out.resize(out.size() - tail.size());
  };
  const auto trim = [&] {
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out.erase(0, std::min(out.find_first_not_of(' '), out.size()));
  };
  trim();
  for (const std::string_view tail : {" sth.", " sb.", " sb", " sth"}) cut(tail);
  if (out.starts_with("to ")) out.erase(0, 3);
  trim();
  if (const size_t hyphen = out.find(utf8::encode(utf8::kHyphen)); hyphen != std::string::npos) out.replace(hyphen, 3, "-");
  for (size_t space; (space = out.find("  ")) != std::string::npos;) out.erase(space, 1);
  const bool odd = out.find_first_of("./~:!?\"0123456789=") != std::string::npos;
  constexpr size_t kWords = 3;
  return odd || std::count(out.begin(), out.end(), ' ') >= static_cast<std::ptrdiff_t>(kWords) ? std::string() : out;
}

struct Entry {
  std::string head;      // as written
  bool noun = false;
  int weight = 0;
  std::vector<std::string> senses;
};

Entry parse(std::string_view text) {
  Entry out;
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string_view first = text.substr(0, end);
  out.head = first.substr(0, std::min({first.find(" /"), first.find(" <"), first.size()}));
  if (out.head.find(' ') != std::string::npos || out.head.find('-') != std::string::npos) return {};
  const size_t open = first.find(" <");
  std::string tags = open == std::string_view::npos ? "" : "," + std::string(first.substr(open + 2));
  std::erase(tags, ' ');
  std::replace(tags.begin(), tags.end(), '>', ',');
  out.noun = tags.find(",n,") != std::string::npos;
  bool tagged = false;
  for (size_t at = end + 1; at < text.size();) {
    const size_t stop = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, stop - at);
    at = stop + 1;
    const bool numbered = line.size() > 3 && line[0] >= '1' && line[0] <= '9' && line.substr(1, 2) == ". ";
    if (numbered) line.remove_prefix(3);
    else if (!out.senses.empty()) continue;       // an explanation in the source language
    if (line.starts_with(" see:") || line.starts_with("   ") || line.empty()) break;
    tagged |= line.starts_with(" [");
    for (size_t from = 0; from < line.size();) {
      const size_t to = std::min(line.find_first_of(",;", from), line.size());
      std::string sense = cleaned(line.substr(from, to - from));
      if (!sense.empty() && std::find(out.senses.begin(), out.senses.end(), sense) == out.senses.end()) out.senses.push_back(std::move(sense));
      from = to + 1;
    }
    if (out.senses.empty()) break;
  }
  out.weight = (tagged ? 0 : 1000) + static_cast<int>(std::min<size_t>(text.size(), 999));
  constexpr size_t kSenses = 3;
  if (out.senses.size() > kSenses) out.senses.resize(kSenses);
  return out;
}

// Lines "folded TAB head TAB n|- TAB sense TAB sense ...", sorted, the most usual entry of a word first.
class Table {
 public:
  Table() = default;
  explicit Table(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
      starts_.push_back(static_cast<uint32_t>(content_.size()));
      content_ += line + '\n';
    }
    index();
  }
  // In the cache the starts stand before the lines, which stay where they were read: they are many megabytes.
  std::string archived() {
    ArchiveWriter writer;
    writer(starts_);
    return writer.take() + content_;
  }
  static std::optional<Table> read(std::string archived) {
    Table out;
    ArchiveReader reader(archived);
    reader(out.starts_);
    out.lines_ = sizeof(uint64_t) + out.starts_.size() * sizeof(uint32_t);
    if (reader.failed() || out.lines_ > archived.size()) return std::nullopt;
    out.content_ = std::move(archived);
    const size_t size = out.pool().size();
    if (!std::is_sorted(out.starts_.begin(), out.starts_.end()) || (size > 0 && out.pool().back() != '\n') ||
        (!out.starts_.empty() && out.starts_.back() >= size)) return std::nullopt;
    out.index();
    return out;
  }

  size_t size() const { return starts_.size(); }
  std::string_view line(size_t i) const {
    const size_t end = i + 1 < starts_.size() ? starts_[i + 1] : pool().size();
    return pool().substr(starts_[i], end - starts_[i] - 1);
  }
  // The first line that is not before `key`. Every so many lines their first bytes stand in one row, which a search goes through
  // before it goes to the lines, that lie apart.
  size_t find(std::string_view key) const {
    const uint64_t wanted = first_bytes(key);
    const auto step = static_cast<size_t>(std::lower_bound(steps_.begin(), steps_.end(), wanted) - steps_.begin());
    size_t low = step > 0 ? (step - 1) * kStep : 0;
    const auto behind = std::upper_bound(steps_.begin() + static_cast<std::ptrdiff_t>(step), steps_.end(), wanted);
    size_t high = std::min(starts_.size(), static_cast<size_t>(behind - steps_.begin()) * kStep);
    while (low < high) {
      const size_t middle = (low + high) / 2;
      if (line(middle) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

 private:
  std::string_view pool() const { return std::string_view(content_).substr(lines_); }
  void index() {
    for (size_t i = 0; i < starts_.size(); i += kStep) steps_.push_back(first_bytes(line(i)));
  }
  static constexpr size_t kStep = 32;
  static uint64_t first_bytes(std::string_view text) {
    uint64_t out = 0;
    for (size_t i = 0; i < 8; ++i) out = out << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
    return out;
  }
  std::string content_;
  size_t lines_ = 0;             // where they begin in content_
  std::vector<uint32_t> starts_;  // of each, behind lines_
  std::vector<uint64_t> steps_;   // of every kStep-th line, ascending
};

Table compile(const std::string& base) {
  std::ifstream index(base + ".index", std::ios::binary);
  const std::string text = inflate_file(base + ".dict.dz");
  std::vector<std::pair<uint64_t, uint64_t>> places;
  for (std::string row; std::getline(index, row);) {
    const size_t one = row.find('\t'), two = row.find('\t', one + 1);
    if (one == std::string::npos || two == std::string::npos || row.substr(0, one).find(' ') != std::string::npos) continue;
    const uint64_t at = base64(std::string_view(row).substr(one + 1, two - one - 1)), size = base64(std::string_view(row).substr(two + 1));
    if (at < text.size() && size <= text.size() - at) places.emplace_back(at, size);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  struct Row { std::string key; int weight; std::string line; };
  std::vector<Row> rows;
  for (const auto& [at, size] : places) {
    const Entry entry = parse(std::string_view(text).substr(at, size));
    if (entry.senses.empty() || entry.head.empty() || entry.head.starts_with("00")) continue;
    Row row{utf8::fold(entry.head), entry.weight, {}};
    row.line = row.key + '\t' + entry.head + '\t' + (entry.noun ? 'n' : '-');
    for (const std::string& sense : entry.senses) row.line += '\t' + sense;
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.key, b.weight, a.line) < std::tie(b.key, a.weight, b.line);
  });
  std::vector<std::string> lines;
  for (Row& row : rows) lines.push_back(std::move(row.line));
  return Table(lines);
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (size_t from = 0; from <= line.size();) {
    const size_t to = std::min(line.find('\t', from), line.size());
    out.push_back(line.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

}  // namespace

namespace {

std::shared_ptr<const Table> load(Lang from, Lang to) {
  auto made = std::make_shared<Table>();
  const std::string base = base_of(from, to);
  if (base.empty()) return made;
  const std::string name = "bilingual-" + std::string(from.code()) + "-" + std::string(to.code());
  const uint64_t key = cache_key(name, {base + ".index", base + ".dict.dz"});
  // Every check that offers words has a Bilingual, all of a process have one table.
  static std::mutex mutex;
  static std::map<std::pair<std::string, uint64_t>, std::weak_ptr<const Table>> known;
  const std::lock_guard lock(mutex);
  std::weak_ptr<const Table>& slot = known[{base, key}];
  if (std::shared_ptr<const Table> there = slot.lock()) return there;
  std::optional<Table> kept;
  if (auto cached = cache_read(name, key)) kept = Table::read(std::move(*cached));
  if (!kept) {
    kept = compile(base);
    cache_write(name, key, kept->archived());
  }
  *made = std::move(*kept);
  slot = made;
  return made;
}

}  // namespace

struct Bilingual::Impl {
  Lang to;
  std::mutex mutex;                  // guards tables; a table does not change once it is there
  std::map<Lang, std::shared_ptr<const Table>> tables;

  const Table& table(Lang from) {
    const std::lock_guard lock(mutex);
    std::shared_ptr<const Table>& slot = tables[from];
    if (!slot) slot = load(from, to);
    return *slot;
  }
  // The lines of a word.
  std::vector<std::vector<std::string_view>> lines(Lang from, std::string_view word) {
    std::vector<std::vector<std::string_view>> out;
    const Table& in = table(from);
    const std::string key = utf8::fold(word) + '\t';
    for (size_t i = in.find(key); i < in.size() && in.line(i).starts_with(key); ++i)
      out.push_back(cells_of(in.line(i)));
    // By usage again: the pool is sorted by bytes within a word only where usage says nothing.
    return out;
  }
};

Bilingual::Bilingual(Lang to) : impl_(std::make_unique<Impl>()) { impl_->to = to; }
Bilingual::~Bilingual() = default;

bool Bilingual::available(Lang from) const { return !base_of(from, impl_->to).empty(); }

std::vector<std::string> Bilingual::renderings(Lang from, std::string_view word, size_t most) const {
  std::vector<std::string> out;
  const auto lines = impl_->lines(from, word);
  constexpr size_t kHead = 3;
  // The first sense of each entry, then the others.
  for (size_t n = 0; n < most; ++n)
    for (const auto& line : lines) {
      if (line[1] != word || line.size() <= kHead + n || out.size() >= most) continue;
      if (const std::string sense(line[kHead + n]); std::find(out.begin(), out.end(), sense) == out.end()) out.push_back(sense);
    }
  return out;
}

bool Bilingual::is_noun(Lang from, std::string_view word) const {
  const auto lines = impl_->lines(from, word);
  return std::any_of(lines.begin(), lines.end(), [&](const auto& line) { return line[1] == word && line[2] == "n"; });
}

std::vector<DictionaryInfo> Bilingual::dictionaries(Lang to) {
  std::vector<DictionaryInfo> out;
  if (to != Lang::of("en")) return out;
  for (const Code& code : kCodes) {
    const std::string name = std::string(code.three) + "-eng";
    DictionaryInfo info{"freedict-" + name, "dict-freedict-" + name, {}, {}, {}};
    if (const std::string base = base_of(Lang::of(code.two), to); !base.empty()) {
      info.path = base + ".index";
      info.version = std::to_string(cache_key(name, {base + ".index", base + ".dict.dz"}) & 0xFFFFFF);
    }
    out.push_back(std::move(info));
  }
  return out;
}

}  // namespace wirecheck
