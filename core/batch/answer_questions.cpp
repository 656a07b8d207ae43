#include "core/base/error.h"
#include "core/batch/question_file.h"
#include "core/text/unicode.h"

namespace lectern::batch {
namespace {

/// The best answer among predictions for the same question, one a document, and whether there is one.
BatchAnswer bestAnswer(const std::vector<answering::Prediction>& predictions,
                       const std::vector<documents::Document>& documents) {
  BatchAnswer best;
  if (!predictions.empty()) best.warnings = predictions.front().questionNotes;
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const answering::Prediction& prediction = predictions[i];
    best.noAnswerProbability = prediction.noAnswerProbability;
    for (const std::string& warning : prediction.warnings)
      best.warnings.push_back(documents[i].name() + ": " + warning);
    if (prediction.answers.empty() || prediction.answers.front().rank > 0) continue;
    const answering::Answer& answer = prediction.answers.front();
    best.confidence = answer.confidence;
    if (!prediction.hasAnswer) continue;
    best.answer = text::toUtf8(answer.words);
    best.document = documents[i].name();
    best.page = documents[i].pageOf(answer.range.begin);
    best.range = answer.range;
  }
  return best;
}

}  // namespace

std::vector<BatchAnswer> answerQuestions(
    const answering::Predictor& predictor, const std::vector<documents::Document>& documents,
    const std::vector<BatchQuestion>& questions, const answering::PredictOptions& options,
    std::stop_token stop, const std::function<void(std::size_t, const BatchAnswer&)>& answered) {
  const std::vector<std::u16string_view> texts = [&] {
    std::vector<std::u16string_view> views;
    for (const documents::Document& document : documents) views.emplace_back(document.text);
    return views;
  }();

  std::vector<BatchAnswer> answers;
  for (const BatchQuestion& question : questions) {
    throwIfStopped(stop);
    BatchAnswer answer;
    try {
      if (question.text.empty()) throw FormatError("the question is empty");
      answer = bestAnswer(predictor.predict(texts, text::toUtf16(question.text), options, stop), documents);
    } catch (const CancelledError&) {
      throw;
    } catch (const Error& error) {
      answer.error = error.what();
    }
    answer.question = question;
    if (answered) answered(answers.size(), answer);
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace lectern::batch
