#include "core/evaluation/squad_metrics.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>

#include "core/base/error.h"
#include "core/evaluation/answer_normalization.h"
#include "core/text/unicode.h"

namespace lectern::evaluation {
namespace {

/// The scores of one question, 0…1.
struct QuestionScores {
  const std::string* id;
  bool hasAnswer;
  bool predictedEmpty;
  double exact;
  double f1;
  double noAnswerProbability;
};

std::vector<std::string> wordsOf(const std::string& normalized) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < normalized.size();) {
    const std::size_t end = std::min(normalized.find(' ', begin), normalized.size());
    words.push_back(normalized.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// The gold answers that count: those with words left after normalization, in version 1 all; without any, the
/// empty answer.
std::vector<std::string> goldAnswers(const data::SquadQuestion& question, bool isVersion1) {
  std::vector<std::string> gold;
  for (const data::SquadAnswer& answer : question.answers) {
    std::string text = text::toUtf8(answer.text);
    if (isVersion1 || !normalizeAnswer(text).empty()) gold.push_back(std::move(text));
  }
  if (gold.empty()) gold.emplace_back();
  return gold;
}

double bestOf(double (*score)(std::string_view, std::string_view), const data::SquadQuestion& question,
              const std::string& predicted, bool isVersion1 = false) {
  double best = 0;
  for (const std::string& gold : goldAnswers(question, isVersion1))
    best = std::max(best, score(gold, predicted));
  return best;
}

/// As evaluate-v1.1 has it: nothing where the answers share no word, also where neither has one.
double f1OfVersion1(std::string_view gold, std::string_view predicted) {
  return normalizeAnswer(predicted).empty() ? 0 : f1Score(gold, predicted);
}

GroupScores average(const std::vector<QuestionScores>& scores, const std::optional<bool>& hasAnswer) {
  GroupScores sum;
  for (const QuestionScores& score : scores) {
    if (hasAnswer && score.hasAnswer != *hasAnswer) continue;
    sum.exact += score.exact;
    sum.f1 += score.f1;
    ++sum.total;
  }
  if (sum.total > 0) {
    sum.exact = 100.0 * sum.exact / static_cast<double>(sum.total);
    sum.f1 = 100.0 * sum.f1 / static_cast<double>(sum.total);
  }
  return sum;
}

/// The threshold at which answers kept up to it score best, and that score in percent: the official
/// `find_best_thresh`, which walks the questions by their probability and keeps the first best.
std::pair<double, double> findBest(const std::vector<QuestionScores>& byProbability, std::size_t unanswerable,
                                   double QuestionScores::*score) {
  auto current = static_cast<double>(unanswerable);
  double best = current;
  double threshold = 0;
  for (const QuestionScores& question : byProbability) {
    current += question.hasAnswer ? question.*score : (question.predictedEmpty ? 0.0 : -1.0);
    if (current > best) {
      best = current;
      threshold = question.noAnswerProbability;
    }
  }
  return {100.0 * best / static_cast<double>(byProbability.size()), threshold};
}

/// The scores in the order in which the probabilities stand in their file, which decides between equal ones;
/// each with its probability. Throws FormatError for a question without one.
std::vector<QuestionScores> withProbabilities(const std::vector<QuestionScores>& scores,
                                              const data::Probabilities& probabilities) {
  std::unordered_map<std::string_view, const QuestionScores*> byId;
  for (const QuestionScores& score : scores) byId.emplace(*score.id, &score);
  std::vector<QuestionScores> ordered;
  for (const auto& [id, probability] : probabilities) {
    const auto found = byId.find(id);
    if (found == byId.end()) continue;
    ordered.push_back(*found->second);
    ordered.back().noAnswerProbability = probability;
    byId.erase(found);
  }
  if (!byId.empty()) {
    throw FormatError("question '" + std::string(byId.begin()->first) +
                      "' has a prediction but no no-answer probability");
  }
  return ordered;
}

}  // namespace

double exactMatch(std::string_view gold, std::string_view predicted) {
  return normalizeAnswer(gold) == normalizeAnswer(predicted) ? 1.0 : 0.0;
}

double f1Score(std::string_view gold, std::string_view predicted) {
  const std::vector<std::string> goldWords = wordsOf(normalizeAnswer(gold));
  const std::vector<std::string> predictedWords = wordsOf(normalizeAnswer(predicted));
  if (goldWords.empty() || predictedWords.empty())
    return goldWords.empty() == predictedWords.empty() ? 1.0 : 0.0;
  std::unordered_map<std::string, int> left;
  for (const std::string& word : goldWords) ++left[word];
  int common = 0;
  for (const std::string& word : predictedWords) {
    if (const auto found = left.find(word); found != left.end() && found->second-- > 0) ++common;
  }
  if (common == 0) return 0;
  const double precision = common / static_cast<double>(predictedWords.size());
  const double recall = common / static_cast<double>(goldWords.size());
  return 2 * precision * recall / (precision + recall);
}

bool isRight(const data::SquadQuestion& question, const std::string& predicted) {
  return !question.answers.empty() && bestOf(exactMatch, question, predicted) > 0;
}

namespace {

/// Of every question that has a prediction, as it stands; enters the others in `missing`, and where they
/// count gives them nothing.
std::vector<QuestionScores> rawScores(const data::SquadDataset& dataset, const data::Predictions& predictions,
                                      bool countsMissing, std::vector<std::string>& missing) {
  std::vector<QuestionScores> raw;
  for (const data::SquadParagraph* paragraph : dataset.paragraphs()) {
    for (const data::SquadQuestion& question : paragraph->questions) {
      const bool hasAnswer = !question.answers.empty();
      const auto predicted = predictions.find(question.id);
      if (predicted == predictions.end()) {
        missing.push_back(question.id);
        if (countsMissing) raw.push_back({&question.id, hasAnswer, true, 0, 0, 0});
        continue;
      }
      const bool isVersion1 = countsMissing && hasAnswer;  // it knows no others
      raw.push_back({&question.id, hasAnswer, predicted->second.empty(),
                     bestOf(exactMatch, question, predicted->second, isVersion1),
                     bestOf(isVersion1 ? f1OfVersion1 : f1Score, question, predicted->second, isVersion1),
                     0});
    }
  }
  return raw;
}

std::size_t unanswerableCount(const data::SquadDataset& dataset) {
  std::ptrdiff_t count = 0;
  for (const data::SquadParagraph* paragraph : dataset.paragraphs()) {
    count += std::ranges::count_if(paragraph->questions, &std::vector<data::SquadAnswer>::empty,
                                   &data::SquadQuestion::answers);
  }
  return static_cast<std::size_t>(count);
}

/// Whether it is in the format of SQuAD 1.1 ("1.1", "v1.0"), by its questions where it does not say so.
bool isVersion1(const data::SquadDataset& dataset) {
  const auto digit = dataset.version.find_first_of("0123456789");
  if (digit != std::string::npos) return dataset.version[digit] == '1';
  return unanswerableCount(dataset) == 0;
}

}  // namespace

SquadScores evaluateSquad(const data::SquadDataset& dataset, const data::Predictions& predictions,
                          const data::Probabilities* noAnswer, double noAnswerThreshold) {
  SquadScores result;
  result.countsMissing = noAnswer == nullptr && isVersion1(dataset);
  std::vector<QuestionScores> raw = rawScores(dataset, predictions, result.countsMissing, result.missing);
  if (noAnswer != nullptr) raw = withProbabilities(raw, *noAnswer);
  std::vector<QuestionScores> blanked = raw;
  for (QuestionScores& score : blanked) {
    if (noAnswer != nullptr && score.noAnswerProbability > noAnswerThreshold) {
      score.exact = score.f1 = score.hasAnswer ? 0.0 : 1.0;
    }
  }
  result.all = average(blanked, std::nullopt);
  const GroupScores answerable = average(blanked, true);
  const GroupScores withoutAnswer = average(blanked, false);
  if (answerable.total > 0) result.hasAnswer = answerable;
  if (withoutAnswer.total > 0) result.noAnswer = withoutAnswer;

  if (noAnswer != nullptr && !raw.empty()) {
    std::ranges::stable_sort(raw, {}, &QuestionScores::noAnswerProbability);
    const std::size_t unanswerable = unanswerableCount(dataset);
    BestScores best;
    std::tie(best.exact, best.exactThreshold) = findBest(raw, unanswerable, &QuestionScores::exact);
    std::tie(best.f1, best.f1Threshold) = findBest(raw, unanswerable, &QuestionScores::f1);
    result.best = best;
  }
  return result;
}

std::vector<Forecast> forecastsOf(const data::SquadDataset& dataset, const data::Predictions& predictions,
                                  const data::Probabilities& confidences) {
  const std::unordered_map<std::string, double> byId(confidences.begin(), confidences.end());
  std::vector<Forecast> forecasts;
  for (const data::SquadParagraph* paragraph : dataset.paragraphs()) {
    for (const data::SquadQuestion& question : paragraph->questions) {
      const auto predicted = predictions.find(question.id);
      if (predicted == predictions.end() || predicted->second.empty()) continue;
      const auto confidence = byId.find(question.id);
      if (confidence == byId.end())
        throw FormatError("question '" + question.id + "' has a prediction but no confidence");
      if (!(confidence->second >= 0 && confidence->second <= 1))
        throw FormatError("the confidence of question '" + question.id + "' is not between 0 and 1");
      forecasts.push_back({confidence->second, isRight(question, predicted->second)});
    }
  }
  return forecasts;
}

std::string toJson(const SquadScores& scores) {
  nlohmann::ordered_json json;
  const auto add = [&](const std::string& prefix, const GroupScores& group) {
    json[prefix + "exact"] = group.exact;
    json[prefix + "f1"] = group.f1;
    json[prefix + "total"] = group.total;
  };
  add("", scores.all);
  if (scores.hasAnswer) add("HasAns_", *scores.hasAnswer);
  if (scores.noAnswer) add("NoAns_", *scores.noAnswer);
  if (scores.best) {
    json["best_exact"] = scores.best->exact;
    json["best_exact_thresh"] = scores.best->exactThreshold;
    json["best_f1"] = scores.best->f1;
    json["best_f1_thresh"] = scores.best->f1Threshold;
  }
  if (!scores.reliability.empty()) {
    json["expected_calibration_error"] = expectedCalibrationError(scores.reliability);
    for (const ReliabilityBin& bin : scores.reliability) {
      json["reliability"].push_back({{"from", bin.from},
                                     {"to", bin.to},
                                     {"count", bin.count},
                                     {"confidence", bin.confidence},
                                     {"accuracy", bin.accuracy}});
    }
  }
  return json.dump(2);
}

}  // namespace lectern::evaluation
