// A language as its BCP 47 primary subtag ("en", "fr", "ckb"), small enough to pass by value.
#pragma once
#include <array>
#include <compare>
#include <string>
#include <string_view>

namespace wirecheck {

class Lang {
 public:
  constexpr Lang() = default;  // undetermined
  // Takes "en", "en-GB", "EN_us": the primary subtag, lower-cased; anything else gives the undetermined language.
  static constexpr Lang of(std::string_view tag) {
    Lang lang;
    size_t n = 0;
    for (char c : tag) {
      if (c == '-' || c == '_') break;
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      if (c < 'a' || c > 'z' || n == 3) return Lang();
      lang.code_[n++] = c;
    }
    return n >= 2 ? lang : Lang();
  }
  constexpr bool known() const { return code_[0] != 0; }
  constexpr std::string_view code() const {
    return std::string_view(code_.data(), code_[2] ? 3 : (code_[0] ? 2 : 0));
  }
  friend constexpr auto operator<=>(const Lang&, const Lang&) = default;

 private:
  std::array<char, 4> code_{};
};

}  // namespace wirecheck
