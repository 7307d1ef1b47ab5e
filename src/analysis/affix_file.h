// A Hunspell affix file (.aff), and all the forms that an entry of the word list (.dic) stands for under it.
// Knows the features that inflecting dictionaries use (English, French, Spanish, Portuguese, Russian ...); for the rest
// (compounding, flag aliases, encodings other than UTF-8 ...) `supported` is false and the dictionary is left to Hunspell.
// What each command means: the manual page hunspell(5) of Hunspell 1.7.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wirecheck {

class AffixFile {
 public:
  using Flag = uint32_t;
  static constexpr Flag kNoFlag = 0;

  // One form of an entry. `fields` are the morphological fields of the affixes: up to a prefix and two suffixes.
  struct Form {
    std::string_view text;
    std::array<uint16_t, 3> fields{};  // index into fields(); 0: none
  };
  struct Entry {  // a line of the word list
    std::string word;
    std::vector<Flag> flags;
    std::string fields;
    bool has(Flag flag) const;
  };

  explicit AffixFile(std::string_view content);

  bool supported() const { return supported_; }
  std::optional<Entry> parse(std::string_view line) const;  // nothing for an empty line
  // Calls `take` with each form that stands for itself; forms in front of which only an elided word ("l'") is put are left out.
  void expand(const Entry& entry, const std::function<void(const Form&)>& take) const;

  const std::vector<std::string>& fields() const { return fields_; }
  const std::vector<std::pair<std::string, std::string>>& input_conversions() const { return input_; }  // longest first
  const std::vector<std::string>& breaks() const { return breaks_; }
  const std::vector<std::string>& elided() const { return elided_; }  // "l'", "d'" ..., sorted
  const std::vector<std::vector<Flag>>& compound_rules() const { return compound_rules_; }  // '*' and '?' are flags of that code
  bool is_compound_flag(Flag flag) const;
  Flag need_affix = kNoFlag, forbidden = kNoFlag, keep_case = kNoFlag, only_in_compound = kNoFlag, circumfix = kNoFlag;

 private:
  enum class FlagKind : uint8_t { byte, two_bytes, number, utf8 };
  // One place of a condition: any character, or one (not) out of a few.
  struct Place {
    std::u32string characters;  // beyond ASCII
    std::array<uint64_t, 2> ascii{};
    bool negated = false;
    void add(char32_t c);
    bool matches(char32_t c) const;
  };
  struct Affix {
    std::string strip, append;
    std::vector<Place> condition;
    std::vector<Flag> next;  // flags the form has in turn
    uint16_t fields = 0;
    bool has(Flag flag) const;
  };
  struct Class {
    bool cross = false;  // goes with an affix of the other kind
    std::vector<Affix> affixes;
  };
  // Classes by flag.
  struct Classes {
    std::vector<Class> items;
    std::vector<uint16_t> at;  // one more than the index; 0: none
    const Class* find(Flag flag) const { return flag < at.size() && at[flag] ? &items[at[flag] - 1] : nullptr; }
  };

  std::vector<Flag> parse_flags(std::string_view text) const;
  static std::vector<Place> parse_condition(std::string_view text);
  void read_affix(const std::vector<std::string_view>& words, std::string_view line, bool prefix);
  void read_command(const std::vector<std::string_view>& words, std::string_view line);
  bool put_on(const Affix& affix, bool prefix, std::string_view word, std::string& out) const;
  template <class Take> void each(const std::vector<Flag>& flags, bool prefix, std::string_view word, Take take) const;

  FlagKind flag_kind_ = FlagKind::byte;
  bool supported_ = true, utf8_ = false, full_strip_ = false, own_breaks_ = false;
  Classes prefixes_, suffixes_;
  std::vector<std::string> fields_{std::string()};
  std::vector<std::pair<std::string, std::string>> input_;
  std::vector<std::string> breaks_, elided_;
  std::vector<std::vector<Flag>> compound_rules_;
};

}  // namespace wirecheck
