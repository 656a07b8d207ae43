#include <QTest>
#include <string>

#include "core/answering/windows.h"
#include "core/text/tokenizer.h"

namespace lectern {

using answering::Window;

class WindowsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyTokenHasOneOwner_data();
  void everyTokenHasOneOwner();
  void shortTextIsOneWindow();
};

void WindowsTest::everyTokenHasOneOwner_data() {
  QTest::addColumn<QString>("text");
  QString sentences, words;
  for (int i = 0; i < 300; ++i) {
    sentences +=
        QString("Sentence %1 has an e\u0301, a 😀 and 中文 in it.%2").arg(i).arg(i % 7 ? " " : "\r\n\r\n");
    words += "endless ";
  }
  QTest::newRow("sentences") << sentences;
  QTest::newRow("one long sentence") << words;
}

void WindowsTest::everyTokenHasOneOwner() {
  QFETCH(QString, text);
  const std::u16string plain = text.toStdU16String();
  const auto tokens = text::tokenize(plain);
  const auto windows = answering::cutWindows(plain, tokens, 100, 30);
  QVERIFY(windows.size() > 2);
  std::size_t owned = 0;
  for (const Window& window : windows) {
    QVERIFY(window.end - window.begin <= 100);
    QVERIFY(window.begin <= window.ownedBegin && window.ownedEnd <= window.end);
    QCOMPARE(window.ownedBegin, owned);  // no gap, no overlap
    owned = window.ownedEnd;
  }
  QCOMPARE(owned, tokens.size());
  for (std::size_t i = 0; i + 1 < windows.size(); ++i) {
    QVERIFY(windows[i].end >= windows[i + 1].begin && windows[i].end - windows[i + 1].begin <= 30);
    const std::size_t next = windows[i + 1].begin;
    if (text.startsWith("endless")) {
      QCOMPARE(windows[i].end - next, std::size_t{30});  // there is nowhere better to begin
    } else {
      QVERIFY(next < windows[i].end);  // a sentence has fewer tokens than that
      QCOMPARE(tokens[next].of(plain), std::u16string_view(u"Sentence"));
    }
    // A shared token is owned where it stands farther from the edges at which the text was cut.
    for (std::size_t t = windows[i + 1].begin; t < windows[i].end; ++t) {
      const std::size_t inFirst = windows[i].end - t;
      const std::size_t inSecond = t + 1 - windows[i + 1].begin;
      if (inFirst > inSecond + 1) QVERIFY(t < windows[i].ownedEnd);
      if (inSecond > inFirst + 1) QVERIFY(t >= windows[i + 1].ownedBegin);
    }
  }
}

void WindowsTest::shortTextIsOneWindow() {
  const auto tokens = text::tokenize(u"One. Two.");
  const auto windows = answering::cutWindows(u"One. Two.", tokens, 100, 30);
  QCOMPARE(windows.size(), std::size_t(1));
  QCOMPARE(windows[0].end, tokens.size());
  QVERIFY(answering::cutWindows(u"", {}, 100, 30).empty());
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::WindowsTest)
#include "tst_windows.moc"
