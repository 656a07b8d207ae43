#include "ui/dialogs/shortcuts_dialog.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeySequence>
#include <QLabel>
#include <QVBoxLayout>
#include <utility>
#include <vector>

#include "ui/views/labels.h"
#include "ui/views/screen_fit.h"
#include "ui/views/window_actions.h"

namespace lectern::dialogs {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("lectern::dialogs", text); }

QString named(const QKeySequence& keys) { return keys.toString(QKeySequence::NativeText); }

/// The first keys of each.
QString keysOf(std::initializer_list<const QAction*> actions) {
  QStringList names;
  for (const QAction* action : actions) {
    names << named(action->shortcut());
  }
  return names.join(QStringLiteral(", "));
}

/// All keys of one.
QString allKeysOf(const QAction* action) {
  QStringList names;
  for (const QKeySequence& keys : action->shortcuts()) {
    names << named(keys);
  }
  return names.join(QStringLiteral(", "));
}

std::vector<std::pair<QString, QString>> shortcuts(const views::WindowActions& actions) {
  return {
      {keysOf({actions.open, actions.openFolder}), tr("Open documents, or a folder's")},
      {keysOf({actions.paste}), tr("Make a document of the text that was copied")},
      {keysOf({actions.close}), tr("Close the document")},
      {allKeysOf(actions.focusQuestion), tr("Write a question")},
      {named(Qt::Key_Return), tr("Ask")},
      {keysOf({actions.scope}), tr("Ask one document, its folder, or all that are open")},
      {named(Qt::Key_Up) + QStringLiteral(", ") + named(Qt::Key_Down), tr("Choose among the answers")},
      {named(Qt::ALT | Qt::Key_Down), tr("Questions asked before, from the question field")},
      {keysOf({actions.history}), tr("History: search, ask again, remove")},
      {keysOf({actions.nextAnswer, actions.previousAnswer}), tr("Next and previous answer")},
      {keysOf({actions.copyAnswer}), tr("Copy the answer with its source")},
      {keysOf({actions.saveAnswers}), tr("Save the answers with their sources")},
      {keysOf({actions.find}), tr("Find in the document")},
      {keysOf({actions.goToPage}), tr("Go to a page")},
      {keysOf({actions.nextDocument, actions.previousDocument}), tr("Next and previous document")},
      {keysOf({actions.zoomIn, actions.zoomOut, actions.zoomReset}), tr("Size of the text")},
      {keysOf({actions.pages}), tr("A PDF's pages, or its text alone")},
      {keysOf({actions.attention}), tr("What the reader attends to, as a matrix")},
      {keysOf({actions.fullScreen}), tr("Full screen")},
      {keysOf({actions.settings}), tr("Settings")},
      {keysOf({actions.letGo}), tr("Stop; let go of a word; close find")},
  };
}

}  // namespace

void showShortcuts(const views::WindowActions& actions, QWidget* parent) {
  auto* dialog = new QDialog(parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Keyboard shortcuts"));
  auto* list = new QWidget;
  auto* grid = new QGridLayout(list);
  grid->setContentsMargins(24, 20, 24, 4);
  grid->setHorizontalSpacing(28);
  grid->setVerticalSpacing(8);
  int row = 0;
  for (const auto& [key, meaning] : shortcuts(actions)) {
    grid->addWidget(views::headingLabel(key), row, 0);
    grid->addWidget(new QLabel(meaning), row++, 1);
  }
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  buttons->setContentsMargins(24, 0, 24, 0);
  auto* layout = new QVBoxLayout(dialog);
  layout->setContentsMargins(0, 0, 0, 16);
  layout->setSpacing(12);
  layout->addWidget(views::scrolled(*list), 1);
  layout->addWidget(buttons);
  views::resizeToScreen(*dialog, dialog->sizeHint());
  dialog->open();
}

}  // namespace lectern::dialogs
