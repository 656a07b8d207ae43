#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <span>
#include <vector>

#include "core/reader/word_table.h"

namespace lectern::reader {

/// Features of a token beside its word: same spelling, same normalized form and same stem on the other side,
/// how often the word stands in the passage, its rarity, and rarity where the normalized forms match.
inline constexpr int64_t kFeatureCount = 6;

/// One window of a passage and a question about it, as words of one WordTable.
struct WindowPair {
  std::span<const int32_t> passage;   ///< at least one word
  std::span<const int32_t> question;  ///< at least one word
};

/// What the network reads at once. Every word of the batch stands once in the word tensors; passages and
/// questions point to it. Word 0 is padding. A batch of passages alone has neither questions nor features.
struct ReaderBatch {
  torch::Tensor wordRows;          ///< rows of the vocabulary (words), int64
  torch::Tensor wordCharacters;    ///< (words, length), int64, padded with 0
  torch::Tensor passage;           ///< words (batch, passage), int64
  torch::Tensor passageFeatures;   ///< (batch, passage, kFeatureCount)
  torch::Tensor passageLengths;    ///< (batch), int64
  torch::Tensor question;          ///< words (batch, question), int64
  torch::Tensor questionFeatures;  ///< (batch, question, kFeatureCount)
  torch::Tensor questionLengths;   ///< (batch), int64
};

/// Joins pairs into one batch: the one way from words to tensors, for training and for answering.
///
/// A question word takes the spelling it has most often in the passage, and its normalized one where it is
/// not there: people type questions carelessly, and so case says nothing about whether the answer is there.
/// Throws std::invalid_argument for an empty side.
ReaderBatch makeBatch(const WordTable& table, std::span<const WindowPair> pairs);

/// Joins passages that no question is asked about. Throws std::invalid_argument for an empty one.
ReaderBatch makePassageBatch(const WordTable& table, std::span<const std::span<const int32_t>> passages);

}  // namespace lectern::reader
