#include <QApplication>
#include <QClipboard>
#include <QInputDialog>
#include <QListView>
#include <QMenu>
#include <QSplitter>
#include <QStatusBar>

#include "ui/views/answer_pane.h"
#include "ui/views/answer_saving.h"
#include "ui/views/attention_panel.h"
#include "ui/views/conversation.h"
#include "ui/views/document_view.h"
#include "ui/views/documents_pane.h"
#include "ui/views/file_picker.h"
#include "ui/views/find_bar.h"
#include "ui/views/main_window.h"
#include "ui/views/matrix_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/question_bar.h"
#include "ui/views/recent_menu.h"
#include "ui/views/scope_box.h"

namespace lectern::views {

void MainWindow::connectActions() {
  connect(actions_.open, &QAction::triggered, picker_, &FilePicker::choose);
  connect(actions_.openFolder, &QAction::triggered, picker_, &FilePicker::chooseFolder);
  connect(actions_.recent, &RecentMenu::chosen, this, [this](const QString& path) { openFiles({path}); });
  connect(actions_.recent, &RecentMenu::cleared, documentView_->emptyDesk(), &EmptyDesk::tellRecent);
  connect(actions_.paste, &QAction::triggered, this, &MainWindow::pasteDocument);
  connect(actions_.saveAnswers, &QAction::triggered, saving_, &AnswerSaving::saveAnswers);
  connect(actions_.saveHighlighted, &QAction::triggered, saving_, &AnswerSaving::saveHighlighted);
  connect(actions_.close, &QAction::triggered, this,
          [this] { documents_->close(documentsPane_->current()); });
  connect(actions_.quit, &QAction::triggered, this, &QWidget::close);
  connect(actions_.copyAnswer, &QAction::triggered, this, [this] {
    const QModelIndex answer = answerPane_->model()->index(answerPane_->chosen());
    QApplication::clipboard()->setText(answer.data(models::AnswerModel::SourceRole).toString());
    statusBar()->showMessage(tr("Copied"), kNoticeTime);
  });
  connect(actions_.find, &QAction::triggered, this, [this] { findBar_->open(documentView_->topUnit()); });
  connect(actions_.goToPage, &QAction::triggered, this, &MainWindow::goToPage);
  const auto goBy = [this](int steps) {
    const int row = documentsPane_->current() + steps;
    if (row >= 0 && row < documents()->rowCount()) {
      documentsPane_->setCurrent(row);
    }
  };
  connect(actions_.nextDocument, &QAction::triggered, this, [goBy] { goBy(1); });
  connect(actions_.previousDocument, &QAction::triggered, this, [goBy] { goBy(-1); });
  connect(actions_.zoomIn, &QAction::triggered, this,
          [this] { documentView_->setZoom(documentView_->zoom() + 1); });
  connect(actions_.zoomOut, &QAction::triggered, this,
          [this] { documentView_->setZoom(documentView_->zoom() - 1); });
  connect(actions_.zoomReset, &QAction::triggered, this, [this] { documentView_->setZoom(0); });
  connect(actions_.attention, &QAction::toggled, this, [this](bool shown) {
    attentionPanel_->setVisible(shown);
    documentView_->setPointing(shown);
    if (shown && floors_->sizes().constLast() < attentionPanel_->sizeHint().height() / 2) {
      const int wanted = attentionPanel_->sizeHint().height();
      floors_->setSizes({floors_->height() - wanted, wanted});
    }
    tellAttention();
  });
  connect(actions_.pages, &QAction::toggled, documentView_, &DocumentView::setPagesWanted);
  connect(actions_.fullScreen, &QAction::toggled, this,
          [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
  connect(actions_.focusQuestion, &QAction::triggered, questionBar_, &QuestionBar::focusField);
  connect(actions_.ask, &QAction::triggered, this, [this] {
    if (questionBar_->question().isEmpty()) {
      questionBar_->focusField();
    } else {
      ask(questionBar_->question());
    }
  });
  connect(actions_.scope, &QAction::triggered, questionBar_->scope(), &ScopeBox::step);
  connect(actions_.letGo, &QAction::triggered, this, &MainWindow::letGo);
  connect(actions_.nextAnswer, &QAction::triggered, this,
          [this] { answerPane_->choose(answerPane_->chosen() + 1); });
  connect(actions_.previousAnswer, &QAction::triggered, this,
          [this] { answerPane_->choose(answerPane_->chosen() - 1); });
  connect(actions_.questionFile, &QAction::triggered, this, &MainWindow::questionFileRequested);
  connect(actions_.history, &QAction::triggered, this, &MainWindow::historyRequested);
  connect(actions_.settings, &QAction::triggered, this, &MainWindow::settingsRequested);
  connect(actions_.shortcuts, &QAction::triggered, this, &MainWindow::shortcutsRequested);
  connect(actions_.about, &QAction::triggered, this, &MainWindow::aboutRequested);

  // The list's own copy would take the answer without its source.
  auto* copyInList = new QAction(this);
  copyInList->setShortcut(QKeySequence::Copy);
  copyInList->setShortcutContext(Qt::WidgetShortcut);
  answerPane_->list()->addAction(copyInList);
  connect(copyInList, &QAction::triggered, actions_.copyAnswer, &QAction::trigger);
  connect(questionBar_, &QuestionBar::copyRequested, actions_.copyAnswer, &QAction::trigger);
  answerPane_->list()->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(answerPane_->list(), &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
    QMenu::exec({actions_.copyAnswer, actions_.saveAnswers},
                answerPane_->list()->viewport()->mapToGlobal(at));
  });
}

void MainWindow::goToPage() {
  const jobs::DocumentPtr of = document();
  const int count = static_cast<int>(of->pages.size());
  auto* dialog = new QInputDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Go to page"));
  dialog->setLabelText(tr("Page, 1 to %1:").arg(count));
  dialog->setIntRange(1, count);
  dialog->setIntValue(static_cast<int>(documentView_->currentPage()));
  connect(dialog, &QInputDialog::intValueSelected, this, [this, of](int page) {
    if (document() == of) {  // another one may have come meanwhile
      documentView_->goToPage(page);
    }
  });
  dialog->open();
}

void MainWindow::pasteDocument() {
  const QString text = QApplication::clipboard()->text();
  if (text.trimmed().isEmpty()) {
    messageBar_->add(MessageBar::Kind::Warning, tr("The clipboard holds no text to make a document of."));
    return;
  }
  documents_->openText(text, PastedTexts::titleOf(text));
}

void MainWindow::letGo() {
  if (findBar_->hasFocusWithin()) {
    findBar_->close();
    return;
  }
  if (conversation_->letGo()) {
    return;
  }
  if (attentionPanel_->letGo()) {
    return;
  }
  if (findBar_->isVisible()) {
    findBar_->close();
  } else if (documents_->pending() > 0) {
    documents_->cancel();
  } else {
    messageBar_->dismissShown();
  }
}

}  // namespace lectern::views
