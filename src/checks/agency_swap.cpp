// What it finds: a news agency of the source text replaced by another one: (dpa) that became (AP).
// Why it matters: the credit says who answers for the news.
// How: the agencies of dictionaries/services.yaml in the sentences that stand for each other; one is missing there, another one added.
// In credits (between brackets, slashes, dashes), and anywhere where the name can be nothing else; by its names in all scripts.
// What it leaves alone: agencies that both sides have; sentences whose alignment is not known.
// Fix safety: review.
#include <algorithm>
#include <bitset>
#include <map>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

// Without what parts its words: a name is a run of tokens.
std::string glued(std::string_view name) {
  std::string out;
  for (const char c : name)
    if (c != ' ') out += c;
  return out;
}

class AgencySwap : public Check {
 public:
  AgencySwap(const RuleBook& book, const Facts& facts) : rule_(book.find("agency-swapped")) {
    for (const auto& row : facts.table("services.agencies")) {
      if (row.empty()) continue;
      const bool prose = std::find(row.begin(), row.end(), "prose=yes") != row.end();
      const auto number = static_cast<uint32_t>(names_.size());
      const auto add = [&](std::string_view name) {
        by_name_.emplace(glued(name), Written{number, prose || name.find(' ') != std::string_view::npos});
        begins_.set(first_bytes(glued(name)));
        longest_ = std::max(longest_, glued(name).size());
      };
      add(row.front());
      for (const std::string& cell : row)
        for (const std::string_view key : {"name=", "names=", "written="})
          if (cell.starts_with(key)) add(std::string_view(cell).substr(key.size()));
      names_.push_back(row.front());
    }
  }
  std::vector<const RuleInfo*> rules() const override { return {rule_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment) return;
    for (uint32_t s = 0; s < a.original->sentences.size(); ++s) {
      const auto target = a.alignment->target_of(s);
      if (!target || target->size() == 0) continue;
      const auto theirs = agencies(*a.original, a.original->sentences[s].tokens);
      if (theirs.empty()) continue;
      const auto ours = agencies(a, {a.sentences[target->begin].tokens.begin, a.sentences[target->end - 1].tokens.end});
      const Mention *gone = only(theirs, ours), *added = only(ours, theirs);
      if (!gone || !added) continue;
      const std::string& name = names_[gone->agency];
      Finding& finding = out.add(*rule_, a.span(added->tokens), "the source credits " + name + " here, not " + names_[added->agency], {name});
      finding.source = a.original->span(gone->tokens);
    }
  }

 private:
  struct Written {
    uint32_t agency = 0;
    bool prose = false;   // can be nothing else
  };
  struct Mention {
    uint32_t agency = 0;
    Range tokens;
  };
  static size_t first_bytes(std::string_view text) {
    const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    return byte(0) << 8 | byte(1);
  }
  std::vector<Mention> agencies(const Analysis& a, Range range) const {
    std::vector<Mention> out;
    for (uint32_t i = range.begin; i < range.end; ++i) {
      if (!is_word(a, i) || (a.text(i).size() > 1 && !begins_.test(first_bytes(a.text(i))))) continue;
      std::string name;
      Mention found;
      for (uint32_t end = i; end < range.end && name.size() <= longest_; ++end) {
        name += a.text(end);
        const auto it = by_name_.lower_bound(name);
        if (it == by_name_.end() || !it->first.starts_with(name)) break;   // no name begins so
        if (it->first == name && (it->second.prose || credited(a, {i, end + 1}))) found = {it->second.agency, {i, end + 1}};
      }
      if (found.tokens.size() == 0) continue;
      out.push_back(found);
      i = found.tokens.end - 1;
    }
    return out;
  }
  // (AP), (Reuters/dpa), AP -
  static bool credited(const Analysis& a, Range name) {
    const auto mark = [&](uint32_t k) { return k < a.tokens.size() && a.tokens[k].kind != TokenKind::word && a.tokens[k].span.size() > 0 && std::string_view("(/)-,").find(a.text(k).front()) != std::string_view::npos; };
    return name.begin > 0 && mark(name.begin - 1) && mark(name.end);
  }
  // The one mention whose agency the other side does not have; null when there is none or another one.
  static const Mention* only(const std::vector<Mention>& one, const std::vector<Mention>& other) {
    const Mention* out = nullptr;
    for (const Mention& mention : one) {
      if (std::any_of(other.begin(), other.end(), [&](const Mention& m) { return m.agency == mention.agency; })) continue;
      if (out) return nullptr;
      out = &mention;
    }
    return out;
  }

  const RuleInfo* rule_;
  std::vector<std::string> names_;
  std::map<std::string, Written, std::less<>> by_name_;   // without spaces
  std::bitset<1 << 16> begins_;                           // the first two bytes of a name: most words begin none
  size_t longest_ = 0;                                    // bytes
};

}  // namespace

std::unique_ptr<Check> make_agency_swap(const RuleBook& book, const Facts& facts) { return std::make_unique<AgencySwap>(book, facts); }

}  // namespace wirecheck
