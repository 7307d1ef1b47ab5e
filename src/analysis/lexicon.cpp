#include "analysis/lexicon.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <mutex>

#include "analysis/fingerprints.h"
#include "analysis/hunspell_dictionary.h"
#include "analysis/wordnet.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

namespace fs = std::filesystem;

// Where Debian and others keep dictionaries.
constexpr const char* kHunspellFolders[] = {"/usr/share/hunspell", "/usr/local/share/hunspell", "/usr/share/myspell/dicts"};
constexpr const char* kWordNetFolder = "/usr/share/wordnet";

// Dictionaries that the program asks for by name, each language's in the order in which they are asked (a second one where the
// first refuses); other languages take <code>.dic, else the first <code>_XX.dic.
struct Known {
  const char *lang, *name, *package;
};
constexpr Known kKnown[] = {{"en", "en_US", "hunspell-en-us"},
                            {"en", "en_GB", "hunspell-en-gb"},
                            {"fr", "fr", "hunspell-fr-comprehensive"},
                            {"de", "de_DE", "hunspell-de-de"},
                            {"es", "es_ES", "hunspell-es"},
                            {"it", "it_IT", "hunspell-it"},
                            {"pt", "pt_PT", "hunspell-pt-pt"},
                            {"pt", "pt_BR", "hunspell-pt-br"},
                            {"nl", "nl", "hunspell-nl"},
                            {"sv", "sv_SE", "hunspell-sv"},
                            {"pl", "pl_PL", "hunspell-pl"},
                            {"cs", "cs_CZ", "hunspell-cs"},
                            {"ro", "ro_RO", "hunspell-ro"},
                            {"ru", "ru_RU", "hunspell-ru"}};

// Answers about words, four places to a set, bounded and without locks: an answer is one atomic number (the fingerprint of language
// and word without its last bits, and the answer), so that a reader sees all of it or none.
class AnswerCache {
 public:
  // 0 unknown, 1 no, 2 yes
  int find(uint64_t print) const {
    const size_t set = set_of(print);
    for (size_t i = set; i < set + kWays; ++i) {
      const uint64_t slot = slots_[i].load(std::memory_order_relaxed);
      if ((slot & ~kAnswer) == (print & ~kAnswer)) return static_cast<int>(slot & kAnswer);
    }
    return 0;
  }
  void put(uint64_t print, bool yes) {
    const size_t set = set_of(print);
    size_t at = set + (hand_.fetch_add(1, std::memory_order_relaxed) & (kWays - 1));
    for (size_t i = set; i < set + kWays; ++i)
      if (slots_[i].load(std::memory_order_relaxed) == 0) { at = i; break; }
    slots_[at].store((print & ~kAnswer) | (yes ? 2 : 1), std::memory_order_relaxed);
  }

 private:
  static constexpr size_t kWays = 4, kSets = 1u << 14;
  static constexpr uint64_t kAnswer = 3;
  static size_t set_of(uint64_t print) { return (print >> 48 & (kSets - 1)) * kWays; }
  std::unique_ptr<std::atomic<uint64_t>[]> slots_ = std::make_unique<std::atomic<uint64_t>[]>(kSets * kWays);
  std::atomic<uint32_t> hand_{0};
};

bool is_file(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::string hash_of_files(const std::vector<std::string>& paths) {
  std::string facts;
  for (const std::string& path : paths) {
    struct stat info {};
    if (stat(path.c_str(), &info) == 0) facts += std::to_string(info.st_size) + '@' + std::to_string(info.st_mtim.tv_sec) + ';';
  }
  constexpr char kDigits[] = "0123456789abcdef";
  const uint64_t print = fingerprint(facts);
  std::string out;
  for (int shift = 60; shift >= 32; shift -= 4) out += kDigits[print >> shift & 15];
  return out;
}

// Without the possessive ending; "" when it has none.
std::string_view without_possessive(std::string_view word) {
  for (std::string_view end : {"'s", "'S", "\xE2\x80\x99s", "\xE2\x80\x99S", "'", "\xE2\x80\x99"})
    if (word.size() > end.size() && word.ends_with(end)) return word.substr(0, word.size() - end.size());
  return {};
}

bool has_letter_or_digit(std::string_view word) {
  for (size_t at = 0; at < word.size();) {
    const utf8::Decoded next = utf8::decode(word, at);
    if (utf8::is_letter(next.c) || utf8::is_digit(next.c)) return true;
    at += next.size;
  }
  return false;
}

}  // namespace

struct Lexicon::Impl {
  Paths paths;
  std::mutex construction;
  // The dictionaries of a language, in the order they are asked. Found when the language is first named.
  struct Spelling {
    Lang lang;
    std::vector<std::unique_ptr<HunspellDictionary>> dictionaries;
  };
  mutable std::mutex finding;  // guards spellings
  mutable std::vector<std::unique_ptr<Spelling>> spellings;
  mutable AnswerCache answers;
  FingerprintCache<8 * sizeof(PosMask)> parts_of_speech{1u << 14};
  bool has_wordnet = false;
  mutable std::once_flag wordnet_once;
  mutable std::unique_ptr<WordNet> wordnet_;

  const WordNet* wordnet() const {
    std::call_once(wordnet_once, [&] { wordnet_ = WordNet::load(paths.wordnet); });
    return wordnet_.get();
  }

  // "/usr/share/hunspell/en_US" when both files are there, else "".
  std::string find_files(const std::string& name) const {
    for (const std::string& folder : paths.hunspell) {
      const std::string base = (fs::path(folder) / name).string();
      if (is_file(base + ".aff") && is_file(base + ".dic")) return base;
    }
    return {};
  }

  std::vector<std::string> names_of(Lang lang) const {
    std::vector<std::string> out;
    for (const Known& known : kKnown)
      if (lang.code() == known.lang) out.emplace_back(known.name);
    if (!out.empty()) return out;
    const std::string code(lang.code());
    if (!find_files(code).empty()) return {code};
    std::vector<std::string> national;
    for (const std::string& folder : paths.hunspell) {
      std::error_code error;
      for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const fs::path& path = it->path();
        if (path.extension() == ".dic" && path.stem().string().starts_with(code + "_")) national.push_back(path.stem().string());
      }
    }
    // The country of the language's own name first (de_DE, pt_PT), then the alphabet.
    const std::string own = code + "_" + utf8::to_upper(code);
    std::sort(national.begin(), national.end(), [&](const auto& a, const auto& b) { return std::pair(a != own, a) < std::pair(b != own, b); });
    if (!national.empty()) out.push_back(national.front());
    return out;
  }

  const Spelling& spelling(Lang lang) {
    const std::lock_guard lock(finding);
    for (const auto& known : spellings)
      if (known->lang == lang) return *known;
    auto made = std::make_unique<Spelling>();
    made->lang = lang;
    if (lang.known())
      for (const std::string& name : names_of(lang))
        if (std::string base = find_files(name); !base.empty())
          made->dictionaries.push_back(std::make_unique<HunspellDictionary>(name, std::move(base), construction));
    spellings.push_back(std::move(made));
    return *spellings.back();
  }

  // By one of the dictionaries; as a possessive (English); part by part at its hyphens.
  static bool spell(const Spelling& in, std::string_view word) {
    for (const auto& dictionary : in.dictionaries)
      if (dictionary->spell(word)) return true;
    if (in.lang == Lang::of("en"))
      if (const std::string_view stem = without_possessive(word); !stem.empty() && spell(in, stem)) return true;
    const size_t hyphen = word.find('-');
    if (in.dictionaries.size() < 2 || hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 == word.size()) return false;
    return spell(in, word.substr(0, hyphen)) && spell(in, word.substr(hyphen + 1));
  }
};

Lexicon::Paths Lexicon::Paths::system() {
  Paths out;
  const char* own = std::getenv("WIRECHECK_DICTIONARIES");
  if (!own || !*own) {
    out.hunspell.assign(std::begin(kHunspellFolders), std::end(kHunspellFolders));
    out.wordnet = kWordNetFolder;
    return out;
  }
  for (std::string_view list = own; !list.empty();) {
    const size_t end = std::min(list.find(':'), list.size());
    std::string folder(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    if (folder.empty()) continue;
    if (out.wordnet.empty() && WordNet::is_at(folder)) out.wordnet = folder;
    out.hunspell.push_back(std::move(folder));
  }
  return out;
}

Lexicon::Lexicon(Paths paths) : impl_(std::make_unique<Impl>()) {
  impl_->paths = std::move(paths);
  impl_->has_wordnet = WordNet::is_at(impl_->paths.wordnet);
}
Lexicon::~Lexicon() = default;

bool Lexicon::available(Lang lang) const { return !impl_->spelling(lang).dictionaries.empty(); }
bool Lexicon::has_wordnet() const { return impl_->has_wordnet; }

std::vector<DictionaryInfo> Lexicon::dictionaries() const {
  std::vector<DictionaryInfo> out;
  for (const Known& known : kKnown) {
    DictionaryInfo info{known.name, known.package, {}, {}, {}};
    if (const std::string base = impl_->find_files(known.name); !base.empty()) {
      info.path = base + ".dic";
      info.version = hash_of_files({base + ".aff", base + ".dic"});
    }
    out.push_back(std::move(info));
  }
  DictionaryInfo wordnet{"WordNet", "wordnet-base", {}, {}, {}};
  if (has_wordnet()) {
    wordnet.path = impl_->paths.wordnet;
    wordnet.version = WordNet::version(wordnet.path);
  }
  out.push_back(std::move(wordnet));
  return out;
}

bool Lexicon::knows(Lang lang, std::string_view word) const {
  const std::string_view code = lang.code();
  uint64_t salt = 1;
  for (char c : code) salt = salt * 256 + static_cast<unsigned char>(c);
  const uint64_t print = fingerprint(word, salt);
  if (const int answer = impl_->answers.find(print)) return answer == 2;
  const Impl::Spelling& in = impl_->spelling(lang);
  const bool known = !in.dictionaries.empty() && has_letter_or_digit(word) && Impl::spell(in, word);
  impl_->answers.put(print, known);
  return known;
}

std::vector<Morph> Lexicon::morphs(Lang lang, std::string_view word) const {
  std::vector<Morph> out;
  if (word.empty()) return out;
  for (const auto& dictionary : impl_->spelling(lang).dictionaries) {
    out = dictionary->morphs(word);
    if (!out.empty()) break;
  }
  return out;
}

PosMask Lexicon::pos(std::string_view folded) const {
  const WordNet* wordnet = impl_->wordnet();
  if (!wordnet || folded.empty()) return PosMask{0};
  const uint64_t print = fingerprint(folded);
  if (const auto known = impl_->parts_of_speech.find(print)) return static_cast<PosMask>(*known);
  const PosMask pos = wordnet->pos(folded);
  impl_->parts_of_speech.put(print, pos);
  return pos;
}

NounClass Lexicon::noun_class(std::string_view folded) const {
  const WordNet* wordnet = impl_->wordnet();
  return wordnet && !folded.empty() ? wordnet->noun_class(folded) : NounClass::unknown;
}

}  // namespace wirecheck
