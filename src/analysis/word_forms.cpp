#include "analysis/word_forms.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <filesystem>
#include <unordered_map>

#include "analysis/affix_file.h"
#include "analysis/dictionary_file.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostForms = 400;   // of one word

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

// The value of a one-word command of an affix file; "" when it has none.
std::string command(std::string_view affixes, std::string_view name) {
  std::string out;
  each_line(affixes, [&](std::string_view line) {
    if (!out.empty() || !line.starts_with(name) || line.size() <= name.size() + 1 || line[name.size()] != ' ') return;
    out = line.substr(name.size() + 1);
    while (!out.empty() && (out.back() == '\r' || out.back() == ' ')) out.pop_back();
  });
  return out;
}

std::string to_utf8(const std::string& bytes, const std::string& encoding) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding.c_str(), &error);
  if (U_FAILURE(error)) return {};
  std::string out(bytes.size() * 3 + 1, '\0');
  const int32_t size = ucnv_toAlgorithmic(UCNV_UTF8, converter, out.data(), static_cast<int32_t>(out.size()), bytes.data(),
                                          static_cast<int32_t>(bytes.size()), &error);
  ucnv_close(converter);
  if (U_FAILURE(error)) return {};
  out.resize(static_cast<size_t>(size));
  return out;
}

}  // namespace

std::vector<std::string> word_form_files(Lang lang, const Lexicon::Paths& paths) {
  const std::string code(lang.code());
  for (const std::string& folder : paths.hunspell) {
    std::vector<std::string> names = {code, code + "_" + utf8::to_upper(code)}, national;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
      if (at->path().extension() == ".dic" && at->path().stem().string().starts_with(code + "_")) national.push_back(at->path().stem().string());
    std::sort(national.begin(), national.end());
    names.insert(names.end(), national.begin(), national.end());
    for (const std::string& name : names) {
      const std::string base = (fs::path(folder) / name).string();
      if (is_file(base + ".aff") && is_file(base + ".dic")) return {base + ".aff", base + ".dic"};
    }
  }
  return {};
}

struct WordForms::Dictionary {
  AffixFile affixes;
  std::string words;
  std::unordered_multimap<std::string, std::string_view> lines;   // by the folded word

  Dictionary(std::string_view aff, std::string dic) : affixes(aff), words(std::move(dic)) {
    each_line(words, [&](std::string_view line) {
      const size_t end = line.find_first_of("/\t ");
      if (const std::string_view word = line.substr(0, end); !word.empty()) lines.emplace(utf8::fold(word), line);
    });
  }
};

WordForms::WordForms(Lexicon::Paths paths) : paths_(std::move(paths)) {}
WordForms::~WordForms() = default;

WordForms::Dictionary* WordForms::dictionary(Lang lang) {
  const auto [at, added] = dictionaries_.try_emplace(lang);
  if (!added) return at->second.get();
  const auto files = word_form_files(lang, paths_);
  if (files.empty()) return nullptr;
  std::string affixes = content_of(files[0]), words = content_of(files[1]);
  // Aliases number the flags: without them the flags of the word list mean nothing.
  if (!command(affixes, "AF").empty()) return nullptr;
  const std::string encoding = command(affixes, "SET");
  if (encoding != "UTF-8") {
    // Read as UTF-8 from here on; a flag of one byte may have become one of two.
    const std::string flags = command(affixes, "FLAG").empty() ? "FLAG UTF-8\n" : "";
    affixes = "SET UTF-8\n" + flags + to_utf8(affixes, encoding.empty() ? "ISO-8859-1" : encoding);
    words = to_utf8(words, encoding.empty() ? "ISO-8859-1" : encoding);
  }
  at->second = std::make_unique<Dictionary>(affixes, std::move(words));
  return at->second.get();
}

std::vector<std::string> WordForms::of(Lang lang, std::string_view word) {
  std::vector<std::string> out = {utf8::fold(word)};
  Dictionary* in = dictionary(lang);
  if (!in) return out;
  const auto [first, last] = in->lines.equal_range(out.front());
  for (auto line = first; line != last; ++line) {
    const auto entry = in->affixes.parse(line->second);
    if (!entry || entry->has(in->affixes.forbidden)) continue;
    in->affixes.expand(*entry, [&](const AffixFile::Form& form) {
      if (out.size() < kMostForms) out.push_back(utf8::fold(form.text));
    });
  }
  std::sort(out.begin() + 1, out.end());
  out.erase(std::unique(out.begin() + 1, out.end()), out.end());
  out.erase(std::remove(out.begin() + 1, out.end(), out.front()), out.end());
  return out;
}

}  // namespace wirecheck
