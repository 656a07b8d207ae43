#pragma once

#include <stop_token>
#include <string_view>

#include "core/answering/predictor.h"
#include "core/explanation/attention_matrix.h"

namespace lectern::explanation {

/// What each word of the question and of the passage gives to `answer` (`answering::WindowGradient`), by one
/// window of `prediction`, which is of `text` and has weights. Takes as long as a few questions on that
/// window. Empty where the window holds none of the answer, and where the question's words are
/// others with `text` alone than they were beside the texts that were asked with it. Throws CancelledError,
/// ModelError.
answering::WindowGradient gradientOf(const answering::Predictor& predictor, std::u16string_view text,
                                     std::u16string_view question, const answering::Prediction& prediction,
                                     std::size_t window, text::Range answer, std::stop_token stop = {});

/// The same as a matrix: a row of what speaks for the answer and one of what speaks against it, over
/// `questionTokens` and the passage's behind them.
AttentionMatrix gradientMatrix(const answering::WindowGradient& gradient,
                               const std::vector<text::Range>& questionTokens);

}  // namespace lectern::explanation
