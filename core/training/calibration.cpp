#include "core/training/calibration.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <span>

#include "core/answering/calibrator.h"
#include "core/answering/predictor.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/reader/reader_bundle.h"
#include "core/text/unicode.h"
#include "core/training/logistic_regression.h"

namespace lectern::training {
namespace {

constexpr std::size_t kFewQuestions = 40;   // with an answer, in each half
constexpr std::size_t kFewImpossible = 20;  // in the first
/// Answers that a question's confidences are fitted on: a person sees more than the best one.
constexpr std::size_t kAnswers = 3;

/// A question, the text it is asked over, and what the reader said.
struct Asked {
  const data::SquadQuestion* question = nullptr;
  const std::u16string* text = nullptr;
  answering::Prediction prediction;

  bool isImpossible() const { return question->answers.empty(); }
  std::string answer(std::size_t rank = 0) const {
    if (prediction.answers.size() <= rank) return {};
    return text::toUtf8(prediction.answers[rank].words);
  }
  bool isRight(std::size_t rank = 0) const {
    return rank < prediction.answers.size() && evaluation::isRight(*question, answer(rank));
  }
};

/// Articles with their whole text; questions asked over paragraphs and articles.
struct Half {
  std::vector<data::SquadArticle> articles;
  std::vector<std::u16string> texts;
  std::vector<Asked> overParagraphs, overArticles;
};

/// The articles up to the middle of their titles' order, and the rest.
std::pair<std::vector<data::SquadArticle>, std::vector<data::SquadArticle>> halvesOf(
    const data::SquadDataset& dataset) {
  std::vector<data::SquadArticle> articles = dataset.articles;
  std::ranges::stable_sort(articles, {}, &data::SquadArticle::title);
  const auto middle = articles.begin() + static_cast<std::ptrdiff_t>(articles.size() / 2);
  return {{articles.begin(), middle}, {middle, articles.end()}};
}

std::u16string joined(const data::SquadArticle& article) {
  std::u16string text;
  for (const data::SquadParagraph& paragraph : article.paragraphs) {
    if (!text.empty()) text += u"\n\n";
    text += paragraph.context;
  }
  return text;
}

/// `count` of the questions, evenly drawn.
std::vector<Asked> draw(const std::vector<Asked>& questions, std::size_t count) {
  std::vector<Asked> drawn;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if ((i + 1) * count / questions.size() > i * count / questions.size()) drawn.push_back(questions[i]);
  }
  return count < questions.size() ? drawn : questions;
}

Half makeHalf(std::vector<data::SquadArticle> articles, std::size_t articleQuestions) {
  Half half{std::move(articles), {}, {}, {}};
  for (const data::SquadArticle& article : half.articles) half.texts.push_back(joined(article));
  std::vector<Asked> all;
  for (std::size_t a = 0; a < half.articles.size(); ++a) {
    for (const data::SquadParagraph& paragraph : half.articles[a].paragraphs) {
      for (const data::SquadQuestion& question : paragraph.questions) {
        half.overParagraphs.push_back({&question, &paragraph.context, {}});
        all.push_back({&question, &half.texts[a], {}});
      }
    }
  }
  half.overArticles = draw(all, articleQuestions);
  return half;
}

/// Questions on one text that are read together; more would make the threads' shares uneven.
constexpr std::size_t kTogether = 8;

/// Asks all questions, several at a time.
void ask(const answering::Predictor& predictor, std::vector<Asked*>& questions, unsigned threads,
         const std::stop_token& stop, const ProgressCallback& progress) {
  std::vector<std::span<Asked*>> groups;
  for (std::size_t begin = 0, end = 0; begin < questions.size(); begin = end) {
    while (end < questions.size() && end - begin < kTogether &&
           questions[end]->text == questions[begin]->text)
      ++end;
    groups.push_back(std::span(questions).subspan(begin, end - begin));
  }
  answering::PredictOptions options;
  options.maxAnswers = kAnswers;
  options.threads = 1;
  SharedProgress shared(questions.size(), progress);
  forEachInParallel(groups.size(), threads, [&](std::size_t i) {
    std::vector<std::u16string> texts;
    for (const Asked* asked : groups[i]) texts.push_back(asked->question->question);
    auto said = predictor.predictApart(*groups[i].front()->text, texts, options, stop);
    for (std::size_t q = 0; q < said.size(); ++q) groups[i][q]->prediction = std::move(said[q]);
    shared.add(said.size());
  });
}

/// Share of questions without an answer that "no answer" is fitted for: that of SQuAD 2.0's training
/// questions, between people who ask of what they know to be there and those who do not.
constexpr double kImpossibleShare = 1.0 / 3;

/// What a question of either kind weighs so that the impossible ones have their share.
double weightOfKind(const std::vector<Asked>& questions, bool isImpossible) {
  const auto impossible = static_cast<double>(std::ranges::count_if(questions, &Asked::isImpossible));
  const auto all = static_cast<double>(questions.size());
  return isImpossible ? kImpossibleShare * all / std::max(impossible, 1.0)
                      : (1 - kImpossibleShare) * all / std::max(all - impossible, 1.0);
}

/// What the best answer counts of a right one where it only shares words with the gold answer, which is one
/// person's: of 231 questions that SQuAD's training file has twice about one paragraph, 61 % have the same
/// answer both times, 80 % answers with a word in common.
constexpr double kAkinIsRight = 0.2;

/// How far the answer of that rank is right.
double rightness(const Asked& asked, std::size_t rank) {
  if (asked.isRight(rank)) return 1;
  const std::vector<data::SquadAnswer>& gold = asked.question->answers;
  const bool isAkin = rank == 0 && gold.size() == 1 &&
                      evaluation::f1Score(text::toUtf8(gold.front().text), asked.answer()) > 0;
  return isAkin ? kAkinIsRight : 0;
}

/// `noAnswer` stays where there are too few questions without an answer to fit it on.
reader::Calibration fit(const Half& half, bool fitsNoAnswer, std::vector<double> noAnswer) {
  std::vector<Observation> answers, questions;
  for (const std::vector<Asked>* group : {&half.overParagraphs, &half.overArticles}) {
    // Paragraphs and articles count as much as each other, however many were asked.
    const double weight = 1 / static_cast<double>(std::max<std::size_t>(group->size(), 1));
    const double possibleWeight = weight * weightOfKind(*group, false);
    const double impossibleWeight = weight * weightOfKind(*group, true);
    for (const Asked& asked : *group) {
      const answering::Prediction& said = asked.prediction;
      if (said.answers.empty()) continue;
      for (std::size_t rank = 0; rank < said.answers.size(); ++rank) {
        answers.push_back({answering::confidenceFeatures(said.answers[rank].evidence, said.evidence),
                           rightness(asked, rank), weight});
      }
      questions.push_back({answering::noAnswerFeatures(said.answers[0].evidence, said.evidence),
                           asked.isImpossible() ? 1.0 : 0.0,
                           asked.isImpossible() ? impossibleWeight : possibleWeight});
    }
  }
  if (answers.empty()) throw FormatError("a calibration needs texts in which the reader finds something");
  return {fitLogistic(answers), fitsNoAnswer ? fitLogistic(questions) : std::move(noAnswer)};
}

/// Puts the calibrated probabilities into what was said.
void recalibrate(const reader::Calibration& calibration, std::vector<Asked>& questions) {
  for (Asked& asked : questions) {
    answering::Prediction& said = asked.prediction;
    if (said.answers.empty()) continue;
    for (answering::Answer& answer : said.answers) {
      answer.confidence = answering::confidence(calibration, answer.evidence, said.evidence);
    }
    said.noAnswerProbability =
        answering::noAnswerProbability(calibration, said.answers[0].evidence, said.evidence);
  }
}

/// SQuAD's figures of some questions.
evaluation::SquadScores score(std::span<const Asked> questions, double threshold) {
  data::SquadParagraph paragraph;
  data::Predictions predictions;
  data::Probabilities noAnswer;
  for (const Asked& asked : questions) {
    paragraph.questions.push_back(*asked.question);
    predictions[asked.question->id] = asked.answer();
    noAnswer.emplace_back(asked.question->id, asked.prediction.noAnswerProbability);
  }
  const data::SquadDataset dataset{"", {{"", {std::move(paragraph)}}}};
  return evaluation::evaluateSquad(dataset, predictions, &noAnswer, threshold);
}

std::vector<evaluation::ReliabilityBin> reliabilityOf(const std::vector<Asked>& questions) {
  std::vector<evaluation::Forecast> forecasts;
  for (const Asked& asked : questions) {
    if (asked.prediction.answers.empty()) continue;
    forecasts.push_back({asked.prediction.answers[0].confidence, asked.isRight()});
  }
  return evaluation::reliability(forecasts);
}

std::vector<Asked> answerable(const std::vector<Asked>& questions) {
  std::vector<Asked> kept;
  for (const Asked& asked : questions) {
    if (!asked.isImpossible()) kept.push_back(asked);
  }
  return kept;
}

/// The most questions of which `impossibleShare` have no answer, evenly drawn from those of either kind.
std::vector<Asked> drawMix(const std::vector<Asked>& questions, double impossibleShare) {
  std::vector<Asked> impossible;
  for (const Asked& asked : questions) {
    if (asked.isImpossible()) impossible.push_back(asked);
  }
  const std::vector<Asked> possible = answerable(questions);
  const double total = std::min(static_cast<double>(impossible.size()) / impossibleShare,
                                static_cast<double>(possible.size()) / (1 - impossibleShare));
  const auto countOf = [&](double share) { return static_cast<std::size_t>(std::lround(total * share)); };
  std::vector<Asked> both = draw(impossible, countOf(impossibleShare));
  for (const Asked& asked : draw(possible, countOf(1 - impossibleShare))) both.push_back(asked);
  return both;
}

constexpr int kThresholdDraws = 40;

/// The threshold with the best F1, as the mean over draws of half of the questions: where many are as good,
/// the best of all questions is chance (subagging, Bühlmann and Yu 2002). 1, which blanks nothing, without
/// questions.
double bestThreshold(std::vector<Asked> questions) {
  std::mt19937_64 random(1);
  double sum = 0;
  for (int i = 0; i < kThresholdDraws; ++i) {
    std::ranges::shuffle(questions, random);
    const auto best = score(std::span(questions).first(questions.size() / 2), 1).best;
    sum += best ? best->f1Threshold : 1;
  }
  return sum / kThresholdDraws;
}

/// What was said of the second half; the thresholds that groups of questions would have are those of the
/// first.
CalibrationReport measure(const Half& first, const Half& second, double threshold) {
  CalibrationReport report;
  report.fittedOverParagraphs = first.overParagraphs.size();
  report.fittedOverArticles = first.overArticles.size();
  const auto atOwnThreshold = [](const std::vector<Asked>& fitted, const std::vector<Asked>& measured) {
    const double own = bestThreshold(fitted);
    return CalibrationReport::AtOwnThreshold{own, score(measured, own)};
  };
  report.paragraphs = score(second.overParagraphs, threshold);
  report.paragraphsAtOwn = atOwnThreshold(first.overParagraphs, second.overParagraphs);
  const std::vector<Asked> balanced = drawMix(second.overParagraphs, 0.5);
  report.balanced = score(balanced, threshold);
  report.balancedAtOwn = atOwnThreshold(drawMix(first.overParagraphs, 0.5), balanced);
  const std::vector<Asked> overArticles = answerable(second.overArticles);
  std::vector<Asked> overOwn;
  for (const Asked& asked : second.overParagraphs) {
    if (std::ranges::any_of(overArticles, [&](const Asked& a) { return a.question == asked.question; })) {
      overOwn.push_back(asked);
    }
  }
  report.ownParagraph = score(overOwn, 1);
  report.wholeArticle = score(overArticles, 1);
  report.paragraphReliability = reliabilityOf(second.overParagraphs);
  report.articleReliability = reliabilityOf(second.overArticles);
  return report;
}

}  // namespace

bool canCalibrate(const data::SquadDataset& dataset) {
  const auto answerableOf = [](const std::vector<data::SquadArticle>& articles) {
    std::size_t count = 0;
    for (const data::SquadArticle& article : articles) {
      for (const data::SquadParagraph& paragraph : article.paragraphs)
        count += static_cast<std::size_t>(std::ranges::count_if(
            paragraph.questions,
            [](const data::SquadQuestion& question) { return !question.answers.empty(); }));
    }
    return count;
  };
  const auto [first, second] = halvesOf(dataset);
  return std::min(answerableOf(first), answerableOf(second)) >= kFewQuestions;
}

CalibrationReport calibrate(reader::ReaderBundle& bundle, const data::SquadDataset& dataset,
                            const CalibrationOptions& options, const std::stop_token& stop,
                            const ProgressCallback& progress) {
  if (!canCalibrate(dataset)) {
    throw FormatError("a calibration needs two halves of articles with at least " +
                      std::to_string(kFewQuestions) + " questions each that have an answer");
  }
  auto [firstArticles, secondArticles] = halvesOf(dataset);
  Half first = makeHalf(std::move(firstArticles), options.articleQuestions);
  Half second = makeHalf(std::move(secondArticles), options.articleQuestions);
  std::vector<Asked*> all;
  for (Half* half : {&first, &second}) {
    for (Asked& asked : half->overParagraphs) all.push_back(&asked);
    for (Asked& asked : half->overArticles) all.push_back(&asked);
  }
  answering::dropUnfitting(bundle.manifest.calibration);
  ask(answering::Predictor(bundle), all, options.threads, stop, progress);

  const auto impossible = std::ranges::count_if(first.overParagraphs, &Asked::isImpossible);
  const bool fitsNoAnswer = static_cast<std::size_t>(impossible) >= kFewImpossible;
  bundle.manifest.calibration = fit(first, fitsNoAnswer, bundle.manifest.calibration.noAnswer);
  for (Half* half : {&first, &second}) {
    recalibrate(bundle.manifest.calibration, half->overParagraphs);
    recalibrate(bundle.manifest.calibration, half->overArticles);
  }
  double& threshold = bundle.manifest.noAnswerThreshold;
  if (fitsNoAnswer) threshold = bestThreshold(drawMix(first.overParagraphs, kImpossibleShare));

  CalibrationReport report = measure(first, second, threshold);
  report.fitsNoAnswer = fitsNoAnswer;
  return report;
}

}  // namespace lectern::training
