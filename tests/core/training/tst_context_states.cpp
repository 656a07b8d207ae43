#include "core/training/context_states.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/reader/safetensors.h"

namespace lectern {
namespace {

/// Paragraphs of 10 and 4 UTF-16 units in two files, a paragraph without words between them.
std::vector<data::SquadDataset> twoFiles() {
  return {{"", {{"One", {{u"Anna lives", {}}, {u"", {}}}}}}, {"", {{"Two", {{u"Oslo", {}}}}}}};
}

/// What another encoder made of them: "Anna" in two pieces, "lives" as one; of the last one "Os" and "lo".
reader::Safetensors soundFile() {
  reader::Safetensors file;
  file.tensors["lengths"] = torch::tensor({10, 0, 4}, torch::kInt32);
  file.tensors["counts"] = torch::tensor({3, 0, 2}, torch::kInt32);
  file.tensors["ranges"] = torch::tensor({{0, 2}, {2, 4}, {5, 10}, {0, 2}, {2, 4}}, torch::kInt32);
  file.tensors["states"] = torch::tensor({{1, 10}, {3, 20}, {-5, 30}, {7, 40}, {9, -60}}, torch::kInt8);
  file.tensors["scales"] = torch::tensor({0.5F, 2.0F});
  return file;
}

}  // namespace

class ContextStatesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aTokenHasTheMeanOfThePiecesThatTouchIt();
  void refuses_data();
  void refuses();

 private:
  training::ContextStates read(const reader::Safetensors& file) const {
    const std::filesystem::path path = folder_.filePath("states.safetensors").toStdString();
    file.write(path);
    return {path, twoFiles()};
  }

  QTemporaryDir folder_;
};

void ContextStatesTest::aTokenHasTheMeanOfThePiecesThatTouchIt() {
  const training::ContextStates states = read(soundFile());
  QCOMPARE(states.size(), 2);
  const auto ofTokens = [&](std::size_t paragraph, const std::vector<text::Range>& tokens) {
    return states.ofTokens(paragraph, tokens);
  };
  QVERIFY(ofTokens(0, {{0, 4}, {5, 10}}).equal(torch::tensor({{1.0F, 30.0F}, {-2.5F, 60.0F}})));
  // Tokens that are smaller than pieces, between them, and past the last one; a window may end early.
  QVERIFY(ofTokens(0, {{0, 1}, {1, 3}, {4, 5}, {5, 7}})
              .equal(torch::tensor({{0.5F, 20.0F}, {1.0F, 30.0F}, {0.0F, 0.0F}, {-2.5F, 60.0F}})));
  QVERIFY(ofTokens(0, {{0, 10}}).equal(torch::tensor({{-1.0F / 6, 40.0F}})));
  QCOMPARE(ofTokens(1, {}).size(0), 0);
  QVERIFY(ofTokens(2, {{0, 4}}).equal(torch::tensor({{4.0F, -20.0F}})));
}

void ContextStatesTest::refuses_data() {
  QTest::addColumn<QString>("changed");
  QTest::addColumn<int>("change");
  QTest::newRow("of other paragraphs") << "lengths" << 0;
  QTest::newRow("a count too many") << "counts" << 0;
  QTest::newRow("a count below 0") << "counts" << 1;
  QTest::newRow("without ranges") << "ranges" << 2;
  QTest::newRow("a scale too many") << "scales" << 3;
  QTest::newRow("states of another type") << "states" << 4;
  QTest::newRow("a piece past its paragraph") << "ranges" << 5;
  QTest::newRow("pieces out of order") << "ranges" << 6;
}

void ContextStatesTest::refuses() {
  QFETCH(const QString, changed);
  QFETCH(const int, change);
  reader::Safetensors file = soundFile();
  torch::Tensor& tensor = file.tensors[changed.toStdString()];
  if (change == 0) tensor[0] += 1;
  if (change == 1) tensor.copy_(torch::tensor({-1, 0, 6}));
  if (change == 2) file.tensors.erase(changed.toStdString());
  if (change == 3) tensor = torch::ones({3});
  if (change == 4) tensor = tensor.to(torch::kFloat32);
  if (change == 5) tensor[0][1] += 1000;
  if (change == 6) tensor[0].copy_(tensor[1]), tensor[1].zero_();
  QVERIFY_EXCEPTION_THROWN(read(file), FormatError);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::ContextStatesTest)
#include "tst_context_states.moc"
