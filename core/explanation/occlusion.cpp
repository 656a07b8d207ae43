#include "core/explanation/occlusion.h"

#include <algorithm>
#include <cmath>
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

/// The question without a word, and without the space that it leaves.
std::u16string without(std::u16string_view question, text::Range word) {
  std::size_t end = word.end;
  while (end < question.size() && question[end] == u' ') ++end;
  return std::u16string(question.substr(0, word.begin)) + std::u16string(question.substr(end));
}

/// Ranks from 1, equal values sharing the mean of theirs.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<double> result;
  for (const double value : values) {
    const auto less = std::ranges::count_if(values, [&](double other) { return other < value; });
    const auto same = std::ranges::count(values, value);
    result.push_back(static_cast<double>(less) + static_cast<double>(same + 1) / 2);
  }
  return result;
}

/// Pearson's correlation; nothing where all of either are the same.
std::optional<double> correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto count = static_cast<double>(a.size());
  const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / count;
  const double meanB = std::accumulate(b.begin(), b.end(), 0.0) / count;
  double both = 0, ofA = 0, ofB = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += (a[i] - meanA) * (b[i] - meanB);
    ofA += (a[i] - meanA) * (a[i] - meanA);
    ofB += (b[i] - meanB) * (b[i] - meanB);
  }
  if (ofA == 0 || ofB == 0) return std::nullopt;
  return both / std::sqrt(ofA * ofB);
}

}  // namespace

double Occlusion::ofAnswer(text::Range answer, std::size_t row) const {
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    if (tokens[t].begin < answer.end && answer.begin < tokens[t].end) {
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
  occlusion.inAnswer = inAnswer(whole.start, whole.end, longest);
  std::ranges::copy_if(
      prediction.questionTokens, std::back_inserter(occlusion.words),
      [&](const text::Range& token) { return !token.empty() && !text::isPunctuation(token.of(question)); });
  if (occlusion.words.size() < 2) occlusion.words.clear();  // nothing would be left to ask
  if (occlusion.words.empty() || occlusion.tokens.empty()) return occlusion;

  // What stands around the part that asks was not read, and is not to come back with a word less.
  const auto isRead = [](const text::Range& token) { return !token.empty(); };
  const auto last =
      std::ranges::find_if(prediction.questionTokens.rbegin(), prediction.questionTokens.rend(), isRead);
  const text::Range asked{std::ranges::find_if(prediction.questionTokens, isRead)->begin, last->end};
  std::vector<std::u16string> questions;
  for (const text::Range& word : occlusion.words) {
    questions.push_back(without(asked.of(question), {word.begin - asked.begin, word.end - asked.begin}));
  }
  answering::PredictOptions options;
  options.maxAnswers = 1;
  options.withAttention = true;
  options.onlyWindow = {occlusion.tokens.front().begin, occlusion.tokens.back().end};
  for (const answering::Prediction& said : predictor.predictEach(text, questions, options, stop)) {
    std::vector<float> row(occlusion.tokens.size());
    if (!said.attention.empty()) row = inAnswer(said.attention[0].start, said.attention[0].end, longest);
    occlusion.inAnswer.insert(occlusion.inAnswer.end(), row.begin(), row.end());
  }
  return occlusion;
}

std::optional<double> agreement(const Occlusion& occlusion, const answering::Prediction& prediction,
                                std::size_t window, text::Range answer) {
  if (occlusion.words.size() < 3) return std::nullopt;
  const answering::WindowAttention& read = prediction.attention.at(window);
  const std::size_t width = prediction.questionTokens.size();
  std::vector<double> lost, attended;
  for (std::size_t i = 0; i < occlusion.words.size(); ++i) {
    lost.push_back(occlusion.ofAnswer(answer, 0) - occlusion.ofAnswer(answer, i + 1));
    const auto word = std::ranges::find(prediction.questionTokens, occlusion.words[i]);
    const auto column = static_cast<std::size_t>(word - prediction.questionTokens.begin());
    double sum = 0;
    for (std::size_t t = 0; t < read.tokens.size(); ++t) {
      if (read.tokens[t].begin < answer.end && answer.begin < read.tokens[t].end) {
        sum += static_cast<double>(read.passageToQuestion[t * width + column]);
      }
    }
    attended.push_back(sum);
  }
  return correlation(ranks(lost), ranks(attended));
}

}  // namespace lectern::explanation
