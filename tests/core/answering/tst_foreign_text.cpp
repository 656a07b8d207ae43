#include "core/answering/foreign_text.h"

#include <QTest>

namespace lectern {

/// With a vocabulary whose first words are the frequent ones of English questions.
class ForeignTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void questions_data();
  void questions();
};

void ForeignTextTest::questions_data() {
  QTest::addColumn<bool>("isForeign");
  const auto row = [](const char* question, bool isForeign) { QTest::newRow(question) << isForeign; };
  row("Who is Владимир Маяковский?", false);
  row("Wen Jiabao was the son of whom?", false);
  row("Qui-Gon Jinn was played by whom?", false);
  row("Wer ist in Rom?", true);
  row("Qui a construit le moulin?", true);
  row("Где живёт Karl?", true);
  row("谁住在罗马?", true);
  row("", false);
}

void ForeignTextTest::questions() {
  QFETCH(const bool, isForeign);
  const std::u16string question = QString::fromUtf8(QTest::currentDataTag()).toStdU16String();
  reader::ReaderOptions options;
  options.characters = {'a', 'b', 'c'};
  std::vector<std::string> words = reader::Vocabulary::reservedWords();
  options.trainedWords = static_cast<int64_t>(words.size());
  words.insert(words.end(), {"who", "is", "was", "the", "of", "by", "whom", "in", "a"});
  for (int i = 0; i < 20'000; ++i) words.push_back("word" + std::to_string(i));
  const reader::Vocabulary vocabulary(words);
  reader::WordTable table(vocabulary, options);
  const reader::EncodedText encoded = table.encodeQuestion(question);
  QCOMPARE(answering::questionLooksForeign(table, encoded, question, options), isForeign);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::ForeignTextTest)
#include "tst_foreign_text.moc"
