#include <algorithm>
#include <span>

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

/// How many questions are read together: of short documents many, which keeps all cores busy; of long ones,
/// whose windows do so for each question, one, so that its answer need not wait for others.
std::size_t askedTogether(const std::vector<std::u16string_view>& texts) {
  constexpr std::size_t kMost = 32, kUnits = 200'000;
  std::size_t units = 1;
  for (const std::u16string_view text : texts) units += text.size();
  return std::clamp<std::size_t>(kUnits / units, 1, kMost);
}

/// The answers to questions that are read together. Where that fails, they are asked apart.
std::vector<BatchAnswer> answersTo(
    std::span<const BatchQuestion> questions,
    const std::function<std::vector<BatchAnswer>(std::span<const BatchQuestion>)>& ask) {
  try {
    return ask(questions);
  } catch (const CancelledError&) {
    throw;
  } catch (const Error& error) {
    if (questions.size() == 1) {
      BatchAnswer failed;
      failed.error = error.what();
      return {failed};
    }
  }
  std::vector<BatchAnswer> answers;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    answers.push_back(answersTo(questions.subspan(i, 1), ask).front());
  }
  return answers;
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

  const auto ask = [&](std::span<const BatchQuestion> together) {
    std::vector<std::u16string> asked;
    for (const BatchQuestion& question : together) asked.push_back(text::toUtf16(question.text));
    std::vector<BatchAnswer> found;
    for (const auto& predictions : predictor.predictEach(texts, asked, options, stop)) {
      found.push_back(bestAnswer(predictions, documents));
    }
    return found;
  };

  std::vector<BatchAnswer> answers;
  const std::size_t together = askedTogether(texts);
  for (std::span<const BatchQuestion> left = questions; !left.empty();) {
    const auto next = left.first(std::min(together, left.size()));
    left = left.subspan(next.size());
    throwIfStopped(stop);
    std::vector<BatchAnswer> found = answersTo(next, ask);
    for (std::size_t i = 0; i < next.size(); ++i) {
      if (next[i].text.empty()) {
        found[i] = {};
        found[i].error = "the question is empty";
      }
      found[i].question = next[i];
      if (answered) answered(answers.size(), found[i]);
      answers.push_back(std::move(found[i]));
    }
  }
  return answers;
}

}  // namespace lectern::batch
