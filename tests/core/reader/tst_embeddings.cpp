#include <torch/torch.h>

#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/reader/embeddings.h"

namespace lectern {

class EmbeddingsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsTheFirstWords();
  void passesOverALineOfCounts();
  void readsWordsWithSpacesAndTinyNumbers();
  void namesTheBrokenLine_data();
  void namesTheBrokenLine();
  void namesWhatCannotBeRead();
  void roundsToWithinHalfAStep();

 private:
  reader::WordVectors read(const std::string& content, std::size_t limit = 100) const {
    const std::string path = folder_.path().toStdString() + "/vectors.txt";
    writeFileAtomically(path, content);
    return reader::readGlove(path, limit);
  }

  QTemporaryDir folder_;
};

void EmbeddingsTest::readsTheFirstWords() {
  const auto read = this->read("the 1 -2.5\nof 0.25 1e-1\nand 7 8\n", 2);
  QCOMPARE(read.words, (std::vector<std::string>{"the", "of"}));
  QVERIFY(read.vectors.equal(torch::tensor({{1.0F, -2.5F}, {0.25F, 0.1F}})));
}

void EmbeddingsTest::passesOverALineOfCounts() {
  const auto read = this->read("2 3\nthe 1 2 3\n1990 4 5 6\n");
  QCOMPARE(read.words, (std::vector<std::string>{"the", "1990"}));
  QCOMPARE(read.vectors.size(1), 3);
}

/// As a few lines of glove.840B.300d.txt are.
void EmbeddingsTest::readsWordsWithSpacesAndTinyNumbers() {
  const auto read = this->read("the 1 2\n. . . 3 1e-50\nat name@domain.com 5 -0\n");
  QCOMPARE(read.words, (std::vector<std::string>{"the", ". . .", "at name@domain.com"}));
  QVERIFY(read.vectors.equal(torch::tensor({{1.0F, 2.0F}, {3.0F, 0.0F}, {5.0F, 0.0F}})));
}

void EmbeddingsTest::namesTheBrokenLine_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("named");
  QTest::newRow("too few numbers") << QByteArray("the 1 2\nof 3\n") << "line 2";
  QTest::newRow("too many numbers") << QByteArray("the 1 2\nof 3 4 5\n") << "line 2";
  QTest::newRow("not a number") << QByteArray("the 1 nan\n") << "line 1";
  QTest::newRow("infinite") << QByteArray("the 1 1e39\n") << "line 1";
  QTest::newRow("no number") << QByteArray("the 1 2\n\nof 3 x\n") << "line 3";
  QTest::newRow("a word alone") << QByteArray("the\n") << "line 1";
  QTest::newRow("nothing") << QByteArray() << "no word vectors";
}

void EmbeddingsTest::namesTheBrokenLine() {
  QFETCH(QByteArray, content);
  QFETCH(QString, named);
  try {
    read(content.toStdString());
    QFAIL("nothing was wrong with it");
  } catch (const FormatError& error) {
    QVERIFY2(QString(error.what()).contains(named), error.what());
  }
}

void EmbeddingsTest::namesWhatCannotBeRead() {
  const std::string folder = folder_.path().toStdString();
  for (const std::string& path : {folder, folder + "/missing.txt"}) {
    try {
      reader::readGlove(path, 100);
      QFAIL("there is nothing to read");
    } catch (const FileError& error) {
      const QString what = error.what();
      QVERIFY2(what.contains(QString::fromStdString(path)) && !what.contains("Success"), error.what());
    }
  }
}

void EmbeddingsTest::roundsToWithinHalfAStep() {
  const torch::Tensor vectors = torch::tensor({{1.0F, -0.3F, 0.02F}, {0.0F, 0.0F, 0.0F}});
  const auto rounded = reader::QuantizedVectors::quantize(vectors);
  const torch::Tensor back = rounded.lookUp(torch::tensor({1, 0}, torch::kInt64));
  QVERIFY(back[0].abs().max().item<float>() == 0);
  QVERIFY((back[1] - vectors[0]).abs().max().item<float>() <= 0.5 / 127 + 1e-6);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::EmbeddingsTest)
#include "tst_embeddings.moc"
