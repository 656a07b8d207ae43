#include "ui/views/answer_pane.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/answering/percent.h"
#include "ui/views/answer_delegate.h"
#include "ui/views/buttons.h"
#include "ui/views/core_words.h"
#include "ui/views/labels.h"
#include "ui/views/notes.h"
#include "ui/views/theme.h"

namespace lectern::views {
namespace {

/// A page with the margins that the cards have.
QVBoxLayout* makePage() {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(kWideGap, kSmallGap, kWideGap, kWideGap);
  layout->setSpacing(kGap);
  return layout;
}

}  // namespace

AnswerPane::AnswerPane(QWidget* parent)
    : QWidget(parent),
      model_(new models::AnswerModel(this)),
      title_(headingLabel()),
      notes_(quietLabel()),
      later_(makeLater()),
      pages_(new QStackedWidget) {
  title_->setContentsMargins(kWideGap, 14, kWideGap, kGap);
  notes_->setContentsMargins(kWideGap, 0, kWideGap, kGap);
  notes_->setTextFormat(Qt::PlainText);  // there are titles in them
  for (QWidget* page : {makeEmptyPage(), makeReadingPage(), makeListPage(), makeNoAnswerPage()}) {
    pages_->addWidget(page);
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(title_);
  layout->addWidget(notes_);
  layout->addWidget(later_);
  layout->addWidget(pages_, 1);
  setMinimumWidth(220);
  showEmpty({}, false);
}

void AnswerPane::showEmpty(const QStringList& suggestions, bool hasDocument) {
  while (QLayoutItem* item = cards_->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  for (const QString& question : suggestions) {
    auto* card = new QuestionCard(question);
    cards_->addWidget(card);
    if (cards_->count() == 1) {
      setTabOrderAt(*pages_, *card);
    } else {
      setTabOrder(cards_->itemAt(cards_->count() - 2)->widget(), card);
    }
    connect(card, &QuestionCard::clicked, this, [this, question] { Q_EMIT suggestionClicked(question); });
  }
  emptyText_->setText(
      !hasDocument ? tr("Answers are shown here, once a document is open and something is asked.")
      : suggestions.isEmpty()
          ? tr("Ask a question above. Answers are always words of the document, shown where they stand.")
          : tr("Try one of these, or ask your own:"));
  title_->setText(tr("Answers"));
  showNotes(*notes_, {});
  model_->clear();
  show(State::Empty);
}

void AnswerPane::showReading(const QString& what) {
  title_->setText(tr("Answers"));
  readingText_->setText(what);
  showNotes(*notes_, {});
  model_->clear();
  show(State::Reading);
}

void AnswerPane::showAnswered(const jobs::Answered& answered, double threshold, bool bestGuess) {
  const answering::Prediction& prediction = answered.all();
  QStringList notes;
  for (const std::string& note : prediction.questionNotes) {
    notes << translated(QString::fromStdString(note));
  }
  bool hasGuess = false;
  for (const jobs::DocumentPtr& document : answered.documents) {
    hasGuess = hasGuess || !answered.find(document)->answers.empty();
    for (const std::string& warning : answered.find(document)->warnings) {
      const QString text = translated(QString::fromStdString(warning));
      notes << (answered.documents.size() > 1
                    ? tr("%1: %2").arg(QString::fromStdString(document->title), text)
                    : text);
    }
  }
  const bool hasAnswer = answered.hasAnswer && hasGuess;  // else it was in a document that is closed
  if (!hasAnswer && !(bestGuess && hasGuess)) {
    title_->setText(tr("Answers"));
    noAnswerText_->setText(
        hasGuess
            ? tr("As far as the reader can tell, it is %1 likely that the text does not answer this; above "
                 "%2 "
                 "it says so (Settings). Other words, or a question about one thing, may help.")
                  .arg(QString::fromStdString(answering::percent(prediction.noAnswerProbability)),
                       QString::fromStdString(answering::percent(threshold)))
            : tr("The text does not seem to answer this. Other words, or a question about one thing, may "
                 "help."));
    bestGuess_->setVisible(hasGuess);
    showNotes(*notes_, notes);
    model_->clear();
    show(State::NoAnswer);
    return;
  }
  isGuess_ = !hasAnswer;
  if (hasAnswer) {
    title_->setText(tr("Answers"));
  } else {
    title_->setText(tr("Best guess"));
    notes.prepend(tr("The reader found no answer. This is the nearest it came; read it with care."));
  }
  showNotes(*notes_, notes);
  model_->setAnswers(answered.documents, *answered.predictions);
  show(State::Answers);
  choose(0);
}

void AnswerPane::setAsked(std::size_t asked, std::size_t all) {
  laterText_->setText(tr("This was asked of %1 of %2 documents; the others were opened later.")
                          .arg(QString::number(asked), QString::number(all)));
  later_->setVisible(asked < all);
}

int AnswerPane::chosen() const {
  const QModelIndex current = list_->currentIndex();
  return current.isValid() ? current.row() : -1;
}

void AnswerPane::choose(int row) {
  if (model_->rowCount() == 0) {
    return;
  }
  const QModelIndex index = model_->index(std::clamp(row, 0, model_->rowCount() - 1));
  if (index == list_->currentIndex()) {
    // A list that gets the focus makes its first row current, but selects nothing.
    list_->selectionModel()->select(index, QItemSelectionModel::ClearAndSelect);
    Q_EMIT answersChanged();  // the document may have been scrolled away from it
  } else {
    list_->setCurrentIndex(index);
  }
}

QWidget* AnswerPane::makeEmptyPage() {
  QVBoxLayout* page = makePage();
  emptyText_ = quietLabel();
  page->addWidget(emptyText_);
  cards_ = new QVBoxLayout;
  cards_->setSpacing(kGap);
  page->addSpacing(kSmallGap);
  page->addLayout(cards_);
  page->addStretch();
  return page->parentWidget();
}

QWidget* AnswerPane::makeLater() {
  auto* later = new QWidget;
  auto* layout = new QVBoxLayout(later);
  layout->setContentsMargins(kWideGap, 0, kWideGap, kGap);
  layout->setSpacing(kSmallGap);
  laterText_ = quietLabel();
  auto* button = new QPushButton(tr("Ask all of them"));
  connect(button, &QPushButton::clicked, this, &AnswerPane::allRequested);
  layout->addWidget(laterText_);
  layout->addWidget(button, 0, Qt::AlignLeft);
  later->hide();
  return later;
}

QWidget* AnswerPane::makeReadingPage() {
  QVBoxLayout* page = makePage();
  readingText_ = quietLabel();
  page->addWidget(readingText_);
  page->addStretch();
  return page->parentWidget();
}

QWidget* AnswerPane::makeListPage() {
  list_ = new QListView;
  list_->setModel(model_);
  list_->setItemDelegate(new AnswerDelegate(list_));
  list_->setFrameShape(QFrame::NoFrame);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setResizeMode(QListView::Adjust);
  list_->setWordWrap(true);  // without it the list keeps the cards' heights when it gets narrower
  list_->setMouseTracking(true);
  list_->setAccessibleName(tr("Answers"));
  list_->viewport()->setAutoFillBackground(false);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &AnswerPane::answersChanged);
  connect(list_, &QListView::clicked, this, &AnswerPane::answersChanged);
  connect(model_, &QAbstractItemModel::modelReset, this, &AnswerPane::answersChanged);
  return list_;
}

QWidget* AnswerPane::makeNoAnswerPage() {
  QVBoxLayout* page = makePage();
  auto* heading = new QLabel(tr("No answer found"));
  heading->setWordWrap(true);
  QFont font = heading->font();
  font.setPointSizeF(font.pointSizeF() * 1.25);
  heading->setFont(font);
  page->addWidget(heading);
  noAnswerText_ = quietLabel();
  page->addWidget(noAnswerText_);
  auto* button = new QPushButton(tr("Show the best guess"));
  connect(button, &QPushButton::clicked, this, &AnswerPane::bestGuessRequested);
  bestGuess_ = button;
  page->addSpacing(kSmallGap);
  page->addWidget(button, 0, Qt::AlignLeft);
  page->addStretch();
  return page->parentWidget();
}

void AnswerPane::show(State state) {
  state_ = state;
  pages_->setCurrentIndex(static_cast<int>(state));
  switch (state) {
    case State::Empty:
      break;
    case State::Reading:
      announce(*this, readingText_->text());
      break;
    case State::Answers:
      announce(*this, (isGuess_ ? title_->text() + QStringLiteral(". ") : QString()) +
                          model_->index(0).data(Qt::AccessibleTextRole).toString());
      break;
    case State::NoAnswer:
      announce(*this, tr("No answer found"));
      break;
  }
}

}  // namespace lectern::views
