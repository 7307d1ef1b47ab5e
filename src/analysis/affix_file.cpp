#include "analysis/affix_file.h"

#include <algorithm>
#include <charconv>

#include "core/utf8.h"

namespace wirecheck {
namespace {

// Commands that change which words are right, in ways that expand() does not know.
constexpr std::string_view kUnsupported[] = {"AF", "AM", "CHECKSHARPS", "COMPLEXPREFIXES", "COMPOUNDBEGIN", "COMPOUNDEND", "COMPOUNDFLAG",
                                             "COMPOUNDLAST", "COMPOUNDMIDDLE", "COMPOUNDMORESUFFIXES", "COMPOUNDPERMITFLAG",
                                             "COMPOUNDROOT", "COMPOUNDSYLLABLE", "FORBIDWARN", "FORCEUCASE", "IGNORE"};
// Languages in which Hunspell treats capitals or dashes in ways of their own.
constexpr std::string_view kUnsupportedLanguages[] = {"az", "crh", "hu", "tr"};
constexpr uint32_t kMostFlags = 0xFFFF;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> out;
  for (size_t at = 0; (at = line.find_first_not_of(" \t", at)) != std::string_view::npos;) {
    const size_t end = std::min(line.find_first_of(" \t", at), line.size());
    out.push_back(line.substr(at, end - at));
    at = end;
  }
  return out;
}

bool contains(const std::vector<AffixFile::Flag>& flags, AffixFile::Flag flag) {
  return flag != AffixFile::kNoFlag && std::find(flags.begin(), flags.end(), flag) != flags.end();
}

std::u32string decode(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    out += next.c;
    at += next.size;
  }
  return out;
}

// Where the morphological fields begin ("po:nom"): after a tab, or after a space before two letters and a colon.
size_t find_fields(std::string_view line) {
  for (size_t at = 0; (at = line.find_first_of(" \t", at)) != std::string_view::npos; ++at) {
    if (line[at] == '\t') return at;
    const size_t word = line.find_first_not_of(' ', at);
    if (word == std::string_view::npos) return at;
    if (word + 2 < line.size() && line[word + 2] == ':') return at;
  }
  return line.size();
}

}  // namespace

bool AffixFile::Entry::has(Flag flag) const { return contains(flags, flag); }
bool AffixFile::Affix::has(Flag flag) const { return contains(next, flag); }

void AffixFile::Place::add(char32_t c) {
  if (c < 128) ascii[c >> 6] |= uint64_t{1} << (c & 63);
  else characters += c;
}

bool AffixFile::Place::matches(char32_t c) const {
  const bool listed = c < 128 ? ascii[c >> 6] >> (c & 63) & 1 : characters.find(c) != std::u32string::npos;
  return listed != negated;
}

AffixFile::AffixFile(std::string_view content) {
  if (content.starts_with(kByteOrderMark)) content.remove_prefix(kByteOrderMark.size());
  // How flags are written must be known before the first is read.
  for (int pass = 0; pass < 2; ++pass) {
    for (size_t at = 0; at < content.size();) {
      const size_t end = std::min(content.find('\n', at), content.size());
      std::string_view line = content.substr(at, end - at);
      at = end + 1;
      if (line.ends_with('\r')) line.remove_suffix(1);
      const std::vector<std::string_view> words = split(line);
      if (words.empty() || words[0].starts_with('#')) continue;
      if (pass == 0) {
        if (words[0] == "FLAG" && words.size() > 1)
          flag_kind_ = words[1] == "long" ? FlagKind::two_bytes : words[1] == "num" ? FlagKind::number : FlagKind::utf8;
      } else if (words[0] == "PFX" || words[0] == "SFX") {
        read_affix(words, line, words[0] == "PFX");
      } else {
        read_command(words, line);
      }
    }
  }
  if (!own_breaks_) breaks_ = {"-", "^-", "-$"};
  supported_ = supported_ && utf8_;
  std::stable_sort(input_.begin(), input_.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  std::sort(elided_.begin(), elided_.end());
  elided_.erase(std::unique(elided_.begin(), elided_.end()), elided_.end());
}

void AffixFile::read_command(const std::vector<std::string_view>& words, std::string_view) {
  const std::string_view name = words[0];
  if (std::find(std::begin(kUnsupported), std::end(kUnsupported), name) != std::end(kUnsupported)) supported_ = false;
  if (name == "FULLSTRIP") full_strip_ = true;
  if (words.size() < 2) return;
  const std::string_view value = words[1];
  const auto flag = [&] {
    const std::vector<Flag> flags = parse_flags(value);
    return flags.empty() ? kNoFlag : flags.front();
  };
  if (name == "SET") utf8_ = value == "UTF-8";
  else if (name == "LANG") {
    const std::string_view language = value.substr(0, value.find('_'));
    if (std::find(std::begin(kUnsupportedLanguages), std::end(kUnsupportedLanguages), language) != std::end(kUnsupportedLanguages)) supported_ = false;
  } else if (name == "NEEDAFFIX" || name == "PSEUDOROOT") need_affix = flag();
  else if (name == "FORBIDDENWORD") forbidden = flag();
  else if (name == "KEEPCASE") keep_case = flag();
  else if (name == "ONLYINCOMPOUND") only_in_compound = flag();
  else if (name == "CIRCUMFIX") circumfix = flag();
  else if (name == "ICONV" && words.size() >= 3) input_.emplace_back(words[1], words[2]);
  else if (name == "BREAK") {
    if (own_breaks_) breaks_.emplace_back(value);  // the first line tells the number
    own_breaks_ = true;
  } else if (name == "COMPOUNDRULE" && value.find_first_not_of("0123456789") != std::string_view::npos) {
    if (flag_kind_ != FlagKind::byte) supported_ = false;
    compound_rules_.push_back(parse_flags(value));
  }
}

void AffixFile::read_affix(const std::vector<std::string_view>& words, std::string_view line, bool prefix) {
  if (words.size() < 4) return;
  const std::vector<Flag> flags = parse_flags(words[1]);
  if (flags.empty()) return;
  auto& classes = prefix ? prefixes_ : suffixes_;
  if (flags.front() > kMostFlags) {
    supported_ = false;
    return;
  }
  if (classes.at.size() <= flags.front()) classes.at.resize(flags.front() + 1);
  uint16_t& place = classes.at[flags.front()];
  if (place == 0) {  // the head of a class: whether it goes with the other kind, the number of its lines
    classes.items.push_back({words[2] == "Y", {}});
    place = static_cast<uint16_t>(classes.items.size());
    return;
  }
  Affix affix;
  if (words[2] != "0") affix.strip = words[2];
  std::string_view append = words[3];
  if (const size_t slash = append.find('/'); slash != std::string_view::npos) {
    affix.next = parse_flags(append.substr(slash + 1));
    append = append.substr(0, slash);
  }
  if (append != "0") affix.append = append;
  if (words.size() > 4 && words[4] != ".") affix.condition = parse_condition(words[4]);
  if (words.size() > 5 && !words[5].starts_with('#')) {
    std::string fields(line.substr(static_cast<size_t>(words[5].data() - line.data())));
    const auto same = std::find(fields_.begin(), fields_.end(), fields);
    affix.fields = static_cast<uint16_t>(same - fields_.begin());
    if (same == fields_.end()) fields_.push_back(std::move(fields));
  }
  if (const size_t apostrophe = affix.append.find('\''); prefix && apostrophe != std::string::npos) {
    elided_.push_back(affix.append.substr(0, apostrophe + 1));
    return;
  }
  classes.items[place - 1].affixes.push_back(std::move(affix));
}

std::vector<AffixFile::Flag> AffixFile::parse_flags(std::string_view text) const {
  std::vector<Flag> out;
  switch (flag_kind_) {
    case FlagKind::byte:
      for (char c : text) out.push_back(static_cast<unsigned char>(c));
      break;
    case FlagKind::two_bytes:
      for (size_t i = 0; i + 1 < text.size(); i += 2)
        out.push_back(static_cast<Flag>(static_cast<unsigned char>(text[i])) << 8 | static_cast<unsigned char>(text[i + 1]));
      break;
    case FlagKind::number:
      while (!text.empty()) {
        const size_t comma = std::min(text.find(','), text.size());
        Flag flag = 0;
        std::from_chars(text.data(), text.data() + comma, flag);
        out.push_back(flag);
        text.remove_prefix(std::min(comma + 1, text.size()));
      }
      break;
    case FlagKind::utf8:
      for (char32_t c : decode(text)) out.push_back(c);
      break;
  }
  return out;
}

std::vector<AffixFile::Place> AffixFile::parse_condition(std::string_view text) {
  std::vector<Place> out;
  const std::u32string characters = decode(text);
  for (size_t i = 0; i < characters.size(); ++i) {
    Place place;
    if (characters[i] == U'[') {
      ++i;
      if (i < characters.size() && characters[i] == U'^') place.negated = true, ++i;
      while (i < characters.size() && characters[i] != U']') place.add(characters[i++]);
    } else if (characters[i] == U'.') {
      place.negated = true;  // anything but nothing
    } else {
      place.add(characters[i]);
    }
    out.push_back(std::move(place));
  }
  return out;
}

bool AffixFile::is_compound_flag(Flag flag) const {
  for (const std::vector<Flag>& rule : compound_rules_)
    if (flag != '*' && flag != '?' && contains(rule, flag)) return true;
  return false;
}

std::optional<AffixFile::Entry> AffixFile::parse(std::string_view line) const {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const size_t fields = find_fields(line);
  Entry entry;
  if (fields < line.size()) entry.fields = line.substr(fields + 1);
  line = line.substr(0, fields);
  size_t slash = 0;
  for (; slash < line.size() && line[slash] != '/'; ++slash) {
    if (line[slash] == '\\' && slash + 1 < line.size() && line[slash + 1] == '/') ++slash;
    entry.word += line[slash];
  }
  if (slash == 0 || entry.word.empty()) return std::nullopt;
  if (slash < line.size()) entry.flags = parse_flags(line.substr(slash + 1));
  return entry;
}

// `word` with the affix in `out`; false when its condition forbids it.
bool AffixFile::put_on(const Affix& affix, bool prefix, std::string_view word, std::string& out) const {
  if (affix.strip.size() > word.size() || (affix.strip.size() == word.size() && !full_strip_)) return false;
  if (prefix ? !word.starts_with(affix.strip) : !word.ends_with(affix.strip)) return false;
  const std::vector<Place>& condition = affix.condition;
  if (prefix) {
    size_t at = 0;
    for (const Place& place : condition) {
      if (at >= word.size()) return false;
      const auto byte = static_cast<unsigned char>(word[at]);
      const utf8::Decoded next = byte < 0x80 ? utf8::Decoded{byte, 1, true} : utf8::decode(word, at);
      if (!place.matches(next.c)) return false;
      at += next.size;
    }
    out.assign(affix.append).append(word.substr(affix.strip.size()));
  } else {
    size_t at = word.size();
    for (auto place = condition.rbegin(); place != condition.rend(); ++place) {
      if (at == 0) return false;
      do --at;
      while (at > 0 && (static_cast<unsigned char>(word[at]) & 0xC0) == 0x80);
      const auto byte = static_cast<unsigned char>(word[at]);
      if (!place->matches(byte < 0x80 ? byte : utf8::decode(word, at).c)) return false;
    }
    out.assign(word.substr(0, word.size() - affix.strip.size())).append(affix.append);
  }
  return true;
}

// Calls take(class, affix, form) for each affix of the classes that `flags` name.
template <class Take> void AffixFile::each(const std::vector<Flag>& flags, bool prefix, std::string_view word, Take take) const {
  std::string form;
  for (Flag flag : flags) {
    const Class* klass = (prefix ? prefixes_ : suffixes_).find(flag);
    if (!klass) continue;
    for (const Affix& affix : klass->affixes)
      if (put_on(affix, prefix, word, form)) take(*klass, affix, std::string_view(form));
  }
}

void AffixFile::expand(const Entry& entry, const std::function<void(const Form&)>& take) const {
  const auto stands_alone = [&](const Affix& affix) { return !affix.has(need_affix) && !affix.has(only_in_compound); };
  if (entry.has(only_in_compound)) return;
  if (!entry.has(need_affix)) take({entry.word, {}});
  each(entry.flags, false, entry.word, [&](const Class& suffixes, const Affix& suffix, std::string_view form) {
    const bool half = suffix.has(circumfix);
    if (stands_alone(suffix) && !half) take({form, {0, suffix.fields, 0}});
    each(suffix.next, false, form, [&](const Class&, const Affix& second, std::string_view longer) {
      if (stands_alone(second)) take({longer, {0, suffix.fields, second.fields}});
    });
    if (!suffixes.cross) return;
    const auto in_front = [&](const Class& prefixes, const Affix& prefix, std::string_view longer) {
      if (prefixes.cross && prefix.has(circumfix) == half) take({longer, {prefix.fields, suffix.fields, 0}});
    };
    each(entry.flags, true, form, in_front);
    each(suffix.next, true, form, in_front);
  });
  each(entry.flags, true, entry.word, [&](const Class& prefixes, const Affix& prefix, std::string_view form) {
    if (stands_alone(prefix)) take({form, {prefix.fields, 0, 0}});
    // Suffixes that the prefix brings along: kilometre, kilometres.
    each(prefix.next, false, form, [&](const Class& suffixes, const Affix& suffix, std::string_view longer) {
      if (prefixes.cross && suffixes.cross && stands_alone(suffix)) take({longer, {prefix.fields, suffix.fields, 0}});
    });
  });
}

}  // namespace wirecheck
