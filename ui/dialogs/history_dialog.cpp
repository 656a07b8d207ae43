#include "ui/dialogs/history_dialog.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <ranges>

#include "ui/models/history_export.h"
#include "ui/models/history_model.h"
#include "ui/models/snippet.h"
#include "ui/views/labels.h"
#include "ui/views/save_dialog.h"
#include "ui/views/theme.h"

namespace lectern::dialogs {
namespace {

using models::HistoryModel;

/// The rows that hold every word that is searched for.
class Found : public QSortFilterProxyModel {
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;

  void setWords(const QString& words) {
    words_ = words.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
  }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex&) const override {
    const QString all = sourceModel()->index(row, 0).data(HistoryModel::SearchRole).toString();
    return std::ranges::all_of(words_,
                               [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
  }

 private:
  QStringList words_;
};

constexpr int kTitleLength = 40;  // of a document in the menu
constexpr int kMostTitles = 8;    // there

}  // namespace

HistoryDialog::HistoryDialog(HistoryModel& history, QWidget* parent)
    : QDialog(parent),
      history_(history),
      found_(new Found(this)),
      search_(new QLineEdit),
      table_(new QTableView),
      answer_(views::headingLabel()),
      sentence_(views::quietLabel()),
      keeps_(new QCheckBox(tr("&Keep questions and answers"))),
      removeMenu_(new QMenu(this)),
      remove_(new QPushButton(tr("&Remove"))),
      save_(new QPushButton(tr("&Save as…"))),
      ask_(new QPushButton(tr("&Ask again"))) {
  setWindowTitle(tr("History"));
  found_->setSourceModel(&history_);
  found_->setSortRole(HistoryModel::SortRole);
  found_->setSortCaseSensitivity(Qt::CaseInsensitive);
  layOut();
  connectParts();
  history_.refresh();
  table_->selectRow(0);
}

void HistoryDialog::layOut() {
  search_->setPlaceholderText(tr("Search questions, answers and documents"));
  search_->setAccessibleName(tr("Search"));
  search_->setClearButtonEnabled(true);

  table_->setModel(found_);
  table_->setAccessibleName(tr("Questions"));
  table_->verticalHeader()->hide();
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->setWordWrap(false);
  table_->setTabKeyNavigation(false);
  table_->setSortingEnabled(true);
  table_->sortByColumn(HistoryModel::AskedColumn, Qt::DescendingOrder);
  QHeaderView* head = table_->horizontalHeader();
  head->setSectionResizeMode(HistoryModel::QuestionColumn, QHeaderView::Stretch);
  head->setSectionResizeMode(HistoryModel::AnswerColumn, QHeaderView::Stretch);
  head->setSectionResizeMode(HistoryModel::AskedColumn, QHeaderView::ResizeToContents);
  head->resizeSection(HistoryModel::DocumentColumn, 150);
  head->setHighlightSections(false);
  head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);

  for (QLabel* label : {answer_, sentence_}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  }
  // Sentences need two or three lines; the dialog is not to jump.
  sentence_->setMinimumHeight(3 * sentence_->fontMetrics().lineSpacing());
  sentence_->setAlignment(Qt::AlignTop);

  keeps_->setChecked(history_.keeps());
  keeps_->setToolTip(tr("Without it questions are answered as ever, and leave no trace"));
  remove_->setMenu(removeMenu_);
  auto* close = new QPushButton(tr("Close"));
  for (QPushButton* button : {remove_, save_, close}) button->setAutoDefault(false);
  ask_->setDefault(true);
  connect(close, &QPushButton::clicked, this, &QDialog::reject);

  auto* foot = new QHBoxLayout;
  foot->setSpacing(views::kGap);
  foot->addWidget(keeps_);
  foot->addStretch();
  foot->addWidget(remove_);
  foot->addWidget(save_);
  foot->addWidget(close);
  foot->addWidget(ask_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(20, 20, 20, views::kWideGap);
  layout->setSpacing(12);
  layout->addWidget(search_);
  layout->addWidget(table_, 1);
  layout->addWidget(answer_);
  layout->addWidget(sentence_);
  layout->addLayout(foot);
  resize(720, 480);
}

void HistoryDialog::connectParts() {
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& words) {
    static_cast<Found*>(found_)->setWords(words);
    if (chosen().empty()) table_->selectRow(0);
    showChosen();
  });
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryDialog::showChosen);
  // Not `activated`, which is a single click on some desktops; Enter is the default button's.
  connect(table_, &QTableView::doubleClicked, this, &HistoryDialog::askAgain);
  for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
    connect(&history_, changed, this, &HistoryDialog::showChosen);
  }
  connect(&history_, &QAbstractItemModel::modelReset, this, &HistoryDialog::showChosen);
  const auto tellFailure = [this](const QString& reason) {
    answer_->clear();
    sentence_->setText(reason);
  };
  // Behind what the change that failed shows.
  connect(&history_, &HistoryModel::failed, this, tellFailure, Qt::QueuedConnection);
  connect(keeps_, &QCheckBox::toggled, &history_, &HistoryModel::setKeeps);
  connect(&history_, &HistoryModel::keepsChanged, keeps_, &QCheckBox::setChecked);
  connect(ask_, &QPushButton::clicked, this, &HistoryDialog::askAgain);
  connect(save_, &QPushButton::clicked, this, &HistoryDialog::save);
  connect(removeMenu_, &QMenu::aboutToShow, this, &HistoryDialog::fillRemoveMenu);
  auto* del = new QShortcut(QKeySequence::Delete, table_);
  del->setContext(Qt::WidgetShortcut);
  del->setAutoRepeat(false);
  connect(del, &QShortcut::activated, this, &HistoryDialog::removeChosen);
}

std::vector<int> HistoryDialog::chosen() const {
  std::vector<int> shown, rows;
  for (const QModelIndex& index : table_->selectionModel()->selectedRows()) shown.push_back(index.row());
  std::ranges::sort(shown);
  for (const int row : shown) rows.push_back(found_->mapToSource(found_->index(row, 0)).row());
  return rows;
}

void HistoryDialog::showChosen() {
  const std::vector<int> rows = chosen();
  answer_->clear();
  sentence_->clear();
  if (rows.size() == 1) {
    const library::KeptQuestion& asked = history_.question(rows.front());
    if (asked.hasAnswer && !asked.answers.empty()) {
      const library::KeptAnswer& best = asked.answers.front();
      answer_->setText(tr("%1 — %2").arg(models::answerOf(asked), models::sourceOf(best)));
      sentence_->setText(QString::fromStdString(best.sentence));
    } else {
      answer_->setText(tr("No answer found — %1").arg(models::documentsOf(asked)));
      if (!asked.answers.empty()) {
        const library::KeptAnswer& nearest = asked.answers.front();
        sentence_->setText(tr("The nearest was “%1”: %2")
                               .arg(QString::fromStdString(nearest.text).simplified(),
                                    QString::fromStdString(nearest.sentence)));
      }
    }
  } else if (history_.rowCount() == 0) {
    sentence_->setText(history_.keeps() ? tr("Questions and their answers will be listed here.")
                                        : tr("Questions are not kept."));
  } else if (found_->rowCount() == 0) {
    sentence_->setText(tr("Nothing holds all of these words."));
  } else if (rows.size() > 1) {
    answer_->setText(tr("%1 questions").arg(rows.size()));
  }
  ask_->setEnabled(rows.size() == 1);
  save_->setEnabled(found_->rowCount() > 0);
  remove_->setEnabled(history_.bytes() > 0);
}

void HistoryDialog::askAgain() {
  if (const std::vector<int> rows = chosen(); rows.size() == 1) {
    Q_EMIT askAgainRequested(history_.question(rows.front()));
    accept();  // the answer stands in the window behind
  }
}

void HistoryDialog::fillRemoveMenu() {
  removeMenu_->clear();
  const std::vector<int> rows = chosen();
  if (!rows.empty()) {
    // The key is the table's: here it would be that of the whole dialog.
    removeMenu_->addAction(rows.size() == 1 ? tr("This question\tDel") : tr("These questions…\tDel"), this,
                           &HistoryDialog::removeChosen);
  }
  if (rows.size() == 1) {
    const std::vector<library::KeptDocument>& asked = history_.question(rows.front()).documents;
    for (const library::KeptDocument& document : asked | std::views::take(kMostTitles)) {
      const QString title = models::firstWords(QString::fromStdString(document.title), kTitleLength);
      removeMenu_->addAction(
          tr("All that was asked of “%1”…").arg(title).replace(u'&', QStringLiteral("&&")), this,
          [this, document, title] {
            confirm(tr("Remove all questions that were asked of “%1”, and their answers?").arg(title),
                    [this, document] { history_.forget(document); });
          });
    }
  }
  removeMenu_->addSeparator();
  removeMenu_->addAction(tr("All questions…"), this, [this] {
    confirm(tr("Remove all questions and their answers?"), [this] { history_.clear(); });
  });
}

void HistoryDialog::removeChosen() {
  const std::vector<int> rows = chosen();
  if (rows.size() == 1) {
    const int shown = table_->selectionModel()->selectedRows().constFirst().row();
    history_.remove(rows);
    table_->selectRow(std::min(shown, found_->rowCount() - 1));
  } else if (!rows.empty()) {
    std::vector<std::int64_t> ids;
    for (const int row : rows) ids.push_back(history_.question(row).id);
    confirm(tr("Remove these %1 questions and their answers?").arg(rows.size()),
            [this, ids] { history_.remove(history_.rowsOf(ids)); });
  }
}

void HistoryDialog::confirm(const QString& question, const std::function<void()>& then) {
  auto* box = new QMessageBox(QMessageBox::Question, tr("History"), question, QMessageBox::Cancel, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setDefaultButton(QMessageBox::Cancel);  // Enter loses nothing
  connect(box->addButton(tr("Remove"), QMessageBox::DestructiveRole), &QPushButton::clicked, this,
          [this, then] {
            then();
            table_->selectRow(0);
          });
  box->open();
}

void HistoryDialog::save() {
  std::vector<library::KeptQuestion> shown;
  for (int row = 0; row < found_->rowCount(); ++row) {
    shown.push_back(history_.question(found_->mapToSource(found_->index(row, 0)).row()));
  }
  views::openSaveDialog(
      this, tr("Save questions and answers"), tr("questions"),
      {{tr("Table"), QStringLiteral("csv")},
       {tr("Markdown"), QStringLiteral("md")},
       {tr("JSON lines"), QStringLiteral("jsonl")}},
      [shown](const QString& path) { models::saveHistory(shown, path); },
      [this](const QString& reason) { Q_EMIT failed(reason); });
}

}  // namespace lectern::dialogs
