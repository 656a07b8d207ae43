#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <algorithm>

#include "core/base/error.h"
#include "core/data/csv.h"
#include "ui/views/attention_panel.h"
#include "ui/views/kept_matrix.h"
#include "ui/views/matrix_view.h"
#include "ui/views/shade_choice.h"

namespace lectern {

using explanation::WeightedRange;
using views::AttentionPanel;
using views::MatrixView;

namespace {

/// "Who came" asked of "Mary 来 home." as one window, with an answer in "Mary".
jobs::Answered makeAnswered() {
  auto document = std::make_shared<documents::Document>();
  document->text = u"Mary \u6765 home.";
  auto prediction = std::make_shared<answering::Prediction>();
  prediction->questionTokens = {{0, 3}, {4, 8}, {8, 8}};
  answering::WindowAttention& window = prediction->attention.emplace_back();
  window.tokens = {{0, 4}, {5, 6}, {7, 11}, {11, 12}};
  window.questionToPassage = {0.7f, 0.1f, 0.1f, 0.1f, 0.1f, 0.6f, 0.2f, 0.1f, 0.25f, 0.25f, 0.25f, 0.25f};
  window.passageToQuestion.assign(12, 0.25f);
  window.passageToQuestion[5] = 0.5f;  // the second passage token reads the third question token
  window.selfAttention = {std::vector<float>(16, 0.25f), std::vector<float>(16, 0.25f)};
  window.start = {0.75f, 0.25f, 0, 0};
  window.end = {0.5f, 0.5f, 0, 0};
  jobs::Answered answered;
  answered.documents = {document};
  answered.question = "Who came";
  answered.predictions = std::make_shared<const std::vector<answering::Prediction>>(1, *prediction);
  return answered;
}

}  // namespace

class AttentionPanelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void showsEachSource();
  void tellsOfCells();
  void holdsACell();
  void showsTheStrongest();
  void keepsOneBeside();
  void goesByKeys();
  void saves();
  void showsNothingWithoutAnAnswer();

 private:
  /// As the mouse does.
  void point(MatrixView::Cell cell) {
    QWidget* cells = panel_->matrix()->viewport();
    const QPoint at = panel_->matrix()->cellRect(cell).center();
    QMouseEvent move(QEvent::MouseMove, at, cells->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(cells, &move);
  }

  jobs::Answered answered_ = makeAnswered();
  std::unique_ptr<AttentionPanel> panel_;
};

void AttentionPanelTest::init() {
  panel_ = std::make_unique<AttentionPanel>();
  panel_->resize(900, 300);
  panel_->show();
  QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
  panel_->setAnswered(&answered_, answered_.documents.front(), text::Range{0, 4});
}

void AttentionPanelTest::showsEachSource() {
  QCOMPARE(panel_->sources()->count(), 7);  // two heads
  const auto toldAt = [&](int row, int column) {
    panel_->matrix()->setCurrent({row, column});
    return panel_->told();
  };
  const QLocale locale;
  const auto number = [&](double value) { return locale.toString(value, 'f', 4); };
  QCOMPARE(toldAt(1, 1), QStringLiteral("came → 来: ") + number(0.6));
  panel_->sources()->setCurrentIndex(1);
  QCOMPARE(toldAt(2, 1), QStringLiteral("来 → ?: ") + number(0.5));
  panel_->sources()->setCurrentIndex(2);
  QCOMPARE(toldAt(0, 0), QStringLiteral("start · Mary: ") + number(0.75));
  panel_->sources()->setCurrentIndex(4);
  QCOMPARE(toldAt(3, 2), QStringLiteral(". → home: ") + number(0.25));
  panel_->setAnswered(&answered_, answered_.documents.front(), {});
  QCOMPARE(panel_->sources()->currentIndex(), 4);  // stays for the next answer
}

void AttentionPanelTest::tellsOfCells() {
  QSignalSpy rows(panel_.get(), &AttentionPanel::rowChanged);
  QSignalSpy words(panel_.get(), &AttentionPanel::wordActivated);
  QWidget* cells = panel_->matrix()->viewport();
  const QPoint place = panel_->matrix()->cellRect({1, 2}).center();
  QTest::mouseMove(cells, place);
  QTRY_COMPARE(panel_->matrix()->current(), (MatrixView::Cell{1, 2}));
  const auto weights = rows.constLast().constFirst().value<std::vector<WeightedRange>>();
  QCOMPARE(weights.size(), std::size_t{4});
  QCOMPARE(weights[1].weight, 1.0);
  QVERIFY(std::abs(weights[2].weight - 0.2 / 0.6) < 1e-6);
  QTest::mouseClick(cells, Qt::LeftButton, {}, place);
  QCOMPARE(words.count(), 1);
  QCOMPARE(words[0][0].value<text::Range>(), (text::Range{7, 11}));

  const auto colorAt = [&](MatrixView::Cell cell) {
    return cells->grab().toImage().pixelColor(panel_->matrix()->cellRect(cell).center());
  };
  const int strong = colorAt({0, 0}).lightness(), weak = colorAt({0, 1}).lightness();
  QVERIFY(strong < weak - 50);
  panel_->matrix()->setCurrent({});
  QVERIFY(rows.constLast().constFirst().value<std::vector<WeightedRange>>().empty());
  QVERIFY(!panel_->told().isEmpty());
}

void AttentionPanelTest::holdsACell() {
  MatrixView* matrix = panel_->matrix();
  const auto at = [&](int row, int column) { return matrix->cellRect({row, column}).center(); };
  const auto click = [&](QPoint place) { QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {}, place); };
  QSignalSpy bars(panel_.get(), &AttentionPanel::columnChanged);
  click(at(1, 1));
  point({0, 2});
  QCOMPARE(matrix->current(), (MatrixView::Cell{1, 1}));
  const auto weights = bars.constLast().constFirst().value<std::vector<double>>();
  QCOMPARE(weights.size(), std::size_t{3});  // "来" is read by "came" most
  QCOMPARE(weights[1], 1.0);
  QVERIFY(std::abs(weights[0] - 0.1 / 0.6) < 1e-6);
  panel_->setAnswered(&answered_, answered_.documents.front(), text::Range{0, 4});
  QCOMPARE(matrix->current(), (MatrixView::Cell{1, 1}));  // the same matrix
  click(at(1, 1));
  QTest::mouseMove(matrix->viewport(), at(0, 2));
  QTRY_COMPARE(matrix->current(), (MatrixView::Cell{0, 2}));
  click(at(1, 1));
  QSignalSpy rows(panel_.get(), &AttentionPanel::rowChanged);
  panel_->setPointedWord(0);
  panel_->setPointedWord(-1);  // the document had another tint meanwhile
  QVERIFY(!rows.constLast().constFirst().value<std::vector<WeightedRange>>().empty());
  panel_->pointAt({0, 1});
  QCOMPARE(bars.constLast().constFirst().value<std::vector<double>>()[1], 1.0);  // of what is held
  QVERIFY(panel_->letGo());
  panel_->pointAt({1, 2});  // in "Mary", which "Who" reads most
  QCOMPARE(bars.constLast().constFirst().value<std::vector<double>>()[0], 1.0);
  panel_->pointAt({4, 5});
  QVERIFY(bars.constLast().constFirst().value<std::vector<double>>().empty());
  QVERIFY(!panel_->letGo());
  QTest::mouseMove(matrix->viewport(), at(0, 3));
  QTRY_COMPARE(matrix->current(), (MatrixView::Cell{0, 3}));
  matrix->clearFocus();
  QVERIFY(!panel_->letGo());  // what the pointer rests on is not held
}

void AttentionPanelTest::showsTheStrongest() {
  QComboBox* cells = panel_->shades()->cells();
  const auto shown = [&](const QString& choice) {
    cells->setCurrentIndex(cells->findText(choice));
    std::vector<double> shades = panel_->matrix()->matrix().shades;
    return std::ranges::count_if(shades, [](double shade) { return shade > 0; });
  };
  QCOMPARE(shown("All cells"), 12);
  QCOMPARE(shown("From 50 % dark"), 6);        // 0.7; 0.6; all four of the last row
  QCOMPARE(shown("Strongest 1 in a row"), 6);  // equal ones are all strongest
  QCOMPARE(shown("Strongest 3 in a row"), 4 + 4 + 4);
  QCOMPARE(shown("From 25 % dark"), 1 + 2 + 4);
  QSignalSpy rows(panel_.get(), &AttentionPanel::rowChanged);
  shown("Strongest 1 in a row");
  panel_->matrix()->setCurrent({1, 1});
  const auto weights = rows.constLast().constFirst().value<std::vector<WeightedRange>>();
  QVERIFY(weights[1].weight == 1 && weights[2].weight == 0);
}

void AttentionPanelTest::keepsOneBeside() {
  QVERIFY(!panel_->kept()->isVisible());
  for (QPushButton* button : panel_->findChildren<QPushButton*>()) {
    if (button->text().contains("beside")) button->click();
  }
  QVERIFY(panel_->kept()->isVisible());
  QCOMPARE(panel_->kept()->title(), QStringLiteral("Question → passage: Who came · “Mary”"));
  panel_->sources()->setCurrentIndex(2);
  QCOMPARE(panel_->matrix()->matrix().rows, QStringList({"start", "end"}));
  QCOMPARE(panel_->kept()->matrix()->matrix().rows, QStringList({"Who", "came", "?"}));
  panel_->setAnswered(nullptr, nullptr, {});
  QVERIFY(panel_->kept()->isVisible());
  panel_->kept()->findChild<QToolButton*>()->click();
  QVERIFY(!panel_->kept()->isVisible());
}

void AttentionPanelTest::goesByKeys() {
  MatrixView* matrix = panel_->matrix();
  panel_->setAnswered(&answered_, answered_.documents.front(), text::Range{7, 11});
  QTest::keyClick(matrix, Qt::Key_Right);
  QCOMPARE(matrix->current(), (MatrixView::Cell{0, 2}));  // begins at the answer
  QTest::keyClick(matrix, Qt::Key_Down);
  QTest::keyClick(matrix, Qt::Key_Right);
  QTest::keyClick(matrix, Qt::Key_Right);
  QCOMPARE(matrix->current(), (MatrixView::Cell{1, 3}));
  QSignalSpy words(panel_.get(), &AttentionPanel::wordActivated);
  QTest::keyClick(matrix, Qt::Key_Return);
  QCOMPARE(words[0][0].value<text::Range>(), (text::Range{11, 12}));
  point({0, 0});
  QCOMPARE(matrix->current(), (MatrixView::Cell{1, 3}));  // it is held
  QTest::keyClick(matrix, Qt::Key_Space);
  point({0, 0});
  QCOMPARE(matrix->current(), (MatrixView::Cell{0, 0}));
}

void AttentionPanelTest::saves() {
  const QTemporaryDir folder;
  const auto save = [&](const QString& name) { views::saveMatrix(panel_->shown(), folder.filePath(name)); };
  save("a.csv");
  const data::CsvRows rows = data::readCsv(folder.filePath("a.csv").toStdString());
  QCOMPARE(rows.size(), std::size_t{4});
  QCOMPARE(rows[0], (std::vector<std::string>{"", "Mary", "来", "home", "."}));
  QCOMPARE(rows[1], (std::vector<std::string>{"Who", "0.7", "0.1", "0.1", "0.1"}));
  QCOMPARE(rows[3][0], std::string("?"));

  save("a.png");
  const QImage picture(folder.filePath("a.png"));
  QVERIFY(picture.width() > 4 * 10 && picture.height() > 3 * 10);
  save("a.svg");
  QSvgRenderer drawing(folder.filePath("a.svg"));
  QVERIFY(drawing.isValid());
  QCOMPARE(drawing.viewBox().size(), picture.size());
  QImage drawn(picture.size(), QImage::Format_RGB32);
  QPainter painter(&drawn);
  drawing.render(&painter);
  painter.end();
  const QPoint cell(picture.width() - 8 - 4 * 10,
                    picture.height() - 8 - 3 * 10);  // of the answer, or next to it
  QCOMPARE(drawn.pixelColor(cell), picture.pixelColor(cell));

  views::ShownMatrix named = panel_->shown();
  named.title = QStringLiteral("AT&T <b>");
  views::saveMatrix(named, folder.filePath("b.svg"));
  QVERIFY(QSvgRenderer(folder.filePath("b.svg")).isValid());
  QFile namedDrawing(folder.filePath("b.svg"));
  QVERIFY(namedDrawing.open(QIODevice::ReadOnly));
  QCOMPARE(namedDrawing.readAll().count("<title>AT&amp;T &lt;b&gt;</title>"), 1);

  save("a.html");
  QFile page(folder.filePath("a.html"));
  QVERIFY(page.open(QIODevice::ReadOnly));
  const QString html = QString::fromUtf8(page.readAll());
  QVERIFY(html.contains(QStringLiteral("<title>Question → passage: Who came</title>")));
  QVERIFY(html.contains(QStringLiteral("<th scope=\"col\">来</th>")));
  QCOMPARE(html.count(QStringLiteral("<td title=")), 12);
  QVERIFY(html.contains(QStringLiteral("<th scope=\"row\">Who</th><td title=\"0.7\"")));

  for (const char* name : {"none/a.png", "none/a.csv", "none/a.svg", "none/a.html"}) {
    QVERIFY_THROWS_EXCEPTION(FileError, save(name));
  }
}

void AttentionPanelTest::showsNothingWithoutAnAnswer() {
  panel_->setAnswered(nullptr, nullptr, {});
  QTest::keyClick(panel_->matrix(), Qt::Key_Right);
  QCOMPARE(panel_->matrix()->current(), MatrixView::Cell());
  QTest::mouseClick(panel_->matrix()->viewport(), Qt::LeftButton, {}, QPoint(100, 100));
  QCOMPARE(panel_->matrix()->current(), MatrixView::Cell());
  jobs::Answered untraced = answered_;
  untraced.predictions = std::make_shared<const std::vector<answering::Prediction>>(1);
  panel_->setAnswered(&untraced, answered_.documents.front(), text::Range{0, 4});
  QVERIFY(panel_->told().contains("No passage"));
  panel_->setAnswered(nullptr, nullptr, {});
  QVERIFY(panel_->told().contains("Ask"));
}

}  // namespace lectern

QTEST_MAIN(lectern::AttentionPanelTest)
#include "tst_attention_panel.moc"
