#include <QTest>

#include "core/training/corpus.h"

namespace lectern {

class CorpusTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void leavesOutWhatCannotBeLearned_data();
  void leavesOutWhatCannotBeLearned();
};

void CorpusTest::leavesOutWhatCannotBeLearned_data() {
  QTest::addColumn<QString>("question");
  QTest::addColumn<QString>("answer");
  QTest::addColumn<int>("first");  // token of the answer; -1: there is none
  QTest::addColumn<int>("last");
  QTest::addColumn<bool>("isLearned");
  QTest::newRow("a word") << "Where?"
                          << "Rome" << 3 << 3 << true;
  QTest::newRow("at the window's end") << "With whom?"
                                       << "Anna" << 5 << 5 << true;
  QTest::newRow("past its end") << "When?"
                                << "today" << -1 << -1 << false;
  QTest::newRow("over its end") << "With whom?"
                                << "Anna Lind" << -1 << -1 << false;
  QTest::newRow("too long") << "What?"
                            << "lives in Rome with" << -1 << -1 << false;
  QTest::newRow("no answer") << "Why?"
                             << "" << -1 << -1 << true;
  QTest::newRow("no words") << " "
                            << "Rome" << -1 << -1 << false;
}

void CorpusTest::leavesOutWhatCannotBeLearned() {
  QFETCH(QString, question);
  QFETCH(QString, answer);
  QFETCH(bool, isLearned);
  reader::ReaderBundle bundle;
  bundle.vocabulary = std::make_shared<reader::Vocabulary>(reader::Vocabulary::reservedWords());
  bundle.manifest.options.windowTokens = 6;
  bundle.manifest.options.maxAnswerTokens = 3;
  data::SquadParagraph paragraph{u"Karl lives in Rome with Anna Lind today.", {}};
  data::SquadQuestion asked{"1", question.toStdU16String(), {}, answer.isEmpty()};
  if (!answer.isEmpty()) {
    const std::size_t begin = paragraph.context.find(answer.toStdU16String());
    asked.answers.push_back(
        {answer.toStdU16String(), {begin, begin + static_cast<std::size_t>(answer.size())}});
  }
  paragraph.questions.push_back(asked);
  const training::Corpus corpus({data::SquadDataset{"2.0", {{"Karl", {paragraph}}}}}, bundle);
  QCOMPARE(corpus.passages.front().words.size(), std::size_t{6});
  QCOMPARE(corpus.examples.size(), std::size_t{isLearned});
  QCOMPARE(corpus.leftOut, std::size_t{!isLearned});
  if (isLearned) {
    QTEST(static_cast<int>(corpus.examples.front().answerBegin), "first");
    QTEST(static_cast<int>(corpus.examples.front().answerLast), "last");
  }
}

}  // namespace lectern

QTEST_APPLESS_MAIN(lectern::CorpusTest)
#include "tst_corpus.moc"
