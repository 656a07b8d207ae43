#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/predictions.h"
#include "core/data/squad.h"
#include "core/evaluation/reliability.h"

namespace lectern::evaluation {

/// 1 when the normalized answers are equal, else 0.
double exactMatch(std::string_view gold, std::string_view predicted);

/// Harmonic mean of precision and recall over the words of the normalized answers; where one of them has no
/// words, 1 when both have none.
double f1Score(std::string_view gold, std::string_view predicted);

/// Whether an answer matches one of the question's gold answers exactly; none does where there is no answer.
bool isRight(const data::SquadQuestion& question, const std::string& predicted);

/// Scores of a group of questions, in percent.
struct GroupScores {
  double exact = 0;
  double f1 = 0;
  std::size_t total = 0;
};

/// The best score that blanking by no-answer probability can reach, in percent, and its threshold.
struct BestScores {
  double exact = 0;
  double exactThreshold = 0;
  double f1 = 0;
  double f1Threshold = 0;
};

/// The figures of the official SQuAD 2.0 evaluation. Groups without questions are absent, as are the best
/// scores without no-answer probabilities.
struct SquadScores {
  GroupScores all;
  std::optional<GroupScores> hasAnswer;
  std::optional<GroupScores> noAnswer;
  std::optional<BestScores> best;
  std::vector<std::string> missing;  ///< ids without a prediction
  /// Whether these are in the totals and score 0, as officially for SQuAD 1.1; else they are left out, as for
  /// 2.0.
  bool countsMissing = false;
  std::vector<ReliabilityBin> reliability;  ///< of the answers' confidences; empty where none are known
};

/// Scores predictions by the official rules (Rajpurkar et al. 2018, evaluate-v2.0; for data of version 1 and
/// without `noAnswer` evaluate-v1.1). Where `noAnswer` is given, answers with a probability above
/// `noAnswerThreshold` count as "". A question without predictions is reported in `missing`. Throws
/// FormatError when a question that has a prediction has no probability.
SquadScores evaluateSquad(const data::SquadDataset& dataset, const data::Predictions& predictions,
                          const data::Probabilities* noAnswer = nullptr, double noAnswerThreshold = 1.0);

/// The confidence of every predicted answer that is not empty, and whether it `isRight`. Throws FormatError
/// when such an answer has no confidence.
std::vector<Forecast> forecastsOf(const data::SquadDataset& dataset, const data::Predictions& predictions,
                                  const data::Probabilities& confidences);

/// The scores as the official script prints them, and the confidences' reliability behind: JSON, indented.
std::string toJson(const SquadScores& scores);

}  // namespace lectern::evaluation
