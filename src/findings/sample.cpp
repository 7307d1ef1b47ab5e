#include "findings/sample.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace wirecheck {
namespace {

// FNV-1a over the finding, then the finalizer of splitmix64, so that neighbours get lots far apart.
uint64_t lot_of(const SetRun& run, const Alarm& alarm, uint64_t seed) {
  uint64_t hash = 1469598103934665603ull ^ seed;
  const auto add = [&](std::string_view bytes) {
    for (const unsigned char c : bytes) hash = (hash ^ c) * 1099511628211ull;
    hash = (hash ^ 0xFF) * 1099511628211ull;
  };
  add(run.name);
  add(run.rows[alarm.row].id);
  add(name_of(alarm.side));
  add(alarm.rule);
  add(std::to_string(alarm.begin) + "-" + std::to_string(alarm.end));
  hash += seed * 0x9E3779B97F4A7C15ull;
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ull;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBull;
  return hash ^ (hash >> 31);
}

}  // namespace

std::vector<Drawn> draw(const SetRun& run, size_t n, uint64_t seed) {
  using Key = std::tuple<std::string_view, Side, std::string_view, uint32_t, uint32_t>;
  std::set<Key> judged;
  for (const Judgement& one : run.judgements) judged.insert({one.record, one.side, one.rule, one.begin, one.end});
  std::vector<Drawn> out;
  for (const Alarm& alarm : run.alarms)
    if (!judged.contains({run.rows[alarm.row].id, alarm.side, alarm.rule, alarm.begin, alarm.end})) out.push_back({lot_of(run, alarm, seed), &alarm});
  std::stable_sort(out.begin(), out.end(), [](const Drawn& a, const Drawn& b) { return a.lot < b.lot; });
  if (out.size() > n) out.resize(n);
  return out;
}

Judgement open_judgement(const SetRun& run, const Alarm& alarm) {
  Judgement out;
  out.record = run.rows[alarm.row].id;
  out.rule = alarm.rule;
  out.side = alarm.side;
  out.begin = alarm.begin;
  out.end = alarm.end;
  return out;
}

}  // namespace wirecheck
