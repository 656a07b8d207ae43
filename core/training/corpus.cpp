#include "core/training/corpus.h"

#include <algorithm>

namespace lectern::training {
namespace {

/// Sets the tokens that an answer touches; false when the reader cannot give it.
bool findTokens(const std::vector<text::Range>& tokens, const text::Range& answer, int64_t maxTokens,
                TrainingExample& example) {
  const auto first =
      std::ranges::find_if(tokens, [&](const text::Range& token) { return token.end > answer.begin; });
  const auto after =
      std::find_if(first, tokens.end(), [&](const text::Range& token) { return token.begin >= answer.end; });
  if (first == after || after - first > maxTokens) return false;
  example.answerBegin = first - tokens.begin();
  example.answerLast = after - tokens.begin() - 1;
  return true;
}

}  // namespace

Corpus::Corpus(const std::vector<data::SquadDataset>& datasets, const reader::ReaderBundle& bundle,
               std::optional<int64_t> longestAnswer)
    : table(*bundle.vocabulary, bundle.manifest.options),
      maxAnswerTokens(longestAnswer.value_or(bundle.manifest.options.maxAnswerTokens)) {
  const auto windowTokens = static_cast<std::size_t>(bundle.manifest.options.windowTokens);
  std::size_t paragraphs = 0, questions = 0;
  for (const data::SquadDataset& dataset : datasets) {
    for (const data::SquadArticle& article : dataset.articles) {
      const std::size_t articleBegin = passages.size();
      for (const data::SquadParagraph& paragraph : article.paragraphs) {
        const std::size_t number = paragraphs++;
        reader::EncodedText context = table.encode(paragraph.context);
        if (context.words.empty()) {
          leftOut += paragraph.questions.size();
          questions += paragraph.questions.size();
          continue;
        }
        for (const data::SquadQuestion& question : paragraph.questions) {
          TrainingExample example;
          example.passage = passages.size();
          example.number = questions++;
          example.question = table.encodeQuestion(question.question).words;
          const bool learnable =
              question.answers.empty() ||
              (findTokens(context.tokens, question.answers.front().range, maxAnswerTokens, example) &&
               example.answerLast < static_cast<int64_t>(windowTokens));
          const std::size_t asked = example.question.size();
          if (learnable && asked > 0 && asked <= reader::kMostQuestionTokens) {
            examples.push_back(std::move(example));
          } else {
            ++leftOut;
          }
        }
        context.words.resize(std::min(context.words.size(), windowTokens));
        context.tokens.resize(context.words.size());
        passages.push_back(
            {std::move(context.words), std::move(context.tokens), number, articleBegin, articleBegin});
      }
      for (std::size_t p = articleBegin; p < passages.size(); ++p) passages[p].articleEnd = passages.size();
    }
  }
}

}  // namespace lectern::training
