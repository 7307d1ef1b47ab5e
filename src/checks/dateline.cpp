// What it finds: a dateline of the source ("PARIS (AFP) -", "Berlin, 3 May (dpa) -") that the translation lacks (dateline-missing), and
// one that the source has not (dateline-added).
// Why it matters: it says where the news was written and who answers for it.
// How: by its form at the head of a paragraph: a few capitalised words, a date perhaps, an agency in brackets or a place in capitals
// before a dash. The first sentences of both sides must surely stand for each other.
// What it leaves alone: paragraphs that name the agency or the place anyway, blocks that the reader calls datelines.
// Fix safety: none; the place has a form of its own in the target's language.
#include <algorithm>

#include "align/alignment.h"
#include "checks/check.h"
#include "checks/support.h"

namespace wirecheck {
namespace {

class Dateline : public Check {
 public:
  Dateline(const RuleBook& book, const Facts& facts) : facts_(facts), missing_(book.find("dateline-missing")), added_(book.find("dateline-added")) {
    for (const auto& row : facts.table("services.agencies")) {
      if (row.empty()) continue;
      agencies_.push_back(utf8::fold(row.front()));
      for (const std::string& cell : row)
        if (constexpr std::string_view kNames = "names="; cell.starts_with(kNames)) agencies_.push_back(utf8::fold(cell.substr(kNames.size())));
    }
    std::sort(agencies_.begin(), agencies_.end());
  }
  std::vector<const RuleInfo*> rules() const override { return {missing_, added_}; }

  void run(const Analysis& a, Findings& out) const override {
    if (!a.original || !a.alignment || a.alignment->pair() == Alignment::Pair::wrong || a.original->lang == a.lang) return;
    const Analysis& o = *a.original;
    if (has_block(a) || has_block(o)) return;
    for (const BlockInfo& block : o.blocks) {
      const Range line = dateline(o, block);
      if (line.empty()) continue;
      const auto target = a.alignment->target_of(block.sentences.begin);
      if (!target || target->empty()) continue;
      const BlockInfo& ours = a.blocks[a.sentences[target->begin].block];
      if (ours.sentences.begin != target->begin || !dateline(a, ours).empty() || names(a, head_of(a, ours), o, line)) continue;
      const uint32_t first = ours.tokens.begin;
      Finding& finding = out.add(*missing_, a.tokens[first].span, "The source begins with \"" + std::string(o.text(line)) + "\"; the translation has no dateline");
      finding.source = o.span(line);
    }
    for (const BlockInfo& block : a.blocks) {
      const Range line = dateline(a, block);
      if (line.empty()) continue;
      const auto source = a.alignment->source_of(block.sentences.begin);
      if (!source || source->empty()) continue;
      const BlockInfo& theirs = o.blocks[o.sentences[source->begin].block];
      if (theirs.sentences.begin != source->begin || !dateline(o, theirs).empty() || names(o, head_of(o, theirs), a, line)) continue;
      Finding& finding = out.add(*added_, a.span(line), "The source has no dateline");
      finding.source = o.tokens[theirs.tokens.begin].span;
    }
  }

 private:
  static constexpr uint32_t kLongest = 14;   // tokens

  static bool has_block(const Analysis& a) {
    return std::any_of(a.blocks.begin(), a.blocks.end(), [](const BlockInfo& block) { return block.role == Role::dateline; });
  }
  static Range head_of(const Analysis&, const BlockInfo& block) { return {block.tokens.begin, std::min(block.tokens.end, block.tokens.begin + kLongest)}; }
  static bool is_spaced_dash(const Analysis& a, uint32_t i) {
    return a.tokens[i].kind == TokenKind::punctuation && utf8::is_dash(utf8::at(a.text(i), 0)) && !a.tokens[i].is(Token::hyphen_glued);
  }
  static bool is_place(Classes classes) { return has(classes, Is::place); }
  bool is_agency(const Analysis& a, uint32_t i) const { return std::binary_search(agencies_.begin(), agencies_.end(), a.folded(i)); }

  // The tokens of the dateline at the head of the block, without its dash; empty when there is none.
  Range dateline(const Analysis& a, const BlockInfo& block) const {
    if (block.role != Role::body || block.tokens.size() < 6) return {};
    const uint32_t begin = block.tokens.begin, end = std::min(block.tokens.end, begin + kLongest);
    bool agency = false, capitals = false, place = false, date = false;
    uint32_t words = 0, i = begin;
    for (; i < end; ++i) {
      const Token& token = a.tokens[i];
      const std::string_view text = a.text(i);
      if (text == "(" || text == "[" || (text == "/" && token.is(Token::space_before))) {
        // Agencies and nothing else; an unlisted one stands in capitals, between slashes or before a dash.
        uint32_t k = i + 1;
        const bool slashes = text == "/";
        bool known = false, unlisted = false;
        for (; k < end && a.text(k) != ")" && a.text(k) != "]" && (text != "/" || a.text(k) != "/"); ++k) {
          if (is_word(a, k) && is_agency(a, k)) known = true;
          else if (is_word(a, k) && a.tokens[k].is(Token::all_capitals) && words > 0 && words < 4) unlisted = true;
          else if (is_word(a, k) && !a.tokens[k].is(Token::capital)) return {};
        }
        if (k >= end || !(known || unlisted)) return {};
        if (!known && !slashes && !(k + 1 < end && is_spaced_dash(a, k + 1))) return {};
        agency = true;
        i = k;
        continue;
      }
      if (is_spaced_dash(a, i)) break;
      if (token.kind == TokenKind::word) {
        if (agency) break;
        // A month, also shortened, stands in lower case behind its day.
        const bool month = a.is(i, Is::month) || (i > begin && a.tokens[i - 1].kind == TokenKind::number && token.span.size() <= 4);
        if (!token.is(Token::capital) && !month && !a.is(i, Is::preposition)) return {};
        if (i == begin) capitals = token.is(Token::all_capitals) && utf8::count(text) > 2;
        if (i == begin) place = is_place(a.classes(i)) || is_place(facts_.classes(token.word));   // in the words of the target, too
        ++words;
      } else if (token.kind == TokenKind::number) {
        date = date || i > begin + 1;
      } else if (text != "," && text != "." && text != "/" && text != "-") {
        return {};
      }
    }
    if (i >= end || words > 8) return {};
    // "PARIS -", "GRAZ, 3 May -".
    if (!agency && !(capitals && is_spaced_dash(a, i) && (place || (date && a.text(begin + 1) == ",")))) return {};
    // Text follows.
    const uint32_t next = is_spaced_dash(a, i) ? i + 1 : i;
    if (next + 3 >= block.tokens.end) return {};
    return {begin, i};
  }
  // The other side names an agency or the dateline's first word anyway.
  bool names(const Analysis& a, Range head, const Analysis& other, Range line) const {
    constexpr size_t kStem = 4;
    const std::string place = utf8::without_diacritics(other.folded(line.begin)).substr(0, kStem);
    for (uint32_t i = head.begin; i < head.end; ++i) {
      if (!is_word(a, i)) continue;
      if (is_agency(a, i) && a.tokens[i].is(Token::capital)) return true;
      if (utf8::without_diacritics(a.folded(i)).starts_with(place)) return true;
    }
    return false;
  }

  const Facts& facts_;
  const RuleInfo *missing_, *added_;
  std::vector<std::string> agencies_;   // folded, sorted
};

}  // namespace

std::unique_ptr<Check> make_dateline(const RuleBook& book, const Facts& facts) {
  return facts.table("services.agencies").empty() ? nullptr : std::make_unique<Dateline>(book, facts);
}

}  // namespace wirecheck
