#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

namespace lectern::reader {

/// What a reader is: frozen in its bundle, because its weights mean nothing under other settings. A number
/// that is added here is added to the table in options.cpp, too.
struct ReaderOptions {
  std::string language = "en";  ///< ISO 639-1; chooses the stemmer
  std::string attentionScore =
      "trilinear";                   ///< score function between passage and question, by its field's name
  int64_t wordSize = 100;            ///< features of a word vector
  int64_t trainedWords = 0;          ///< first rows of the vocabulary, whose vectors are trained
  int64_t questionWords = 1000;      ///< rows after them whose vectors get a trained offset
  std::vector<char32_t> characters;  ///< the alphabet of the character CNN, most frequent first
  int64_t characterSize = 16;        ///< features of a character
  int64_t characterFilters = 80;     ///< features that the character CNN gives a word
  int64_t characterWidth = 5;        ///< characters that a filter sees
  int64_t highwayLayers = 2;         ///< highway layers over a word's vector and characters
  int64_t maxWordLength = 16;        ///< characters of a word that the character CNN reads
  int64_t gatedFusion = 0;           ///< 1: what is attended to comes in through gates; 0: a ReLU layer
  int64_t historyOfWord = 0;         ///< 1: attention compares words beside states; 0: states alone
  int64_t hiddenSize = 96;           ///< of one direction of each LSTM
  int64_t selfAttentionHeads = 1;    ///< divides 2 · hiddenSize
  int64_t alignedSize = 0;       ///< features by which words of the two sides are aligned; 0: they are not
  int64_t supportSize = 64;      ///< features by which "no answer" compares question and passage; 0: none
  int64_t spanLstms = 1;         ///< BiLSTMs of the span head: 0, 1, or 2, one for each end
  int64_t maxAnswerTokens = 30;  ///< longest answer
  int64_t windowTokens = 400;    ///< longest stretch of text read at once
  int64_t windowOverlap = 128;   ///< tokens that neighbouring windows share at most

  bool operator==(const ReaderOptions&) const = default;
};

/// The least and the most that a number of the options may be.
std::pair<int64_t, int64_t> limitsOf(int64_t ReaderOptions::*number);

/// Throws std::invalid_argument for values out of range.
void check(const ReaderOptions& options);

void to_json(nlohmann::json& json, const ReaderOptions& options);

/// Throws nlohmann::json exceptions for missing keys and wrong types, std::invalid_argument for values out of
/// range.
void from_json(const nlohmann::json& json, ReaderOptions& options);

}  // namespace lectern::reader
