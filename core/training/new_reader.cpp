#include "core/training/new_reader.h"

namespace lectern::training {

reader::ReaderOptions newReader(const NetworkOptions& sizes) {
  reader::ReaderOptions options;
  options.language = sizes.language;
  options.attentionScore = sizes.attentionScore;
  options.hiddenSize = sizes.hiddenSize;
  options.characterFilters = sizes.characterFilters;
  options.selfAttentionHeads = sizes.selfAttentionHeads;
  options.alignedSize = sizes.alignedSize;
  options.highwayLayers = sizes.highwayLayers;
  options.supportSize = sizes.supportSize;
  options.gatedFusion = sizes.gatedFusion;
  options.historyOfWord = sizes.historyOfWord;
  options.spanLstms = sizes.spanLstms;
  options.maxAnswerTokens = sizes.maxAnswerTokens;
  return options;
}

}  // namespace lectern::training
