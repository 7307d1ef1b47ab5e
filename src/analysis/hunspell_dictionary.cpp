#include "analysis/hunspell_dictionary.h"

#include <unicode/ucnv.h>

#include <fstream>
#include <hunspell/hunspell.hxx>
#include <iterator>

#include "analysis/compiled_dictionary.h"
#include "analysis/form_fields.h"
#include "analysis/dictionary_file.h"
#include "core/archive.h"
#include "data/cache.h"

namespace wirecheck {
namespace {

std::unique_ptr<CompiledDictionary> load_compiled(const std::string& name, const std::string& affixes, const std::string& words) {
  const std::string what = "lexicon-" + name;
  const uint64_t key = cache_key(what, {affixes, words});
  if (const auto cached = cache_read(what, key)) {
    ArchiveReader reader(*cached);
    auto dictionary = std::make_unique<CompiledDictionary>();
    reader(*dictionary);
    if (!reader.failed() && reader.at_end()) return dictionary;
  }
  auto dictionary = CompiledDictionary::compile(content_of(affixes), content_of(words));
  if (dictionary) {
    ArchiveWriter writer;
    writer(*dictionary);
    cache_write(what, key, writer.take());
  }
  return dictionary;
}

// A Hunspell handle and the converter of its encoding. One caller at a time.
class Handle {
 public:
  Handle(const std::string& affixes, const std::string& words) : hunspell_(affixes.c_str(), words.c_str()) {
    const std::string& encoding = hunspell_.get_dict_encoding();
    if (encoding == "UTF-8") return;
    UErrorCode error = U_ZERO_ERROR;
    converter_ = ucnv_open(encoding.c_str(), &error);
    if (U_FAILURE(error)) converter_ = nullptr;
    usable_ = converter_ != nullptr;
    // A letter that the encoding lacks makes the word unknown, not another word.
    if (converter_) ucnv_setFromUCallBack(converter_, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  }
  ~Handle() {
    if (converter_) ucnv_close(converter_);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  bool spell(std::string_view word) {
    std::string own;
    return encode(word, own) && hunspell_.spell(own);
  }

  std::vector<Morph> morphs(std::string_view word) {
    std::vector<Morph> out;
    std::string own;
    if (!encode(word, own)) return out;
    for (const std::string& line : hunspell_.analyze(own)) {
      FormFields fields;
      read_fields(line, fields);
      if (fields.pos == 0) continue;
      const size_t stem = line.find("st:");
      std::string lemma;
      if (stem != std::string::npos) decode(std::string_view(line).substr(stem + 3, line.find_first_of(" \t", stem) - stem - 3), lemma);
      out.push_back({lemma, fields.pos, fields.gender, fields.number, fields.given_name != 0, fields.surname != 0});
    }
    return out;
  }

 private:
  bool encode(std::string_view word, std::string& out) {
    if (!converter_) return out.assign(word), usable_;
    UErrorCode error = U_ZERO_ERROR;
    out.resize(word.size() * 2 + 8);
    const int32_t size = ucnv_fromAlgorithmic(converter_, UCNV_UTF8, out.data(), static_cast<int32_t>(out.size()), word.data(),
                                              static_cast<int32_t>(word.size()), &error);
    out.resize(U_SUCCESS(error) ? static_cast<size_t>(size) : 0);
    return U_SUCCESS(error);
  }
  void decode(std::string_view text, std::string& out) {
    if (!converter_) return void(out.assign(text));
    UErrorCode error = U_ZERO_ERROR;
    out.resize(text.size() * 4 + 8);
    const int32_t size = ucnv_toAlgorithmic(UCNV_UTF8, converter_, out.data(), static_cast<int32_t>(out.size()), text.data(),
                                            static_cast<int32_t>(text.size()), &error);
    out.resize(U_SUCCESS(error) ? static_cast<size_t>(size) : 0);
  }

  Hunspell hunspell_;
  UConverter* converter_ = nullptr;
  bool usable_ = true;
};

}  // namespace

struct HunspellDictionary::State {
  std::unique_ptr<CompiledDictionary> compiled;
  std::mutex mutex;  // guards handle
  std::unique_ptr<Handle> handle;
};

HunspellDictionary::HunspellDictionary(std::string name, std::string base, std::mutex& construction)
    : name_(std::move(name)), base_(std::move(base)), construction_(construction) {}
HunspellDictionary::~HunspellDictionary() = default;

HunspellDictionary::State& HunspellDictionary::state() const {
  std::call_once(once_, [&] {
    auto state = std::make_unique<State>();
    state->compiled = load_compiled(name_, affix_path(), words_path());
    if (!state->compiled) {
      const std::lock_guard lock(construction_);
      state->handle = std::make_unique<Handle>(affix_path(), words_path());
    }
    state_ = std::move(state);
  });
  return *state_;
}

bool HunspellDictionary::spell(std::string_view word) const {
  State& s = state();
  if (s.compiled) return s.compiled->spell(word);
  const std::lock_guard lock(s.mutex);
  return s.handle->spell(word);
}

std::vector<Morph> HunspellDictionary::morphs(std::string_view word) const {
  State& s = state();
  if (s.compiled) return s.compiled->morphs(word);
  const std::lock_guard lock(s.mutex);
  return s.handle->morphs(word);
}

}  // namespace wirecheck
