#include "core/training/teacher.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/log.h"
#include "core/nn/precision.h"
#include "core/nn/span_head.h"
#include "core/reader/featurizer.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/safetensors.h"
#include "core/reader/sha256.h"

namespace lectern::training {
namespace {

constexpr std::size_t kBatch = 32;
constexpr std::array kNames = {"starts", "start_shares", "ends", "end_shares", "no_answer"};
constexpr int64_t kTokens = 6;  // kept of the starts and of the ends: next to all of their probability

/// A reader, and the examples as it reads them.
struct Teacher {
  Teacher(const std::filesystem::path& folder, const std::vector<data::SquadDataset>& datasets,
          int64_t maxAnswerTokens)
      : bundle(reader::ReaderBundle::load(folder)), corpus(datasets, bundle, maxAnswerTokens) {
    bundle.network->eval();
  }
  int64_t longestAnswer() const { return bundle.manifest.options.maxAnswerTokens; }
  reader::ReaderBundle bundle;
  Corpus corpus;
};

bool readSameWindows(const Corpus& a, const Corpus& b) {
  const auto length = [](const TrainingPassage& passage) { return passage.words.size(); };
  const auto place = [](const TrainingExample& example) {
    return std::tuple(example.passage, example.answerBegin, example.answerLast);
  };
  return std::ranges::equal(a.passages, b.passages, {}, length, length) &&
         std::ranges::equal(a.examples, b.examples, {}, place, place);
}

/// Questions whose answer the teacher can give, in the order of their passages' lengths.
std::vector<std::size_t> answeredByLength(const Teacher& teacher) {
  std::vector<std::size_t> questions;
  for (std::size_t i = 0; i < teacher.corpus.examples.size(); ++i) {
    const TrainingExample& example = teacher.corpus.examples[i];
    if (example.hasAnswer() && example.answerTokens() <= teacher.longestAnswer()) questions.push_back(i);
  }
  std::ranges::stable_sort(questions, {}, [&](std::size_t i) {
    return teacher.corpus.passages[teacher.corpus.examples[i].passage].words.size();
  });
  return questions;
}

/// Probabilities of where the answer starts and ends (batch, passage), and that there is none (batch).
struct Marginals {
  torch::Tensor start, end, noAnswer;
};

/// With P(i,j) as in `sharedNormLoss`: Σ P(i,j) over j, over i, and the rest.
Marginals marginals(const reader::ReaderNetworkImpl::Output& output, int64_t maxTokens) {
  const torch::Tensor all =
      torch::logaddexp(nn::spanLogSumExp(output.start, output.end, maxTokens), output.noAnswer);  // (batch)
  const int64_t passage = output.start.size(1);
  Marginals sums{torch::zeros_like(output.start), torch::zeros_like(output.end),
                 torch::exp(output.noAnswer - all)};
  for (int64_t offset = 0; offset < std::min(maxTokens, passage); ++offset) {
    const int64_t count = passage - offset;
    const torch::Tensor spans =
        torch::exp(output.start.narrow(1, 0, count) + output.end.narrow(1, offset, count) - all.unsqueeze(1));
    sums.start.narrow(1, 0, count) += spans;
    sums.end.narrow(1, offset, count) += spans;
  }
  return sums;
}

Marginals ask(Teacher& teacher, std::span<const std::size_t> examples) {
  std::vector<reader::WindowPair> pairs;
  for (const std::size_t index : examples) {
    const TrainingExample& example = teacher.corpus.examples[index];
    pairs.push_back({teacher.corpus.passages[example.passage].words, example.question});
  }
  return marginals(teacher.bundle.network->forward(reader::makeBatch(teacher.corpus.table, pairs)),
                   teacher.longestAnswer());
}

/// The likeliest tokens and their shares of the whole.
std::pair<torch::Tensor, torch::Tensor> likeliest(const torch::Tensor& probabilities) {
  const auto [shares, tokens] = probabilities.topk(std::min(kTokens, probabilities.size(1)), 1);
  return {tokens, shares};
}

}  // namespace

TeacherAnswers::TeacherAnswers(std::size_t examples) {
  const auto count = static_cast<int64_t>(examples);
  for (torch::Tensor* of : {&starts, &startShares, &ends, &endShares}) *of = torch::zeros({count, kTokens});
  noAnswer = torch::zeros({count});
}

std::vector<torch::Tensor> TeacherAnswers::tensors() const {
  return {starts, startShares, ends, endShares, noAnswer};
}

TeacherAnswers askTeacher(const std::filesystem::path& folder,
                          const std::vector<data::SquadDataset>& datasets, const Corpus& corpus,
                          WorkerGroup& workers, const std::stop_token& stop) {
  const torch::NoGradGuard noGrad;
  Teacher teacher(folder, datasets, corpus.maxAnswerTokens);
  if (!readSameWindows(teacher.corpus, corpus)) {
    throw FormatError(
        "the teacher " + quoted(folder) +
        " cannot be heard: it reads passages of other lengths, or other words, than the reader to train");
  }
  // A paragraph's questions stand side by side: its words are read once a batch.
  const std::vector<std::size_t> questions = answeredByLength(teacher);
  TeacherAnswers answers(corpus.examples.size());  // each worker fills in its own batches
  const auto share = static_cast<std::size_t>(workers.size()) * kBatch;
  for (std::size_t begin = static_cast<std::size_t>(workers.rank()) * kBatch; begin < questions.size();
       begin += share) {
    throwIfStopped(stop);
    const auto batch = std::span(questions).subspan(begin, std::min(kBatch, questions.size() - begin));
    const Marginals said = ask(teacher, batch);
    const torch::Tensor rows = torch::tensor(std::vector<int64_t>(batch.begin(), batch.end()), torch::kInt64);
    const auto keep = [&](const torch::Tensor& probabilities, const torch::Tensor& tokens,
                          const torch::Tensor& shares) {
      const auto [bestTokens, bestShares] = likeliest(probabilities);
      tokens.narrow(1, 0, bestTokens.size(1)).index_copy_(0, rows, bestTokens.to(torch::kFloat32));
      shares.narrow(1, 0, bestShares.size(1)).index_copy_(0, rows, bestShares);
    };
    keep(said.start, answers.starts, answers.startShares);
    keep(said.end, answers.ends, answers.endShares);
    answers.noAnswer.index_copy_(0, rows, said.noAnswer);
  }
  workers.sum(answers.tensors());
  return answers;
}

TeacherAnswers meanOf(const std::vector<TeacherAnswers>& said) {
  torch::Tensor speakers = torch::zeros_like(said.front().noAnswer);  // (examples)
  for (const TeacherAnswers& one : said) {
    speakers += (one.startShares.sum(1) + one.noAnswer > 0).to(torch::kFloat32);
  }
  speakers.clamp_min_(1);
  const auto joined = [&](torch::Tensor TeacherAnswers::*of) {
    std::vector<torch::Tensor> parts;
    for (const TeacherAnswers& one : said) parts.push_back(one.*of);
    return torch::cat(parts, 1);  // (examples, teachers · tokens)
  };
  TeacherAnswers mean = said.front();
  mean.starts = joined(&TeacherAnswers::starts);
  mean.ends = joined(&TeacherAnswers::ends);
  mean.startShares = joined(&TeacherAnswers::startShares) / speakers.unsqueeze(1);
  mean.endShares = joined(&TeacherAnswers::endShares) / speakers.unsqueeze(1);
  mean.noAnswer = torch::zeros_like(speakers);
  for (const TeacherAnswers& one : said) mean.noAnswer += one.noAnswer / speakers;
  return mean;
}

std::string teacherKey(const std::vector<std::filesystem::path>& data, const std::filesystem::path& teacher,
                       const Corpus& corpus) {
  std::string sums = std::to_string(reader::kReadingVersion) + ' ' + std::to_string(corpus.maxAnswerTokens);
  if (nn::precision() == nn::Precision::BFloat16) sums += " bfloat16";
  for (const auto& path : data) sums += reader::sha256OfFile(path);
  // Their tokens' numbers: which words of a text are parted depends on the vocabulary.
  for (const TrainingPassage& passage : corpus.passages) sums += ' ' + std::to_string(passage.words.size());
  for (const TrainingExample& example : corpus.examples) {
    sums += ' ' + std::to_string(example.passage) + ' ' + std::to_string(example.answerBegin) + ' ' +
            std::to_string(example.answerLast);
  }
  sums += reader::ReaderBundle::readManifest(teacher).networkId();
  return reader::sha256(sums);
}

void saveTeacherAnswers(const TeacherAnswers& answers, const std::string& key,
                        const std::filesystem::path& path) {
  reader::Safetensors file;
  file.metadata["key"] = key;
  const std::vector<torch::Tensor> tensors = answers.tensors();
  for (std::size_t i = 0; i < kNames.size(); ++i) file.tensors[kNames[i]] = tensors[i];
  file.write(path);
}

bool loadTeacherAnswers(TeacherAnswers& answers, const std::string& key, const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return false;
  reader::Safetensors file;
  try {
    file = reader::Safetensors::read(path);
  } catch (const FormatError& error) {
    warn(std::string(error.what()) + "; the teacher is asked again");
    return false;
  }
  if (file.metadata["key"] != key) return false;
  const std::vector<torch::Tensor> tensors = answers.tensors();
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (!file.tensors.contains(kNames[i]) || file.tensors[kNames[i]].sizes() != tensors[i].sizes())
      return false;
  }
  for (std::size_t i = 0; i < kNames.size(); ++i) tensors[i].copy_(file.tensors[kNames[i]]);
  return true;
}

}  // namespace lectern::training
