// What the morphological fields of a dictionary (po:, is:) say of a form. Fields of a stem and of its affixes are read one after
// the other into the same FormFields.
#pragma once
#include <cstdint>
#include <string_view>

#include "analysis/lexicon.h"

namespace wirecheck {

struct FormFields {
  PosMask pos = 0;
  char gender = 0, number = 0;
  uint8_t given_name = 0, surname = 0;
  friend bool operator==(const FormFields&, const FormFields&) = default;
};

void read_fields(std::string_view fields, FormFields& into);

}  // namespace wirecheck
