#include "core/explanation/gradient.h"

#include <algorithm>
#include <utility>

namespace lectern::explanation {

answering::WindowGradient gradientOf(const answering::Predictor& predictor, std::u16string_view text,
                                     std::u16string_view question, const answering::Prediction& prediction,
                                     std::size_t window, text::Range answer, std::stop_token stop) {
  const std::vector<text::Range>& tokens = prediction.attention.at(window).tokens;
  answering::PredictOptions options;
  options.maxAnswers = 1;
  options.onlyWindow = {tokens.front().begin, tokens.back().end};
  options.gradientOf = answer;
  const answering::Prediction said = predictor.predict(text, question, options, std::move(stop));
  // Beside other texts a word of the question may have been read as several.
  if (said.questionTokens != prediction.questionTokens) return {};
  return said.gradient.value_or(answering::WindowGradient());
}

AttentionMatrix gradientMatrix(const answering::WindowGradient& gradient,
                               const std::vector<text::Range>& questionTokens) {
  AttentionMatrix matrix;
  if (gradient.tokens.empty()) return matrix;
  matrix.questionColumns = questionTokens.size();
  matrix.columns = questionTokens;
  matrix.columns.insert(matrix.columns.end(), gradient.tokens.begin(), gradient.tokens.end());
  std::vector<float> given = gradient.question;
  given.insert(given.end(), gradient.passage.begin(), gradient.passage.end());
  for (const float sign : {1.0f, -1.0f}) {
    for (const float value : given) matrix.values.push_back(std::max(sign * value, 0.0f));
  }
  return matrix;
}

}  // namespace lectern::explanation
