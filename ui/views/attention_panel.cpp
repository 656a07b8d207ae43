#include "ui/views/attention_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <algorithm>
#include <utility>

#include "core/answering/percent.h"
#include "core/explanation/agreement.h"
#include "core/text/line.h"
#include "core/text/tokenizer.h"
#include "ui/jobs/explainer.h"
#include "ui/models/qstring.h"
#include "ui/views/matrix_view.h"
#include "ui/views/theme.h"

namespace lectern::views {

using explanation::AttentionSource;
using explanation::Normalization;

namespace {

// Sources beside the reader's weights.
constexpr int kWithoutEachWord = -1;
constexpr int kGradient = -2;

/// The shades in which a source says most; nothing for weights, whose shades are chosen.
std::optional<Normalization> shadesOf(int source) {
  switch (source) {
    case kWithoutEachWord:  // what a word is worth is how much fainter its row is than the first
      return Normalization::None;
    case kGradient:  // what speaks for the answer and what against it are to be compared
      return Normalization::OverAll;
    default:
      return std::nullopt;
  }
}

}  // namespace

AttentionPanel::AttentionPanel(QWidget* parent)
    : QWidget(parent),
      explainer_(new jobs::Explainer(this)),
      sources_(new QComboBox),
      normalizations_(new QComboBox),
      told_(new QLabel),
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
  bar->addWidget(normalizations_);
  bar->addStretch(1);
  bar->addWidget(passage_);
  bar->addWidget(save_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(bar);
  layout->addWidget(told_);
  layout->addWidget(matrix_, 1);
  told_->setTextFormat(Qt::PlainText);
  told_->setWordWrap(true);
  told_->setContentsMargins(kWideGap, 0, kWideGap, kSmallGap);
  // Room for two lines, so that the matrix does not jump.
  told_->setMinimumHeight(2 * told_->fontMetrics().lineSpacing() + kSmallGap);
  told_->setAlignment(Qt::AlignTop);

  connect(sources_, &QComboBox::currentIndexChanged, this, [this] {
    const QSignalBlocker quiet(normalizations_);
    if (const auto own = shadesOf(source())) {
      if (shadesOfWeights_ < 0) {
        shadesOfWeights_ = normalizations_->currentIndex();
      }
      normalizations_->setCurrentIndex(normalizations_->findData(static_cast<int>(*own)));
    } else if (shadesOfWeights_ >= 0) {
      normalizations_->setCurrentIndex(std::exchange(shadesOfWeights_, -1));
    }
    showMatrix();
  });
  connect(normalizations_, &QComboBox::currentIndexChanged, this,
          [this] { matrix_->setShades(shadesOfValues()); });
  connect(matrix_, &MatrixView::currentChanged, this, &AttentionPanel::tell);
  connect(matrix_, &MatrixView::activated, this, [this] {
    const int column = matrix_->current().column;
    if (column >= static_cast<int>(values_.questionColumns)) {
      Q_EMIT wordActivated(values_.columns[static_cast<std::size_t>(column)]);
    }
  });
  connect(save_, &QPushButton::clicked, this, &AttentionPanel::chooseFile);
  connect(explainer_, &jobs::Explainer::changed, this, [this] {
    if (shadesOf(source())) {
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
  return {title, rowNames_, columnNames(), values_, shadesOfValues(), matrix_->drawing()};
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
  rowNames_ = rowNames();
  matrix_->setMatrix(rowNames_, columnNames(), shadesOfValues(), marked, begin);
  const bool any = !values_.columns.empty();
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
  if (values_.columns.empty() && shadesOf(source()) && explainer_->isRunning()) {
    return source() == kGradient ? tr("Working out what each word gives…")
                                 : tr("Asking again without each word…");
  }
  if (values_.columns.empty()) {
    return shadesOf(source()) && prediction_ != nullptr
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
      return tr("Columns read rows; point at a cell for its value");
    default:
      return tr("Rows read columns; point at a cell for its value");
  }
}

QString AttentionPanel::losses() const {
  const explanation::Occlusion& occlusion = *explainer_->occlusion();
  const auto share = [&](std::size_t row) {
    return QString::fromStdString(answering::percent(occlusion.ofAnswer(*answer_, row)));
  };
  const QString told =
      tr("“%1” in this passage: %2 with all words").arg(wordAt(document_->text, *answer_), share(0));
  const QString otherwise = tr("; with uniform attention %1, permuted %2")
                                .arg(share(occlusion.uniformRow()), share(occlusion.permutedRow()));
  if (occlusion.words.empty()) {
    return told + tr(", a word alone cannot be left out") + otherwise;
  }
  std::size_t dearest = 0;  // the row with the least left of the answer
  for (std::size_t row = 1; row <= occlusion.words.size(); ++row) {
    if (occlusion.ofAnswer(*answer_, row) < occlusion.ofAnswer(*answer_, dearest)) dearest = row;
  }
  const QString least = dearest == 0
                            ? tr(", no single word is needed")
                            : tr(", %1 %2").arg(rowNames_[static_cast<qsizetype>(dearest)], share(dearest));
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
      const QString name = columnName(column);
      if (values_.values[column] > most && !text::isPunctuation(name.toStdU16String())) {
        most = values_.values[column];
        word = name;
      }
    }
    return word.isEmpty() ? tr("no word") : tr("“%1”").arg(word);
  };
  const QString told = tr("“%1” gets most from %2 of the question, %3 of the passage")
                           .arg(wordAt(document_->text, *answer_), mostOf(0, values_.questionColumns),
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
    Q_EMIT rowChanged({});
    return;
  }
  const auto row = static_cast<std::size_t>(cell.row), column = static_cast<std::size_t>(cell.column);
  told_->setText(
      tr("%1 · %2: %3")
          .arg(rowNames_[cell.row], columnName(column), QLocale().toString(values_.at(row, column), 'f', 4)));
  matrix_->setAccessibleDescription(told_->text());
  Q_EMIT rowChanged(values_.weights(row));
}

void AttentionPanel::chooseFile() {
  openSaveDialog(
      this, tr("Save the matrix"), pathBeside(jobs::pathOf(document_), tr("weights")), matrixFormats(),
      [shown = shown()](const QString& path) { saveMatrix(shown, path); },
      [this](const QString& reason) { Q_EMIT failed(reason); });
}

std::vector<double> AttentionPanel::shadesOfValues() const {
  return shades(values_, static_cast<Normalization>(normalizations_->currentData().toInt()));
}

QString AttentionPanel::wordAt(std::u16string_view text, text::Range range) const {
  return range.empty() ? QStringLiteral("?")  // a mark that the question lacks is read, too
                       : models::toQString(text::unparted(range.of(text)));
}

QString AttentionPanel::columnName(std::size_t column) const {
  const text::Range& range = values_.columns[column];
  return column < values_.questionColumns ? wordAt(answered_->question.toStdU16String(), range)
                                          : wordAt(document_->text, range);
}

QStringList AttentionPanel::columnNames() const {
  QStringList names;
  for (std::size_t column = 0; column < values_.columns.size(); ++column) {
    names << columnName(column);
  }
  return names;
}

QStringList AttentionPanel::rowNames() const {
  if (values_.columns.empty()) {
    return {};
  }
  if (source() == kGradient) {
    return {tr("for it"), tr("against it")};
  }
  if (values_.rows.empty()) {
    return {tr("start"), tr("end")};
  }
  const bool isPassage = source() == static_cast<int>(AttentionSource::SelfAttention);
  const std::u16string question = answered_->question.toStdU16String();
  const std::u16string& text = isPassage ? document_->text : question;
  QStringList names;
  if (source() == kWithoutEachWord) {
    for (const text::Range& row : values_.rows) {
      names << (row.empty() ? QString() : tr("without “%1”").arg(wordAt(question, row)));
    }
    names.first() = tr("all words");
    names[names.size() - 2] = tr("uniform attention");
    names.last() = tr("permuted attention");
    return names;
  }
  for (const text::Range& row : values_.rows) {
    names << wordAt(text, row);
  }
  return names;
}

}  // namespace lectern::views
