#include "analysis/wordnet.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "analysis/dictionary_file.h"
#include "core/archive.h"
#include "core/utf8.h"
#include "data/cache.h"

namespace wirecheck {
namespace {

constexpr uint32_t kIrregular = 1u << 16;
constexpr PosMask mask(Pos pos) { return static_cast<PosMask>(pos); }

struct Part {
  const char* name;  // of its files
  PosMask pos;
};
constexpr Part kParts[] = {{"noun", mask(Pos::noun)}, {"verb", mask(Pos::verb)}, {"adj", mask(Pos::adjective)}, {"adv", mask(Pos::adverb)}};

// Suffixes and what stands in their place in the lemma: the rules of detachment of WordNet's manual page morphy(7).
struct Detachment {
  PosMask pos;
  std::string_view suffix, ending;
};
constexpr Detachment kDetachments[] = {
    {mask(Pos::noun), "s", ""},      {mask(Pos::noun), "ses", "s"},      {mask(Pos::noun), "xes", "x"},       {mask(Pos::noun), "zes", "z"},
    {mask(Pos::noun), "ches", "ch"}, {mask(Pos::noun), "shes", "sh"},    {mask(Pos::noun), "men", "man"},     {mask(Pos::noun), "ies", "y"},
    {mask(Pos::verb), "s", ""},      {mask(Pos::verb), "ies", "y"},      {mask(Pos::verb), "es", "e"},        {mask(Pos::verb), "es", ""},
    {mask(Pos::verb), "ed", "e"},    {mask(Pos::verb), "ed", ""},        {mask(Pos::verb), "ing", "e"},       {mask(Pos::verb), "ing", ""},
    {mask(Pos::verb), "ied", "y"},   {mask(Pos::adjective), "er", ""},   {mask(Pos::adjective), "est", ""},   {mask(Pos::adjective), "er", "e"},
    {mask(Pos::adjective), "est", "e"}, {mask(Pos::adjective), "ier", "y"}, {mask(Pos::adjective), "iest", "y"},
};

// The numbers of the lexicographer files of nouns: manual page lexnames(5).
NounClass class_of_file(int number) {
  switch (number) {
    case 4: return NounClass::act;
    case 6: return NounClass::artifact;
    case 10: return NounClass::communication;
    case 11: return NounClass::event;
    case 14: return NounClass::group;
    case 15: return NounClass::location;
    case 18: return NounClass::person;
    default: return NounClass::other;
  }
}

std::string key_of(std::string_view lemma) {
  // The files are in lower case, but for a few irregular forms.
  const bool plain = std::all_of(lemma.begin(), lemma.end(), [](char c) { return c >= ' ' && c < 0x7F && !(c >= 'A' && c <= 'Z'); });
  std::string out = plain ? std::string(lemma) : utf8::fold(lemma);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string_view word(std::string_view& line) {
  const size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const size_t end = std::min(line.find(' ', begin), line.size());
  const std::string_view out = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return out;
}

template <class Number> Number number(std::string_view text) {
  Number out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

}  // namespace

class WordNet::Builder {
 public:
  static void run(const std::string& folder, FingerprintTable& table) {
    const std::string nouns = content_of(folder + "/data.noun");
    for (const Part& part : kParts) {
      const bool noun = part.pos == mask(Pos::noun);
      each_line(content_of(folder + "/index." + part.name), [&](std::string_view line) {
        if (line.empty() || line.front() == ' ') return;  // the licence
        const std::string lemma = key_of(word(line));
        uint32_t value = part.pos;
        if (noun) value |= static_cast<uint32_t>(first_class(line, nouns)) << 8;
        table.add(fingerprint(lemma), value);
      });
    }
    table.seal(true);
    // Irregular forms take the class of their lemma, which is known by now.
    FingerprintTable all;
    for (size_t i = 0; i < table.size(); ++i) all.add(table.print(i), table.value(i));
    for (const Part& part : kParts) {
      each_line(content_of(folder + "/" + part.name + ".exc"), [&](std::string_view line) {
        const std::string form = key_of(word(line)), lemma = key_of(word(line));
        if (form.empty() || lemma.empty()) return;
        const uint64_t print = fingerprint(lemma);
        for (size_t i = table.find(print); i < table.size() && table.print(i) == print; ++i)
          if (table.value(i) & part.pos) all.add(fingerprint(form), table.value(i) | kIrregular);
      });
    }
    all.seal(true);
    table = std::move(all);
  }

 private:
  // The rest of an index line after the lemma: part of speech, number of senses, pointers ..., at the end the place of each sense in
  // the data file, in eight digits.
  static NounClass first_class(std::string_view line, std::string_view data) {
    constexpr size_t kPlace = 9;  // with the space before it
    word(line);
    const size_t senses = number<size_t>(word(line));
    while (line.ends_with(' ')) line.remove_suffix(1);
    if (senses == 0 || senses > line.size() / kPlace) return NounClass::other;
    const size_t offset = number<size_t>(line.substr(line.size() - senses * kPlace + 1, kPlace - 1));
    if (offset >= data.size()) return NounClass::other;
    std::string_view synset = data.substr(offset, 16);
    word(synset);
    return class_of_file(number<int>(word(synset)));
  }
};

bool WordNet::is_at(const std::string& folder) {
  std::error_code error;
  return !folder.empty() && std::filesystem::is_regular_file(folder + "/index.noun", error);
}

std::string WordNet::version(const std::string& folder) {
  std::ifstream in(folder + "/index.noun", std::ios::binary);
  std::string head(2048, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<size_t>(in.gcount()));
  constexpr std::string_view kName = "WordNet ";
  for (size_t at = 0; (at = head.find(kName, at)) != std::string::npos; ++at) {
    const size_t begin = at + kName.size();
    const size_t end = std::min(head.find_first_not_of("0123456789.", begin), head.size());
    if (end > begin) return head.substr(begin, end - begin);
  }
  return {};
}

std::unique_ptr<WordNet> WordNet::load(const std::string& folder) {
  if (!is_at(folder)) return nullptr;
  std::vector<std::string> files = {folder + "/data.noun"};
  for (const Part& part : kParts) {
    files.push_back(folder + "/index." + part.name);
    files.push_back(folder + "/" + part.name + ".exc");
  }
  constexpr std::string_view kCacheName = "wordnet";
  const uint64_t key = cache_key(kCacheName, files);
  auto out = std::make_unique<WordNet>();
  if (const auto cached = cache_read(kCacheName, key)) {
    ArchiveReader reader(*cached);
    reader(*out);
    if (!reader.failed() && reader.at_end()) return out;
  }
  out = std::make_unique<WordNet>();
  Builder::run(folder, out->table_);
  ArchiveWriter writer;
  writer(*out);
  cache_write(kCacheName, key, writer.take());
  return out;
}

PosMask WordNet::listed(std::string_view form) const {
  const uint64_t print = fingerprint(form);
  PosMask out = 0;
  for (size_t i = table_.find(print); i < table_.size() && table_.print(i) == print; ++i) out = static_cast<PosMask>(out | (table_.value(i) & 0xFF));
  return out;
}

NounClass WordNet::listed_class(std::string_view form) const {
  const uint64_t print = fingerprint(form);
  for (size_t i = table_.find(print); i < table_.size() && table_.print(i) == print; ++i)
    if (table_.value(i) & mask(Pos::noun)) return static_cast<NounClass>(std::min<uint32_t>(table_.value(i) >> 8 & 0xFF, static_cast<uint32_t>(NounClass::other)));
  return NounClass::unknown;
}

PosMask WordNet::pos(std::string_view folded) const {
  PosMask out = listed(folded);
  for (const Detachment& rule : kDetachments) {
    if ((out & rule.pos) || folded.size() <= rule.suffix.size() || !folded.ends_with(rule.suffix)) continue;
    const std::string lemma = std::string(folded.substr(0, folded.size() - rule.suffix.size())).append(rule.ending);
    out = static_cast<PosMask>(out | (listed(lemma) & rule.pos));
  }
  return out;
}

NounClass WordNet::noun_class(std::string_view folded) const {
  NounClass out = listed_class(folded);
  for (const Detachment& rule : kDetachments) {
    if (out != NounClass::unknown) break;
    if (rule.pos != mask(Pos::noun) || folded.size() <= rule.suffix.size() || !folded.ends_with(rule.suffix)) continue;
    out = listed_class(std::string(folded.substr(0, folded.size() - rule.suffix.size())).append(rule.ending));
  }
  return out;
}

}  // namespace wirecheck
