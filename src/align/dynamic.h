// The alignment itself: anchors of two sides -> links that tile both.
#pragma once
#include <vector>

#include "align/alignment.h"
#include "align/anchors.h"

namespace wirecheck {

std::vector<SentenceLink> align_sentences(const SideAnchors& source, const SideAnchors& target);

}  // namespace wirecheck
