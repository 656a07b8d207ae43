#include "core/training/altered_question.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <set>

#include "core/reader/reader_bundle.h"
#include "core/training/word_list.h"
#include "tests/support/toy_data.h"

namespace lectern {

class AlteredQuestionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void exchangesOneNameOrNumber();
  void leavesQuestionsWithoutNamesAlone();
};

namespace {

data::SquadQuestion question(std::u16string text, const std::u16string& context, std::u16string answer) {
  const std::size_t begin = context.find(answer);
  data::SquadQuestion made;
  made.question = std::move(text);
  made.answers.push_back({answer, {begin, begin + answer.size()}});
  return made;
}

/// The questions are asked on the first of two paragraphs of one article.
training::Corpus corpusOf(const reader::ReaderBundle& bundle, const std::vector<std::u16string>& questions) {
  const std::u16string first = u"In 1632 Gustav fell near Lützen, and Christina was six years old.";
  const std::u16string second = u"In 1654 Christina gave up the throne to Charles; it rained in Uppsala.";
  data::SquadParagraph asked{first, {}};
  for (const auto& text : questions) asked.questions.push_back(question(text, first, u"Lützen"));
  return {{data::SquadDataset{"", {{"Sweden", {asked, {second, {}}}}}}}, bundle};
}

}  // namespace

void AlteredQuestionTest::exchangesOneNameOrNumber() {
  const QTemporaryDir folder;
  const auto options = test::toyTraining(folder.path().toStdString());
  const reader::ReaderBundle bundle = training::makeReader({data::readSquad(options.data[0])}, options);
  training::Corpus corpus = corpusOf(bundle, {u"Where did gustav fall in 1632?"});
  const training::TrainingExample& example = corpus.examples.at(0);
  const auto wordOf = [&](std::u16string_view text) {
    return corpus.table[corpus.table.encode(text).words.at(0)].lower;
  };
  const std::set<int32_t> names = {wordOf(u"christina"), wordOf(u"charles"), wordOf(u"uppsala")};
  std::mt19937_64 random(1);
  std::set<int32_t> used;
  for (int i = 0; i < 200; ++i) {
    const auto altered = training::alteredQuestion(corpus, example, random);
    if (altered.empty()) continue;
    QCOMPARE(altered.size(), example.question.size());
    std::vector<std::size_t> changed;
    for (std::size_t at = 0; at < altered.size(); ++at) {
      if (altered[at] != example.question[at]) changed.push_back(at);
    }
    QCOMPARE(changed.size(), std::size_t{1});
    const int32_t word = corpus.table[altered[changed[0]]].lower;
    used.insert(word);
    if (changed[0] == 2) {
      QVERIFY(names.contains(word));
    } else {
      QCOMPARE(changed[0], std::size_t{5});
      QCOMPARE(word, wordOf(u"1654"));
    }
  }
  QCOMPARE(used.size(), std::size_t{4});
}

void AlteredQuestionTest::leavesQuestionsWithoutNamesAlone() {
  const QTemporaryDir folder;
  const auto options = test::toyTraining(folder.path().toStdString());
  const reader::ReaderBundle bundle = training::makeReader({data::readSquad(options.data[0])}, options);
  // The second question's only name is the answer.
  const training::Corpus corpus = corpusOf(bundle, {u"Where did the king fall?", u"Was it Lützen?"});
  std::mt19937_64 random(1);
  for (const training::TrainingExample& example : corpus.examples) {
    for (int i = 0; i < 50; ++i) QVERIFY(training::alteredQuestion(corpus, example, random).empty());
  }
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::AlteredQuestionTest)
#include "tst_altered_question.moc"
