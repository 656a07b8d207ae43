#include "core/reader/options.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/nn/attention_scores.h"
#include "core/text/code_points.h"
#include "core/text/unicode.h"

namespace lectern::reader {
namespace {

/// Calls `field(key, member)` for every number of the options, so that writing and reading cannot differ.
template <typename Options, typename Field>
void forEachNumber(Options& options, Field field) {
  field("wordSize", options.wordSize);
  field("trainedWords", options.trainedWords);
  field("questionWords", options.questionWords);
  field("characterSize", options.characterSize);
  field("characterFilters", options.characterFilters);
  field("characterWidth", options.characterWidth);
  field("maxWordLength", options.maxWordLength);
  field("highwayLayers", options.highwayLayers);
  field("gatedFusion", options.gatedFusion);
  field("historyOfWord", options.historyOfWord);
  field("hiddenSize", options.hiddenSize);
  field("selfAttentionHeads", options.selfAttentionHeads);
  field("alignedSize", options.alignedSize);
  field("supportSize", options.supportSize);
  field("spanLstms", options.spanLstms);
  field("maxAnswerTokens", options.maxAnswerTokens);
  field("windowTokens", options.windowTokens);
  field("windowOverlap", options.windowOverlap);
}

}  // namespace

void to_json(nlohmann::json& json, const ReaderOptions& options) {
  std::u16string alphabet;
  for (const char32_t c : options.characters) {
    if (c > 0xFFFF) {
      alphabet += static_cast<char16_t>(0xD7C0 + (c >> 10));
      alphabet += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    } else {
      alphabet += static_cast<char16_t>(c);
    }
  }
  json = {{"language", options.language},
          {"attentionScore", options.attentionScore},
          {"characters", text::toUtf8(alphabet)}};
  forEachNumber(options, [&](const char* key, const int64_t& value) { json[key] = value; });
}

void from_json(const nlohmann::json& json, ReaderOptions& options) {
  options = {};
  json.at("language").get_to(options.language);
  json.at("attentionScore").get_to(options.attentionScore);
  const std::u16string alphabet = text::toUtf16(json.at("characters").get<std::string>());
  for (std::size_t i = 0; i < alphabet.size(); i = text::nextCodePoint(alphabet, i)) {
    options.characters.push_back(text::codePointAt(alphabet, i));
  }
  forEachNumber(options, [&](const char* key, int64_t& value) {
    // Bundles from before these were there are as without them.
    const int64_t* const mayLack[] = {&options.highwayLayers, &options.gatedFusion, &options.historyOfWord};
    const bool isThere = json.contains(key) || std::ranges::find(mayLack, &value) == std::end(mayLack);
    if (isThere) json.at(key).get_to(value);
  });
  check(options);
}

void check(const ReaderOptions& options) {
  nn::scoreKind(options.attentionScore);
  const int64_t* const mayBeZero[] = {&options.trainedWords,  &options.questionWords, &options.alignedSize,
                                      &options.supportSize,   &options.spanLstms,     &options.windowOverlap,
                                      &options.highwayLayers, &options.gatedFusion,   &options.historyOfWord};
  forEachNumber(options, [&](const char* key, const int64_t& value) {
    const int64_t least = std::ranges::find(mayBeZero, &value) != std::end(mayBeZero) ? 0 : 1;
    if (value > 1'000'000 || value < least) {
      throw std::invalid_argument(std::string("'") + key + "' is out of range");
    }
  });
  if (2 * options.hiddenSize % options.selfAttentionHeads != 0) {
    throw std::invalid_argument(
        "the heads of the self-attention ('selfAttentionHeads') must divide twice the size of the LSTMs "
        "('hiddenSize')");
  }
  if (options.gatedFusion > 1) throw std::invalid_argument("'gatedFusion' must be 0 or 1");
  if (options.historyOfWord > 1) throw std::invalid_argument("'historyOfWord' must be 0 or 1");
  if (options.spanLstms > 2) throw std::invalid_argument("'spanLstms' must be 0, 1 or 2");
  if (options.characterWidth % 2 == 0) throw std::invalid_argument("'characterWidth' must be odd");
  if (options.windowOverlap >= options.windowTokens) {
    throw std::invalid_argument("'windowOverlap' must be below 'windowTokens'");
  }
}

}  // namespace lectern::reader
