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
  data::Probabilities noAnswer;
  for (const data::SquadParagraph* paragraph : dataset.paragraphs()) {
    std::vector<std::u16string> questions;
    for (const data::SquadQuestion& question : paragraph->questions) questions.push_back(question.question);
    const auto said = predictor.predictApart(paragraph->context, questions, options, stop);
    for (std::size_t q = 0; q < said.size(); ++q) {
      const std::string& id = paragraph->questions[q].id;
      predictions[id] = said[q].answers.empty() ? std::string() : text::toUtf8(said[q].answers.front().words);
      noAnswer.emplace_back(id, said[q].noAnswerProbability);
    }
  }
  return evaluation::evaluateSquad(dataset, predictions, &noAnswer);
}

}  // namespace lectern::training
