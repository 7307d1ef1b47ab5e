// He and she in a text: which tokens they are, in which case, and the forms that could stand there instead. Pure.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "analysis/analysis.h"

namespace wirecheck {

enum class Case : uint8_t { subject, object, possessive, independent, reflexive };
constexpr uint32_t kCases = 5;

struct Pronoun {
  uint32_t token = 0;
  Gender gender = Gender::unknown;
  Case which = Case::subject;
};

// The forms of the third person, from the facts of the text's language.
class ThirdPerson {
 public:
  using Forms = std::array<std::string, kCases>;
  explicit ThirdPerson(const Facts& facts);
  bool usable() const { return !masculine_[0].empty() && !feminine_[0].empty() && !neuter_[0].empty(); }
  // Every he and she of the text, in order; what belongs to a name ("Her Majesty" is none) is left out.
  std::vector<Pronoun> find(const Analysis& a) const;
  const Forms& forms(Gender gender) const { return gender == Gender::masculine ? masculine_ : feminine_; }
  const Forms& neuter() const { return neuter_; }
  const Forms& plural() const { return plural_; }
  // The form for the other sex, written as the token is.
  std::string other(const Analysis& a, const Pronoun& p) const { return written(a, p, forms(opposite(p.gender))); }
  std::string written(const Analysis& a, const Pronoun& p, const Forms& forms) const;
  static Gender opposite(Gender g) { return g == Gender::masculine ? Gender::feminine : Gender::masculine; }

 private:
  Forms masculine_, feminine_, neuter_, plural_;
};

// "his or her", "he/she": both stand within three words.
bool paired_with_other(const Analysis& a, const Pronoun& p);

}  // namespace wirecheck
