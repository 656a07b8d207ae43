#pragma once

#include <cstddef>
#include <vector>

#include "core/answering/answer.h"

namespace lectern::reader {
struct Calibration;
}

namespace lectern::answering {

/// What speaks for an answer, as numbers for logistic regression; the first is always 1.
std::vector<double> confidenceFeatures(const AnswerEvidence& answer, const QuestionEvidence& question);

/// What speaks for there being no answer; `best` is the best span.
std::vector<double> noAnswerFeatures(const AnswerEvidence& best, const QuestionEvidence& question);

/// Whether a calibration has as many weights as there are features, or none.
bool fits(const reader::Calibration& calibration);

/// Takes away the weights that are for other features, as another version of the program had them.
void dropUnfitting(reader::Calibration& calibration);

/// Probability that an answer is right: calibrated, or the reader's own where nothing is calibrated.
double confidence(const reader::Calibration& calibration, const AnswerEvidence& answer,
                  const QuestionEvidence& question);

/// The same that there is no answer.
double noAnswerProbability(const reader::Calibration& calibration, const AnswerEvidence& best,
                           const QuestionEvidence& question);

/// The logistic function of the weighted features: a probability. Throws std::invalid_argument when there are
/// not as many weights as features.
double logistic(const std::vector<double>& weights, const std::vector<double>& features);

}  // namespace lectern::answering
