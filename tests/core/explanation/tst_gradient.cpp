#include <torch/torch.h>

#include <QTest>
#include <cmath>

#include "core/answering/predictor.h"
#include "core/base/error.h"
#include "core/explanation/gradient.h"
#include "core/reader/reader_bundle.h"
#include "core/reader/word_table.h"

namespace lectern {

using answering::WindowGradient;

namespace {

const std::u16string kText = u"the mill was built in a year by karl .";
const std::u16string kQuestion = u"who built it ?";
constexpr text::Range kAnswer{32, 36};  // "karl"

/// A reader of random weights whose words are vectors alone, all of them trained ones.
reader::ReaderBundle makeReader() {
  torch::manual_seed(3);
  std::vector<std::string> words = reader::Vocabulary::reservedWords();
  for (const char* word :
       {"the", "mill", "was", "built", "in", "a", "year", "by", "karl", ".", "who", "it", "?", "other"}) {
    words.emplace_back(word);
  }
  reader::ReaderBundle bundle;
  bundle.vocabulary = std::make_shared<reader::Vocabulary>(words);
  reader::ReaderOptions& options = bundle.manifest.options;
  options.wordSize = 12;
  options.trainedWords = static_cast<int64_t>(words.size()) - 1;
  options.questionWords = 1;
  options.characters = {'a'};
  options.characterFilters = 2;
  options.highwayLayers = 0;
  options.gatedFusion = options.historyOfWord = 1;
  options.hiddenSize = 8;
  options.alignedSize = 4;
  bundle.vectors = reader::QuantizedVectors::quantize(torch::randn({1, options.wordSize}));
  bundle.network = reader::ReaderNetwork(options, bundle.vectors);
  bundle.network->eval();
  const torch::NoGradGuard noGrad;
  for (const auto& parameter : bundle.network->named_parameters()) {
    if (parameter.key().starts_with("char_cnn")) parameter.value().zero_();
    if (parameter.key() == "trained_words.weight") parameter.value().mul_(3);
  }
  return bundle;
}

/// log P(start) + log P(end) of the answer where all that is read of a word is `factor` times as large.
double score(const reader::ReaderBundle& bundle, std::u16string_view word, double factor) {
  const torch::NoGradGuard noGrad;
  reader::WordTable table(*bundle.vocabulary, bundle.manifest.options);
  const auto passage = table.encode(kText), question = table.encodeQuestion(kQuestion);
  const reader::WindowPair pair{passage.words, question.words};
  reader::ReaderBatch batch = reader::makeBatch(table, std::span(&pair, 1));
  const auto scaleFeatures = [&](const torch::Tensor& features, const std::vector<text::Range>& tokens,
                                 std::u16string_view of) {
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      if (tokens[t].of(of) == word) features[0][static_cast<int64_t>(t)].mul_(factor);
    }
  };
  scaleFeatures(batch.passageFeatures, passage.tokens, kText);
  scaleFeatures(batch.questionFeatures, question.tokens, kQuestion);
  reader::ReaderNetwork network = bundle.network;
  const torch::Tensor vector =
      network->named_parameters()["trained_words.weight"][table[table.encode(word).words[0]].row];
  const torch::Tensor before = vector.clone();
  vector.mul_(factor);
  const auto output = network(batch);
  vector.copy_(before);
  const auto token = std::ranges::find(passage.tokens, kAnswer) - passage.tokens.begin();
  return (torch::log_softmax(output.start[0], -1)[token] + torch::log_softmax(output.end[0], -1)[token])
      .item<double>();
}

/// What is said of a word, in the question and in the passage together.
double said(const WindowGradient& gradient, const std::vector<text::Range>& questionTokens,
            std::u16string_view word) {
  double sum = 0;
  for (std::size_t t = 0; t < gradient.tokens.size(); ++t) {
    if (gradient.tokens[t].of(kText) == word) sum += double(gradient.passage[t]);
  }
  for (std::size_t t = 0; t < questionTokens.size(); ++t) {
    if (questionTokens[t].of(kQuestion) == word) sum += double(gradient.question[t]);
  }
  return sum;
}

}  // namespace

class GradientTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isTheSlope_data();
  void isTheSlope();
  void leavesTheReaderAsItIs();
  void isOfTheWindow();
  void isOfTheSameQuestion();
  void isOfTheWordsAsAsked();
  void becomesAMatrix();
  void stops();

 private:
  answering::Prediction ask(std::u16string_view text, std::u16string_view question) const {
    answering::PredictOptions options;
    options.withAttention = true;
    options.maxAnswers = 1000;  // so that each window has one
    return toy_.predict(text, question, options);
  }

  answering::Predictor toy_ =
      answering::Predictor::load(qEnvironmentVariable("LECTERN_TINY_BUNDLE").toStdString());
};

void GradientTest::isTheSlope_data() {
  QTest::addColumn<QString>("word");
  for (const char* word : {"who", "it", "by", "mill", "built"}) QTest::newRow(word) << word;
}

void GradientTest::isTheSlope() {
  QFETCH(QString, word);
  const reader::ReaderBundle bundle = makeReader();
  const answering::Predictor predictor(bundle);
  answering::PredictOptions options;
  options.withAttention = true;
  const answering::Prediction prediction = predictor.predict(kText, kQuestion, options);
  const WindowGradient gradient =
      explanation::gradientOf(predictor, kText, kQuestion, prediction, 0, kAnswer);
  QCOMPARE(gradient.tokens, prediction.attention[0].tokens);
  QCOMPARE(gradient.question.size(), prediction.questionTokens.size());

  constexpr double kStep = 0.01;
  const std::u16string of = word.toStdU16String();
  const double slope = (score(bundle, of, 1 + kStep) - score(bundle, of, 1 - kStep)) / (2 * kStep);
  QVERIFY(std::abs(slope) > 1e-3);
  const double given = said(gradient, prediction.questionTokens, of);
  QVERIFY2(std::abs(given - slope) < 2e-4 + 0.01 * std::abs(slope),
           qPrintable(QStringLiteral("%1, not %2").arg(given).arg(slope)));
}

void GradientTest::leavesTheReaderAsItIs() {
  const reader::ReaderBundle bundle = makeReader();
  const answering::Predictor predictor(bundle);
  answering::PredictOptions options;
  options.gradientOf = kAnswer;
  QVERIFY(predictor.predict(kText, kQuestion, options).gradient);
  for (const torch::Tensor& parameter : bundle.network->parameters()) QVERIFY(!parameter.grad().defined());
  options.gradientOf = {};
  QVERIFY(!predictor.predict(kText, kQuestion, options).gradient);
}

void GradientTest::isOfTheWindow() {
  std::u16string text = u"Name\tHome\n";  // whose layout is words without a place
  for (int i = 0; i < 150; ++i) text += u"Mary 😀 lives\tin Paris\nKarl lives\tin Rome\n";
  const answering::Prediction said = ask(text, u"Where does Karl live");
  QVERIFY(said.attention.size() > 1);
  const std::size_t last = said.attention.size() - 1;
  const std::size_t rome = text.rfind(u"Rome");
  const WindowGradient gradient =
      explanation::gradientOf(toy_, text, u"Where does Karl live", said, last, {rome, rome + 4});
  QCOMPARE(gradient.tokens, said.attention[last].tokens);
  QCOMPARE(gradient.passage.size(), gradient.tokens.size());
  QCOMPARE(gradient.question.size(), said.questionTokens.size());
  QVERIFY(std::ranges::all_of(gradient.passage, [](float value) { return std::isfinite(value); }));
  const WindowGradient elsewhere =  // where the window holds none of it
      explanation::gradientOf(toy_, text, u"Where does Karl live", said, last, {0, 4});
  QVERIFY(elsewhere.tokens.empty());
}

/// "e-mail" is "email" beside a text that has it, and three tokens without.
void GradientTest::isOfTheSameQuestion() {
  const std::u16string text = u"Karl lives in Rome.", other = u"Mary wrote an email.";
  const std::u16string question = u"Where does e-mail live";
  const auto beside = toy_.predict(std::vector<std::u16string_view>{text, other}, question);
  answering::Prediction said = ask(text, question);
  QCOMPARE(said.questionTokens.size(), beside[0].questionTokens.size() + 2);
  said.questionTokens = beside[0].questionTokens;
  QVERIFY(explanation::gradientOf(toy_, text, question, said, 0, {14, 18}).tokens.empty());
}

/// "email", read as "e-mail", is one word with what its three tokens give and get.
void GradientTest::isOfTheWordsAsAsked() {
  const std::u16string text = u"Mary wrote an e-mail.", asked = u"Who wrote email?",
                       read = u"Who wrote e-mail?";
  const answering::Prediction one = ask(text, asked), three = ask(text, read);
  QCOMPARE(one.questionTokens, (std::vector<text::Range>{{0, 3}, {4, 9}, {10, 15}, {15, 16}}));
  QCOMPARE(three.questionTokens.size(), 6U);
  const answering::WindowAttention &oneRead = one.attention.at(0), &threeRead = three.attention.at(0);
  const std::size_t count = oneRead.tokens.size();
  const auto areNear = [](float a, float b) { return std::abs(a - b) < 1e-5f; };
  for (std::size_t t = 0; t < count; ++t) {
    const float* of = &threeRead.passageToQuestion[t * 6];
    QVERIFY(areNear(oneRead.passageToQuestion[t * 4 + 2], of[2] + of[3] + of[4]));
    QVERIFY(areNear(oneRead.passageToQuestion[t * 4 + 3], of[5]));
    const auto by = [&](std::size_t q) { return threeRead.questionToPassage[q * count + t]; };
    QVERIFY(areNear(oneRead.questionToPassage[2 * count + t], (by(2) + by(3) + by(4)) / 3));
  }
  const text::Range mary{0, 4};
  const WindowGradient ofOne = explanation::gradientOf(toy_, text, asked, one, 0, mary),
                       ofThree = explanation::gradientOf(toy_, text, read, three, 0, mary);
  QCOMPARE(ofOne.question.size(), 4U);
  QVERIFY(areNear(ofOne.question[2], ofThree.question[2] + ofThree.question[3] + ofThree.question[4]));
}

void GradientTest::becomesAMatrix() {
  const WindowGradient gradient{{{0, 4}, {5, 9}}, {0.5f, -0.25f}, {-2, 1, 0}};
  const std::vector<text::Range> question = {{0, 3}, {4, 6}, {6, 6}};
  const explanation::AttentionMatrix matrix = explanation::gradientMatrix(gradient, question);
  QCOMPARE(matrix.rowCount(), 2U);
  QCOMPARE(matrix.questionColumns, 3U);
  QCOMPARE(matrix.columns, (std::vector<text::Range>{{0, 3}, {4, 6}, {6, 6}, {0, 4}, {5, 9}}));
  QCOMPARE(matrix.values, (std::vector<float>{0, 1, 0, 0.5f, 0, 2, 0, 0, 0, 0.25f}));
  const std::vector<explanation::WeightedRange> tints = matrix.weights(1);  // of the text alone
  QCOMPARE(tints.size(), 2U);
  QCOMPARE(tints[1].range, (text::Range{5, 9}));
  QCOMPARE(tints[1].weight, 1.0);
  QVERIFY(explanation::gradientMatrix({}, question).columns.empty());
}

void GradientTest::stops() {
  const std::u16string text = u"Karl lives in Rome.";
  const answering::Prediction said = ask(text, u"Where does Karl live?");
  std::stop_source stop;
  stop.request_stop();
  QVERIFY_EXCEPTION_THROWN(
      explanation::gradientOf(toy_, text, u"Where does Karl live?", said, 0, {14, 18}, stop.get_token()),
      CancelledError);
}

}  // namespace lectern

QTEST_APPLESS_MAIN(lectern::GradientTest)
#include "tst_gradient.moc"
