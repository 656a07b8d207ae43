#include "core/reader/network.h"

#include "core/nn/dropout.h"
#include "core/nn/masked.h"

namespace lectern::reader {

ReaderNetworkImpl::ReaderNetworkImpl(const ReaderOptions& options, QuantizedVectors vectors)
    : options_(options), vectors_(std::move(vectors)) {
  const int64_t states = 2 * options.hiddenSize;
  const auto alphabet = static_cast<int64_t>(options.characters.size());
  trainedWords_ = register_module(
      "trained_words", torch::nn::Embedding(std::max<int64_t>(options.trainedWords, 1), options.wordSize));
  // Row 0 stands for the words without an offset.
  questionWords_ = register_module(
      "question_words",
      torch::nn::Embedding(
          torch::nn::EmbeddingOptions(options.questionWords + 1, options.wordSize).padding_idx(0)));
  charCnn_ = register_module(
      "char_cnn", nn::CharCnn(nn::CharCnnOptions{alphabet + 2, options.characterSize,
                                                 options.characterFilters, options.characterWidth}));
  if (options.highwayLayers > 0) {
    highway_ = register_module(
        "highway", nn::Highway(options.wordSize + options.characterFilters, options.highwayLayers));
  }
  int64_t wordInput = options.wordSize + options.characterFilters + kFeatureCount;
  if (options.alignedSize > 0) {
    aligned_ = register_module("aligned_words", nn::AlignedWords(options.wordSize, options.alignedSize));
    wordInput += options.wordSize;
  }
  encoder_ = register_module("encoder", nn::Lstm(nn::LstmOptions{wordInput, options.hiddenSize, true}));
  const bool isGated = options.gatedFusion > 0;
  const int64_t keys = states + (options.historyOfWord > 0 ? options.wordSize + options.characterFilters : 0);
  attention_ = register_module("attention", nn::BiAttention(nn::scoreKind(options.attentionScore), keys));
  if (isGated) {
    gatedMerge_ = register_module("gated_merge", nn::GatedFusion(4 * states, states));
  } else {
    merge_ = register_module("merge", nn::Linear(4 * states, states));
  }
  modelling_ = register_module("modelling", nn::Lstm(nn::LstmOptions{states, options.hiddenSize, true}));
  selfAttention_ =
      register_module("self_attention", nn::SelfAttention(states, options.selfAttentionHeads, isGated));
  head_ = register_module("head", nn::SpanHead(nn::SpanHeadOptions{states, options.hiddenSize,
                                                                   options.supportSize, options.spanLstms}));

  const torch::NoGradGuard noGrad;
  trainedWords_->weight.mul_(0.3);  // about the length of GloVe's vectors
  questionWords_->weight.zero_();
}

torch::Tensor ReaderNetworkImpl::dropped(const torch::Tensor& sequence) const {
  return nn::variationalDropout(sequence, dropout_, is_training());
}

torch::Tensor ReaderNetworkImpl::wordVectors(const torch::Tensor& rows) {
  const int64_t trained = options_.trainedWords;
  const torch::Tensor frozenRows = (rows - trained).clamp_min(0);
  const torch::Tensor isTrained = (rows < trained).unsqueeze(1);
  const torch::Tensor isQuestionWord = (rows >= trained) & (rows < trained + options_.questionWords);
  const torch::Tensor offsetRows = torch::where(isQuestionWord, rows - trained + 1, torch::zeros_like(rows));

  const torch::Tensor frozen = vectors_.lookUp(frozenRows) + questionWords_(offsetRows);  // (n, wordSize)
  const torch::Tensor own = trainedWords_(rows.clamp_max(std::max<int64_t>(trained - 1, 0)));
  return torch::where(isTrained, own, frozen);
}

torch::Tensor ReaderNetworkImpl::embedWords(const ReaderBatch& batch) {
  const torch::Tensor words = torch::cat({wordVectors(batch.wordRows), charCnn_(batch.wordCharacters)},
                                         1);  // of the batch, each once
  return highway_ ? highway_(words) : words;
}

torch::Tensor ReaderNetworkImpl::readAlone(const ReaderBatch& passages) {
  const torch::Tensor words = torch::embedding(embedWords(passages), passages.passage);
  // Nothing to match and nothing to align with.
  const int64_t rest = kFeatureCount + (aligned_ ? options_.wordSize : 0);
  const torch::Tensor none = torch::zeros({words.size(0), words.size(1), rest});
  return encoder_(dropped(torch::cat({words, none}, -1)), passages.passageLengths);
}

std::pair<ReaderNetworkImpl::Side, ReaderNetworkImpl::Side> ReaderNetworkImpl::encode(
    const ReaderBatch& batch) {
  const torch::Tensor words = embedWords(batch);
  Side passage, question;
  passage.words = torch::embedding(words, batch.passage);
  passage.mask = nn::sequenceMask(batch.passageLengths, batch.passage.size(1));
  question.words = torch::embedding(words, batch.question);
  question.mask = nn::sequenceMask(batch.questionLengths, batch.question.size(1));

  const auto read = [&](const Side& side, const Side& other, const torch::Tensor& features,
                        const torch::Tensor& lengths) {
    std::vector<torch::Tensor> input = {side.words, features};
    if (aligned_) {
      const auto vectors = [&](const Side& of) { return of.words.narrow(-1, 0, options_.wordSize); };
      input.push_back(aligned_(vectors(side), vectors(other), other.mask));
    }
    return encoder_(dropped(torch::cat(input, -1)), lengths);
  };
  passage.states = read(passage, question, batch.passageFeatures, batch.passageLengths);
  question.states = read(question, passage, batch.questionFeatures, batch.questionLengths);
  return {passage, question};
}

nn::AttentionSide ReaderNetworkImpl::attended(const Side& side) const {
  const torch::Tensor states = dropped(side.states);
  const bool hasHistory = options_.historyOfWord > 0;
  return {hasHistory ? torch::cat({states, dropped(side.words)}, -1) : states, states, side.mask};
}

ReaderNetworkImpl::Output ReaderNetworkImpl::forward(const ReaderBatch& batch, nn::AttentionChange change) {
  const auto [passage, question] = encode(batch);
  const auto met = attention_(attended(passage), attended(question), change);
  const torch::Tensor merged = gatedMerge_ ? gatedMerge_(passage.states, met.states)
                                           : torch::relu(merge_(met.states));        // (b, p, 2 · hidden)
  const torch::Tensor modelled = modelling_(dropped(merged), batch.passageLengths);  // (b, p, 2 · hidden)
  const auto self = selfAttention_(dropped(modelled), passage.mask);
  const nn::Sides sides{passage.states, passage.mask, question.states, question.mask, met.scores};
  const auto ends = head_(self.states, batch.passageLengths, sides, dropout_);
  return {ends.start, ends.end,     ends.noAnswer, met.passageToQuestion,
          met.scores, self.weights, passage.words, question.words};
}

}  // namespace lectern::reader
