#include "engine/planting.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr std::array<std::string_view, kPlantedKinds> kNames = {"name respelt", "pronoun flipped", "paragraph repeated", "quotation mark removed", "number changed"};

constexpr uint32_t kNameLetters = 5;        // a name shorter than that has spellings that are other names
constexpr uint32_t kParagraphWords = 12;
constexpr uint32_t kQuotationWords = 3;

// splitmix64: the same numbers on every machine.
class Chance {
 public:
  explicit Chance(uint64_t seed) : state_(seed) {}
  uint64_t below(uint64_t n) {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return (z ^ (z >> 31)) % n;
  }
  template <class T>
  const T& of(const std::vector<T>& items) { return items[below(items.size())]; }

 private:
  uint64_t state_;
};

std::string replaced_by(std::string_view text, Span span, std::string_view with) {
  return std::string(text.substr(0, span.begin)) + std::string(with) + std::string(text.substr(span.end));
}

// Where a span of the old text stands once `changed` has become `size` bytes.
Span moved(Span span, Span changed, size_t size) {
  const auto by = static_cast<int64_t>(size) - changed.size();
  const auto at = [&](uint32_t byte) { return byte >= changed.end ? static_cast<uint32_t>(byte + by) : byte; };
  return {at(span.begin), at(span.end)};
}

class Planter {
 public:
  Planter(const Analysis& story, uint64_t seed) : a_(story), text_(story.document.text()), chance_(seed) {}

  std::optional<PlantedStory> plant(PlantedKind kind) {
    switch (kind) {
      case PlantedKind::name_respelt: return respelt();
      case PlantedKind::pronoun_flipped: return flipped();
      case PlantedKind::paragraph_repeated: return repeated();
      case PlantedKind::quotation_mark_removed: return unquoted();
      case PlantedKind::number_changed: return renumbered();
    }
    return std::nullopt;
  }

 private:
  // The last words of persons' names, by word.
  std::optional<PlantedStory> respelt() {
    std::map<std::string, std::vector<Span>> names;  // by their folded form: most are no words of the vocabulary
    for (const Name& name : a_.names) {
      const Token& last = a_.tokens[name.tokens.end - 1];
      if (name.kind != Kind::person || last.kind != TokenKind::word || last.is(Token::all_capitals)) continue;
      if (a_.classes(last) != 0 || utf8::count(a_.text(last)) < kNameLetters) continue;  // a word of the language is no spelling of its own
      names[utf8::fold(a_.text(last))].push_back(last.span);
    }
    std::vector<std::vector<Span>> often;
    for (auto& [word, spans] : names)
      if (spans.size() >= 2) often.push_back(std::move(spans));
    if (often.empty()) return std::nullopt;
    const std::vector<Span> spans = chance_.of(often);
    const Span span = spans[1 + chance_.below(spans.size() - 1)];
    const std::string other = misspelt(std::string(a_.document.slice(span)));
    if (other.empty()) return std::nullopt;
    PlantedStory out{replaced_by(text_, span, other), {}};
    for (const Span one : spans) out.places.push_back(moved(one, span, other.size()));
    return out;
  }

  // An inner letter doubled, undoubled, or gone: what one romanisation does to another.
  std::string misspelt(const std::string& name) {
    std::vector<size_t> inner;
    for (size_t i = 1; i + 1 < name.size(); ++i)
      if (name[i] >= 'a' && name[i] <= 'z' && name[i - 1] >= 'a' && name[i - 1] <= 'z') inner.push_back(i);
    if (inner.empty()) return {};
    const size_t at = chance_.of(inner);
    if (name[at] == name[at - 1] || chance_.below(2)) return name.substr(0, at) + name.substr(at + 1);
    return name.substr(0, at) + name[at] + name.substr(at);
  }

  // The subject forms of the language's third person, masculine then feminine.
  std::array<std::string, 2> subjects() const {
    std::array<std::string, 2> out;
    for (const auto& row : a_.resources.facts->table("closed-class.third_person"))
      for (const std::string& cell : row)
        if (cell.starts_with("subject=") && (row[0] == "masculine" || row[0] == "feminine")) out[row[0] == "feminine"] = cell.substr(8);
    return out;
  }

  std::optional<PlantedStory> flipped() {
    const auto forms = subjects();
    if (forms[0].empty() || forms[1].empty()) return std::nullopt;
    std::array<std::vector<uint32_t>, 2> found;
    for (uint32_t i = 0; i < a_.tokens.size(); ++i)
      for (size_t k = 0; k < 2; ++k)
        if (utf8::fold(a_.text(i)) == forms[k] && !a_.tokens[i].is(Token::in_quote)) found[k].push_back(i);
    for (size_t k = 0; k < 2; ++k) {
      if (found[k].size() < 2 || !found[1 - k].empty()) continue;
      const Token& token = a_.tokens[found[k][1 + chance_.below(found[k].size() - 1)]];
      const std::string other = token.is(Token::capital) ? utf8::capitalise(forms[1 - k]) : forms[1 - k];
      const auto end = static_cast<uint32_t>(token.span.begin + other.size());
      return PlantedStory{replaced_by(text_, token.span, other), {{token.span.begin, end}}};
    }
    return std::nullopt;
  }

  std::optional<PlantedStory> repeated() {
    const auto& blocks = a_.document.blocks();
    std::vector<size_t> whole;
    for (size_t i = 0; i < blocks.size(); ++i)
      if (a_.blocks[i].role == Role::body && a_.blocks[i].tokens.end - a_.blocks[i].tokens.begin >= kParagraphWords) whole.push_back(i);
    if (whole.size() < 2) return std::nullopt;
    const size_t which = chance_.of(whole), after = std::min(which + 2, blocks.size() - 1);
    const std::string_view paragraph = a_.document.slice(blocks[which].span);
    // Paragraphs are parted as they are in this story.
    const std::string_view gap = which + 1 < blocks.size() ? text_.substr(blocks[which].span.end, blocks[which + 1].span.begin - blocks[which].span.end)
                                                           : text_.substr(blocks[which - 1].span.end, blocks[which].span.begin - blocks[which - 1].span.end);
    const uint32_t at = blocks[after].span.end;
    const auto begin = static_cast<uint32_t>(at + gap.size());
    return PlantedStory{replaced_by(text_, {at, at}, std::string(gap) + std::string(paragraph)),
                        {blocks[which].span, {begin, static_cast<uint32_t>(begin + paragraph.size())}}};
  }

  std::optional<PlantedStory> unquoted() {
    std::vector<std::pair<Span, uint32_t>> marks;
    for (const Quote& quote : a_.quotes) {
      if (quote.depth || quote.close.empty() || quote.continues || quote.continued) continue;
      const std::string_view inside = a_.document.slice(quote.inside);
      if (std::count(inside.begin(), inside.end(), ' ') + 1 < kQuotationWords) continue;
      marks.push_back({quote.open, quote.block});
      marks.push_back({quote.close, quote.block});
    }
    if (marks.empty()) return std::nullopt;
    const auto& [mark, block] = chance_.of(marks);
    return PlantedStory{replaced_by(text_, mark, ""), {moved(a_.document.blocks()[block].span, mark, 0)}};
  }

  std::optional<PlantedStory> renumbered() {
    std::vector<Span> numbers;
    for (const Quantity& quantity : a_.quantities) {
      const std::string_view written = a_.document.slice(quantity.span);
      const bool digits = std::any_of(written.begin(), written.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (digits && quantity.kind != Quantity::Kind::ordinal && quantity.kind != Quantity::Kind::score) numbers.push_back(quantity.span);
    }
    if (numbers.empty()) return std::nullopt;
    const Span span = chance_.of(numbers);
    std::vector<uint32_t> digits;
    for (uint32_t i = span.begin; i < span.end; ++i)
      if (text_[i] >= '0' && text_[i] <= '9') digits.push_back(i);
    const uint32_t at = chance_.of(digits);
    // Never to a leading zero, never to the same digit.
    const char old = text_[at];
    char digit = static_cast<char>('1' + chance_.below(8));
    if (digit >= old) ++digit;
    return PlantedStory{replaced_by(text_, {at, at + 1}, std::string(1, digit)), {span}};
  }

  const Analysis& a_;
  std::string_view text_;
  Chance chance_;
};

}  // namespace

std::string_view name_of(PlantedKind kind) { return kNames[static_cast<size_t>(kind)]; }

std::optional<PlantedStory> plant(PlantedKind kind, const Analysis& story, uint64_t seed) { return Planter(story, seed).plant(kind); }

}  // namespace wirecheck
