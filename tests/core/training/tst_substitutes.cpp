#include "core/training/substitutes.h"

#include <QTemporaryDir>
#include <QTest>
#include <set>
#include <string>

#include "core/base/files.h"
#include "core/reader/reader_bundle.h"
#include "core/training/training_batch.h"
#include "core/training/word_list.h"
#include "tests/support/toy_data.h"

namespace lectern {

class SubstitutesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void areLikeTheWord();
  void standForTheSameWordThroughout();
  void keepTheAnswersPlace();

 private:
  std::set<std::u16string> drawn(const std::u16string& word);

  static constexpr const char16_t* kAsked = u"In 1632 Xaq, with 12 cats, came to Paris: a cat 🐈, 貓.";
  static constexpr const char16_t* kOther =
      u"Paris and Rome, Rome. Yoq and Zuq, in 1654, with 12 dogs. A dog, a dog, the cats, a cat. Cat!";
  const QTemporaryDir folder_;
  reader::ReaderBundle bundle_ = [this] {
    const std::filesystem::path path = folder_.path().toStdString();
    training::TrainingOptions options = test::toyTraining(path);
    writeFileAtomically(options.vectors,
                        "where 1 1 1\nparis 1 0.1 0\nrome 1 0 0.1\ncat 0 1 0.1\ndog 0.1 1 0\ncats 0 1 0.2\n");
    return training::makeReader({test::toyDataset(5, 1)}, options);  // asks for "where" alone
  }();
  training::Corpus corpus_{
      {data::SquadDataset{
          "",
          {{"Europe",
            {{kAsked, {{"1", u"Where did xaq go in 1632, rome?", {{u"Paris", {35, 40}}}, false}}},
             {kOther, {}}}}}}},
      bundle_};
  training::Substitutes substitutes_{corpus_, bundle_.vectors, bundle_.manifest.options};
};

std::set<std::u16string> SubstitutesTest::drawn(const std::u16string& word) {
  const std::u16string text = std::u16string(kAsked) + kOther;
  const reader::EncodedText encoded = corpus_.table.encode(text);
  std::mt19937_64 random(1);
  std::set<std::u16string> found;
  const int32_t asked = corpus_.table.encode(word).words.at(0);
  for (int i = 0; i < 100; ++i) {
    const int32_t substitute = substitutes_.draw(asked, random);
    if (substitute == asked) continue;
    const auto at = std::ranges::find(encoded.words, substitute) - encoded.words.begin();
    found.emplace(encoded.tokens.at(static_cast<std::size_t>(at)).of(text));
  }
  return found;
}

void SubstitutesTest::areLikeTheWord() {
  using Words = std::set<std::u16string>;
  QVERIFY(drawn(u"Paris") == Words({u"Rome"}));       // "Cat" stands once alone
  QVERIFY(drawn(u"cats") == Words({u"dog"}));         // "cat" has the same stem
  QVERIFY(drawn(u"1632") == Words({u"1654"}));        // "12" has another shape
  QVERIFY(drawn(u"Xaq") == Words({u"Yoq", u"Zuq"}));  // names without a vector
  QVERIFY(drawn(u"where").empty());                   // a word of questions
  QVERIFY(drawn(u"貓").empty());
  QVERIFY(drawn(u"🐈").empty());
}

void SubstitutesTest::standForTheSameWordThroughout() {
  const training::TrainingExample& example = corpus_.examples.at(0);
  const std::vector<int32_t>& passage = corpus_.passages.at(0).words;
  const reader::WindowPair pair{passage, example.question};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    training::Substitution substitution(corpus_, substitutes_, {&pair, 1}, 1, seed);
    const std::vector<int32_t> words = substitution(passage);
    const std::vector<int32_t> question = substitution(example.question);
    QCOMPARE(words.size(), passage.size());
    const auto normal = [&](int32_t word) { return corpus_.table[word].normal; };
    for (std::size_t i = 0; i < passage.size(); ++i) {
      for (std::size_t j = 0; j < example.question.size(); ++j) {
        const bool wereEqual = normal(passage[i]) == normal(example.question[j]);
        QCOMPARE(normal(words[i]) == normal(question[j]), wereEqual);
      }
    }
  }
  training::Substitution none(corpus_, substitutes_, {&pair, 1}, 0, 1);
  QVERIFY(none(passage) == passage);
}

void SubstitutesTest::keepTheAnswersPlace() {
  const std::size_t first = 0;
  QCOMPARE(corpus_.examples.at(0).answerTokens(), 1);
  const training::BatchOptions options{.substitutes = &substitutes_, .substituteRate = 1, .seed = 3};
  const training::TrainingBatch plain = training::makeTrainingBatch(corpus_, {&first, 1}, {.seed = 3});
  const training::TrainingBatch exchanged = training::makeTrainingBatch(corpus_, {&first, 1}, options);
  QVERIFY(torch::equal(plain.targets.start, exchanged.targets.start));
  QVERIFY(torch::equal(plain.targets.end, exchanged.targets.end));
  // Question and passage still share the words that they shared.
  QVERIFY(
      torch::equal(plain.input.passageFeatures.select(2, 1), exchanged.input.passageFeatures.select(2, 1)));
  QVERIFY(!torch::equal(plain.input.wordRows, exchanged.input.wordRows));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::SubstitutesTest)
#include "tst_substitutes.moc"
