#include "core/training/validation.h"

#include "core/answering/predictor.h"
#include "core/text/unicode.h"

namespace lectern::training {

data::SquadDataset sample(const data::SquadDataset& dataset, std::size_t count) {
  const std::size_t total = dataset.questionCount();
  if (count == 0 || count >= total) return dataset;
  data::SquadDataset part = dataset;
  std::size_t seen = 0;
  for (data::SquadArticle& article : part.articles) {
    for (data::SquadParagraph& paragraph : article.paragraphs) {
      // Question i is in when i·count/total reaches a new whole number.
      std::erase_if(paragraph.questions, [&](const data::SquadQuestion&) {
        const bool isIn = (seen + 1) * count / total > seen * count / total;
        ++seen;
        return !isIn;
      });
    }
  }
  return part;
}

evaluation::SquadScores validate(const reader::ReaderBundle& bundle, const data::SquadDataset& dataset,
                                 std::stop_token stop) {
  const answering::Predictor predictor(bundle);
  answering::PredictOptions options;
  options.maxAnswers = 1;
  options.threads = 1;
  data::Predictions predictions;
  data::NoAnswerProbabilities noAnswer;
  for (const data::SquadArticle& article : dataset.articles) {
    for (const data::SquadParagraph& paragraph : article.paragraphs) {
      for (const data::SquadQuestion& question : paragraph.questions) {
        const auto prediction = predictor.predict(paragraph.context, question.question, options, stop);
        predictions[question.id] = prediction.answers.empty()
                                       ? std::string()
                                       : text::toUtf8(prediction.answers.front().range.of(paragraph.context));
        noAnswer.emplace_back(question.id, prediction.noAnswerProbability);
      }
    }
  }
  return evaluation::evaluateSquad(dataset, predictions, &noAnswer);
}

}  // namespace lectern::training
