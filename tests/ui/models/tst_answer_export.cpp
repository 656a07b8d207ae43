#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/data/csv.h"
#include "core/documents/loader.h"
#include "ui/models/answer_export.h"
#include "ui/models/markdown_words.h"

namespace lectern {

/// Two answers in sentences that are full of marks, saved and read again by readers of their own.
class AnswerExportTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void tables();
  void jsonLines();
  void pages_data();
  void pages();
  void marksAreWords();
  void saysWhenNothingWasFound();
  void failures();

 private:
  std::string path(const char* name) const { return folder_.filePath(name).toStdString(); }
  std::u16string textOf(const char* name) const {
    return documents::LoaderRegistry::withStandardLoaders().load(path(name)).text;
  }

  QTemporaryDir folder_;
  models::AnswerModel answers_;
  QString question_ = QStringLiteral("Where does “Karl*” live,\nin *Rome* or <b>Oslo</b> & why? 😀");
};

void AnswerExportTest::initTestCase() {
  const std::u16string text =
      u"Intro.\n\n1. Karl_s \"home\", a|b, is **not** <i>in</i> `Rome`\\[1] & cafe\u0301 中文.\n\n"
      u"- Olga #2 lives in ~Vienna~, 😀.\n";
  auto document =
      std::make_shared<documents::Document>(documents::documentFromText(text, "Homes *of* <men>"));
  const std::size_t rome = document->text.find(u"Rome"), vienna = document->text.find(u"Vienna");
  document->pages = {{0, rome - 1}, {rome - 1, document->text.size()}};
  answering::Prediction prediction;
  prediction.answers = {{{rome, rome + 4}, u"Rome", {}, 0.75, 3, {}, 0},
                        {{vienna, vienna + 6}, u"Vienna", {}, 0.25, 1, {}, 1}};
  answers_.setAnswers({document}, {prediction});
}

void AnswerExportTest::tables() {
  models::saveAnswers({question_, true, answers_}, folder_.filePath("a.csv"));
  const data::CsvRows rows = data::readCsv(path("a.csv"));
  QCOMPARE(rows.size(), std::size_t(3));
  QCOMPARE(rows[1][0], question_.toStdString());
  QCOMPARE(rows[1][2], std::string("Rome"));
  QCOMPARE(rows[1][3], std::string("0.75"));
  QCOMPARE(rows[1][5], std::string("2"));
  QCOMPARE(rows[2][2], std::string("Vienna"));
  QVERIFY(rows[2][8].find("lives in ~Vienna~, 😀.") != std::string::npos);
}

void AnswerExportTest::jsonLines() {
  models::saveAnswers({question_, true, answers_}, folder_.filePath("a.jsonl"));
  QFile file(folder_.filePath("a.jsonl"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const auto first = nlohmann::json::parse(file.readLine().toStdString());
  const auto second = nlohmann::json::parse(file.readLine().toStdString());
  QVERIFY(file.atEnd());
  QCOMPARE(first["question"].get<std::string>(), question_.toStdString());
  QCOMPARE(first["text"].get<std::string>(), std::string("Rome"));
  QCOMPARE(first["page"].get<int>(), 2);
  QCOMPARE(second["start"].get<std::size_t>(), answers_.answer(1).range.begin);
}

void AnswerExportTest::pages_data() {
  QTest::addColumn<QByteArray>("name");
  QTest::newRow("Markdown") << QByteArray("a.md");
  QTest::newRow("HTML") << QByteArray("a.html");
}

void AnswerExportTest::pages() {
  QFETCH(QByteArray, name);
  models::saveAnswers({question_, true, answers_}, folder_.filePath(name));
  const QString read = QString::fromStdU16String(textOf(name.constData())).simplified();
  for (const QString& words :
       {question_.simplified(), QString("Homes *of* <men>, p. 2 — 75 %"),
        QString("Karl_s \"home\", a|b, is **not** <i>in</i> `Rome`\\[1] & cafe\u0301 中文."),
        QString("Olga #2 lives in ~Vienna~, 😀.")}) {
    QVERIFY2(read.contains(words), qPrintable(words + " in " + read));
  }
}

void AnswerExportTest::marksAreWords() {
  QCOMPARE(models::markdownWords("See wiki/Bi_Sheng?a=1&b=2, _so_ &amp; *so*"),
           QString("See wiki/Bi_Sheng?a=1&b=2, \\_so\\_ \\&amp; \\*so\\*"));
}

void AnswerExportTest::saysWhenNothingWasFound() {
  for (const char* name : {"none.md", "none.html"}) {
    models::saveAnswers({question_, false, answers_}, folder_.filePath(name));
    QVERIFY(textOf(name).find(u"found no answer") != std::u16string::npos);
  }
}

void AnswerExportTest::failures() {
  QVERIFY_THROWS_EXCEPTION(FileError,
                           models::saveAnswers({question_, true, answers_}, folder_.filePath("none/a.html")));
  QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                           models::saveAnswers({question_, true, answers_}, folder_.filePath("a.docx")));
  QVERIFY(!QFile::exists(folder_.filePath("a.docx")));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::AnswerExportTest)
#include "tst_answer_export.moc"
