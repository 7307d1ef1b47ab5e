#include "data/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <optional>
#include <streambuf>

#include "core/utf8.h"

namespace wirecheck {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kKeyFault = "a key must be a word or a quoted text";
constexpr size_t kLongestExcerpt = 160;  // bytes; a line of a megabyte helps nobody

// The lines of a file, for turning byte offsets into places.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    starts_.push_back(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) starts_.push_back(at + 1);
  }
  void place(size_t byte, uint32_t& line, uint32_t& column) {
    byte = std::min(byte, text_.size());
    // Events arrive in the order of the text, so the line is nearly always the last one or one of the next.
    if (hint_ >= starts_.size() || starts_[hint_] > byte) hint_ = 0;
    if (hint_ + 8 < starts_.size() && starts_[hint_ + 8] <= byte) {
      hint_ = static_cast<size_t>(std::upper_bound(starts_.begin(), starts_.end(), byte) - starts_.begin()) - 1;
    }
    while (hint_ + 1 < starts_.size() && starts_[hint_ + 1] <= byte) ++hint_;
    line = static_cast<uint32_t>(hint_ + 1);
    const size_t start = std::min(starts_[hint_], byte);
    column = utf8::count(text_.substr(start, byte - start)) + 1;
  }
  std::string_view line(uint32_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const size_t begin = starts_[number - 1];
    size_t end = number < starts_.size() ? starts_[number] : text_.size();
    while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
    return text_.substr(begin, end - begin);
  }

 private:
  std::string_view text_;
  std::vector<size_t> starts_;
  size_t hint_ = 0;
};

std::string excerpt_of(std::string_view line) {
  if (line.size() <= kLongestExcerpt) return std::string(line);
  size_t end = kLongestExcerpt;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return std::string(line.substr(0, end)) + " ...";
}

// The text, then the mark that ends a document: without it yaml-cpp takes a quote that is never closed for a closed one.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) : end_(text.ends_with('\n') ? "...\n" : "\n...\n") { area(text); }

 protected:
  int_type underflow() override {
    if (!end_.empty()) area(std::exchange(end_, {}));
    return gptr() == egptr() ? traits_type::eof() : traits_type::to_int_type(*gptr());
  }

 private:
  void area(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // the get area is only read
    setg(begin, begin, begin + text.size());
  }
  std::string_view end_;
};

struct TooDeep {};

class Builder : public YAML::EventHandler {
 public:
  Builder(YamlFile& file, Lines& lines, size_t skipped, std::vector<Error>& faults, YamlLimits limits)
      : file_(file), lines_(lines), skipped_(skipped), faults_(faults), limits_(limits) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node = make(mark, YamlNode::Kind::null);
    // yaml-cpp takes the plain word for nothing; here a word is a word, and only an empty value or ~ is nothing.
    const std::string_view rest = std::string_view(file_.content).substr(std::min(offset(mark), file_.content.size()), 6);
    const bool word = rest.starts_with("null") || rest.starts_with("Null") || rest.starts_with("NULL");
    if (word && !rest.substr(4).starts_with(": ") && !rest.substr(4).starts_with(":\n")) {
      node.kind = YamlNode::Kind::scalar;
      node.scalar = std::string(rest.substr(0, 4));
      node.plain = true;
      node.text_line = node.line;
      node.text_column = node.column;
    } else if (!stack_.empty() && stack_.back().keyed) {
      node.line = stack_.back().key.line;
      node.column = stack_.back().key.column;
    }
    anchored(mark, anchor);
    add(std::move(node));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    report(mark, Error::Code::syntax, "an alias (*name) is not allowed here; write the value out, or quote a value that begins with *");
    add(make(mark, YamlNode::Kind::null));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    YamlNode node = make(mark, YamlNode::Kind::scalar);
    node.scalar = value;
    node.plain = tag == "?";
    place_text(node, offset(mark));
    tagged(mark, tag);
    anchored(mark, anchor);
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::map);
  }
  void OnMapEnd() override {
    const auto& entries = stack_.back().node.entries;
    std::vector<const YamlNode*> keys;
    keys.reserve(entries.size());
    for (const auto& [key, value] : entries) keys.push_back(&key);
    std::stable_sort(keys.begin(), keys.end(), [](const YamlNode* a, const YamlNode* b) { return a->scalar < b->scalar; });
    const YamlNode* first = nullptr;
    for (const YamlNode* key : keys) {
      if (!key->is_scalar()) continue;
      if (first && first->scalar == key->scalar) {
        report(*key, Error::Code::schema, "the key '" + key->scalar + "' stands here a second time; its first is on line " + std::to_string(first->line));
      } else {
        first = key;
      }
    }
    close();
  }
  void report(const YAML::Mark& mark, Error::Code code, std::string message) {
    report(make(mark, YamlNode::Kind::null), code, std::move(message));
  }
  uint32_t last_line() const { return last_line_; }  // of the last value or key that was whole
  size_t offset(const YAML::Mark& mark) const { return skipped_ + static_cast<size_t>(std::max(mark.pos, 0)); }

 private:
  struct Open {
    YamlNode node;
    YamlNode key;
    bool keyed = false;
  };

  YamlNode make(const YAML::Mark& mark, YamlNode::Kind kind) {
    YamlNode node;
    node.kind = kind;
    lines_.place(offset(mark), node.line, node.column);
    last_line_ = node.line;
    return node;
  }
  void report(const YamlNode& at, Error::Code code, std::string message) {
    faults_.push_back({code, std::move(message), file_.path, at.line, at.column, excerpt_of(lines_.line(at.line))});
  }
  void place_text(YamlNode& node, size_t at) {
    node.text_line = node.line;
    node.text_column = node.column;
    const std::string& content = file_.content;
    if (node.plain || at >= content.size()) return;
    if (content[at] == '"' || content[at] == '\'') {
      ++node.text_column;
    } else if (content[at] == '|' || content[at] == '>') {
      at = std::min(content.find('\n', at), content.size());
      at = std::min(content.find_first_not_of(" \r\n", at), content.size());
      lines_.place(at, node.text_line, node.text_column);
    }
  }
  void tagged(const YAML::Mark& mark, const std::string& tag) {
    const size_t at = offset(mark);
    const bool written = at < file_.content.size() && file_.content[at] == '!';
    if (!written && (tag.empty() || tag == "?" || tag == "!")) return;
    report(mark, Error::Code::syntax, "a tag (!name) is not allowed here; quote a value that begins with !");
  }
  void anchored(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (!anchor) return;
    report(mark, Error::Code::syntax, "an anchor (&name) is not allowed here; quote a value that begins with &");
  }
  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlNode::Kind kind) {
    if (stack_.size() >= limits_.depth) {
      report(mark, Error::Code::limit, "nested deeper than " + std::to_string(limits_.depth) + " levels");
      throw TooDeep();
    }
    tagged(mark, tag);
    anchored(mark, anchor);
    stack_.push_back({make(mark, kind), {}, false});
  }
  void close() {
    YamlNode node = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(node));
  }
  void add(YamlNode node) {
    if (stack_.empty()) {
      file_.root = std::move(node);
      return;
    }
    Open& top = stack_.back();
    if (top.node.is_sequence()) {
      top.node.items.push_back(std::move(node));
    } else if (!top.keyed) {
      if (!node.is_scalar()) report(node, Error::Code::syntax, std::string(kKeyFault));
      top.key = std::move(node);
      top.keyed = true;
    } else {
      top.node.entries.emplace_back(std::move(top.key), std::move(node));
      top.keyed = false;
    }
  }

  YamlFile& file_;
  Lines& lines_;
  size_t skipped_;
  std::vector<Error>& faults_;
  YamlLimits limits_;
  std::vector<Open> stack_;
  uint32_t last_line_ = 0;
};

// Reads a second document far enough to know where it begins.
class SecondDocument : public YAML::EventHandler {
 public:
  std::optional<YAML::Mark> start;
  void OnDocumentStart(const YAML::Mark& mark) override { start = mark; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { stop(); }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { stop(); }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override { stop(); }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override { stop(); }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override { stop(); }
  void OnMapEnd() override {}

 private:
  [[noreturn]] static void stop() { throw TooDeep(); }
};

// What the parser's message means to somebody who writes rules.
std::string hint_for(const std::string& message, char at, uint32_t last_line) {
  if (message == YAML::ErrorMsg::EOF_IN_SCALAR || message == YAML::ErrorMsg::DOC_IN_SCALAR) {
    return "; a quote is opened at or after line " + std::to_string(last_line) + " and not closed";
  }
  if (at == '@' || at == '`' || at == '%') return std::string("; quote a value that begins with ") + at;
  if (message == YAML::ErrorMsg::MAP_VALUE) return "; quote a value that contains a colon followed by a space";
  if (message == YAML::ErrorMsg::UNKNOWN_ANCHOR) return "; quote a value that begins with *";
  if (message == YAML::ErrorMsg::INVALID_ESCAPE || message.starts_with(YAML::ErrorMsg::INVALID_ESCAPE)) return "; use single quotes, where a backslash is a backslash";
  if (message == YAML::ErrorMsg::END_OF_MAP || message == YAML::ErrorMsg::END_OF_SEQ) {
    return "; look at the indentation here, and at quotes that end before the value does";
  }
  if (message == YAML::ErrorMsg::TAB_IN_INDENTATION) return "; indent with spaces";
  return "";
}

// Faults the parser would pass over in silence (it takes U+0004 for the end of the file) or report without a place.
bool check_characters(const YamlFile& file, Lines& lines, std::vector<Error>& faults) {
  const auto fault = [&](size_t at, Error::Code code, std::string message) {
    Error error{code, std::move(message), file.path, 0, 0, {}};
    lines.place(at, error.line, error.column);
    if (code != Error::Code::encoding) error.excerpt = excerpt_of(lines.line(error.line));
    faults.push_back(std::move(error));
    return false;
  };
  const size_t bad = utf8::find_invalid(file.content);
  if (bad != std::string::npos) return fault(bad, Error::Code::encoding, "not UTF-8 here; save the file as UTF-8");
  for (size_t i = 0; i < file.content.size(); ++i) {
    const auto c = static_cast<unsigned char>(file.content[i]);
    if (c == 0x7F || (c < 0x20 && c != '\t' && c != '\n' && c != '\r')) {
      return fault(i, Error::Code::syntax, "a control character; in a double-quoted value it can be written as an escape");
    }
  }
  return true;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [name, value] : entries) {
    if (name.scalar == key) return &value;
  }
  return nullptr;
}

std::vector<std::string> YamlNode::texts() const {
  std::vector<std::string> out;
  if (is_scalar()) out.push_back(scalar);
  for (const YamlNode& item : items) {
    if (item.is_scalar()) out.push_back(item.scalar);
  }
  return out;
}

Error YamlFile::fault(const YamlNode& at, std::string message, Error::Code code) const {
  std::string_view rest = content;
  if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  for (uint32_t line = 1; line < at.line && !rest.empty(); ++line) {
    const size_t end = rest.find('\n');
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return {code, std::move(message), path, at.line, at.column, excerpt_of(rest)};
}

YamlFile parse_yaml(std::string path, std::string content, std::vector<Error>& faults, YamlLimits limits) {
  YamlFile file{std::move(path), std::move(content), {}};
  if (file.content.size() > limits.bytes) {
    faults.push_back({Error::Code::limit, "larger than " + std::to_string(limits.bytes) + " bytes; split the file", file.path, 0, 0, {}});
    return file;
  }
  Lines lines(file.content);
  if (!check_characters(file, lines, faults)) return file;
  const size_t before = faults.size();
  const size_t skipped = file.content.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  TextBuffer buffer(std::string_view(file.content).substr(skipped));
  std::istream stream(&buffer);
  Builder builder(file, lines, skipped, faults, limits);
  SecondDocument second;
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    parser.HandleNextDocument(second);
  } catch (const TooDeep&) {
    // Already reported, or the second document was found.
  } catch (const YAML::Exception& e) {
    const size_t at = builder.offset(e.mark);
    const char c = at < file.content.size() ? file.content[at] : '\0';
    // A map that breaks off is told as such, not by the key it did not come to.
    if (faults.size() > before && faults.back().message == kKeyFault) faults.pop_back();
    builder.report(e.mark, Error::Code::syntax, "not valid YAML: " + e.msg + hint_for(e.msg, c, builder.last_line()));
  }
  if (second.start) builder.report(*second.start, Error::Code::syntax, "a second document begins here; a file holds one");
  std::stable_sort(faults.begin() + static_cast<std::ptrdiff_t>(before), faults.end(), [](const Error& a, const Error& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return file;
}

YamlFile load_yaml(const std::string& path, std::vector<Error>& faults, YamlLimits limits) {
  const auto fail = [&](Error::Code code, std::string message) {
    faults.push_back({code, std::move(message), path, 0, 0, {}});
    return YamlFile{path, {}, {}};
  };
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return fail(Error::Code::io, std::filesystem::exists(path, error) ? "not a file" : "there is no such file");
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Error::Code::io, "can not be opened");
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > limits.bytes) return fail(Error::Code::limit, "larger than " + std::to_string(limits.bytes) + " bytes; split the file");
  std::string content(error ? 0 : static_cast<size_t>(size), '\0');
  in.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<size_t>(in.gcount()));
  if (in.bad()) return fail(Error::Code::io, "can not be read");
  return parse_yaml(path, std::move(content), faults, limits);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const size_t allowed = word.size() < 4 ? 1 : word.size() < 9 ? 2 : 3;
  size_t best = allowed + 1;
  std::string found;
  std::vector<size_t> two, one, row;  // edit distance with transpositions, three rows
  for (const std::string& candidate : candidates) {
    if (candidate.size() > word.size() + allowed || word.size() > candidate.size() + allowed) continue;
    const size_t n = candidate.size();
    one.assign(n + 1, 0);
    for (size_t j = 0; j <= n; ++j) one[j] = j;
    for (size_t i = 1; i <= word.size(); ++i) {
      row.assign(n + 1, i);
      for (size_t j = 1; j <= n; ++j) {
        const bool same = word[i - 1] == candidate[j - 1];
        row[j] = std::min({one[j] + 1, row[j - 1] + 1, one[j - 1] + (same ? 0 : 1)});
        if (i > 1 && j > 1 && word[i - 1] == candidate[j - 2] && word[i - 2] == candidate[j - 1]) row[j] = std::min(row[j], two[j - 2] + 1);
      }
      two = std::exchange(one, std::exchange(row, {}));
    }
    if (one[n] < best) {
      best = one[n];
      found = candidate;
    }
  }
  // A word that shares nothing but its length with the candidate was not meant.
  return best < word.size() || found == word ? found : "";
}

}  // namespace wirecheck
