// A compiled rule: everything but its programs, which stand together in packs.cpp's arrays.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/finding.h"
#include "data/rule_info.h"
#include "packs/model.h"
#include "packs/program.h"

namespace wirecheck {

constexpr uint32_t kNoProgram = ~0u;

struct CompiledValue {
  std::string text;                 // as the pack says it, for explanations
  uint32_t program = kNoProgram;
  std::string key, word;            // antecedent: key and value; name: capture and kind; in, lang, profile: word
  uint8_t comparison = 0;           // number: one of < > = ! (with `or_equal`)
  bool or_equal = false;
  double number = 0;
};

struct CompiledCondition {
  Condition::Kind kind = Condition::Kind::before;
  bool first_mention = false;
  uint32_t item = 0;
  std::vector<CompiledValue> values;
};

struct CompiledRule {
  RuleInfo info;
  std::string pack;
  std::vector<std::string> was;
  Scope scope = Scope::sentence;
  IfUnknown if_unknown = IfUnknown::fire;
  IfAbsent if_absent = IfAbsent::drop;
  bool safe = false;
  std::optional<uint32_t> limit;
  bool from_source = false;                  // found in the source text: `accept` stands alone
  std::vector<std::string> captures;         // their slots
  std::vector<CompiledCondition> when, unless;
  std::vector<CompiledValue> source_has, accept;
  std::vector<std::string> source_captures;
  std::vector<std::string> fixes;
  std::string message;
  bool unanchored = false;                   // a pattern of it is tried at every token
};

struct Captured {
  Span span;      // empty: not set
  Range tokens;
};

struct RuleMatch {
  Captured whole, bad;
  std::vector<Captured> captures;            // parallel to CompiledRule::captures
  uint32_t named = ~0u;                      // bits of the captures that the alternative which matched names
};

template <class A> void archive(A& ar, CompiledValue& v) { ar(v.text, v.program, v.key, v.word, v.comparison, v.or_equal, v.number); }
template <class A> void archive(A& ar, CompiledCondition& c) { ar(c.kind, c.first_mention, c.item, c.values); }
template <class A> void archive(A& ar, CompiledRule& r) {
  ar(r.info, r.pack, r.was, r.scope, r.if_unknown, r.if_absent, r.safe, r.limit, r.from_source, r.captures, r.when, r.unless, r.source_has,
     r.accept, r.source_captures, r.fixes, r.message, r.unanchored);
}

}  // namespace wirecheck
