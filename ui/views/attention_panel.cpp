#include "ui/views/attention_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <algorithm>
#include <utility>

#include "core/answering/percent.h"
#include "core/explanation/agreement.h"
#include "core/text/tokenizer.h"
#include "ui/jobs/explainer.h"
#include "ui/views/kept_matrix.h"
#include "ui/views/matrix_names.h"
#include "ui/views/matrix_view.h"
#include "ui/views/narrow_box.h"
#include "ui/views/shade_choice.h"
#include "ui/views/theme.h"

namespace lectern::views {

using explanation::AttentionSource;

AttentionPanel::AttentionPanel(QWidget* parent)
    : QWidget(parent),
      explainer_(new jobs::Explainer(this)),
      sources_(new NarrowBox),
      shades_(new ShadeChoice),
      told_(new QLabel),
      passage_(new QLabel),
      keep_(new QPushButton(tr("Keep &beside"))),
      save_(new QPushButton(tr("&Save…"))),
      matrix_(new MatrixView),
      kept_(new KeptMatrix) {
  sources_->setAccessibleName(tr("Which weights"));
  sources_->setToolTip(tr("Which of the reader's weights are shown"));
  passage_->setForegroundRole(QPalette::PlaceholderText);
  passage_->setAlignment(Qt::AlignTop | Qt::AlignRight);
  keep_->setToolTip(
      tr("Keep this matrix beside the next, to compare answers, questions or kinds of weights"));
  save_->setToolTip(
      tr("Save the matrix as a table (CSV), a picture (PNG), a drawing (SVG) or a web page (HTML)"));
  auto* title = new QLabel(tr("Attention"));
  QFont bold = title->font();
  bold.setBold(true);
  title->setFont(bold);

  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(kWideGap, kGap, kWideGap, kSmallGap);
  bar->setSpacing(kGap);
  bar->addWidget(title);
  bar->addWidget(sources_);
  bar->addWidget(shades_);
  bar->addStretch(1);
  bar->addWidget(keep_);
  bar->addWidget(save_);
  auto* said = new QHBoxLayout;
  said->setSpacing(0);
  said->addWidget(told_, 1);
  said->addWidget(passage_);
  auto* live = new QWidget;
  auto* beneath = new QVBoxLayout(live);
  beneath->setContentsMargins(0, 0, 0, 0);
  beneath->setSpacing(0);
  beneath->addLayout(said);
  beneath->addWidget(matrix_, 1);
  auto* both = new QSplitter;
  both->setChildrenCollapsible(false);
  both->setHandleWidth(1);
  both->addWidget(live);
  both->addWidget(kept_);
  both->setSizes({1, 1});
  kept_->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(bar);
  layout->addWidget(both, 1);
  told_->setTextFormat(Qt::PlainText);
  told_->setWordWrap(true);
  for (QLabel* label : {told_, passage_}) {
    label->setContentsMargins(kWideGap, 0, kWideGap, kSmallGap);
  }
  // Room for two lines, so that the matrix does not jump.
  told_->setMinimumHeight(2 * told_->fontMetrics().lineSpacing() + kSmallGap);
  told_->setAlignment(Qt::AlignTop);

  connect(sources_, &QComboBox::currentIndexChanged, this, [this] {
    shades_->setOwn(ownShades(source()));
    showMatrix();
  });
  connect(shades_, &ShadeChoice::changed, this, [this] {
    matrix_->setShades(shades_->shadesOf(values_));
    tell();
  });
  connect(matrix_, &MatrixView::currentChanged, this, &AttentionPanel::tell);
  connect(matrix_, &MatrixView::activated, this, [this] {
    const int column = matrix_->current().column;
    if (column >= static_cast<int>(values_.questionColumns)) {
      Q_EMIT wordActivated(values_.columns[static_cast<std::size_t>(column)]);
    }
  });
  connect(save_, &QPushButton::clicked, this, &AttentionPanel::chooseFile);
  connect(keep_, &QPushButton::clicked, this, &AttentionPanel::keepBeside);
  connect(explainer_, &jobs::Explainer::changed, this, [this] {
    if (ownShades(source())) {
      showMatrix();
    }
  });
  connect(explainer_, &jobs::Explainer::failed, this, [this](const QString& reason) {
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
  const bool canExplain = prediction_ != nullptr && predictor_ != nullptr;
  explainer_->setExplained(canExplain
                               ? std::optional(jobs::Explained{predictor_, *answered_, document_, window_,
                                                               answer_.value_or(text::Range())})
                               : std::nullopt);
  fillSources();
  showMatrix();
}

QString AttentionPanel::told() const { return told_->text(); }

ShownMatrix AttentionPanel::shown() const {
  QString title = sources_->currentText();
  if (answered_) {
    title += QStringLiteral(": ") + answered_->question;
  }
  return {title, values_, matrix_->matrix(), matrix_->drawing()};
}

void AttentionPanel::keepBeside() {
  ShownMatrix matrix = shown();
  if (answer_) {
    matrix.title += tr(" · “%1”").arg(wordName(document_->text, *answer_));
  }
  kept_->keep(std::move(matrix), source());
}

void AttentionPanel::setPointedWord(int token) {
  pointedWord_ = token;
  markPointedWord();
  if (token < 0 && matrix_->current().row >= 0) {
    tell();  // the document shows what is held again
  }
}

void AttentionPanel::pointAt(text::Range inDocument) {
  if (matrix_->current().row >= 0) {
    return;
  }
  for (std::size_t column = values_.questionColumns; column < values_.columns.size(); ++column) {
    const text::Range& word = values_.columns[column];
    if (!inDocument.empty() && word.begin < inDocument.end && inDocument.begin < word.end) {
      Q_EMIT columnChanged(ofQuestion(column));
      return;
    }
  }
  Q_EMIT columnChanged({});
}

bool AttentionPanel::letGo() {
  bool any = false;
  for (MatrixView* matrix : {matrix_, kept_->matrix()}) {
    any = any || matrix->isHeld() || (matrix->hasFocus() && matrix->current().row >= 0);
    matrix->setCurrent({});
  }
  return any;
}

void AttentionPanel::markPointedWord() {
  const bool areWords = source() == static_cast<int>(AttentionSource::QuestionToPassage) ||
                        source() == static_cast<int>(AttentionSource::PassageToQuestion);
  matrix_->setPointedRow(areWords ? pointedWord_ : -1);
}

void AttentionPanel::fillSources() {
  const std::size_t heads = prediction_ != nullptr ? explanation::headCount(*prediction_) : 0;
  if (sources_->count() == static_cast<int>(heads) + 5 || (prediction_ == nullptr && sources_->count() > 0)) {
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
  sources_->addItem(tr("Gradient × input"), QPoint(kGradient, 0));
  sources_->setCurrentIndex(std::max(sources_->findData(chosen), 0));
}

void AttentionPanel::showMatrix() {
  values_ = chosenMatrix();
  const auto begin = static_cast<int>(values_.questionColumns);
  std::pair<int, int> marked{begin, begin};
  for (std::size_t i = values_.questionColumns; answer_ && i < values_.columns.size(); ++i) {
    if (values_.columns[i].end <= answer_->begin) marked.first = static_cast<int>(i) + 1;
    if (values_.columns[i].begin < answer_->end) marked.second = static_cast<int>(i) + 1;
  }
  MatrixNames names =
      answered_ && document_
          ? matrixNames(values_, source(), answered_->question.toStdU16String(), document_->text)
          : MatrixNames();
  matrix_->setMatrix({std::move(names.rows), std::move(names.columns), names.rowAxis, names.columnAxis,
                      shades_->shadesOf(values_), marked, begin});
  markPointedWord();
  const bool any = !values_.columns.empty();
  keep_->setEnabled(any);
  save_->setEnabled(any);
  passage_->setText(
      any ? tr("passage %1 of %2 with answers").arg(window_ + 1).arg(prediction_->attention.size())
          : QString());
  tell();
}

int AttentionPanel::source() const { return sources_->currentData().toPoint().x(); }

explanation::AttentionMatrix AttentionPanel::chosenMatrix() {
  if (prediction_ == nullptr) {
    return {};
  }
  if (source() == kWithoutEachWord) {
    explainer_->wantOcclusion();
    const auto* occlusion = explainer_->occlusion();
    return occlusion != nullptr ? occlusion->matrix() : explanation::AttentionMatrix();
  }
  if (source() == kGradient) {
    explainer_->wantGradient();
    if (answer_) explainer_->wantOcclusion();  // which it is compared with
    const auto* gradient = explainer_->gradient();
    return gradient != nullptr ? explanation::gradientMatrix(*gradient, prediction_->questionTokens)
                               : explanation::AttentionMatrix();
  }
  return attentionMatrix(*prediction_, window_, static_cast<AttentionSource>(source()),
                         static_cast<std::size_t>(sources_->currentData().toPoint().y()));
}

QString AttentionPanel::summary() const {
  if (!answered_) {
    return tr("Ask a question to see what the reader attends to");
  }
  if (source() == kGradient && prediction_ != nullptr && !answer_) {
    return tr("Choose an answer to see what each word gives to it");
  }
  if (values_.columns.empty() && ownShades(source()) && explainer_->isRunning()) {
    return source() == kGradient ? tr("Working out what each word gives…")
                                 : tr("Asking again without each word…");
  }
  if (values_.columns.empty()) {
    return ownShades(source()) && prediction_ != nullptr
               ? tr("This could not be asked again")
               : tr("No passage of this document holds one of the answers");
  }
  switch (source()) {
    case kWithoutEachWord:
      return answer_ ? losses() : tr("Where the answer is without each word; point at a cell for its value");
    case kGradient:
      return gifts();
    case static_cast<int>(AttentionSource::Ends):
      return tr("Probabilities of the answer's ends; point at a cell for its value");
    case static_cast<int>(AttentionSource::PassageToQuestion):
      return tr("Words of the passage read those of the question; point at a cell for its value");
    case static_cast<int>(AttentionSource::SelfAttention):
      return tr("Each row’s word reads those of the columns; point at a cell for its value");
    default:
      return tr("Words of the question read those of the passage; point at a cell for its value");
  }
}

QString AttentionPanel::losses() const {
  const explanation::Occlusion& occlusion = *explainer_->occlusion();
  const auto share = [&](std::size_t row) {
    return QString::fromStdString(answering::percent(occlusion.ofAnswer(*answer_, row)));
  };
  const QString told =
      tr("“%1” in this passage: %2 with all words").arg(wordName(document_->text, *answer_), share(0));
  const QString otherwise = tr("; with uniform attention %1, permuted %2")
                                .arg(share(occlusion.uniformRow()), share(occlusion.permutedRow()));
  if (occlusion.words.empty()) {
    return told + tr(", a word alone cannot be left out") + otherwise;
  }
  std::size_t dearest = 0;  // the row with the least left of the answer
  for (std::size_t row = 1; row <= occlusion.words.size(); ++row) {
    if (occlusion.ofAnswer(*answer_, row) < occlusion.ofAnswer(*answer_, dearest)) dearest = row;
  }
  const QString least =
      dearest == 0
          ? tr(", no single word is needed")
          : tr(", %1 %2").arg(matrix_->matrix().rows[static_cast<qsizetype>(dearest)], share(dearest));
  const auto rank = explanation::rankCorrelation(lost(occlusion, *answer_),
                                                 attended(occlusion, *prediction_, window_, *answer_));
  return told + least + otherwise +
         (rank ? tr(" · rank correlation with passage → question: %1").arg(QLocale().toString(*rank, 'f', 2))
               : QString());
}

QString AttentionPanel::gifts() const {
  const auto mostOf = [&](std::size_t first, std::size_t last) {  // the word that speaks for the answer most
    QString word;
    float most = 0;
    for (std::size_t column = first; column < last; ++column) {
      const QString& name = matrix_->matrix().columns[static_cast<qsizetype>(column)];
      if (values_.values[column] > most && !text::isPunctuation(name.toStdU16String())) {
        most = values_.values[column];
        word = name;
      }
    }
    return word.isEmpty() ? tr("no word") : tr("“%1”").arg(word);
  };
  const QString told = tr("“%1” gets most from %2 of the question, %3 of the passage")
                           .arg(wordName(document_->text, *answer_), mostOf(0, values_.questionColumns),
                                mostOf(values_.questionColumns, values_.columns.size()));
  const explanation::Occlusion* occlusion = explainer_->occlusion();
  if (occlusion == nullptr) {
    return told;
  }
  const auto ofWords = given(*occlusion, *prediction_, *explainer_->gradient());
  const auto with = [&](const std::vector<double>& others) {
    const auto rank = explanation::rankCorrelation(ofWords, others);
    return rank ? QLocale().toString(*rank, 'f', 2) : tr("none");
  };
  return told + tr(" · rank correlations: attention %1, words left out %2")
                    .arg(with(attended(*occlusion, *prediction_, window_, *answer_)),
                         with(lost(*occlusion, *answer_)));
}

void AttentionPanel::tell() {
  const MatrixView::Cell cell = matrix_->current();
  if (cell.row < 0) {
    told_->setText(summary());
    matrix_->setAccessibleDescription({});
    Q_EMIT rowChanged({});
    Q_EMIT columnChanged({});
    return;
  }
  const auto row = static_cast<std::size_t>(cell.row), column = static_cast<std::size_t>(cell.column);
  const DrawnMatrix& drawn = matrix_->matrix();
  told_->setText(
      cellName(drawn.rows[cell.row], drawn.columns[cell.column], source(), values_.at(row, column)));
  matrix_->setAccessibleDescription(told_->text());
  std::vector<explanation::WeightedRange> weights = values_.weights(row);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::size_t at = row * values_.columns.size() + values_.questionColumns + i;
    if (drawn.shades[at] <= 0) weights[i].weight = 0;
  }
  Q_EMIT rowChanged(weights);
  Q_EMIT columnChanged(ofQuestion(column));
}

std::vector<double> AttentionPanel::ofQuestion(std::size_t column) const {
  std::vector<double> weights;
  if (values_.rows != prediction_->questionTokens || source() == kWithoutEachWord) {
    return weights;  // the rows are something else
  }
  for (std::size_t row = 0; row < values_.rowCount(); ++row) {
    const bool isShown = matrix_->matrix().shades[row * values_.columns.size() + column] > 0;
    weights.push_back(isShown ? values_.at(row, column) : 0);
  }
  const double strongest = *std::ranges::max_element(weights);
  for (double& weight : weights) {
    weight = strongest > 0 ? weight / strongest : 0;
  }
  return weights;
}

void AttentionPanel::chooseFile() {
  openSaveDialog(
      this, tr("Save the matrix"), pathBeside(jobs::pathOf(document_), tr("weights")), matrixFormats(),
      [shown = shown()](const QString& path) { saveMatrix(shown, path); },
      [this](const QString& reason) { Q_EMIT failed(reason); });
}

}  // namespace lectern::views
