#include "analysis/form_fields.h"

#include <algorithm>

namespace wirecheck {
namespace {

// The tags of the French dictionary (Dicollecte): nom, adj, npr (place or thing), prn (given name), patr (surname), v1_t ... and the
// tenses of verbs.
struct Tag {
  std::string_view name;
  PosMask pos;
};
constexpr PosMask mask(Pos pos) { return static_cast<PosMask>(pos); }
constexpr Tag kTags[] = {
    {"nom", mask(Pos::noun)},     {"adj", mask(Pos::adjective)}, {"adv", mask(Pos::adverb)},  {"loc.adv", mask(Pos::adverb)},
    {"npr", mask(Pos::name)},     {"prn", mask(Pos::name)},      {"patr", mask(Pos::name)},   {"infi", mask(Pos::verb)},
    {"ppre", mask(Pos::verb)},    {"ipre", mask(Pos::verb)},     {"iimp", mask(Pos::verb)},   {"ipsi", mask(Pos::verb)},
    {"ifut", mask(Pos::verb)},    {"spre", mask(Pos::verb)},     {"simp", mask(Pos::verb)},   {"cond", mask(Pos::verb)},
    {"impe", mask(Pos::verb)},    {"ppas", static_cast<PosMask>(mask(Pos::verb) | mask(Pos::adjective))},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

PosMask pos_of_tag(std::string_view tag) {
  for (const Tag& known : kTags)
    if (known.name == tag) return known.pos;
  if (tag.size() > 1 && tag[0] == 'v' && is_digit(tag[1])) return mask(Pos::verb);
  return !tag.empty() && is_digit(tag[0]) ? PosMask{0} : mask(Pos::other);  // 3sg: the person, not a part of speech
}

}  // namespace

void read_fields(std::string_view fields, FormFields& into) {
  for (size_t at = 0; (at = fields.find_first_not_of(" \t", at)) != std::string_view::npos;) {
    const size_t end = std::min(fields.find_first_of(" \t", at), fields.size());
    const std::string_view field = fields.substr(at, end - at);
    at = end;
    if (field.size() < 4 || field[2] != ':') continue;
    const std::string_view value = field.substr(3);
    if (field.starts_with("po:")) {
      into.pos = static_cast<PosMask>(into.pos | pos_of_tag(value));
      into.given_name |= value == "prn";
      into.surname |= value == "patr";
    } else if (field.starts_with("is:")) {
      if (value == "mas") into.gender = 'm';
      else if (value == "fem") into.gender = 'f';
      else if (value == "epi") into.gender = 0;
      else if (value == "sg") into.number = 's';
      else if (value == "pl") into.number = 'p';
      else if (value == "inv") into.number = 0;
    }
  }
}

}  // namespace wirecheck
