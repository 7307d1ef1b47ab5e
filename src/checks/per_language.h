// What a check knows about each source language: made when the first text from it comes, kept as long as the check.
// Thread-safe; what of() gives lives as long as this does and is never changed.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "core/lang.h"

namespace wirecheck {

template <class T>
class PerLanguage {
 public:
  // `make()` gives a T (or what one is built from); it is called once a language, under the lock.
  template <class Make>
  const T& of(Lang lang, Make make) const {
    const std::lock_guard lock(mutex_);
    auto& one = known_[lang];
    if (!one) one.reset(new const T(make()));   // made in place: a T may refer to its own parts
    return *one;
  }

 private:
  mutable std::mutex mutex_;
  mutable std::map<Lang, std::unique_ptr<const T>> known_;
};

}  // namespace wirecheck
