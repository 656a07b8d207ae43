#include <torch/torch.h>

#include <QTest>

#include "core/nn/attention_scores.h"
#include "core/reader/featurizer.h"
#include "core/reader/network.h"
#include "core/reader/word_table.h"

namespace lectern {
namespace {

std::vector<std::string> someWords() {
  std::vector<std::string> words = reader::Vocabulary::reservedWords();
  for (const char* word : {"a", "the", "mill", "was", "built", "in", "who", "?", ".", "by", "karl"}) {
    words.emplace_back(word);
  }
  return words;
}

reader::ReaderOptions smallOptions() {
  reader::ReaderOptions options;
  options.wordSize = 6;
  options.trainedWords = static_cast<int64_t>(reader::Vocabulary::reservedWords().size()) + 1;  // and "a"
  options.questionWords = 3;
  options.characters = {'a', 'e', 'i', 'l', 'm', 0x1F600};
  options.characterFilters = 5;
  options.highwayLayers = 2;
  options.gatedFusion = 1;
  options.historyOfWord = 1;
  options.hiddenSize = 4;
  options.alignedSize = 3;
  options.supportSize = 3;
  return options;
}

/// Reads a passage and learns from it.
void readAndLearn(const reader::ReaderOptions& options) {
  torch::manual_seed(1);
  const reader::Vocabulary vocabulary(someWords());
  reader::ReaderNetwork network(options, reader::QuantizedVectors::quantize(torch::randn({10, 6})));
  reader::WordTable table(vocabulary, options);
  const auto passage = table.encode(u"The mill was built in 1815 by Karl 😀.");
  const auto question = table.encode(u"Who built the mill?");
  const reader::WindowPair pair{passage.words, question.words};
  const auto output = network(reader::makeBatch(table, std::span(&pair, 1)));
  const auto length = static_cast<int64_t>(passage.words.size());
  QCOMPARE(output.start.sizes().vec(), (std::vector<int64_t>{1, length}));
  QCOMPARE(output.selfAttention.sizes().vec(),
           (std::vector<int64_t>{1, options.selfAttentionHeads, length, length}));
  (output.start.sum() + output.end.sum() + output.noAnswer.sum()).backward();
  for (const auto& parameter : network->named_parameters()) {
    QVERIFY2(parameter.value().grad().defined(), parameter.key().c_str());
    QVERIFY2(parameter.value().grad().isfinite().all().item<bool>(), parameter.key().c_str());
  }
}

}  // namespace

class ReaderNetworkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsWithEveryScore_data();
  void readsWithEveryScore();
  void readsWithTheFewestParts();
  void neighboursInABatchChangeNothing();
  void whatIsNotSeenIsNotRead();
  void wordsThatALineEndPartsAreWhole();
  void questionsTakeThePassagesSpelling();
  void capitalsInARowAreReadSmall();
  void numbersHaveShapes_data();
  void numbersHaveShapes();
};

void ReaderNetworkTest::readsWithEveryScore_data() {
  QTest::addColumn<QString>("score");
  for (const nn::ScoreKind kind : nn::allScoreKinds()) {
    const QString name = QString::fromStdString(std::string(nn::scoreName(kind)));
    QTest::newRow(qPrintable(name)) << name;
  }
}

void ReaderNetworkTest::readsWithEveryScore() {
  QFETCH(QString, score);
  reader::ReaderOptions options = smallOptions();
  options.attentionScore = score.toStdString();
  options.selfAttentionHeads = 2;
  readAndLearn(options);
}

void ReaderNetworkTest::readsWithTheFewestParts() {
  reader::ReaderOptions options = smallOptions();
  options.highwayLayers = options.gatedFusion = options.historyOfWord = 0;
  options.alignedSize = options.supportSize = options.spanLstms = 0;
  readAndLearn(options);
}

void ReaderNetworkTest::neighboursInABatchChangeNothing() {
  torch::manual_seed(2);
  const reader::ReaderOptions options = smallOptions();
  const reader::Vocabulary vocabulary(someWords());
  reader::ReaderNetwork network(options, reader::QuantizedVectors::quantize(torch::randn({10, 6})));
  network->eval();
  const torch::NoGradGuard noGrad;
  reader::WordTable table(vocabulary, options);
  const auto small = table.encode(u"Karl built it.");
  const auto large =
      table.encode(u"The mill, e\u0301lan 中文 was built in 69,197 long, long days by a Karl.");
  const auto question = table.encode(u"Who?");
  const auto longQuestion = table.encode(u"Who was it that built the mill in the 1800s?");
  const std::vector<reader::WindowPair> both = {{small.words, question.words},
                                                {large.words, longQuestion.words}};
  const auto alone = network(reader::makeBatch(table, std::span(both).first(1)));
  const auto together = network(reader::makeBatch(table, both));
  const auto length = static_cast<int64_t>(small.words.size());
  const auto difference = [](const torch::Tensor& a, const torch::Tensor& b) {
    return (a - b).abs().max().item<double>();
  };
  QVERIFY(difference(alone.start[0], together.start[0].narrow(0, 0, length)) < 1e-5);
  QVERIFY(difference(alone.end[0], together.end[0].narrow(0, 0, length)) < 1e-5);
  QVERIFY(difference(alone.noAnswer[0], together.noAnswer[0]) < 1e-5);
}

void ReaderNetworkTest::whatIsNotSeenIsNotRead() {
  const reader::ReaderOptions options = smallOptions();
  const reader::Vocabulary vocabulary(someWords());
  reader::WordTable table(vocabulary, options);
  const auto plain = table.encode(u"The mill of \u0645\u06CC\u062E\u0648\u0627\u0647\u0645.");
  const std::u16string text = u"The mi\u00ADll\u2060 of \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645.";
  const auto hyphenated = table.encode(text);
  QCOMPARE(hyphenated.words, plain.words);
  QCOMPARE(hyphenated.tokens[1].of(text), std::u16string_view(u"mi\u00ADll"));
}

void ReaderNetworkTest::wordsThatALineEndPartsAreWhole() {
  std::vector<std::string> known = someWords();
  known.insert(known.end(), {"information", "long", "term", "longterm"});  // the more frequent first
  const reader::Vocabulary vocabulary(known);
  const reader::ReaderOptions options = smallOptions();
  reader::WordTable table(vocabulary, options);
  const auto words = [&](std::u16string_view text) { return table.encode(text).words; };
  QCOMPARE(words(u"The infor-\nmation was"), words(u"The information was"));
  const std::u16string text = u"> the infor‐ \r\n> mation was in";
  const auto encoded = table.encode(text);
  QCOMPARE(encoded.words, words(u"the information was in"));
  QCOMPARE(encoded.tokens[1].of(text), std::u16string_view(u"infor‐ \r\n> mation"));
  QCOMPARE(words(u"The infor-\nmation.\nWho?"), words(u"The information. Who?"));
  QCOMPARE(words(u"The infor-\nmation\n\nWho?"), words(u"The information\n\nWho?"));
  QCOMPARE(words(u">the infor-\n>mation was\n>in"), words(u"the information was\nin"));
  QCOMPARE(words(u"the infor-\nmation\nwas"), words(u"the information\nwas"));
  QCOMPARE(words(u"Who\tinfor-\nmation\nthe mill\twas\tin\tthe"),
           words(u"Who\tinformation\nthe mill\twas\tin\tthe"));
  const auto isOneSentence = [&](std::u16string_view of) {  // without marks of the layout but at its end
    const auto tokens = table.encode(of).tokens;
    return std::ranges::count_if(tokens, &text::Range::empty) == 1 && tokens.back().empty();
  };
  QVERIFY(
      isOneSentence(u"The mill on the river was built\nin a time of little infor-\nmation, by the same "
                    u"Karl who\ncame from a town where the mill\nwas built in 1815 by a miller"));
  QVERIFY(
      isOneSentence(u"Whoever came to the desk at the mill was given the infor-\nmation by the owner of "
                    u"the house, the old and very tall\nKarl Lind, who came"));
  QVERIFY(isOneSentence(u"They gave the infor-\n\n\fmation of the mill"));
  QVERIFY(
      isOneSentence(u"Mills\nThey gave it. Whoever came was given infor-\n\n\fMills\nmation of the mill\nand "
                    u"it was built in a time of few words\n") == false);  // the first head is read
  QVERIFY(table.encode(u"It was infor-\n\n\fmation\n\nWho?").paragraphs.size() == 1);
  QCOMPARE(words(u"a thinga-\nmajig"), words(u"a thingamajig"));        // its parts are no words
  QCOMPARE(words(u"a long-\nterm mill"), words(u"a long- term mill"));  // less frequent than its parts
  QCOMPARE(words(u"a Long-\nTerm mill"), words(u"a Long- Term mill"));  // a name
  QCOMPARE(words(u"in-infor-\nmation"), words(u"in-infor- mation"));    // of several parts
  QCOMPARE(words(u"infor -\nmation"), words(u"infor - mation"));        // a dash
  QCOMPARE(words(u"infor-mation"), words(u"infor- mation"));            // one line
}

void ReaderNetworkTest::questionsTakeThePassagesSpelling() {
  const reader::ReaderOptions options = smallOptions();
  const reader::Vocabulary vocabulary(someWords());
  reader::WordTable table(vocabulary, options);
  const auto passage = table.encode(u"Karl lives. KARL");
  const auto makeFeatures = [&](std::u16string_view typed) {
    const auto question = table.encode(typed);
    const reader::WindowPair pair{passage.words, question.words};
    const auto batch = reader::makeBatch(table, std::span(&pair, 1));
    return torch::cat({batch.questionFeatures[0], batch.passageFeatures[0]});
  };
  const torch::Tensor typed = makeFeatures(u"WHO IS karl");
  QVERIFY(torch::equal(typed, makeFeatures(u"who is Karl")));
  QVERIFY(torch::equal(typed, makeFeatures(u"Who is KARL")));
  // "karl" stands for the spelling "Karl": spelling, normalized form and stem match, and it stands there
  // twice.
  const torch::Tensor features = typed[2];
  QCOMPARE(features[0].item<float>(), 1.0f);
  QCOMPARE(features[1].item<float>(), 1.0f);
  QCOMPARE(features[2].item<float>(), 1.0f);
  QCOMPARE(features[3].item<float>(), std::log1p(2.0f) / std::log1p(10.0f));
}

void ReaderNetworkTest::capitalsInARowAreReadSmall() {
  const reader::ReaderOptions options = smallOptions();
  const reader::Vocabulary vocabulary(someWords());
  reader::WordTable table(vocabulary, options);
  const auto words = [&](std::u16string_view text) { return table.encode(text).words; };
  QCOMPARE(words(u"THE MILL, BUILT BY KARL IN 1815 (SEE II)."),
           words(u"the mill, built by karl in 1815 (see ii)."));
  QVERIFY(words(u"Karl of NATO") != words(u"Karl of nato"));
  QVERIFY(words(u"NATO, UN, EU and USA, UK, WHO") != words(u"nato, un, eu and usa, uk, who"));
}

void ReaderNetworkTest::numbersHaveShapes_data() {
  QTest::addColumn<QString>("word");
  QTest::addColumn<QString>("shape");
  QTest::newRow("year") << "1815"
                        << "<year>";
  QTest::newRow("no year") << "4711"
                           << "<longer>";
  QTest::newRow("one") << "7"
                       << "<1-digit>";
  QTest::newRow("two") << "42"
                       << "<2-digits>";
  QTest::newRow("three") << "365"
                         << "<3-digits>";
  QTest::newRow("comma") << "69,197"
                         << "<comma>";
  QTest::newRow("point") << "3.14"
                         << "<point>";
  QTest::newRow("longer") << "1234567"
                          << "<longer>";
  QTest::newRow("letters") << "1980s"
                           << "<with-letters>";
  QTest::newRow("word") << "zebra"
                        << "<unknown>";
  QTest::newRow("empty") << ""
                         << "<unknown>";
}

void ReaderNetworkTest::numbersHaveShapes() {
  QFETCH(QString, word);
  QFETCH(QString, shape);
  const reader::Vocabulary vocabulary(someWords());
  QCOMPARE(vocabulary.row(word.toStdString()), vocabulary.row(shape.toStdString()));
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::ReaderNetworkTest)
#include "tst_reader_network.moc"
