#include "core/training/teacher_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/training/companion_file.h"

namespace lectern::training {
namespace {

/// The first token that ends past a place; one past the last for a place that the window cut off.
std::int32_t tokenAt(const std::vector<text::Range>& tokens, std::int32_t place) {
  const auto unit = static_cast<std::size_t>(std::max(place, 0));
  const auto token = std::ranges::upper_bound(tokens, unit, {}, &text::Range::end);
  return static_cast<std::int32_t>(token - tokens.begin());
}

/// Of each example the row of `ofQuestions` that is of its question.
torch::Tensor ofExamples(const torch::Tensor& ofQuestions, const Corpus& corpus) {
  std::vector<std::int64_t> questions;
  for (const TrainingExample& example : corpus.examples) {
    questions.push_back(static_cast<std::int64_t>(example.number));
  }
  return ofQuestions.index_select(0, torch::tensor(questions, torch::kInt64));
}

/// Of each example its question's places, as tokens of its passage.
torch::Tensor asTokens(const torch::Tensor& places, const Corpus& corpus) {
  torch::Tensor tokens = ofExamples(places, corpus);
  auto rows = tokens.accessor<std::int32_t, 2>();
  for (std::int64_t i = 0; i < tokens.size(0); ++i) {
    const TrainingPassage& passage = corpus.passages[corpus.examples[static_cast<std::size_t>(i)].passage];
    for (std::int64_t k = 0; k < tokens.size(1); ++k) rows[i][k] = tokenAt(passage.tokens, rows[i][k]);
  }
  return tokens.to(torch::kFloat32);
}

}  // namespace

TeacherAnswers readTeacherFile(const std::filesystem::path& path,
                               const std::vector<data::SquadDataset>& datasets, const Corpus& corpus) {
  CompanionFile file(path, "answers of a teacher", datasets);
  const torch::Tensor starts = file.take("starts", torch::kInt32, 2);
  const torch::Tensor startShares = file.take("start_shares", torch::kFloat32, 2);
  const torch::Tensor ends = file.take("ends", torch::kInt32, 2);
  const torch::Tensor endShares = file.take("end_shares", torch::kFloat32, 2);
  const torch::Tensor noAnswer = file.take("no_answer", torch::kFloat32, 1);
  for (const auto& [name, shares] : {std::pair("start_shares", startShares),
                                     std::pair("end_shares", endShares), std::pair("no_answer", noAnswer)}) {
    constexpr double kRounding = 1e-3;
    if (!(shares >= 0).logical_and(shares <= 1 + kRounding).all().item<bool>()) {  // nor is it so of NaN
      throw FormatError(quoted(path) + ": '" + name + "' holds numbers that are no probabilities");
    }
  }
  std::size_t questions = 0;
  for (const data::SquadDataset& dataset : datasets) questions += dataset.questionCount();
  file.requireSizes(starts.sizes() == startShares.sizes() && ends.sizes() == endShares.sizes() &&
                    starts.sizes() == ends.sizes() && starts.size(0) == noAnswer.size(0) &&
                    noAnswer.size(0) == static_cast<std::int64_t>(questions));
  TeacherAnswers said(corpus.examples.size());
  said.starts = asTokens(starts, corpus);
  said.startShares = ofExamples(startShares, corpus);
  said.ends = asTokens(ends - 1, corpus);  // the unit before an end is of the last piece
  said.endShares = ofExamples(endShares, corpus);
  said.noAnswer = ofExamples(noAnswer, corpus);
  return said;
}

}  // namespace lectern::training
