#include "core/batch/answer_questions.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/text/unicode.h"

namespace lectern::batch {
namespace {

/// The best answer among predictions for the same question, one a document, and whether there is one.
BatchAnswer bestAnswer(const std::vector<answering::Prediction>& predictions,
                       std::span<const documents::Document> documents) {
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

/// How many questions of the documents are read together.
std::size_t askedTogether(std::span<const documents::Document> documents) {
  std::size_t units = 0;
  for (const documents::Document& document : documents) units += document.text.size();
  return answering::Predictor::questionsTogether(units);
}

/// Those of the first questions that are asked of the same documents, at most `most`.
std::span<const BatchQuestion> firstOfOne(std::span<const BatchQuestion> questions, std::size_t most) {
  const auto isOther = [&](const BatchQuestion& each) { return each.document != questions.front().document; };
  questions = questions.first(std::min(most, questions.size()));
  const auto other = std::ranges::find_if(questions, isOther);
  return questions.first(static_cast<std::size_t>(other - questions.begin()));
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

/// The answers to questions of the same documents.
std::vector<BatchAnswer> ask(const answering::Predictor& predictor,
                             std::span<const documents::Document> documents,
                             std::span<const BatchQuestion> questions,
                             const answering::PredictOptions& options, std::stop_token stop) {
  std::vector<std::u16string_view> texts;
  for (const documents::Document& document : documents) texts.emplace_back(document.text);
  std::vector<std::u16string> asked;
  for (const BatchQuestion& question : questions) asked.push_back(text::toUtf16(question.text));
  std::vector<BatchAnswer> answers;
  for (const auto& predictions : predictor.predictEach(texts, asked, options, stop)) {
    answers.push_back(bestAnswer(predictions, documents));
  }
  return answers;
}

}  // namespace

AskedDocuments::AskedDocuments(std::vector<documents::Document> all) : all_(std::move(all)) {}

void AskedDocuments::add(const QuestionFile& file, Open open) {
  for (const documents::Document& document : file.documents) named_.emplace(document.title, document);
  folder_ = file.folder;
  open_ = std::move(open);
}

std::span<const documents::Document> AskedDocuments::named(const std::string& document) {
  if (document.empty()) {
    if (all_.empty()) throw FormatError("the question names no document, and there is none for all");
    return all_;
  }
  auto found = named_.find(document);
  if (found == named_.end()) {
    found = named_.emplace(document, std::exception_ptr()).first;
    try {
      found->second = open_(folder_ / document);
    } catch (const Error&) {
      found->second = std::current_exception();
    }
  }
  if (const auto* wrong = std::get_if<std::exception_ptr>(&found->second)) std::rethrow_exception(*wrong);
  return {&std::get<documents::Document>(found->second), 1};
}

std::vector<BatchAnswer> answerQuestions(
    const answering::Predictor& predictor, AskedDocuments documents,
    const std::vector<BatchQuestion>& questions, const answering::PredictOptions& options,
    std::stop_token stop, const std::function<void(std::size_t, const BatchAnswer&)>& answered) {
  std::map<std::string, std::size_t> toCome;
  for (const BatchQuestion& question : questions) ++toCome[question.document];
  std::vector<BatchAnswer> answers;
  for (std::span<const BatchQuestion> left = questions; !left.empty();) {
    throwIfStopped(stop);
    std::span<const documents::Document> read;
    std::exception_ptr unread;
    try {
      read = documents.named(left.front().document);
    } catch (const CancelledError&) {
      throw;
    } catch (const Error&) {
      unread = std::current_exception();
    }
    const auto next = firstOfOne(left, askedTogether(read));
    left = left.subspan(next.size());
    std::vector<BatchAnswer> found = answersTo(next, [&](std::span<const BatchQuestion> together) {
      if (unread) std::rethrow_exception(unread);
      return ask(predictor, read, together, options, stop);
    });
    for (std::size_t i = 0; i < next.size(); ++i) {
      if (next[i].text.empty()) {
        found[i] = {};
        found[i].error = "the question is empty";
      }
      found[i].question = next[i];
      if (answered) answered(answers.size(), found[i]);
      answers.push_back(std::move(found[i]));
    }
    const std::string& document = next.front().document;
    if ((toCome[document] -= next.size()) == 0) documents.drop(document);
  }
  return answers;
}

}  // namespace lectern::batch
