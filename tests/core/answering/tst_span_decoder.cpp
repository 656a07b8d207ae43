#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "core/answering/span_decoder.h"

namespace lectern {

using answering::WindowScores;

class SpanDecoderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void normalizesAllWindowsTogether();
  void keepsSpansApart();
  void noAnswerDoesNotGrowWithWindows();
  void knowsOverlapAndMargin();
  void whatStandsTwiceIsAsSureAsBothTogether();
  void anArticleMakesNoOtherAnswer();
  void othersAreTheBestThatAreLeft();
  void whatIsCutOtherwiseElsewhereIsNoRival();
  void agreesWithTheOtherSpansWhereEndsAreInDoubt();
  void findsAnswersFarBehindTheFirst();
  void punctuationAloneIsNoAnswer();
  void answersStayInTheirParagraph();
  void nothingGivesNothing();
};

void SpanDecoderTest::normalizesAllWindowsTogether() {
  const std::vector<WindowScores> windows = {
      {{0, 3, 0, 2}, 0, {1.0f, 0.5f, -1.0f}, {0.2f, 2.0f, 0.1f}, 0.7},
      {{1, 4, 2, 4}, 0, {3.0f, 0.3f, 0.9f}, {1.0f, 0.4f, -0.2f}, -0.3},
  };
  // Every span by hand: starts 0 and 1 count in the first window, 2 and 3 in the second; two tokens at most.
  const double scores[] = {1.0 + 0.2, 1.0 + 2.0, 0.5 + 2.0, 0.5 + 0.1, 0.3 + 0.4, 0.3 - 0.2, 0.9 - 0.2};
  double sum = 0;
  for (const double score : scores) sum += std::exp(score);
  const double none = (std::exp(0.7) + std::exp(-0.3)) / 2;
  const auto decoded = answering::decodeSpans(windows, 2, 10);
  QVERIFY(std::abs(decoded.noAnswerProbability - none / (sum + none)) < 1e-6);
  QCOMPARE(decoded.best[0].begin, std::size_t(0));
  QCOMPARE(decoded.best[0].last, std::size_t(1));
  QVERIFY(std::abs(decoded.best[0].probability - std::exp(3.0) / (sum + none)) < 1e-6);
}

void SpanDecoderTest::keepsSpansApart() {
  const std::vector<WindowScores> windows = {{{0, 6, 0, 6}, 0, {9, 8, 1, 0, 7, 0}, {9, 8, 1, 0, 7, 0}, 0.0}};
  const auto decoded = answering::decodeSpans(windows, 6, 4);
  QVERIFY(decoded.best.size() > 2);
  for (std::size_t a = 0; a < decoded.best.size(); ++a) {
    for (std::size_t b = a + 1; b < decoded.best.size(); ++b) {
      QVERIFY(decoded.best[a].score >= decoded.best[b].score);
      const auto& first = decoded.best[a];
      const auto& second = decoded.best[b];
      QVERIFY(first.last < second.begin || second.last < first.begin);
    }
  }
}

void SpanDecoderTest::noAnswerDoesNotGrowWithWindows() {
  const WindowScores flat{{0, 1, 0, 1}, 0, {-20.0f}, {-20.0f}, 1.0};
  const WindowScores good{{0, 1, 0, 1}, 0, {1.0f}, {1.0f}, 1.0};
  const auto few = answering::decodeSpans(std::vector{good, flat}, 3, 1);
  const auto many = answering::decodeSpans(std::vector{good, flat, flat, flat, flat, flat}, 3, 1);
  QVERIFY(std::abs(few.noAnswerProbability - many.noAnswerProbability) < 1e-9);
}

void SpanDecoderTest::knowsOverlapAndMargin() {
  // Spans of up to two tokens: (0,0) 4, (0,1) 3, (1,1) 1, (1,2) 2, (2,2) 1.5 with the scores below.
  const std::vector<WindowScores> windows = {
      {{0, 3, 0, 3}, 0, {2.0f, 0.0f, -0.5f}, {2.0f, 1.0f, 2.0f}, -1.0}};
  const auto decoded = answering::decodeSpans(windows, 2, 1);
  const double sum = std::exp(4) + std::exp(3) + std::exp(1) + std::exp(2) + std::exp(1.5) + std::exp(-1);
  QCOMPARE(decoded.best.size(), std::size_t(1));
  QVERIFY(std::abs(decoded.best[0].overlapping - (std::exp(4) + std::exp(3)) / sum) < 1e-6);
  // The next one that does not overlap is (1,2).
  QVERIFY(std::abs(decoded.best[0].margin - (4 - 2)) < 1e-6);
}

void SpanDecoderTest::whatStandsTwiceIsAsSureAsBothTogether() {
  // One token an answer. The words of tokens 0 and 3 are the same; token 1 is an article, 2 another word.
  WindowScores window{{0, 4, 0, 4}, 0, {2.0f, -9.0f, 1.0f, 1.5f}, {2.0f, -9.0f, 1.0f, 1.5f}, 0.0};
  const double sum = std::exp(4) + std::exp(-18) + std::exp(2) + std::exp(3) + std::exp(0);
  const auto apart = answering::decodeSpans(std::vector{window}, 1, 3).best[0];
  QVERIFY(std::abs(apart.probability - std::exp(4) / sum) < 1e-6);
  QVERIFY(std::abs(apart.margin - (4 - 3)) < 1e-6);
  window.words = {7, WindowScores::kNoWord, 8, 7};
  const auto best = answering::decodeSpans(std::vector{window}, 1, 3).best;
  for (const std::size_t i : {0, 1}) {
    QCOMPARE(best[i].begin, std::size_t(i == 0 ? 0 : 3));
    QVERIFY(std::abs(best[i].probability - (std::exp(4) + std::exp(3)) / sum) < 1e-6);
    QVERIFY(std::abs(best[i].overlapping - (std::exp(4) + std::exp(3)) / sum) < 1e-6);
    QVERIFY(std::abs(best[i].margin - ((i == 0 ? 4 : 3) - 2)) < 1e-6);  // over token 2
  }
  QVERIFY(std::abs(best[2].probability - std::exp(2) / sum) < 1e-6);
}

void SpanDecoderTest::anArticleMakesNoOtherAnswer() {
  // "the Rhine" or "Rhine": three spans, of scores 3, 3 and 0, the first of which is but an article.
  WindowScores window{{0, 2, 0, 2}, 0, {1.5f, 1.5f}, {-1.5f, 1.5f}, 0.0};
  window.words = {WindowScores::kNoWord, 7};
  const auto best = answering::decodeSpans(std::vector{window}, 2, 1).best[0];
  const double sum = 2 * std::exp(3) + std::exp(0) + std::exp(0);
  QVERIFY(std::abs(best.probability - 2 * std::exp(3) / sum) < 1e-6);
}

void SpanDecoderTest::othersAreTheBestThatAreLeft() {
  // Against every span in order, of texts of two windows with places where no answer can be.
  std::mt19937 draw(7);
  std::normal_distribution<float> normal(0, 3);
  for (int round = 0; round < 20; ++round) {
    std::vector<WindowScores> windows = {{{0, 30, 0, 25}, 0, {}, {}, 0.0},
                                         {{20, 60, 25, 60}, 0, {}, {}, 0.0}};
    for (WindowScores& scores : windows) {
      for (std::size_t i = scores.window.begin; i < scores.window.end; ++i) {
        scores.start.push_back(normal(draw));
        scores.end.push_back(normal(draw));
        scores.isPunctuation.push_back(i % 5 == 0);
        scores.isLayout.push_back(i % 7 == 0);
        scores.beginsParagraph.push_back(i % 11 == 0);
      }
    }
    constexpr std::size_t kMaxTokens = 4;
    std::vector<answering::DecodedSpan> all;
    for (std::size_t w = 0; w < 2; ++w) {
      const answering::Window& window = windows[w].window;
      const auto at = [&](const auto& values, std::size_t i) { return values[i - window.begin]; };
      for (std::size_t i = window.ownedBegin; i < window.ownedEnd; ++i) {
        bool hasWord = false;
        for (std::size_t j = i; j < std::min(i + kMaxTokens, window.end); ++j) {
          if (j > i && at(windows[w].beginsParagraph, j)) break;
          hasWord = hasWord || !at(windows[w].isPunctuation, j);
          if (!hasWord || at(windows[w].isLayout, i) || at(windows[w].isLayout, j)) continue;
          const auto score = static_cast<double>(at(windows[w].start, i)) + at(windows[w].end, j);
          all.push_back({w, i, j, score});
        }
      }
    }
    std::ranges::sort(all, std::ranges::greater(), &answering::DecodedSpan::score);
    // The first ones are put in the order of their worth among the likeliest; the rest by their scores.
    const auto best = answering::decodeSpans(windows, kMaxTokens, 40).best;
    const auto overlaps = [](const auto& a, const auto& b) { return a.begin <= b.last && b.begin <= a.last; };
    for (std::size_t i = 0; i < best.size(); ++i) {
      const auto before = std::span(best).first(i);
      const auto isLeft = [&](const answering::DecodedSpan& span) {
        return std::ranges::none_of(before, [&](const auto& taken) { return overlaps(taken, span); });
      };
      const auto first = std::ranges::find_if(all, isLeft);
      QVERIFY(first != all.end() && isLeft(best[i]));
      if (first - all.begin() >= 80) QCOMPARE(best[i].score, first->score);
    }
    QVERIFY(best.size() > 10);
    QVERIFY(std::ranges::all_of(all, [&](const auto& span) {
      return std::ranges::any_of(best, [&](const auto& taken) { return overlaps(taken, span); });
    }));
  }
}

void SpanDecoderTest::whatIsCutOtherwiseElsewhereIsNoRival() {
  // "12 days" of tokens 0 and 1, "12 days earlier" of 3 to 5; token 2 is another word.
  WindowScores window{{0, 6, 0, 6}, 0, {4, -9, 0, 3, -9, -9}, {-9, 4, 0, -9, -9, 3}, 0.0};
  window.words = {12, 13, 9, 12, 13, 14};
  const auto best = answering::decodeSpans(std::vector{window}, 3, 3).best;
  QCOMPARE(best[0].begin, std::size_t(0));
  QCOMPARE(best[0].last, std::size_t(1));
  QCOMPARE(best[1].begin, std::size_t(3));
  QCOMPARE(best[1].last, std::size_t(5));
  QVERIFY(best[0].overlapping > best[0].probability + 0.1);  // scores 8 and 6: e^-2 is an eighth
  QVERIFY(std::abs(best[0].margin - (8 - best[2].score)) < 1e-6);
  for (const std::size_t count : {1, 2, 6}) {  // whatever is asked for
    QCOMPARE(answering::decodeSpans(std::vector{window}, 3, count).best[0].margin, best[0].margin);
  }
}

void SpanDecoderTest::agreesWithTheOtherSpansWhereEndsAreInDoubt() {
  // Starts at 0, ends at 0, 1 or 2 with probabilities about 0.37, 0.33 and 0.30. The middle span's worth:
  // 0.33 + ½ (0.37 · 2/3 + 0.30 · 4/5) = 0.57; the first one's: 0.37 + ½ (0.33 · 2/3 + 0.30 · 1/2) = 0.56.
  const auto log = [](double p) { return static_cast<float>(std::log(p)); };
  const std::vector<WindowScores> windows = {
      {{0, 3, 0, 3}, 0, {0.0f, -50.0f, -50.0f}, {log(0.37), log(0.33), log(0.30)}, -50.0}};
  const auto decoded = answering::decodeSpans(windows, 3, 1);
  QCOMPARE(decoded.best[0].begin, std::size_t(0));
  QCOMPARE(decoded.best[0].last, std::size_t(1));
  QVERIFY(std::abs(decoded.best[0].probability - 0.33) < 1e-6);
}

void SpanDecoderTest::findsAnswersFarBehindTheFirst() {
  // The first fourteen tokens make 105 likely spans, of which the one of all fourteen overlaps the others.
  WindowScores first{{0, 40, 0, 40}, 0, std::vector<float>(40, -30.0f), std::vector<float>(40, -30.0f), 0.0};
  for (std::size_t i = 0; i < 14; ++i) first.start[i] = first.end[i] = 1.0f;
  first.start[0] = first.end[13] = 20.0f;
  first.start[30] = first.end[30] = -9.0f;
  const WindowScores second{{0, 3, 0, 3}, 1, {-20.0f, -8.0f, -20.0f}, {-20.0f, -8.0f, -20.0f}, 0.0};
  const auto decoded = answering::decodeSpans(std::vector{first, second}, 14, 2);
  std::vector<std::vector<std::size_t>> found;  // window, first and last token
  for (const auto& span : decoded.best) found.push_back({span.window, span.begin, span.last});
  const std::vector<std::vector<std::size_t>> expected = {{0, 0, 13}, {1, 1, 1}, {0, 30, 30}, {1, 0, 0}};
  QCOMPARE(found, expected);
  QCOMPARE(decoded.best[0].margin, 40.0 - -16.0);
}

void SpanDecoderTest::punctuationAloneIsNoAnswer() {
  // A bracket, a word, a bracket: all spans but those of one bracket.
  const std::vector<WindowScores> windows = {
      {{0, 3, 0, 3}, 0, {5.0f, 0.5f, 4.0f}, {5.0f, 0.5f, 4.0f}, 0.0, {true, false, true}}};
  const auto decoded = answering::decodeSpans(windows, 3, 1);
  const double sum = std::exp(5.5) + std::exp(9) + std::exp(1) + std::exp(4.5) + std::exp(0);
  QCOMPARE(decoded.best[0].begin, std::size_t(0));
  QCOMPARE(decoded.best[0].last, std::size_t(2));
  QVERIFY(std::abs(decoded.best[0].probability - std::exp(9) / sum) < 1e-6);

  const std::vector<WindowScores> mark = {{{0, 1, 0, 1}, 0, {5.0f}, {5.0f}, 0.0, {true}}};
  const auto none = answering::decodeSpans(mark, 3, 1);
  QVERIFY(none.best.empty());
  QCOMPARE(none.noAnswerProbability, 1.0);
}

void SpanDecoderTest::answersStayInTheirParagraph() {
  // A heading of two words and a paragraph of two: all spans but those that have the second word and the
  // third.
  WindowScores window{{0, 4, 0, 4}, 0, {1.0f, 5.0f, 0.5f, 0.0f}, {0.0f, 1.0f, 5.0f, 2.0f}, 0.0};
  window.beginsParagraph = {true, false, true, false};
  const auto decoded = answering::decodeSpans(std::vector{window}, 4, 1);
  const double sum = std::exp(1) + std::exp(2) + std::exp(6) + std::exp(5.5) + std::exp(2.5) + std::exp(2);
  QCOMPARE(decoded.best[0].begin, std::size_t(1));
  QCOMPARE(decoded.best[0].last, std::size_t(1));
  QVERIFY(std::abs(decoded.best[0].probability - std::exp(6) / (sum + 1)) < 1e-6);
}

void SpanDecoderTest::nothingGivesNothing() {
  const auto decoded = answering::decodeSpans({}, 3, 1);
  QVERIFY(decoded.best.empty());
  QCOMPARE(decoded.noAnswerProbability, 1.0);
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::SpanDecoderTest)
#include "tst_span_decoder.moc"
