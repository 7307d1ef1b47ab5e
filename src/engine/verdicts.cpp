#include "engine/verdicts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <tuple>

#include "engine/line_stream.h"

namespace wirecheck {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kColumns = {"record", "side", "rule", "begin", "end", "verdict", "reason"};
constexpr size_t kLongestLine = 1u << 20;

std::string header_line() {
  std::string out;
  for (const std::string_view name : kColumns) out += (out.empty() ? "" : "\t") + std::string(name);
  return out;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == '\t') out.emplace_back();
    else out.back() += c;
  }
  return out;
}

bool number_of(const std::string& cell, uint32_t& to) {
  const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), to);
  return code == std::errc() && end == cell.data() + cell.size();
}

// What is wrong with the row, or nothing.
std::string fault_of(const std::vector<std::string>& cells, Judgement& to) {
  // The reason may be left out.
  if (cells.size() + 1 != kColumns.size() && cells.size() != kColumns.size())
    return "the row has " + std::to_string(cells.size()) + (cells.size() == 1 ? " cell" : " cells") + "; expected record, side, rule, begin, end, verdict, reason";
  to.record = cells[0];
  to.rule = cells[2];
  if (to.record.empty() || to.rule.empty()) return "the row names no record or no rule";
  const auto side = side_of(cells[1]);
  if (!side) return "\"" + cells[1] + "\" is no side; expected mt, ref, good or source";
  to.side = *side;
  if (!number_of(cells[3], to.begin) || !number_of(cells[4], to.end) || to.begin > to.end)
    return "\"" + cells[3] + "\" to \"" + cells[4] + "\" is no stretch; expected code points, begin and end";
  const auto verdict = verdict_of(cells[5]);
  if (!verdict) return "\"" + cells[5] + "\" is no verdict; expected right, wrong, unclear, or ? while it is open";
  to.verdict = *verdict;
  if (cells.size() == kColumns.size()) to.reason = cells[6];
  return {};
}

void read_file(const std::string& path, std::vector<VerdictFile>& out, const std::function<void(const Error&)>& fault) {
  auto opened = LineStream::open(path, kLongestLine);
  if (!opened) return fault(opened.error());
  VerdictFile file{path, fs::path(path).stem().string(), {}};
  bool headed = false;
  while (const auto line = opened.value()->next()) {
    const uint32_t number = line->number + 1;
    if (line->text.empty()) continue;
    if (!headed) {
      if (line->text != header_line())
        return fault({Error::Code::schema, "this is no verdict file: the first line is not \"record side rule begin end verdict reason\", tab-separated", path, number, 0, {}});
      headed = true;
      continue;
    }
    Judgement one;
    const std::string wrong = fault_of(cells_of(line->text), one);
    if (wrong.empty()) file.judgements.push_back(std::move(one));
    else fault({Error::Code::schema, wrong, path, number, 0, {}});
  }
  if (opened.value()->failure()) fault(*opened.value()->failure());
  out.push_back(std::move(file));
}

auto key_of(const Judgement& j) { return std::tie(j.record, j.side, j.rule, j.begin, j.end); }

}  // namespace

std::vector<VerdictFile> read_verdicts(const std::string& path, const std::function<void(const Error&)>& fault) {
  std::vector<std::string> files;
  std::error_code code;
  if (fs::is_directory(path, code)) {
    for (fs::directory_iterator at(path, code), end; !code && at != end; at.increment(code))
      if (at->path().extension() == ".tsv") files.push_back(at->path().string());
    if (code) fault({Error::Code::io, "the folder can not be read: " + code.message(), path, 0, 0, {}});
    std::sort(files.begin(), files.end());
  } else {
    files.push_back(path);
  }
  std::vector<VerdictFile> out;
  for (const std::string& file : files) read_file(file, out, fault);
  return out;
}

Status add_open_verdicts(const std::string& path, const std::vector<Judgement>& judgements, size_t& added) {
  std::vector<VerdictFile> there;
  std::error_code ignored;
  const bool exists = fs::exists(path, ignored);
  std::optional<Error> broken;
  if (exists) read_file(path, there, [&](const Error& error) { if (!broken) broken = error; });
  if (broken) return *broken;
  fs::create_directories(fs::path(path).parent_path().empty() ? fs::path(".") : fs::path(path).parent_path(), ignored);
  std::ofstream file(path, std::ios::binary | std::ios::app);
  if (!exists) file << header_line() << "\n";
  for (const Judgement& one : judgements) {
    const auto known = [&](const Judgement& other) { return key_of(other) == key_of(one); };
    if (!there.empty() && std::any_of(there[0].judgements.begin(), there[0].judgements.end(), known)) continue;
    file << one.record << '\t' << name_of(one.side) << '\t' << one.rule << '\t' << one.begin << '\t' << one.end << '\t' << name_of(one.verdict) << "\t\n";
    ++added;
  }
  file.flush();
  if (!file) return Error{Error::Code::io, "can not be written", path, 0, 0, {}};
  return Done{};
}

}  // namespace wirecheck
