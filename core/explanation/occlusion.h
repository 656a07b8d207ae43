#pragma once

#include <stop_token>
#include <string_view>
#include <vector>

#include "core/answering/predictor.h"
#include "core/explanation/attention_matrix.h"

namespace lectern::explanation {

/// How the answer moves when the words of the question are left out, one at a time (leave-one-out, Li et al.
/// 2016), and when the attention between passage and question is another (Jain and Wallace 2019). Attention
/// tells what the reader looks at; this tells what it needs.
struct Occlusion {
  std::vector<text::Range> words;   ///< of the question, each left out once; never punctuation, nor one alone
  std::vector<text::Range> tokens;  ///< of the passage, ranges into the text
  /// `inAnswer[row * tokens + t]`: the probability that the network's span, if the passage holds an answer,
  /// holds token t; in row 0 by the whole question, in row i without `words[i - 1]`, and in the last two
  /// with attention made uniform, and with attention permuted (`reader::AttentionChange`).
  std::vector<float> inAnswer;

  /// The mean of a row over the tokens of the answer, 0…1; 0 where the passage has none of them.
  double ofAnswer(text::Range answer, std::size_t row) const;
  std::size_t uniformRow() const { return words.size() + 1; }
  std::size_t permutedRow() const { return words.size() + 2; }
  /// All of it; rows of the whole question have empty ranges.
  AttentionMatrix matrix() const;
};

/// Asks one window of `prediction`, which is of `text` and has weights, again without each word of
/// `question`, and with other attention. Takes as long as that many questions on one window. Throws
/// CancelledError, ModelError.
Occlusion occlude(const answering::Predictor& predictor, std::u16string_view text,
                  std::u16string_view question, const answering::Prediction& prediction, std::size_t window,
                  std::stop_token stop = {});

}  // namespace lectern::explanation
