#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/text/range.h"

namespace lectern::answering {

/// One answer: a span of the text that was asked.
struct Answer {
  text::Range range;     ///< UTF-16 units into the text; the answer's words are `range.of(text)`
  double score = 0;      ///< probability of the span under the reader, 0…1; not calibrated
  double spanScore = 0;  ///< unnormalized start + end score, comparable between texts for one question
};

/// Attention weights of one window of the text, as the network computed them.
struct WindowAttention {
  std::vector<text::Range> tokens;  ///< the window's tokens, ranges into the text
  /// Row-major weights; `passageToQuestion[p * question + q]`: how much passage token p reads question token
  /// q; each row sums to 1.
  std::vector<float> passageToQuestion;
  /// `questionToPassage[q * passage + p]`: softmax of the same scores over the passage; each row sums to 1.
  std::vector<float> questionToPassage;
  /// One matrix a head, `selfAttention[h][p * passage + r]`; each row sums to 1.
  std::vector<std::vector<float>> selfAttention;
  std::vector<float> start;  ///< probability that the answer starts at each token, within the window
  std::vector<float> end;    ///< probability that it ends there
};

/// What a predictor makes of one question.
struct Prediction {
  std::vector<Answer> answers;              ///< best first, no two that overlap by more than half
  double noAnswerProbability = 1;           ///< under the reader, 0…1
  bool hasAnswer = false;                   ///< whether that probability is at most the threshold in use
  std::vector<std::string> warnings;        ///< plain sentences for a person
  std::vector<text::Range> questionTokens;  ///< ranges into the question
  std::vector<WindowAttention> attention;   ///< by window; empty unless it was asked for
  std::size_t windowCount = 0;
};

}  // namespace lectern::answering
