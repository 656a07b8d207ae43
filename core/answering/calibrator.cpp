#include "core/answering/calibrator.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/reader/reader_bundle.h"

namespace lectern::answering {
namespace {

/// log(p / (1 − p)), kept within ±12.
double logit(double probability) {
  const double inside = std::clamp(probability, 6e-6, 1 - 6e-6);
  return std::log(inside / (1 - inside));
}

double logWindows(const QuestionEvidence& question) {
  return std::log(static_cast<double>(std::max<std::size_t>(question.windows, 1)));
}

bool fits(const std::vector<double>& weights, const std::vector<double>& features) {
  return weights.empty() || weights.size() == features.size();
}

}  // namespace

bool fits(const reader::Calibration& calibration) {
  return fits(calibration.confidence, confidenceFeatures({}, {})) &&
         fits(calibration.noAnswer, noAnswerFeatures({}, {}));
}

void dropUnfitting(reader::Calibration& calibration) {
  if (!fits(calibration.confidence, confidenceFeatures({}, {}))) calibration.confidence.clear();
  if (!fits(calibration.noAnswer, noAnswerFeatures({}, {}))) calibration.noAnswer.clear();
}

std::vector<double> confidenceFeatures(const AnswerEvidence& answer, const QuestionEvidence& question) {
  const double windows = logWindows(question);
  return {1,
          logit(answer.probability),
          logit(answer.overlapping),
          std::clamp(answer.margin, -10.0, 10.0),
          logit(question.noAnswer),
          windows,
          windows * logit(answer.probability),
          windows * logit(question.noAnswer),
          question.unknownWords,
          question.missingWords,
          std::log(static_cast<double>(std::max<std::size_t>(answer.tokens, 1)))};
}

std::vector<double> noAnswerFeatures(const AnswerEvidence& best, const QuestionEvidence& question) {
  const double windows = logWindows(question);
  return {1,
          logit(question.noAnswer),
          logit(best.probability),
          logit(best.overlapping),
          windows,
          windows * logit(question.noAnswer),
          windows * logit(best.overlapping),
          question.unknownWords,
          question.missingWords};
}

double confidence(const reader::Calibration& calibration, const AnswerEvidence& answer,
                  const QuestionEvidence& question) {
  return calibration.confidence.empty()
             ? answer.probability
             : logistic(calibration.confidence, confidenceFeatures(answer, question));
}

double noAnswerProbability(const reader::Calibration& calibration, const AnswerEvidence& best,
                           const QuestionEvidence& question) {
  return calibration.noAnswer.empty() ? question.noAnswer
                                      : logistic(calibration.noAnswer, noAnswerFeatures(best, question));
}

double logistic(const std::vector<double>& weights, const std::vector<double>& features) {
  if (weights.size() != features.size()) {
    throw std::invalid_argument("the calibration needs " + std::to_string(features.size()) +
                                " weights, not " + std::to_string(weights.size()));
  }
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * features[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace lectern::answering
