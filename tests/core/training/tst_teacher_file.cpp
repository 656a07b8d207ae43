#include "core/training/teacher_file.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.h"
#include "core/nn/threads.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/safetensors.h"
#include "core/training/new_reader.h"
#include "tests/support/toy_data.h"

namespace lectern {
namespace {

data::SquadQuestion about(const char16_t* question, std::vector<data::SquadAnswer> answers) {
  return {"", question, std::move(answers), false};
}

/// Two files; of the first paragraph one question cannot be learned from, having no words.
std::vector<data::SquadDataset> twoFiles() {
  const data::SquadAnswer oslo{u"Oslo", {14, 18}};
  return {
      {"", {{"One", {{u"Anna lives in Oslo.", {about(u" ", {oslo}), about(u"Where is Anna?", {oslo})}}}}}},
      {"", {{"Two", {{u"Berlin", {about(u"Which town?", {})}}}}}}};
}

/// What a reader says that cuts "Oslo" into "Os" and "lo", and does not stop where our window ends.
reader::Safetensors soundFile() {
  reader::Safetensors file;
  file.tensors["lengths"] = torch::tensor({19, 6}, torch::kInt32);
  file.tensors["starts"] = torch::tensor({{0, 0}, {14, 5}, {0, 0}}, torch::kInt32);
  file.tensors["ends"] = torch::tensor({{4, 4}, {18, 16}, {6, 3}}, torch::kInt32);
  file.tensors["start_shares"] = torch::tensor({{1.0F, 0.0F}, {0.5F, 0.25F}, {0.125F, 0.0F}});
  file.tensors["end_shares"] = torch::tensor({{1.0F, 0.0F}, {0.625F, 0.125F}, {0.0625F, 0.0625F}});
  file.tensors["no_answer"] = torch::tensor({0.0F, 0.25F, 0.875F});
  return file;
}

}  // namespace

class TeacherFileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void placesBecomeTheTokensTheyStandIn();
  void whatTheWindowCutsOffIsNoToken();
  void saysWhatABundleSays();
  void refuses_data();
  void refuses();

 private:
  training::TeacherAnswers read(const reader::Safetensors& file,
                                const std::vector<data::SquadDataset>& datasets,
                                const training::Corpus& corpus) const {
    const std::filesystem::path path = folder_.filePath("said.safetensors").toStdString();
    file.write(path);
    return training::readTeacherFile(path, datasets, corpus);
  }
  reader::ReaderBundle toyReader() const {
    return training::makeReader({data::readSquad(options_.data[0])}, options_);
  }

  QTemporaryDir folder_;
  training::TrainingOptions options_;
};

void TeacherFileTest::initTestCase() {
  nn::useOneThread();
  options_ = test::toyTraining(folder_.path().toStdString());
}

void TeacherFileTest::placesBecomeTheTokensTheyStandIn() {
  const training::Corpus corpus(twoFiles(), toyReader());
  QCOMPARE(corpus.examples.size(), 2U);
  const training::TeacherAnswers said = read(soundFile(), twoFiles(), corpus);
  QVERIFY(said.starts.equal(torch::tensor({{3.0F, 1.0F}, {0.0F, 0.0F}})));
  QVERIFY(said.ends.equal(torch::tensor({{3.0F, 3.0F}, {0.0F, 0.0F}})));
  QVERIFY(said.startShares.equal(torch::tensor({{0.5F, 0.25F}, {0.125F, 0.0F}})));
  QVERIFY(said.endShares.equal(torch::tensor({{0.625F, 0.125F}, {0.0625F, 0.0625F}})));
  QVERIFY(said.noAnswer.equal(torch::tensor({0.25F, 0.875F})));
}

void TeacherFileTest::whatTheWindowCutsOffIsNoToken() {
  reader::ReaderBundle bundle = toyReader();
  bundle.manifest.options.windowTokens = 2;
  std::vector<data::SquadDataset> datasets = twoFiles();
  datasets[0].articles[0].paragraphs[0].questions[1].answers = {{u"Anna", {0, 4}}};
  const training::Corpus corpus(datasets, bundle);
  QVERIFY(read(soundFile(), datasets, corpus).starts[0].equal(torch::tensor({2.0F, 1.0F})));
}

void TeacherFileTest::saysWhatABundleSays() {
  reader::ReaderBundle bundle = toyReader();
  const std::filesystem::path path = folder_.path().toStdString();
  bundle.save(path / "teacher");
  const std::vector<data::SquadDataset> datasets = {data::readSquad(options_.data[0])};
  const training::Corpus corpus(datasets, bundle);
  training::WorkerGroup alone({});
  const training::TeacherAnswers said = training::askTeacher(path / "teacher", datasets, corpus, alone);

  const auto questions = static_cast<std::int64_t>(datasets[0].questionCount());
  reader::Safetensors file;
  std::vector<std::int32_t> lengths;
  for (const data::SquadArticle& article : datasets[0].articles) {
    for (const data::SquadParagraph& paragraph : article.paragraphs) {
      lengths.push_back(static_cast<std::int32_t>(paragraph.context.size()));
    }
  }
  file.tensors["lengths"] = torch::tensor(lengths, torch::kInt32);
  file.tensors["starts"] = torch::zeros({questions, said.starts.size(1)}, torch::kInt32);
  file.tensors["ends"] = torch::zeros_like(file.tensors["starts"]);
  file.tensors["start_shares"] = torch::zeros({questions, said.starts.size(1)});
  file.tensors["end_shares"] = torch::zeros_like(file.tensors["start_shares"]);
  file.tensors["no_answer"] = torch::zeros({questions});
  for (std::size_t i = 0; i < corpus.examples.size(); ++i) {
    const training::TrainingExample& example = corpus.examples[i];
    const auto number = static_cast<std::int64_t>(example.number), row = static_cast<std::int64_t>(i);
    const std::vector<text::Range>& tokens = corpus.passages[example.passage].tokens;
    for (std::int64_t k = 0; k < said.starts.size(1); ++k) {
      const auto first = said.starts[row][k].item<std::int64_t>(),
                 last = said.ends[row][k].item<std::int64_t>();
      file.tensors["starts"][number][k] =
          static_cast<std::int32_t>(tokens[static_cast<std::size_t>(first)].begin);
      file.tensors["ends"][number][k] = static_cast<std::int32_t>(tokens[static_cast<std::size_t>(last)].end);
    }
    file.tensors["start_shares"][number] = said.startShares[row];
    file.tensors["end_shares"][number] = said.endShares[row];
    file.tensors["no_answer"][number] = said.noAnswer[row];
  }
  const training::TeacherAnswers fromFile = read(file, datasets, corpus);
  for (std::size_t i = 0; i < said.tensors().size(); ++i) {
    QVERIFY(fromFile.tensors()[i].equal(said.tensors()[i]));
  }
}

void TeacherFileTest::refuses_data() {
  QTest::addColumn<QString>("changed");
  QTest::addColumn<QString>("complaint");
  QTest::newRow("of other paragraphs") << "lengths"
                                       << "other paragraphs";
  QTest::newRow("of a question more") << "no_answer"
                                      << "do not fit";
  QTest::newRow("a start less than ends") << "starts"
                                          << "do not fit";
  QTest::newRow("logarithms of shares") << "start_shares"
                                        << "no probabilities";
  QTest::newRow("what is not a number") << "not a number"
                                        << "'no_answer' holds";
  QTest::newRow("without shares of ends") << "end_shares"
                                          << "'end_shares' is missing";
}

void TeacherFileTest::refuses() {
  QFETCH(const QString, changed);
  QFETCH(const QString, complaint);
  reader::Safetensors file = soundFile();
  torch::Tensor& tensor = file.tensors[changed.toStdString()];
  if (changed == "lengths") tensor = tensor + 1;
  if (changed == "no_answer") tensor = torch::zeros({4});
  if (changed == "starts") tensor = tensor.narrow(1, 0, 1).contiguous();
  if (changed == "start_shares") tensor = (tensor + 1e-6).log();
  if (changed == "not a number") {
    file.tensors.erase(changed.toStdString());
    file.tensors["no_answer"].fill_(std::nan(""));
  }
  if (changed == "end_shares") file.tensors.erase("end_shares");
  const training::Corpus corpus(twoFiles(), toyReader());
  try {
    read(file, twoFiles(), corpus);
    QFAIL("accepted");
  } catch (const FormatError& error) {
    QVERIFY2(QString(error.what()).contains(complaint), error.what());
    QVERIFY(QString(error.what()).contains("said.safetensors"));
  }
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::TeacherFileTest)
#include "tst_teacher_file.moc"
