#include "core/explanation/occlusion.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "core/text/tokenizer.h"

namespace lectern::explanation {
namespace {

/// Probability that each token is in the answer, which has at most `longest` and ends at i ≤ j with the
/// probability start(i) · end(j), up to a factor.
std::vector<float> inAnswer(const std::vector<float>& start, const std::vector<float>& end,
                            std::size_t longest) {
  const std::size_t count = start.size();
  std::vector<double> held(count + 1);  // differences from each token to the next
  double all = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i; j < std::min(i + longest, count); ++j) {
      const double share = static_cast<double>(start[i]) * static_cast<double>(end[j]);
      held[i] += share;
      held[j + 1] -= share;
      all += share;
    }
  }
  std::partial_sum(held.begin(), held.end(), held.begin());
  std::vector<float> result(count);
  for (std::size_t t = 0; t < count; ++t)
    result[t] = static_cast<float>(all > 0 ? std::max(held[t] / all, 0.0) : 0.0);
  return result;
}

}  // namespace

double Occlusion::ofAnswer(text::Range answer, std::size_t row) const {
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    if (tokens[t].overlap(answer) > 0) {
      sum += static_cast<double>(inAnswer[row * tokens.size() + t]);
      ++count;
    }
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

AttentionMatrix Occlusion::matrix() const {
  AttentionMatrix matrix;
  matrix.rows.emplace_back();
  matrix.rows.insert(matrix.rows.end(), words.begin(), words.end());
  matrix.rows.resize(matrix.rows.size() + 2);
  matrix.columns = tokens;
  matrix.values = inAnswer;
  return matrix;
}

Occlusion occlude(const answering::Predictor& predictor, std::u16string_view text,
                  std::u16string_view question, const answering::Prediction& prediction, std::size_t window,
                  std::stop_token stop) {
  const answering::WindowAttention& whole = prediction.attention.at(window);
  const std::size_t longest = predictor.info().maxAnswerTokens;
  Occlusion occlusion;
  occlusion.tokens = whole.tokens;
  std::ranges::copy_if(
      prediction.questionTokens, std::back_inserter(occlusion.words),
      [&](const text::Range& token) { return !token.empty() && !text::isPunctuation(token.of(question)); });
  if (occlusion.words.size() < 2) occlusion.words.clear();  // nothing would be left to ask

  answering::PredictOptions options;
  options.maxAnswers = 1;
  options.withAttention = true;
  options.onlyWindow = {occlusion.tokens.front().begin, occlusion.tokens.back().end};
  const auto add = [&](const answering::Prediction& said) {
    std::vector<float> row(occlusion.tokens.size());
    if (!said.attention.empty()) row = inAnswer(said.attention[0].start, said.attention[0].end, longest);
    occlusion.inAnswer.insert(occlusion.inAnswer.end(), row.begin(), row.end());
  };
  // The whole question, too: beside other texts words of it may have been read otherwise.
  options.leftOut = {text::Range()};
  options.leftOut.insert(options.leftOut.end(), occlusion.words.begin(), occlusion.words.end());
  const std::vector<std::u16string> questions(options.leftOut.size(), std::u16string(question));
  for (const auto& said : predictor.predictEach(text, questions, options, stop)) add(said);
  options.leftOut.clear();
  for (const auto change : {reader::AttentionChange::Uniform, reader::AttentionChange::Permuted}) {
    options.attentionChange = change;
    add(predictor.predict(text, question, options, stop));
  }
  return occlusion;
}

}  // namespace lectern::explanation
