#include <algorithm>

#include "analysis/scratch.h"
#include "analysis/stages.h"
#include "core/utf8.h"

namespace wirecheck {

AnalysisScratch::AnalysisScratch() : impl_(std::make_unique<Impl>()) {}
AnalysisScratch::~AnalysisScratch() = default;

std::unique_ptr<Analysis> analyse(const Document& document, Lang lang, const Resources& resources, AnalysisScratch& scratch,
                                  Lang source_lang) {
  auto analysis = std::make_unique<Analysis>(document);
  analysis->resources = resources;
  analysis->lang = lang;
  analysis->source_lang = source_lang;
  for (const Block& block : document.blocks()) {
    BlockInfo info;
    info.role = block.role;
    info.lang = block.lang.known() ? block.lang : lang;
    analysis->blocks.push_back(info);
  }
  find_tokens(*analysis, scratch.impl().words);
  find_sentences(*analysis, scratch.impl().sentences);
  find_quotes(*analysis);
  refine_roles(*analysis);
  find_dates(*analysis);
  find_quantities(*analysis);
  find_names(*analysis);
  find_mentions(*analysis);
  return analysis;
}

Span Analysis::span(Range range) const {
  if (range.empty()) return {};
  return {tokens[range.begin].span.begin, tokens[range.end - 1].span.end};
}

std::string_view Analysis::text(Range range) const { return document.slice(span(range)); }

uint32_t Analysis::sentence_of(uint32_t token) const {
  const auto it = std::upper_bound(sentences.begin(), sentences.end(), token,
                                   [](uint32_t t, const Sentence& s) { return t < s.tokens.begin; });
  return it == sentences.begin() ? 0 : static_cast<uint32_t>(it - sentences.begin() - 1);
}

uint32_t Analysis::block_of(uint32_t byte) const {
  const std::vector<Block>& all = document.blocks();
  const auto it = std::upper_bound(all.begin(), all.end(), byte, [](uint32_t b, const Block& block) { return b < block.span.begin; });
  return it == all.begin() ? 0 : static_cast<uint32_t>(it - all.begin() - 1);
}

const Quote* Analysis::quote_at(uint32_t byte) const {
  auto it = std::upper_bound(quotes.begin(), quotes.end(), byte, [](uint32_t b, const Quote& q) { return b < q.inside.begin; });
  // Quotes stand in the order of their opening; what encloses this place stands before it, behind at most its own siblings.
  while (it != quotes.begin()) {
    --it;
    if (it->inside.contains(byte)) return &*it;
    if (it->depth == 0) return nullptr;
  }
  return nullptr;
}

}  // namespace wirecheck
