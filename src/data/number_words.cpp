#include "data/number_words.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "data/facts.h"

namespace wirecheck {
namespace {

constexpr char32_t kCedillaS = 0x15F, kCommaS = 0x219, kCedillaT = 0x163, kCommaT = 0x21B, kDottedE = 0x451, kPlainE = 0x435;
constexpr char32_t kAlef = 0x627, kTehMarbuta = 0x629, kHeh = 0x647, kYeh = 0x64A, kFarsiYeh = 0x6CC, kAlefMaksura = 0x649,
                   kKaf = 0x643, kKeheh = 0x6A9, kTatweel = 0x640, kZeroWidthNonJoiner = 0x200C, kFinalSigma = 0x3C2, kSigma = 0x3C3;

std::optional<double> value_of(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string folded(std::string_view text) {
  const std::string nfc = utf8::fold(text);
  std::string out;
  for (size_t i = 0; i < nfc.size();) {
    const utf8::Decoded next = utf8::decode(nfc, i);
    if (const char32_t c = number_letter(next.c); c != 0 && !(c == ' ' && !out.empty() && out.back() == ' ')) utf8::append(out, c);
    i += next.size;
  }
  return out;
}

}  // namespace

char32_t number_letter(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c == '-' || c == '\t' ? U' ' : c;
  switch (c) {
    case utf8::kSoftHyphen: case kTatweel: return 0;
    case utf8::kHyphen: case utf8::kNoBreakHyphen: case utf8::kNoBreakSpace: case utf8::kNarrowNoBreakSpace:
    case utf8::kThinSpace: case kZeroWidthNonJoiner: return ' ';
    case utf8::kRightSingle: return '\'';
    case kCommaS: return kCedillaS;
    case kCommaT: return kCedillaT;
    case kDottedE: return kPlainE;
    case kFinalSigma: return kSigma;
    case 0x622: case 0x623: case 0x625: case 0x671: return kAlef;
    case kTehMarbuta: return kHeh;
    case kYeh: case kAlefMaksura: return kFarsiYeh;
    case kKaf: return kKeheh;
    default: break;
  }
  if (c >= 0x64B && c <= 0x652) return 0;   // Arabic vowel signs
  const char32_t small = utf8::lower(c);
  switch (small) {
    case kCommaS: return kCedillaS;
    case kCommaT: return kCedillaT;
    case kDottedE: return kPlainE;
    default: return small;
  }
}

class NumberWordsBuilder {
 public:
  NumberWordsBuilder(NumberWords& out, const NumberWords::Tables& tables) : out_(out), tables_(tables) {}

  void build() {
    if (tables_("numbers.cardinals").empty()) return;
    language();
    for (const std::string& trait : list("traits")) {
      if (trait == "compound") out_.compound_ = 1;
      if (trait == "continuous") out_.continuous_ = 1;
      if (trait == "inverted") out_.inverted_ = 1;
      if (trait == "inverted without join") out_.inverted_ = 2;
      if (trait == "join after hundreds") out_.join_from_ = 100;
    }
    for (const std::string& text : list("weak")) weak_.insert(folded(text));
    endings_ = list("endings");
    ordinal_endings_ = list("ordinal_endings");
    prefixes_ = list("prefixes");
    // The order says what a form means that has two readings.
    numbered("cardinals", NumberRole::cardinal, nullptr, true);
    numbered("cardinal_stems", NumberRole::cardinal, &endings_, true);
    numbered("multipliers", NumberRole::multiplier, nullptr, true);
    numbered("multiplier_stems", NumberRole::multiplier, &endings_, true);
    numbered("abbreviations", NumberRole::abbreviation);
    numbered("ordinals", NumberRole::ordinal, nullptr, true);
    numbered("ordinal_stems", NumberRole::ordinal, &ordinal_endings_, true);
    numbered("fractions", NumberRole::fraction, nullptr, true);
    numbered("counts", NumberRole::count, nullptr, true);
    numbered("combining", NumberRole::combining);
    numbered("months", NumberRole::month);
    numbered("eras", NumberRole::era);
    numbered("meridiem", NumberRole::meridiem);
    numbered("ignored_figures", NumberRole::ignored);
    listed("join", NumberRole::join);
    listed("ignored", NumberRole::ignored);
    listed("percent", NumberRole::percent);
    listed("percent_before", NumberRole::percent_before);
    listed("points", NumberRole::points);
    listed("figure_ordinal", NumberRole::ordinal_end);
    listed("figure_decade", NumberRole::decade_end);
    listed("figure_century", NumberRole::century_end);
    listed("hour", NumberRole::hour);
    listed("about", NumberRole::about);
    listed("part_of", NumberRole::part_of);
    listed("tenth", NumberRole::tenth);
    listed("counters", NumberRole::counter);
    for (const std::string& text : list("calendars"))
      if (const auto value = value_of(text)) out_.calendars_.push_back(*value);
    for (const auto& row : tables_("numbers.ordinal_suffixes"))
      if (row.size() == 2)
        if (const auto value = value_of(row[0])) out_.suffixes_.emplace_back(static_cast<uint32_t>(*value), row[1]);
    std::sort(out_.suffixes_.begin(), out_.suffixes_.end());
    for (const char* table : {"currencies.symbols", "currencies.names"})
      for (const auto& row : tables_(table)) {
        if (row.size() < 2) continue;
        out_.currencies_.push_back(row[1]);
        if (row[0][0] >= 'A' && row[0][0] <= 'Z' && row[0].size() <= 3) out_.currencies_.push_back(row[0]);
      }
    std::sort(out_.currencies_.begin(), out_.currencies_.end());
    compile();
  }

 private:
  std::vector<std::string> list(const char* key) const {
    std::vector<std::string> out;
    for (const auto& row : tables_(std::string("numbers.") + key)) out.insert(out.end(), row.begin(), row.end());
    return out;
  }

  // How the language writes: its separators and the names of its months.
  void language() {
    out_.accepted_ = {out_.group_};
    for (const auto& row : tables_("language.group_accepted"))
      if (!row.empty()) out_.accepted_.push_back(row[0]);
    const auto& months = tables_("language.months");
    for (size_t i = 0; i < months.size(); ++i)
      if (!months[i].empty()) add(months[i][0], static_cast<double>(i + 1), NumberRole::month, false);
    for (const auto& row : tables_("language.month_forms"))
      if (row.size() == 2)
        if (const auto value = value_of(row[1])) add(row[0], *value, NumberRole::month, false);
  }

  void add(std::string_view text, double value, NumberRole role, bool prefixed) {
    const std::string key = folded(text);
    if (key.empty()) return;
    NumberWord word{value, role, weak_.contains(key) || role == NumberRole::count};
    const auto put = [&](const std::string& form) {
      std::vector<NumberWord>& list = tree_[form];
      for (const NumberWord& other : list)
        if (other.role == role) return;   // the first reading stands
      list.push_back(word);
    };
    put(key);
    if (prefixed)
      for (const std::string& prefix : prefixes_) put(folded(prefix) + key);
  }

  void numbered(const char* key, NumberRole role, const std::vector<std::string>* endings = nullptr, bool prefixed = false) {
    for (const auto& row : tables_(std::string("numbers.") + key)) {
      const auto value = row.empty() ? std::nullopt : value_of(row[0]);
      if (!value) continue;
      const auto known = [&](const auto& entry) { return entry.first == std::pair(*value, static_cast<uint8_t>(role)); };
      if (row.size() > 1 && !endings && std::none_of(out_.spelled_.begin(), out_.spelled_.end(), known))
        out_.spelled_.push_back({{*value, static_cast<uint8_t>(role)}, row[1]});
      for (size_t i = 1; i < row.size(); ++i) {
        if (!endings) add(row[i], *value, role, prefixed);
        else for (const std::string& ending : *endings) add(row[i] + ending, *value, role, prefixed);
      }
    }
  }

  void listed(const char* key, NumberRole role) {
    const std::vector<std::string> texts = list(key);
    if (!texts.empty()) out_.spelled_.push_back({{0, static_cast<uint8_t>(role)}, texts[0]});
    for (const std::string& text : texts) add(text, 0, role, false);
  }

  void compile() {
    struct Open { std::map<unsigned char, uint32_t> next; const std::vector<NumberWord>* words = nullptr; };
    std::vector<Open> open(1);
    for (const auto& [form, words] : tree_) {
      uint32_t at = 0;
      for (const unsigned char byte : form) {
        const auto found = open[at].next.find(byte);
        if (found != open[at].next.end()) {
          at = found->second;
          continue;
        }
        const auto fresh = static_cast<uint32_t>(open.size());
        open[at].next.emplace(byte, fresh);
        open.emplace_back();
        at = fresh;
      }
      open[at].words = &words;
    }
    for (const Open& node : open) {
      NumberWords::Node flat;
      flat.edges = static_cast<uint32_t>(out_.edges_.size());
      flat.edge_count = static_cast<uint32_t>(node.next.size());
      flat.words = static_cast<uint32_t>(out_.words_.size());
      flat.word_count = node.words ? static_cast<uint32_t>(node.words->size()) : 0;
      for (const auto& [byte, to] : node.next) out_.edges_.push_back({to, byte, {}});
      if (node.words) out_.words_.insert(out_.words_.end(), node.words->begin(), node.words->end());
      out_.nodes_.push_back(flat);
    }
    for (const auto& [form, words] : tree_) beginnings_of(form);
    // A capital letter folds: its first byte begins an entry, too. Beyond ASCII every byte may.
    for (const auto& [byte, to] : open[0].next) {
      out_.starts_[byte] = to;
      if (byte >= 'a' && byte <= 'z') out_.starts_[byte - 32] = to;
      if (byte >= 0x80)
        for (int lead = 0xC2; lead < 0xF0; ++lead)
          if (!out_.starts_[static_cast<size_t>(lead)]) out_.starts_[static_cast<size_t>(lead)] = to;
    }
  }

  // The ASCII characters that may stand in a text where the form has this one.
  static std::vector<unsigned char> written(char in_form) {
    std::vector<unsigned char> out;
    for (unsigned char c = 0; c < 0x80; ++c)
      if (number_letter(c) == static_cast<unsigned char>(in_form)) out.push_back(c);
    return out;
  }
  // Behind a short form, and behind a space, which may be several, anything may stand.
  void beginnings_of(const std::string& form) {
    static const std::vector<unsigned char> kAny = [] {
      std::vector<unsigned char> all(32);
      for (unsigned char c = 0; c < all.size(); ++c) all[c] = c;
      return all;
    }();
    const size_t space = form.find(' ');
    const auto at = [&](size_t i) { return i < form.size() && (space == std::string::npos || i <= space) ? written(form[i]) : kAny; };
    for (const unsigned char a : at(0))
      for (const unsigned char b : at(1))
        for (const unsigned char c : at(2)) out_.beginnings_.set(NumberWords::beginning(a, b, c));
  }

  NumberWords& out_;
  const NumberWords::Tables& tables_;
  std::set<std::string> weak_;
  std::vector<std::string> endings_, ordinal_endings_, prefixes_;
  std::map<std::string, std::vector<NumberWord>> tree_;
};

NumberWords::NumberWords(const Tables& tables, std::string_view decimal, std::string_view group) {
  if (!decimal.empty()) decimal_ = utf8::at(decimal, 0);
  if (!group.empty()) group_ = group;
  NumberWordsBuilder(*this, tables).build();
}

NumberWords::NumberWords(const Facts& facts)
    : NumberWords([&facts](const std::string& name) -> const Table& { return facts.table(name); }, facts.orthography().decimal,
                  facts.orthography().group) {}

std::string_view NumberWords::ordinal_suffix(uint64_t value) const {
  for (const uint64_t key : {value % 100, value % 10, uint64_t{0}}) {
    for (const auto& [number, suffix] : suffixes_)
      if (number == key) return suffix;
  }
  return {};
}

bool NumberWords::is_currency(std::string_view letters) const {
  return std::binary_search(currencies_.begin(), currencies_.end(), letters, std::less<>());
}

bool NumberWords::accepts(std::string_view figure, int decimals) const {
  size_t digits = 0;   // of the figure, counted from its end
  for (const char c : figure) digits += c >= '0' && c <= '9';
  size_t left = digits;
  for (size_t i = 0; i < figure.size();) {
    const utf8::Decoded next = utf8::decode(figure, i);
    if (next.c >= '0' && next.c <= '9') {
      --left;
    } else if (decimals > 0 && left == static_cast<size_t>(decimals)) {
      if (next.c != decimal_) return false;
    } else if (std::find(accepted_.begin(), accepted_.end(), utf8::encode(next.c)) == accepted_.end()) {
      return false;
    }
    i += next.size;
  }
  return true;
}

std::string_view NumberWords::spelled(double value, NumberRole role) const {
  for (const auto& [key, text] : spelled_)
    if (key.first == value && key.second == static_cast<uint8_t>(role)) return text;
  return {};
}

}  // namespace wirecheck
