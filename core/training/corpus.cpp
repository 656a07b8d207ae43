#include "core/training/corpus.h"

#include <algorithm>

#include "core/text/unicode.h"

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

/// Counts how often each word stands in the passages, and knows the shapes of their numbers.
class KindFinder {
 public:
  void add(const reader::EncodedText& encoded, std::u16string_view text) {
    for (std::size_t i = 0; i < encoded.words.size(); ++i) {
      const auto word = static_cast<std::size_t>(encoded.words[i]);
      if (counts_.size() <= word) {
        counts_.resize(word + 1);
        shapes_.resize(word + 1);
      }
      if (counts_[word]++ > 0) continue;
      shapes_[word] =
          static_cast<int32_t>(reader::Vocabulary::shapeRow(text::toUtf8(encoded.tokens[i].of(text))));
    }
  }

  std::vector<int32_t> kinds(const reader::WordTable& table) const {
    std::vector<int32_t> kinds = shapes_;
    for (std::size_t word = 0; word < counts_.size(); ++word) {
      if (counts_[word] == 0 || kinds[word] != Corpus::kNoKind) continue;
      const auto lower = static_cast<std::size_t>(table[static_cast<int32_t>(word)].lower);
      const std::size_t lowerCount = lower < counts_.size() ? counts_[lower] : 0;
      if (lower != word && counts_[word] >= 3 * lowerCount) kinds[word] = Corpus::kName;
    }
    return kinds;
  }

 private:
  std::vector<std::size_t> counts_;
  std::vector<int32_t> shapes_;
};

}  // namespace

Corpus::Corpus(const std::vector<data::SquadDataset>& datasets, const reader::ReaderBundle& bundle,
               std::optional<int64_t> longestAnswer)
    : table(*bundle.vocabulary, bundle.manifest.options),
      maxAnswerTokens(longestAnswer.value_or(bundle.manifest.options.maxAnswerTokens)) {
  const auto windowTokens = static_cast<std::size_t>(bundle.manifest.options.windowTokens);
  KindFinder kindFinder;
  for (const data::SquadDataset& dataset : datasets) {
    for (const data::SquadArticle& article : dataset.articles) {
      const std::size_t articleBegin = passages.size();
      for (const data::SquadParagraph& paragraph : article.paragraphs) {
        reader::EncodedText context = table.encode(paragraph.context);
        if (context.words.empty()) {
          leftOut += paragraph.questions.size();
          continue;
        }
        context.words.resize(std::min(context.words.size(), windowTokens));
        context.tokens.resize(context.words.size());
        kindFinder.add(context, paragraph.context);
        for (const data::SquadQuestion& question : paragraph.questions) {
          TrainingExample example;
          example.passage = passages.size();
          example.question = table.encodeQuestion(question.question).words;
          const bool learnable =
              question.answers.empty() ||
              findTokens(context.tokens, question.answers.front().range, maxAnswerTokens, example);
          if (learnable && !example.question.empty()) {
            examples.push_back(std::move(example));
          } else {
            ++leftOut;
          }
        }
        passages.push_back({std::move(context.words), articleBegin, articleBegin});
      }
      for (std::size_t p = articleBegin; p < passages.size(); ++p) passages[p].articleEnd = passages.size();
    }
  }
  kinds = kindFinder.kinds(table);
}

}  // namespace lectern::training
