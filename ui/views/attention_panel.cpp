#include "ui/views/attention_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QImageWriter>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <algorithm>
#include <utility>

#include "core/answering/percent.h"
#include "core/base/error.h"
#include "core/data/csv.h"
#include "core/text/line.h"
#include "ui/jobs/occlusion_run.h"
#include "ui/models/qstring.h"
#include "ui/views/matrix_view.h"
#include "ui/views/save_dialog.h"
#include "ui/views/theme.h"

namespace lectern::views {

using explanation::AttentionSource;
using explanation::Normalization;

namespace {

constexpr int kWithoutEachWord = -1;  // a source beside the reader's weights

/// A line that ends with "…" where there is no room for all of it.
class ElidedLabel : public QLabel {
 public:
  using QLabel::QLabel;

 protected:
  void paintEvent(QPaintEvent*) override {
    const QRect room = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, room.width());
    setToolTip(shown == text() ? QString() : text());
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
  }
};

}  // namespace

AttentionPanel::AttentionPanel(QWidget* parent)
    : QWidget(parent),
      occlusionRun_(new jobs::OcclusionRun(this)),
      sources_(new QComboBox),
      normalizations_(new QComboBox),
      told_(new ElidedLabel),
      passage_(new QLabel),
      save_(new QPushButton(tr("&Save…"))),
      matrix_(new MatrixView) {
  sources_->setAccessibleName(tr("Which weights"));
  sources_->setToolTip(tr("Which of the reader's weights are shown"));
  normalizations_->setAccessibleName(tr("Shades"));
  normalizations_->setToolTip(tr("What makes a cell dark; its value stays as it is"));
  normalizations_->addItem(tr("Dark: 1"), QVariant::fromValue(static_cast<int>(Normalization::None)));
  normalizations_->addItem(tr("Dark: strongest in its row"),
                           QVariant::fromValue(static_cast<int>(Normalization::ByRow)));
  normalizations_->addItem(tr("Dark: strongest of all"),
                           QVariant::fromValue(static_cast<int>(Normalization::OverAll)));
  normalizations_->addItem(tr("By logarithm"),
                           QVariant::fromValue(static_cast<int>(Normalization::Logarithmic)));
  normalizations_->setCurrentIndex(1);
  passage_->setForegroundRole(QPalette::PlaceholderText);
  save_->setToolTip(tr("Save the matrix as a table (CSV) or as a picture (PNG)"));
  auto* title = new QLabel(tr("Attention"));
  QFont bold = title->font();
  bold.setBold(true);
  title->setFont(bold);

  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(kWideGap, kGap, kWideGap, kSmallGap);
  bar->setSpacing(kGap);
  bar->addWidget(title);
  bar->addWidget(sources_);
  bar->addWidget(normalizations_);
  bar->addWidget(told_, 1);
  bar->addWidget(passage_);
  bar->addWidget(save_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(bar);
  layout->addWidget(matrix_, 1);
  told_->setTextFormat(Qt::PlainText);
  told_->setMinimumWidth(40);

  connect(sources_, &QComboBox::currentIndexChanged, this, [this] {
    // What a word is worth is how much fainter a row is than the first: not to be seen where each is as dark.
    const QSignalBlocker quiet(normalizations_);
    if (isWithoutEachWord()) {
      shadesOfWeights_ = normalizations_->currentIndex();
      normalizations_->setCurrentIndex(0);
    } else if (shadesOfWeights_ >= 0) {
      normalizations_->setCurrentIndex(std::exchange(shadesOfWeights_, -1));
    }
    showMatrix();
  });
  connect(normalizations_, &QComboBox::currentIndexChanged, this, [this] {
    matrix_->setShades(shades(values_, static_cast<Normalization>(normalizations_->currentData().toInt())));
  });
  connect(matrix_, &MatrixView::currentChanged, this, &AttentionPanel::tell);
  connect(matrix_, &MatrixView::activated, this, [this] {
    const int column = matrix_->current().column;
    if (column >= 0) {
      Q_EMIT wordActivated(values_.columns[static_cast<std::size_t>(column)]);
    }
  });
  connect(save_, &QPushButton::clicked, this, &AttentionPanel::chooseFile);
  connect(occlusionRun_, &jobs::OcclusionRun::finished, this,
          [this](const explanation::Occlusion& occlusion) {
            occlusion_ = occlusion;
            if (isWithoutEachWord()) {
              showMatrix();
            }
          });
  connect(occlusionRun_, &jobs::OcclusionRun::failed, this, [this](const QString& reason) {
    occluded_ = {};  // to be tried again
    tell();
    Q_EMIT failed(reason);
  });
  setAnswered(nullptr, {}, {});
}

void AttentionPanel::setAnswered(const jobs::Answered* answered, const jobs::DocumentPtr& document,
                                 std::optional<text::Range> answer) {
  answered_ = answered == nullptr ? std::nullopt : std::optional(*answered);
  document_ = document;
  prediction_ = answered_ ? answered_->find(document) : nullptr;
  if (prediction_ != nullptr && prediction_->attention.empty()) {
    prediction_ = nullptr;
  }
  answer_ = answer;
  window_ = prediction_ != nullptr && answer_ ? explanation::windowOf(*prediction_, *answer_).value_or(0) : 0;
  if (prediction_ == nullptr || Passage{answered_->predictions, document_, window_} != occluded_) {
    occlusionRun_->cancel();
    occluded_ = {};
    occlusion_.reset();
  }
  fillSources();
  showMatrix();
}

QString AttentionPanel::told() const { return told_->text(); }

std::function<void(const QString& path)> AttentionPanel::saving() const {
  data::CsvRows rows(values_.rowCount() + 1);
  rows[0].emplace_back();
  for (const text::Range& column : values_.columns) {
    rows[0].push_back(wordAt(document_->text, column).toStdString());
  }
  for (std::size_t row = 0; row < values_.rowCount(); ++row) {
    rows[row + 1].push_back(rowNames_[static_cast<qsizetype>(row)].toStdString());
    for (std::size_t column = 0; column < values_.columns.size(); ++column) {
      rows[row + 1].push_back(QLocale::c().toString(values_.at(row, column), 'g', 6).toStdString());
    }
  }
  return [rows = std::move(rows), picture = matrix_->picture()](const QString& path) {
    if (path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive)) {
      data::writeCsv(rows, path.toStdU16String());
      return;
    }
    QImageWriter writer(path);
    if (!writer.write(picture)) {
      throw FileError("cannot write '" + path.toStdString() + "': " + writer.errorString().toStdString());
    }
  };
}

void AttentionPanel::fillSources() {
  const std::size_t heads = prediction_ != nullptr ? explanation::headCount(*prediction_) : 0;
  if (sources_->count() == static_cast<int>(heads) + 4 || (prediction_ == nullptr && sources_->count() > 0)) {
    return;  // those of the same reader: what was chosen stays
  }
  const QSignalBlocker quiet(sources_);
  const QVariant chosen = sources_->currentData();
  sources_->clear();
  const auto add = [&](const QString& name, AttentionSource source, int head = 0) {
    sources_->addItem(name, QPoint(static_cast<int>(source), head));
  };
  add(tr("Question → passage"), AttentionSource::QuestionToPassage);
  add(tr("Passage → question"), AttentionSource::PassageToQuestion);
  add(tr("Start and end"), AttentionSource::Ends);
  for (int head = 0; head < static_cast<int>(heads); ++head) {
    add(heads == 1 ? tr("Passage → passage") : tr("Passage → passage, head %1").arg(head + 1),
        AttentionSource::SelfAttention, head);
  }
  sources_->addItem(tr("Without each word"), QPoint(kWithoutEachWord, 0));
  sources_->setCurrentIndex(std::max(sources_->findData(chosen), 0));
}

void AttentionPanel::showMatrix() {
  const QPoint source = sources_->currentData().toPoint();
  values_ = isWithoutEachWord() ? withoutEachWord()
            : prediction_ != nullptr
                ? attentionMatrix(*prediction_, window_, static_cast<AttentionSource>(source.x()),
                                  static_cast<std::size_t>(source.y()))
                : explanation::AttentionMatrix();
  QStringList columns;
  std::pair<int, int> marked{0, 0};
  for (const text::Range& column : values_.columns) {
    if (answer_ && column.end <= answer_->begin) marked.first = static_cast<int>(columns.size()) + 1;
    if (answer_ && column.begin < answer_->end) marked.second = static_cast<int>(columns.size()) + 1;
    columns << wordAt(document_->text, column);
  }
  rowNames_ = rowNames();
  matrix_->setMatrix(rowNames_, columns,
                     shades(values_, static_cast<Normalization>(normalizations_->currentData().toInt())),
                     marked);
  const bool any = !values_.columns.empty();
  save_->setEnabled(any);
  passage_->setText(any ? tr("passage %1 of %2").arg(window_ + 1).arg(prediction_->attention.size())
                        : QString());
  tell();
}

bool AttentionPanel::isWithoutEachWord() const {
  return sources_->currentData().toPoint().x() == kWithoutEachWord;
}

explanation::AttentionMatrix AttentionPanel::withoutEachWord() {
  if (prediction_ == nullptr || predictor_ == nullptr) {
    return {};
  }
  const Passage shown{answered_->predictions, document_, window_};
  if (shown != occluded_) {
    occluded_ = shown;
    occlusion_.reset();
    occlusionRun_->start(predictor_, *answered_, document_, window_);
  }
  return occlusion_ ? occlusion_->matrix() : explanation::AttentionMatrix();
}

QString AttentionPanel::summary() const {
  if (!answered_) {
    return tr("Ask a question to see what the reader attends to");
  }
  if (isWithoutEachWord() && occlusionRun_->isRunning()) {
    return tr("Asking again without each word…");
  }
  if (values_.columns.empty()) {
    return isWithoutEachWord() && prediction_ != nullptr
               ? tr("This could not be asked again")
               : tr("No passage of this document holds one of the answers");
  }
  if (isWithoutEachWord()) {
    return answer_ ? worthOfWords()
                   : tr("Where the answer is without each word; point at a cell for its value");
  }
  const auto source = static_cast<AttentionSource>(sources_->currentData().toPoint().x());
  return source == AttentionSource::Ends
             ? tr("Probabilities of the answer's ends; point at a cell for its value")
         : source == AttentionSource::PassageToQuestion
             ? tr("Columns read rows; point at a cell for its value")
             : tr("Rows read columns; point at a cell for its value");
}

QString AttentionPanel::worthOfWords() const {
  const auto share = [&](std::size_t row) {
    return QString::fromStdString(answering::percent(occlusion_->ofAnswer(*answer_, row)));
  };
  const QString told =
      tr("“%1” in this passage: %2 with all words").arg(wordAt(document_->text, *answer_), share(0));
  if (values_.rowCount() == 1) {
    return told + tr("; a word alone cannot be left out");
  }
  std::size_t dearest = 0;  // the row with the least left of the answer
  for (std::size_t row = 1; row < values_.rowCount(); ++row) {
    if (occlusion_->ofAnswer(*answer_, row) < occlusion_->ofAnswer(*answer_, dearest)) dearest = row;
  }
  const QString least = dearest == 0
                            ? tr(", no single word is needed")
                            : tr(", %1 %2").arg(rowNames_[static_cast<qsizetype>(dearest)], share(dearest));
  const auto rank = explanation::agreement(*occlusion_, *prediction_, window_, *answer_);
  return told + least +
         (rank ? tr(" · rank correlation with passage → question: %1").arg(QLocale().toString(*rank, 'f', 2))
               : QString());
}

void AttentionPanel::tell() {
  const MatrixView::Cell cell = matrix_->current();
  if (cell.row < 0) {
    told_->setText(summary());
    Q_EMIT rowChanged({});
    return;
  }
  const auto row = static_cast<std::size_t>(cell.row), column = static_cast<std::size_t>(cell.column);
  told_->setText(tr("%1 · %2: %3")
                     .arg(rowNames_[cell.row], wordAt(document_->text, values_.columns[column]),
                          QLocale().toString(values_.at(row, column), 'f', 4)));
  matrix_->setAccessibleDescription(told_->text());
  Q_EMIT rowChanged(values_.weights(row));
}

void AttentionPanel::chooseFile() {
  openSaveDialog(this, tr("Save the matrix"), pathBeside(jobs::pathOf(document_), tr("weights")),
                 {{tr("Table"), QStringLiteral("csv")}, {tr("Picture"), QStringLiteral("png")}}, saving(),
                 [this](const QString& reason) { Q_EMIT failed(reason); });
}

QString AttentionPanel::wordAt(const std::u16string& text, text::Range range) const {
  return models::toQString(text::unparted(range.of(text)));
}

QStringList AttentionPanel::rowNames() const {
  if (values_.columns.empty()) {
    return {};
  }
  if (values_.rows.empty()) {
    return {tr("start"), tr("end")};
  }
  const bool isPassage =
      sources_->currentData().toPoint().x() == static_cast<int>(AttentionSource::SelfAttention);
  const std::u16string question = answered_->question.toStdU16String();
  const std::u16string& text = isPassage ? document_->text : question;
  QStringList names;
  if (isWithoutEachWord()) {
    for (const text::Range& row : values_.rows) {
      names << (row.empty() ? tr("all words") : tr("without “%1”").arg(wordAt(question, row)));
    }
    return names;
  }
  for (const text::Range& row : values_.rows) {
    names << (row.empty() ? QStringLiteral("?")
                          : wordAt(text, row));  // a mark that the question lacks is read, too
  }
  return names;
}

}  // namespace lectern::views
