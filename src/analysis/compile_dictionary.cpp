// Building a CompiledDictionary: every entry of the word list through the affixes, and what its fields say.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "analysis/affix_file.h"
#include "analysis/compiled_dictionary.h"
#include "analysis/form_fields.h"
#include "analysis/dictionary_file.h"
#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr uint32_t kStemBits = 20, kMostClasses = 1u << 12;
constexpr size_t kFormsPerByte = 4;  // a guess, for reserving memory: one form in so many bytes of the word list

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

class CompiledDictionary::Compiler {
 public:
  Compiler(const AffixFile& affixes, CompiledDictionary& out) : affixes_(affixes), out_(out) {
    for (const std::string& elided : affixes.elided()) out.elided_.push_back(utf8::to_lower(elided));
    std::sort(out.elided_.begin(), out.elided_.end());
    out.elided_.erase(std::unique(out.elided_.begin(), out.elided_.end()), out.elided_.end());
    out.input_ = affixes.input_conversions();
    out.breaks_ = affixes.breaks();
    out.rules_ = affixes.compound_rules();
  }

  bool run(std::string_view words) {
    out_.classes_.push_back({});  // of forms without fields
    out_.forms_.reserve(words.size() / kFormsPerByte);
    if (affixes_.forbidden) {
      each_line(words, [&](std::string_view line) {
        if (const auto entry = affixes_.parse(line); entry && entry->has(affixes_.forbidden)) forbidden_.insert(entry->word);
      });
    }
    bool first = true, good = true;
    each_line(words, [&](std::string_view line) {
      const bool count = first;  // the first line is the number of entries
      first = false;
      if (count || !good) return;
      if (auto entry = affixes_.parse(line)) good = add(*entry);
    });
    std::sort(out_.parts_.begin(), out_.parts_.end(), [](const Part& a, const Part& b) { return a.text < b.text; });
    for (AffixFile::Entry& entry : hidden_) {
      entry.word = utf8::capitalise(utf8::to_lower(entry.word));
      if (!capitalised_.contains(entry.word)) put(entry, kHidden);
    }
    const bool fields = std::any_of(out_.classes_.begin(), out_.classes_.end(), [](const FormFields& f) { return f.pos != 0; });
    if (!fields) {
      out_.classes_.clear();
      out_.stems_.clear();
      out_.stem_ends_.clear();
    }
    out_.forms_.seal(fields);
    return good;
  }

 private:
  bool add(AffixFile::Entry& entry) {
    if (entry.has(affixes_.forbidden)) return true;
    if (!affixes_.compound_rules().empty() &&
        std::any_of(entry.flags.begin(), entry.flags.end(), [&](AffixFile::Flag flag) { return affixes_.is_compound_flag(flag); })) {
      if (!is_digit(entry.word[0])) return false;  // compounds of words are left to Hunspell
      out_.parts_.push_back({entry.word, entry.flags});
    }
    const Kind kind = entry.has(affixes_.keep_case) ? kFixedCase : kPlain;
    put(entry, kind);
    // Hunspell accepts LIBREOFFICE where it knows LibreOffice, through a form that is right in no other case.
    if (kind == kPlain && std::any_of(entry.word.begin(), entry.word.end(), [](char c) { return !(c >= 'a' && c <= 'z'); })) {
      const std::string& word = entry.word;
      const std::string lower = utf8::to_lower(word);
      if (word != lower && word != utf8::capitalise(lower) && (word != utf8::to_upper(word) || !entry.flags.empty())) hidden_.push_back(entry);
      if (word != lower && word == utf8::capitalise(lower)) capitalised_.insert(word);
    }
    return true;
  }

  void put(const AffixFile::Entry& entry, Kind kind) {
    if (kind != kHidden) {
      out_.stems_ += entry.word;
      out_.stem_ends_.push_back(static_cast<uint32_t>(out_.stems_.size()));
    }
    const auto stem = static_cast<uint32_t>(out_.stem_ends_.size() - 1);
    const uint64_t base = entry.fields.empty() ? 0 : field_id(entry.fields);
    affixes_.expand(entry, [&](const AffixFile::Form& form) {
      if (!forbidden_.empty() && forbidden_.contains(std::string(form.text))) return;
      const uint32_t klass = kind == kHidden ? 0 : class_of(entry.fields, base, form);
      out_.forms_.add(fingerprint(form.text, kind), klass << kStemBits | stem);
    });
  }

  uint64_t field_id(const std::string& fields) { return field_ids_.emplace(fields, field_ids_.size() + 1).first->second; }

  uint32_t class_of(const std::string& fields, uint64_t base, const AffixFile::Form& form) {
    const uint64_t key = base << 48 | uint64_t{form.fields[0]} << 32 | uint64_t{form.fields[1]} << 16 | form.fields[2];
    if (key == 0 && !out_.classes_.empty()) return 0;
    const auto known = classes_.find(key);
    if (known != classes_.end()) return known->second;
    FormFields made;
    read_fields(fields, made);
    for (uint16_t affix : form.fields) read_fields(affixes_.fields()[affix], made);
    const auto at = std::find(out_.classes_.begin(), out_.classes_.end(), made);
    const auto klass = static_cast<uint32_t>(at - out_.classes_.begin());
    if (at == out_.classes_.end()) out_.classes_.push_back(made);
    return classes_.emplace(key, klass % kMostClasses).first->second;
  }

  const AffixFile& affixes_;
  CompiledDictionary& out_;
  std::unordered_set<std::string> forbidden_, capitalised_;
  std::vector<AffixFile::Entry> hidden_;
  std::unordered_map<std::string, uint64_t> field_ids_;
  std::unordered_map<uint64_t, uint32_t> classes_;  // by the fields of an entry and its affixes
};

std::unique_ptr<CompiledDictionary> CompiledDictionary::compile(std::string_view affixes, std::string_view words) {
  const AffixFile file(affixes);
  if (!file.supported()) return nullptr;
  auto out = std::make_unique<CompiledDictionary>();
  Compiler compiler(file, *out);
  if (!compiler.run(words)) return nullptr;
  if (out->stem_ends_.size() >= (size_t{1} << kStemBits) || out->classes_.size() >= kMostClasses) return nullptr;
  return out;
}

}  // namespace wirecheck
