#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/ui/views/made_pages.h"
#include "ui/views/document_view.h"

namespace lectern {

using test::kColumns;
using test::kPages;
using test::makeDocument;
using test::Pages;
using test::unitAt;
using views::DocumentView;
using views::PageView;

/// Shows documents as pages and as text, with pages of its own making.
class DocumentViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup() { view_.reset(); }
  void revealsTheChosenAnswer();
  void highlightsTheParts();
  void clicksAnAnswer();
  void tellsWhatIsPointedAt();
  void copiesWhatIsSelected();
  void keepsThePlace();
  void comesBack();
  void showsTextWherePagesFail();
  void textComesBackToo();
  void aDocumentThatComesWhileTheMouseIsDown();
  void goesToAPageThatIsYetToCome();
  void goesToAPageOfTheText();
  void pagesWithoutText();
  void oddSizes();
  void savesMarks();

 private:
  QRectF rectOf(text::Range range) const {
    QRectF all;
    for (const QRectF& rect : view_->pageView()->rectsOf(range)) all |= rect;
    return all;
  }
  bool isInView(text::Range range) const {
    const QRectF rect = rectOf(range);
    return !rect.isEmpty() && QRectF(view_->pageView()->viewport()->rect()).contains(rect);
  }

  std::vector<QSizeF> sizes_;  // of the pages of documents shown from now on; read while they are opened
  jobs::DocumentPtr document_ = makeDocument("a.pdf");
  std::unique_ptr<DocumentView> view_;
};

void DocumentViewTest::init() {
  sizes_ = std::vector<QSizeF>(kPages, QSizeF(600, 800));
  view_ = std::make_unique<DocumentView>(
      [this](const jobs::DocumentPtr& document) -> std::unique_ptr<jobs::PageSource> {
        if (document->title == "gone.pdf") throw FileError("cannot open 'gone.pdf'");
        return std::make_unique<Pages>(sizes_);
      });
  view_->resize(700, 500);
  view_->show();
  QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
  view_->showDocument(document_);
  QVERIFY(view_->showsPages());
  QTRY_VERIFY(view_->pageView()->isDrawn());
}

void DocumentViewTest::revealsTheChosenAnswer() {
  const std::vector<text::Range> answers = {{unitAt(12, 30), unitAt(12, 30, 7)},
                                            {unitAt(3, 2), unitAt(3, 2, 7)}};
  view_->setAnswers({{answers[0]}, {answers[1]}}, 0);
  QTRY_VERIFY(isInView(answers[0]));
  QTRY_VERIFY(view_->pageView()->isDrawn());
  const auto colorAt = [&](const QPointF& place) {
    return view_->pageView()->viewport()->grab().toImage().pixelColor(place.toPoint());
  };
  const QPointF middle = rectOf(answers[0]).center();
  const QColor beside = colorAt(middle + QPointF(rectOf(answers[0]).width() + 20, 0));
  QCOMPARE(beside, QColor(200, 200, 200));
  QVERIFY(colorAt(middle).blue() < beside.blue() - 40);  // a yellow marker lets less blue through
  const int before = view_->pageView()->verticalScrollBar()->value();
  view_->setAnswers({{answers[0]}, {answers[1]}}, 0);  // once more: it stays where it is
  QTest::qWait(1);
  QCOMPARE(view_->pageView()->verticalScrollBar()->value(), before);
  view_->setAnswers({{answers[0]}, {answers[1]}}, 1);
  QTRY_VERIFY(isInView(answers[1]));
  QCOMPARE(view_->currentPage(), std::size_t{4});
  view_->setFound({{unitAt(19, 39), unitAt(19, 39, 3)}}, 0, true);
  QTRY_VERIFY(isInView({unitAt(19, 39), unitAt(19, 39, 3)}));
}

void DocumentViewTest::highlightsTheParts() {
  const text::Range first{unitAt(0, 2), unitAt(0, 2, 7)}, between{unitAt(0, 3), unitAt(0, 3, 7)},
      second{unitAt(0, 4), unitAt(0, 4, 7)};
  view_->setAnswers({{first, second}}, 0);
  const auto isMarked = [&](text::Range range) {
    const QImage shown = view_->pageView()->viewport()->grab().toImage();
    return shown.pixelColor(rectOf(range).center().toPoint()).blue() < 160;
  };
  QTRY_VERIFY(isInView(second) && isMarked(second));
  QTRY_VERIFY(isMarked(first));
  view_->setFound({between}, -1, false);  // so that it is known where it stands
  QTRY_VERIFY(isInView(between));
  view_->setFound({}, -1, false);
  QVERIFY(!isMarked(between));
  const QSignalSpy clicked(view_.get(), &DocumentView::answerClicked);
  for (const text::Range part : {second, between, first}) {
    QTest::mouseClick(view_->pageView()->viewport(), Qt::LeftButton, {}, rectOf(part).center().toPoint());
  }
  QCOMPARE(clicked.count(), 2);
}

void DocumentViewTest::clicksAnAnswer() {
  const std::vector<text::Range> answers = {{unitAt(0, 2), unitAt(0, 2, 7)}, {unitAt(0, 4), unitAt(0, 4, 7)}};
  view_->setAnswers({{answers[0]}, {answers[1]}}, 0);
  QTRY_VERIFY(isInView(answers[1]));
  const QSignalSpy clicked(view_.get(), &DocumentView::answerClicked);
  QWidget* paper = view_->pageView()->viewport();
  QTest::mouseClick(paper, Qt::LeftButton, {}, rectOf(answers[1]).center().toPoint());
  QCOMPARE(clicked.count(), 1);
  QCOMPARE(clicked.first().first().toInt(), 1);
  QTest::mouseClick(paper, Qt::LeftButton, {}, rectOf(answers[1]).center().toPoint() + QPoint(0, 60));
  QCOMPARE(clicked.count(), 1);
}

void DocumentViewTest::tellsWhatIsPointedAt() {
  const text::Range word{unitAt(0, 2), unitAt(0, 2, 3)};
  view_->setAnswers({{word}}, -1, false);
  QTRY_VERIFY(isInView(word));
  QSignalSpy pointed(view_.get(), &DocumentView::pointed);
  const auto pointIn = [](QWidget* view, const QPointF& at) {
    QMouseEvent move(QEvent::MouseMove, at, view->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(view, &move);
  };
  const auto last = [&] { return pointed.constLast().constFirst().value<text::Range>(); };
  QWidget* paper = view_->pageView()->viewport();
  pointIn(paper, rectOf(word).center());
  QCOMPARE(pointed.count(), 0);  // nobody asks
  view_->setPointing(true);
  pointIn(paper, rectOf(word).center());
  QTRY_VERIFY(pointed.count() > 0);
  QCOMPARE(last(), word);

  view_->setPagesWanted(false);
  QVERIFY(!view_->showsPages());
  const std::vector<QRectF> rects = view_->textView()->rectsOf(word);
  QVERIFY(!rects.empty());
  pointIn(view_->textView()->viewport(), rects.front().center());
  QVERIFY(!last().empty() && last().begin >= word.begin && last().end <= word.end);
  pointIn(view_->textView()->viewport(), QPointF(2, 2));
  QVERIFY(last().empty());
}

void DocumentViewTest::copiesWhatIsSelected() {
  view_->setAnswers({{{unitAt(0, 2), unitAt(0, 2, 7)}}}, -1, false);
  QTRY_VERIFY(isInView({unitAt(0, 2), unitAt(0, 2, 7)}));
  const QRectF words = rectOf({unitAt(0, 2), unitAt(0, 2, 7)});
  QWidget* paper = view_->pageView()->viewport();
  const auto drag = [&](const QPoint& from, const QPoint& to) {
    QTest::mousePress(paper, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, to, paper->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(paper, &move);
    QTest::mouseRelease(paper, Qt::LeftButton, {}, to);
  };
  const QPoint inset(1, 4);
  drag(words.topLeft().toPoint() + inset, words.bottomRight().toPoint() + QPoint(1, -4));
  QTRY_COMPARE(view_->pageView()->selectedText(), QString("p00 l02"));
  view_->pageView()->setFocus();
  QTest::keyClick(view_->pageView(), Qt::Key_C, Qt::ControlModifier);
  QCOMPARE(QGuiApplication::clipboard()->text(), QString("p00 l02"));
  QTest::mouseClick(paper, Qt::LeftButton, {}, words.center().toPoint() + QPoint(0, 60));
  QCOMPARE(view_->pageView()->selectedText(), QString());
  QTest::mouseDClick(paper, Qt::LeftButton, {},
                     (words.topLeft() + QPointF(words.width() * 0.7, 6)).toPoint());
  QTRY_COMPARE(view_->pageView()->selectedText(), QString("l02"));

  // Over the end of a page, and all.
  view_->pageView()->scrollTo({0, 0.65});
  const text::Range first{unitAt(0, 30), unitAt(0, 30, 7)}, last{unitAt(1, 2), unitAt(1, 2, 7)};
  view_->setAnswers({{first}, {last}}, -1, false);
  QTRY_VERIFY(isInView(first) && isInView(last));
  drag(rectOf(first).topLeft().toPoint() + inset, rectOf(last).bottomRight().toPoint() + QPoint(1, -4));
  QTRY_VERIFY(view_->pageView()->selectedText().startsWith("p00 l30"));
  QTRY_VERIFY(view_->pageView()->selectedText().endsWith("p01 l02"));
  drag(rectOf(last).bottomRight().toPoint() + QPoint(1, -4), rectOf(first).topLeft().toPoint() + inset);
  QTRY_VERIFY(view_->pageView()->selectedText().startsWith("p00 l30"));
  QTRY_VERIFY(view_->pageView()->selectedText().endsWith("p01 l02"));
  QTest::keyClick(view_->pageView(), Qt::Key_A, Qt::ControlModifier);
  QCOMPARE(view_->pageView()->selectedText(), QString::fromStdU16String(view_->document()->text));
}

void DocumentViewTest::keepsThePlace() {
  PageView* pages = view_->pageView();
  pages->verticalScrollBar()->setValue(pages->verticalScrollBar()->maximum() / 2);
  const auto isNear = [before = static_cast<double>(pages->topUnit())](std::size_t unit) {
    return std::abs(static_cast<double>(unit) - before) < 2 * kColumns;  // two lines
  };
  view_->setZoom(4);
  QCOMPARE(view_->zoom(), 4);
  QVERIFY(isNear(view_->topUnit()));
  QTRY_VERIFY(pages->isDrawn());
  view_->resize(500, 700);
  QTRY_VERIFY(isNear(view_->topUnit()));
  view_->setPagesWanted(false);
  QVERIFY(!view_->showsPages());
  QCOMPARE(view_->zoom(), 4);
  QTRY_VERIFY(isNear(view_->topUnit()));
  QCOMPARE(view_->currentPage(), document_->pageOf(view_->topUnit()));
  view_->setPagesWanted(true);
  QVERIFY(view_->showsPages());
  QTRY_VERIFY(pages->isDrawn());
  QVERIFY(isNear(view_->topUnit()));
}

void DocumentViewTest::comesBack() {
  view_->setAnswers({{{unitAt(9, 5), unitAt(9, 5, 7)}}}, 0);
  QTRY_VERIFY(isInView({unitAt(9, 5), unitAt(9, 5, 7)}));
  const auto left = static_cast<double>(view_->topUnit());
  const jobs::DocumentPtr other = makeDocument("b.pdf");
  view_->showDocument(other);
  QTRY_VERIFY(view_->pageView()->isDrawn());
  QCOMPARE(view_->topUnit(), std::size_t{0});
  view_->showDocument(document_);
  QTRY_VERIFY(view_->pageView()->isDrawn());
  QVERIFY(std::abs(static_cast<double>(view_->topUnit()) - left) < kColumns);
  QVERIFY(view_->pageView()->rectsOf({unitAt(9, 5), unitAt(9, 5, 7)}).empty());  // asked of it anew, or not
  view_->forget(document_);
  QVERIFY(!view_->hasPages());
}

void DocumentViewTest::showsTextWherePagesFail() {
  const QSignalSpy failed(view_.get(), &DocumentView::pagesFailed);
  view_->showDocument(makeDocument("gone.pdf"));
  view_->setAnswers({{{unitAt(9, 5), unitAt(9, 5, 7)}}}, 0);
  QTRY_COMPARE(failed.count(), 1);
  QVERIFY(!view_->showsPages() && !view_->hasPages());
  QVERIFY(!view_->textView()->rectsOf({unitAt(9, 5), unitAt(9, 5, 7)}).empty());
  view_->showDocument(document_);
  QVERIFY(view_->showsPages());

  auto typed =
      std::make_shared<documents::Document>(documents::documentFromText(u"Mary lives in Paris.", "homes"));
  view_->showDocument(typed);
  QVERIFY(!view_->showsPages() && !view_->hasPages());
}

void DocumentViewTest::textComesBackToo() {
  std::u16string text;
  for (int i = 0; i < 300; ++i) text += QString("Paragraph %1 of many.\n\n").arg(i).toStdU16String();
  const auto first = std::make_shared<documents::Document>(documents::documentFromText(text, "first"));
  const auto second =
      std::make_shared<documents::Document>(documents::documentFromText(u"Mary lives in Paris.", "second"));
  QScrollBar* bar = view_->textView()->verticalScrollBar();
  view_->showDocument(first);
  QTRY_VERIFY(bar->maximum() > 4000);
  for (int y = 100; y < 4000; y += 61) {
    bar->setValue(y);
    const auto left = static_cast<double>(view_->topUnit());
    view_->showDocument(second);
    view_->showDocument(first);
    QVERIFY2(std::abs(static_cast<double>(view_->topUnit()) - left) < 60, qPrintable(QString::number(y)));
  }
}

void DocumentViewTest::aDocumentThatComesWhileTheMouseIsDown() {
  view_->setAnswers({{{unitAt(15, 2), unitAt(15, 2, 7)}}}, 0);
  QTRY_VERIFY(isInView({unitAt(15, 2), unitAt(15, 2, 7)}));
  QWidget* paper = view_->pageView()->viewport();
  QTest::mousePress(paper, Qt::LeftButton, {}, QPoint(300, 200));
  const QPoint beyond(300, paper->height() + 40);  // where it goes on selecting by itself
  QMouseEvent drag(QEvent::MouseMove, beyond, paper->mapToGlobal(beyond), Qt::NoButton, Qt::LeftButton, {});
  QCoreApplication::sendEvent(paper, &drag);
  const QSignalSpy failed(view_.get(), &DocumentView::pagesFailed);
  sizes_.resize(1);
  auto shorter = std::make_shared<documents::Document>(*makeDocument("b.pdf"));
  shorter->pages.resize(1);
  view_->showDocument(shorter);
  QMouseEvent move(QEvent::MouseMove, QPoint(300, 300), paper->mapToGlobal(QPoint(300, 300)), Qt::NoButton,
                   Qt::LeftButton, {});
  QCoreApplication::sendEvent(paper, &move);
  QTRY_VERIFY(view_->pageView()->isDrawn());
  QCoreApplication::sendEvent(paper, &move);
  QTest::qWait(50);
  QCOMPARE(failed.count(), 0);
  QCOMPARE(view_->pageView()->selectedText(), QString());
}

void DocumentViewTest::goesToAPageThatIsYetToCome() {
  view_->showDocument(makeDocument("b.pdf"));
  QVERIFY(!view_->pageView()->isDrawn());
  view_->goToPage(12);
  QTRY_VERIFY(view_->pageView()->isDrawn());
  QCOMPARE(static_cast<int>(view_->currentPage()), 12);
}

void DocumentViewTest::goesToAPageOfTheText() {
  auto document = std::make_shared<documents::Document>();
  for (int page = 0; page < 20; ++page) {
    const std::size_t begin = document->text.size();
    for (int line = 0; line < 30; ++line) document->text += u"A line of a page.\n\n";
    document->pages.push_back({begin, document->text.size()});
  }
  view_->setPagesWanted(false);
  view_->showDocument(document);
  view_->goToPage(12);
  QCOMPARE(view_->topUnit(), document->pages[11].begin);
  QCOMPARE(view_->currentPage(), std::size_t(12));
  QTest::keyClick(view_->textView(), Qt::Key_Down);  // goes on from there
  QVERIFY(view_->currentPage() >= 11);
  view_->goToPage(1);
  QCOMPARE(view_->topUnit(), std::size_t(0));
}

void DocumentViewTest::pagesWithoutText() {
  auto scanned = std::make_shared<documents::Document>();
  scanned->path = "/none/scanned.pdf";
  scanned->text = u"Title";
  scanned->pages.assign(kPages, {5, 5});
  scanned->pages.front() = {0, 5};
  view_->showDocument(scanned);
  QTRY_VERIFY(view_->pageView()->isDrawn());
  QScrollBar* bar = view_->pageView()->verticalScrollBar();
  bar->setValue(bar->maximum() / 2);
  const int left = bar->value();
  view_->showDocument(document_);
  QTRY_VERIFY(view_->pageView()->isDrawn());
  view_->showDocument(scanned);
  QTRY_VERIFY(view_->pageView()->isDrawn());
  QVERIFY(std::abs(bar->value() - left) < 4);
}

void DocumentViewTest::oddSizes() {
  sizes_ = std::vector<QSizeF>(kPages, QSizeF(600, 800));
  sizes_[1] = QSizeF(0, -1);
  sizes_[5] = QSizeF(2400, 1000);  // to be folded out
  view_->showDocument(makeDocument("odd.pdf"));
  QTRY_VERIFY(view_->pageView()->isDrawn());
  view_->setAnswers({{{unitAt(3, 2), unitAt(3, 2, 50)}}}, 0);
  QTRY_VERIFY(!rectOf({unitAt(3, 2), unitAt(3, 2, 50)}).isEmpty());
  QVERIFY(rectOf({unitAt(3, 2), unitAt(3, 2, 50)}).width() > 350);
  view_->setZoom(3);
  view_->setZoom(-3);
  QCOMPARE(view_->currentPage(), std::size_t{4});
  view_->setZoom(0);
  for (int width = 400; width < 700; ++width) {
    sizes_[5] = sizes_[4];
    view_->resize(width, 500);
    if (width == 400) view_->showDocument(makeDocument("even.pdf"));
    QTRY_VERIFY(view_->pageView()->isDrawn() || width != 400);
    QCOMPARE(view_->pageView()->horizontalScrollBar()->maximum(), 0);
  }
}

void DocumentViewTest::savesMarks() {
  const QTemporaryDir folder;
  const std::vector<jobs::PageMark> marks = {{{{1, 2}, {5, 9}}, "Who?"}};
  QSignalSpy failed(view_.get(), &DocumentView::saveFailed);
  view_->saveMarked(document_, marks, folder.filePath("marked.pdf"));
  view_->showDocument(makeDocument("another.pdf"));  // whatever is shown meanwhile
  QFile saved(folder.filePath("marked.pdf"));
  QTRY_VERIFY(saved.exists());
  QVERIFY(saved.open(QIODevice::ReadOnly));
  QCOMPARE(saved.readAll(), QByteArray("Who? 2\n"));
  QCOMPARE(failed.size(), 0);
  view_->saveMarked(document_, marks, folder.filePath("none/marked.pdf"));
  QTRY_COMPARE(failed.size(), 1);
  view_->saveMarked(makeDocument("gone.pdf"), marks, folder.filePath("marked.pdf"));
  QTRY_COMPARE(failed.size(), 2);
  QVERIFY(failed[1][0].toString().contains("gone.pdf"));
}

}  // namespace lectern

QTEST_MAIN(lectern::DocumentViewTest)
#include "tst_document_view.moc"
