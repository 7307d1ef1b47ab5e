// ICU's boundaries of sentences, or of words where no spaces part them, as byte offsets; the iterators are opened once per
// language and are used again. Not thread-safe: one per worker.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/lang.h"

namespace wirecheck {

class TextBreaker {
 public:
  enum class Unit : uint8_t { sentence, word };
  explicit TextBreaker(Unit unit);
  ~TextBreaker();
  TextBreaker(const TextBreaker&) = delete;
  TextBreaker& operator=(const TextBreaker&) = delete;
  // `text` must outlive the calls of next().
  void start(Lang lang, std::string_view text);
  // The next boundary after the last one (0 at first), as a byte of the text; nothing more: text.size() again and again.
  uint32_t next();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wirecheck
