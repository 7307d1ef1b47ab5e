// What it finds: a news agency of the source text replaced by another one: (dpa) that became (AP).
// Why it matters: the credit says who answers for the news.
// How: the agencies of dictionaries/services.yaml in the sentences that stand for each other; one is missing there, another one added.
// What it leaves alone: agencies that both sides have; sentences whose alignment is not known.
// Fix safety: review.
#include <algorithm>
#include <map>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class AgencySwap : public Check {
 public:
  AgencySwap(const RuleBook& book, const Facts& facts) : rule_(book.find("agency-swapped")) {
    for (const auto& row : facts.table("services.agencies")) {
      if (row.empty() || row.front().find(' ') != std::string::npos) continue;
      const auto agency = static_cast<uint32_t>(names_.size());
      names_.push_back(row.front());
      agencies_.emplace(row.front(), agency);
      for (const std::string& cell : row)
        if (constexpr std::string_view kNames = "names="; cell.starts_with(kNames) && cell.find(' ') == std::string::npos)
          agencies_.emplace(cell.substr(kNames.size()), agency);
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
      Finding& finding = out.add(*rule_, a.tokens[added->token].span, "the source credits " + names_[gone->agency] + " here, not " + names_[added->agency], {names_[gone->agency]});
      finding.source = a.original->tokens[gone->token].span;
    }
  }

 private:
  struct Mention {
    uint32_t agency = 0, token = 0;
  };
  std::vector<Mention> agencies(const Analysis& a, Range range) const {
    std::vector<Mention> out;
    for (uint32_t i = range.begin; i < range.end; ++i)
      if (is_word(a, i) && credited(a, i))
        if (const auto it = agencies_.find(a.text(i)); it != agencies_.end()) out.push_back({it->second, i});
    return out;
  }
  // (AP), (Reuters/dpa), AP -
  static bool credited(const Analysis& a, uint32_t i) {
    const auto mark = [&](uint32_t k) { return k < a.tokens.size() && a.tokens[k].kind != TokenKind::word && a.tokens[k].span.size() > 0 && std::string_view("(/)-").find(a.text(k).front()) != std::string_view::npos; };
    return i > 0 && mark(i - 1) && mark(i + 1);
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
  std::map<std::string, uint32_t, std::less<>> agencies_;
};

}  // namespace

std::unique_ptr<Check> make_agency_swap(const RuleBook& book, const Facts& facts) { return std::make_unique<AgencySwap>(book, facts); }

}  // namespace wirecheck
