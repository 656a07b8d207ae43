#pragma once

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

#include "core/answering/windows.h"

namespace lectern::answering {

/// What the network says of one window.
struct WindowScores {
  Window window;
  std::size_t text = 0;                    ///< which of the texts asked it is from
  std::vector<float> start, end;           ///< unnormalized, one a token
  double noAnswer = 0;                     ///< unnormalized
  std::vector<bool> isPunctuation = {};    ///< one a token: an answer is more than such; empty: none is
  std::vector<bool> beginsParagraph = {};  ///< one a token: stands after an empty line; empty: none does
  std::vector<bool> isLayout = {};         ///< one a token: an answer neither begins nor ends with such
  /// One a token: equal for equal words, `kNoWord` for what is no part of an answer by SQuAD's rules, as
  /// articles and punctuation; empty: all words differ.
  std::vector<int32_t> words = {};
  std::size_t question = 0;  ///< which of the questions it is read with
  /// One a token: how much better the best place of all texts matches the question's words, at most 0
  /// (`LexicalMatch`); empty: as well.
  std::vector<float> lessMatch = {};

  static constexpr int32_t kNoWord = -1;
};

/// A span of tokens of one text.
struct DecodedSpan {
  std::size_t window = 0;           ///< index of the window that owns its start
  std::size_t begin = 0, last = 0;  ///< tokens of the text, both included
  double score = 0;                 ///< start + end, unnormalized
  double probability = 0;           ///< of its words, here and where they stand besides
  double overlapping = 0;           ///< of all spans that share a token with it, and of akin words elsewhere
  double margin =
      0;  ///< its score less that of the best one of no akin words, or else the least; 0 without another
};

struct DecodedSpans {
  std::vector<DecodedSpan> best;  ///< best first
  double noAnswerProbability = 1;
};

/// Normalizes all windows of a question together and picks the best spans. With s(i,j) = start(i) + end(j)
/// for spans of at most `maxTokens` tokens, not over an empty line and not punctuation alone, whose ends are
/// no words of the layout, that start in their owning window, and z the log-mean-exp of the windows'
/// no-answer scores, P(i,j) = exp s(i,j) / (Σ exp s + exp z). Best is the span with the highest expected
/// worth, Σ P(k) · ½ (exact match + token F1 with k) (Kumar and Byrne 2004: minimum Bayes risk). Of two spans
/// that overlap, the better stays. At most `count` spans of each text; what is said of a span does not hang
/// on it. An answer that a text gives twice is as sure as both together: what is said of a span counts the
/// likeliest ones of the same words and of akin ones, of which one span has the other's in a row. Throws
/// CancelledError.
DecodedSpans decodeSpans(std::span<const WindowScores> windows, std::size_t maxTokens, std::size_t count,
                         const std::stop_token& stop = {});

}  // namespace lectern::answering
