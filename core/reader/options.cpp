#include "core/reader/options.h"

#include <algorithm>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "core/nn/attention_scores.h"
#include "core/text/code_points.h"
#include "core/text/unicode.h"

namespace lectern::reader {
namespace {

constexpr int64_t kMost = 1'000'000, kMostSize = 4096;  // a file of others must not take all memory

/// A number of the options, as a bundle has it.
struct Number {
  const char* key;
  int64_t ReaderOptions::*member;
  int64_t least = 1, most = kMost;
  bool mayLack = false;  ///< bundles from before it was there are as with its least
};

constexpr Number kNumbers[] = {
    {"wordSize", &ReaderOptions::wordSize, 1, kMostSize},
    {"trainedWords", &ReaderOptions::trainedWords, 0},
    {"questionWords", &ReaderOptions::questionWords, 0},
    {"characterSize", &ReaderOptions::characterSize, 1, kMostSize},
    {"characterFilters", &ReaderOptions::characterFilters, 1, kMostSize},
    {"characterWidth", &ReaderOptions::characterWidth, 1, 100},
    {"maxWordLength", &ReaderOptions::maxWordLength, 1, 1000},
    {"highwayLayers", &ReaderOptions::highwayLayers, 0, 16, true},
    {"gatedFusion", &ReaderOptions::gatedFusion, 0, 1, true},
    {"historyOfWord", &ReaderOptions::historyOfWord, 0, 1, true},
    {"hiddenSize", &ReaderOptions::hiddenSize, 1, kMostSize},
    {"selfAttentionHeads", &ReaderOptions::selfAttentionHeads, 1, kMostSize},
    {"alignedSize", &ReaderOptions::alignedSize, 0, kMostSize},
    {"supportSize", &ReaderOptions::supportSize, 0, kMostSize},
    {"spanLstms", &ReaderOptions::spanLstms, 0, 2},
    {"maxAnswerTokens", &ReaderOptions::maxAnswerTokens, 1, 1000},
    {"windowTokens", &ReaderOptions::windowTokens, 1, kMostSize},
    {"windowOverlap", &ReaderOptions::windowOverlap, 0},
};

}  // namespace

std::pair<int64_t, int64_t> limitsOf(int64_t ReaderOptions::*number) {
  const auto found = std::ranges::find(kNumbers, number, &Number::member);
  return {found->least, found->most};
}

void to_json(nlohmann::json& json, const ReaderOptions& options) {
  std::u16string alphabet;
  for (const char32_t c : options.characters) alphabet += text::toUnits(c);
  json = {{"language", options.language},
          {"attentionScore", options.attentionScore},
          {"characters", text::toUtf8(alphabet)}};
  for (const Number& number : kNumbers) json[number.key] = options.*number.member;
}

void from_json(const nlohmann::json& json, ReaderOptions& options) {
  options = {};
  json.at("language").get_to(options.language);
  json.at("attentionScore").get_to(options.attentionScore);
  const std::u16string alphabet = text::toUtf16(json.at("characters").get<std::string>());
  for (std::size_t i = 0; i < alphabet.size(); i = text::nextCodePoint(alphabet, i)) {
    options.characters.push_back(text::codePointAt(alphabet, i));
  }
  for (const Number& number : kNumbers) {
    const bool isThere = json.contains(number.key) || !number.mayLack;
    options.*number.member = isThere ? json.at(number.key).get<int64_t>() : number.least;
  }
  check(options);
}

void check(const ReaderOptions& options) {
  nn::scoreKind(options.attentionScore);
  for (const auto& [key, member, least, most, mayLack] : kNumbers) {
    if (options.*member < least || options.*member > most) {
      throw std::invalid_argument(std::string("'") + key + "' must be in " + std::to_string(least) + "…" +
                                  std::to_string(most));
    }
  }
  if (2 * options.hiddenSize % options.selfAttentionHeads != 0) {
    throw std::invalid_argument(
        "the heads of the self-attention ('selfAttentionHeads') must divide twice the size of the LSTMs "
        "('hiddenSize')");
  }
  if (options.characterWidth % 2 == 0) throw std::invalid_argument("'characterWidth' must be odd");
  if (2 * options.windowOverlap > options.windowTokens) {
    throw std::invalid_argument("'windowOverlap' must be at most half of 'windowTokens'");
  }
}

}  // namespace lectern::reader
