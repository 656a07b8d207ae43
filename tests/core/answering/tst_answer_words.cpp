#include <QTest>

#include "core/answering/answer_words.h"
#include "core/reader/ornament.h"
#include "core/text/tokenizer.h"

namespace lectern {

class AnswerWordsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void areReadOnOverLineEnds_data();
  void areReadOnOverLineEnds();
  void areWholeWherePartedAsOneToken();
};

namespace {

QString shown(const std::u16string& words) { return QString::fromStdU16String(words); }

}  // namespace

void AnswerWordsTest::areReadOnOverLineEnds_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("range");
  QTest::addColumn<QString>("words");
  QTest::addColumn<QStringList>("parts");
  QTest::newRow("one line") << "It names Karl[1]  Lind[2] twice"
                            << "Karl[1]  Lind"
                            << "Karl[1]  Lind" << QStringList{"Karl[1]  Lind"};
  QTest::newRow("numbered")
      << "1 The mill on the river was built by the old Karl\n2  Lind who came from Lund "
         "in the south to live in\n3 it and who was the owner of all that there was\n4 of "
         "mills in that town on the river then"
      << "Karl\n2  Lind"
      << "Karl Lind" << QStringList{"Karl", "Lind"};
  QTest::newRow("page") << "Ask Karl\n\n\fLind now"
                        << "Karl\n\n\fLind"
                        << "Karl Lind" << QStringList{"Karl", "Lind"};
  QTest::newRow("white space") << "Ask Karl\n  Lind now"
                               << "Karl\n  Lind"
                               << "Karl Lind" << QStringList{"Karl\n  Lind"};
  QTest::newRow("hyphen at a line's end") << "Ask for long-\nterm care"
                                          << "long-\nterm care"
                                          << "long-term care" << QStringList{"long-\nterm care"};
  QTest::newRow("years at a line's end") << "from 1914–\n1918 there"
                                         << "1914–\n1918"
                                         << "1914–1918" << QStringList{"1914–\n1918"};
  QTest::newRow("an open hyphen") << "Ask pre-\nand post-war"
                                  << "pre-\nand post-war"
                                  << "pre- and post-war" << QStringList{"pre-\nand post-war"};
  QTest::newRow("cells") << "Ask\tKarl\t\tLind"
                         << "Karl\t\tLind"
                         << "Karl Lind" << QStringList{"Karl\t\tLind"};
  QTest::newRow("soft hyphens") << QStringLiteral("is re\u00ADcom\u00ADmended")
                                << QStringLiteral("re\u00ADcom\u00ADmended") << "recommended"
                                << QStringList{QStringLiteral("re\u00ADcom\u00ADmended")};
  QTest::newRow("quoted") << "> Ask Karl\n> Lind now"
                          << "Karl\n> Lind"
                          << "Karl Lind" << QStringList{"Karl", "Lind"};
  QTest::newRow("drawn") << "a ____ b\nc"
                         << "a ____ b\nc"
                         << "a ____ b c" << QStringList{"a ____ b\nc"};
  QTest::newRow("running head") << "Mills\nAsk Karl\n\fMills\nLind now"
                                << "Karl\n\fMills\nLind"
                                << "Karl Lind" << QStringList{"Karl", "Lind"};
}

void AnswerWordsTest::areReadOnOverLineEnds() {
  QFETCH(QString, text);
  QFETCH(QString, range);
  const std::u16string units = text.toStdU16String();
  const auto tokens = reader::withoutOrnament(units, text::tokenize(units));
  const auto begin = static_cast<std::size_t>(text.indexOf(range));
  const auto read = answering::answerWords(units, tokens, {begin, begin + range.size()});
  QTEST(shown(read.words), "words");
  QStringList parts;
  for (const text::Range part : read.parts) parts << shown(std::u16string(part.of(units)));
  QTEST(parts, "parts");
}

void AnswerWordsTest::areWholeWherePartedAsOneToken() {
  const std::u16string text = u"the infor-\n mation desk";
  const std::vector<text::Range> tokens{{0, 3}, {3, 3}, {4, 18}, {19, 23}};
  QCOMPARE(shown(answering::answerWords(text, tokens, {0, 23}).words), QString("the information desk"));
  QCOMPARE(shown(answering::answerWords(text, tokens, {4, 18}).words), QString("information"));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::AnswerWordsTest)
#include "tst_answer_words.moc"
