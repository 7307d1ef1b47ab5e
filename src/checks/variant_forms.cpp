// What it finds: one people under two names in one story: "Azeri" beside "Azerbaijani".
// Why it matters: readers take two words for two things; translation picks one or the other by chance.
// How: the groups of dictionaries/demonyms.yaml (variants); a form that stands at most half as often as another one of its group,
// which stands at least twice (four times when it is not the one that style guides prefer). The form of the story's majority is offered, in the same number.
// What it leaves alone: a form that is part of a name; a form in a quotation when the other one stands outside; ties.
// Fix safety: review (a language or a people may be meant).
#include <algorithm>
#include <bitset>

#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

struct Variant {
  std::string folded;   // a form of one word
  uint32_t group = 0, form = 0;
  bool plural = false;
};
struct Seen {
  uint32_t token = 0;
  const Variant* variant = nullptr;
  bool quoted = false;
};

class VariantForms : public Check {
 public:
  VariantForms(const RuleBook& book, const Facts& facts) : rule_(book.find("variant-forms")) {
    constexpr std::string_view kPreferred = "preferred=", kOther = "others=";
    for (const auto& row : facts.table("demonyms.variants")) {
      const auto group = static_cast<uint32_t>(groups_.size());
      groups_.emplace_back();
      for (const std::string& cell : row) {
        std::string form;
        if (cell.starts_with(kPreferred)) form = cell.substr(kPreferred.size());
        if (cell.starts_with(kOther)) form = cell.substr(kOther.size());
        if (form.empty() || form.find_first_of(" -") != std::string::npos) continue;  // forms of one word
        variants_.push_back({utf8::fold(form), group, static_cast<uint32_t>(groups_[group].size()), false});
        groups_[group].push_back(form);
      }
    }
    for (const Variant& variant : variants_) begins_.set(beginning(variant.folded));
    std::sort(variants_.begin(), variants_.end(), [](const Variant& a, const Variant& b) { return a.folded < b.folded; });
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (variants_.empty()) return;
    std::vector<Seen> seen;
    for (uint32_t i = 0; i < a.tokens.size(); ++i) {
      if (!is_word(a, i) || !a.tokens[i].is(Token::capital) || a.tokens[i].is(Token::clitic)) continue;
      if (const Variant* variant = find(a, i)) seen.push_back({i, variant, a.tokens[i].is(Token::in_quote)});
    }
    if (seen.size() < 3) return;
    std::vector<uint32_t> done;
    for (const Seen& one : seen) {
      const uint32_t group = one.variant->group;
      if (std::find(done.begin(), done.end(), group) != done.end()) continue;
      done.push_back(group);
      judge(a, seen, group, out);
    }
  }

 private:
  // The form, or its plural, as the facts of the language make it.
  const Variant* find(const Analysis& a, uint32_t token) const {
    const std::string_view word = a.folded(token);
    if (!begins_[beginning(word)]) return nullptr;
    const auto at = [&](std::string_view key) -> const Variant* {
      const auto it = std::lower_bound(variants_.begin(), variants_.end(), key, [](const Variant& v, std::string_view k) { return v.folded < k; });
      return it != variants_.end() && it->folded == key ? &*it : nullptr;
    };
    if (const Variant* exact = at(word)) return exact;
    if (!a.is(token, Is::plural) && a.tokens[token].word != kNoWord) return nullptr;
    if (!a.resources.inflection) return nullptr;
    for (const auto& reading : a.resources.inflection->readings(word))
      if (reading.form == Form::plural)
        if (const Variant* singular = at(reading.lemma)) return singular;
    return nullptr;
  }
  // The first two letters, which a plural shares with its singular.
  static size_t beginning(std::string_view folded) {
    const auto byte = [&](size_t i) { return i < folded.size() ? static_cast<unsigned char>(folded[i]) : 0u; };
    return byte(0) << 8 | byte(1);
  }
  static bool in_longer_name(const Analysis& a, uint32_t token) {
    const uint16_t name = a.tokens[token].name;
    if (name && a.names[name - 1].tokens.size() > 1) return true;
    const auto beside = [&](uint32_t i) { return i < a.tokens.size() && a.tokens[i].is(Token::hyphen_glued); };
    return beside(token + 1) || (token > 0 && beside(token - 1));
  }
  void judge(const Analysis& a, const std::vector<Seen>& seen, uint32_t group, Findings& out) const {
    std::vector<uint32_t> count(groups_[group].size(), 0), outside(groups_[group].size(), 0);
    for (const Seen& one : seen)
      if (one.variant->group == group) {
        ++count[one.variant->form];
        outside[one.variant->form] += !one.quoted;
      }
    const auto most = static_cast<uint32_t>(std::max_element(count.begin(), count.end()) - count.begin());
    // The form that style guides prefer may be right although it is rare: then the other one must be the story's own.
    constexpr uint32_t kPreferredForm = 0, kEnough = 2, kEnoughAgainstGuides = 4;
    if (count[most] < (most == kPreferredForm ? kEnough : kEnoughAgainstGuides)) return;
    Span example{};
    for (const Seen& one : seen)
      if (one.variant->group == group && one.variant->form == most) {
        example = a.tokens[one.token].span;
        break;
      }
    for (const Seen& one : seen) {
      const uint32_t form = one.variant->form;
      if (one.variant->group != group || form == most || count[form] * 2 > count[most]) continue;
      if (in_longer_name(a, one.token) || (one.quoted && outside[most] > 0)) continue;
      const std::string_view word = a.folded(one.token);
      std::string replacement = groups_[group][most];
      if (word != one.variant->folded && a.resources.inflection) replacement = a.resources.inflection->inflect(replacement, Form::plural);
      if (replacement.empty()) continue;
      Finding& finding = out.add(*rule_, a.tokens[one.token].span,
                                 "\"" + std::string(a.text(one.token)) + "\" here, \"" + groups_[group][most] + "\" " +
                                     std::to_string(count[most]) + " times in this story",
                                 {replacement});
      finding.related.push_back({example, "the other form"});
    }
  }

  const RuleInfo* rule_;
  std::vector<std::vector<std::string>> groups_;  // forms as they are written
  std::vector<Variant> variants_;                 // by folded form
  std::bitset<65536> begins_;                     // beginnings of them
};

}  // namespace

std::unique_ptr<Check> make_variant_forms(const RuleBook& book, const Facts& facts) {
  return std::make_unique<VariantForms>(book, facts);
}

}  // namespace wirecheck
