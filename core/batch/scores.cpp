#include "core/batch/scores.h"

#include "core/text/unicode.h"

namespace lectern::batch {
namespace {

bool isScored(const BatchAnswer& answer) {
  return answer.question.expected.has_value() && answer.error.empty();
}

data::SquadQuestion squadQuestionOf(const BatchAnswer& answer, std::string id) {
  data::SquadQuestion question{std::move(id), text::toUtf16(answer.question.text), {}, false};
  for (const std::string& expected : *answer.question.expected) {
    question.answers.push_back({text::toUtf16(expected), {}});
  }
  return question;
}

}  // namespace

std::optional<double> f1Of(const BatchAnswer& answer) {
  if (const auto scores = scoresOf({answer})) return scores->all.f1 / 100;
  return std::nullopt;
}

std::optional<evaluation::SquadScores> scoresOf(const std::vector<BatchAnswer>& answers) {
  data::SquadDataset dataset{"v2.0", {{"", {{}}}}};
  std::vector<data::SquadQuestion>& questions = dataset.articles.front().paragraphs.front().questions;
  data::Predictions predictions;
  data::Probabilities confidences;
  for (const BatchAnswer& answer : answers) {
    if (!isScored(answer)) continue;
    const std::string id = std::to_string(questions.size());
    questions.push_back(squadQuestionOf(answer, id));
    predictions.emplace(id, answer.answer);
    confidences.emplace_back(id, answer.confidence);
  }
  if (questions.empty()) return std::nullopt;
  evaluation::SquadScores scores = evaluation::evaluateSquad(dataset, predictions);
  scores.reliability = evaluation::reliability(evaluation::forecastsOf(dataset, predictions, confidences));
  return scores;
}

}  // namespace lectern::batch
