// The stages of analyse(), in the order in which they run. Each reads what the stages before it wrote into the Analysis and
// fills its own part; none can fail, and all are linear in the length of the text.
#pragma once
#include "analysis/analysis.h"

namespace wirecheck {

class TextBreaker;

void find_tokens(Analysis& analysis, TextBreaker& words);       // tokens, BlockInfo::tokens, words
void find_sentences(Analysis& analysis, TextBreaker& breaker);  // sentences, BlockInfo::sentences
void find_quotes(Analysis& analysis);                           // quotes, Token::in_quote
void refine_roles(Analysis& analysis);                          // BlockInfo::role
void find_dates(Analysis& analysis);
void find_quantities(Analysis& analysis);                       // leaves out what is part of a date
void find_names(Analysis& analysis);                            // names, Token::name
void find_mentions(Analysis& analysis);

}  // namespace wirecheck
