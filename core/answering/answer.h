#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/text/range.h"

namespace lectern::answering {

/// What the reader says of a span, before calibration.
struct AnswerEvidence {
  double probability = 0;  ///< Σ exp s of its words, here and elsewhere / (Σ exp s + exp z) of all spans
  double overlapping = 0;  ///< the same of all that share a token with it, or akin words
  double margin =
      0;  ///< s less that of the best answer of no akin words, or else of the least; 0 without another
  std::size_t tokens = 0;  ///< of the span
};

/// What the reader says of a question, before calibration.
struct QuestionEvidence {
  double noAnswer = 1;      ///< exp z / (Σ exp s + exp z)
  double unknownWords = 0;  ///< share of the question's words that have no vector
  double missingWords =
      0;  ///< share of its words, the rare ones counting more, that stand nowhere in the texts
  std::size_t windows = 0;  ///< read for it
};

/// An answer beside the best one is worth showing with this confidence or more; less is noise.
constexpr double kLeastShown = 0.01;

/// One answer: a span of the text that was asked.
struct Answer {
  text::Range range;               ///< UTF-16 units into the text
  std::u16string words;            ///< `range.of(text)` without what stands between lines (`answerWords`)
  std::vector<text::Range> parts;  ///< of the range, where the words stand
  double confidence = 0;           ///< calibrated probability that the answer is right, 0…1
  double spanScore = 0;     ///< unnormalized, comparable between texts that one question is asked of together
  AnswerEvidence evidence;  ///< what the confidence is worked out from
  std::size_t rank = 0;     ///< among the answers of all texts that were asked together; 0: the best
  text::Range window = {};  ///< from the first word of the window that gave it to the last
};

/// Attention weights of one window of the text, as the network computed them. What words of the layout
/// (`reader::layoutOf`) give and get is left out, so that rows sum to 1 without it, or to less.
struct WindowAttention {
  std::vector<text::Range> tokens;  ///< the window's tokens, ranges into the text, none of them empty
  /// Row-major weights; `passageToQuestion[p * question + q]`: how much passage token p reads question token
  /// q; each row sums to 1 at most.
  std::vector<float> passageToQuestion;
  /// `questionToPassage[q * passage + p]`: softmax of the same scores over the passage; each row sums to 1 at
  /// most.
  std::vector<float> questionToPassage;
  /// One matrix a head, `selfAttention[h][p * passage + r]`; each row sums to 1 at most.
  std::vector<std::vector<float>> selfAttention;
  std::vector<float> start;  ///< probability that the answer starts at each token, within the window
  std::vector<float> end;    ///< probability that it ends there
};

/// What each token of a window gives to an answer: the gradient of log P(start) + log P(end), probabilities
/// within the window, by what the network reads of the token itself (its vector, characters and matches),
/// times that, summed (gradient × input, Denil et al. 2014). Above 0 for the answer, below against it.
struct WindowGradient {
  std::vector<text::Range> tokens;  ///< as in WindowAttention
  std::vector<float> passage;       ///< of each of them
  std::vector<float> question;      ///< of each of the prediction's question tokens
};

/// What a predictor makes of one question.
struct Prediction {
  std::vector<Answer> answers;             ///< best first, no two that overlap
  double noAnswerProbability = 1;          ///< calibrated, 0…1
  bool hasAnswer = false;                  ///< whether that probability is at most the threshold in use
  std::vector<std::string> warnings;       ///< plain sentences for a person, about the text
  std::vector<std::string> questionNotes;  ///< the same about the question, whatever the text
  /// Ranges into the question; empty for a mark that it lacked. A word that was read as several counts as
  /// one, here and in weights.
  std::vector<text::Range> questionTokens;
  std::vector<WindowAttention> attention;  ///< by window; empty unless it was asked for
  std::optional<WindowGradient> gradient;  ///< of the answer that it was asked for
  std::size_t windowCount = 0;             ///< windows that were read
  std::size_t unreadWindows = 0;           ///< windows that match the question too little to have been read
  QuestionEvidence evidence;               ///< what the probability of no answer is worked out from
};

}  // namespace lectern::answering
