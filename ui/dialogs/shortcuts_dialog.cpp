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

#include "ui/views/screen_fit.h"

namespace lectern::dialogs {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("lectern::dialogs", text); }

QString keys(std::initializer_list<QKeyCombination> combinations) {
  QStringList names;
  for (const QKeyCombination& combination : combinations) {
    names << QKeySequence(combination).toString(QKeySequence::NativeText);
  }
  return names.join(QStringLiteral(", "));
}

std::vector<std::pair<QString, QString>> shortcuts() {
  return {
      {keys({Qt::CTRL | Qt::Key_O}), tr("Open documents")},
      {keys({Qt::CTRL | Qt::SHIFT | Qt::Key_V}), tr("Make a document of the text that was copied")},
      {keys({Qt::CTRL | Qt::Key_W}), tr("Close the document")},
      {keys({Qt::CTRL | Qt::Key_L, Qt::CTRL | Qt::Key_K}), tr("Write a question")},
      {keys({Qt::Key_Return}), tr("Ask")},
      {keys({Qt::ALT | Qt::Key_D}), tr("Ask all documents that are open, or one")},
      {keys({Qt::Key_Up, Qt::Key_Down}), tr("Choose among the answers")},
      {keys({Qt::ALT | Qt::Key_Down}), tr("Questions asked before, from the question field")},
      {keys({Qt::CTRL | Qt::Key_H}), tr("History: search, ask again, remove")},
      {keys({Qt::Key_F3, Qt::SHIFT | Qt::Key_F3}), tr("Next and previous answer")},
      {keys({Qt::CTRL | Qt::SHIFT | Qt::Key_C}), tr("Copy the answer with its source")},
      {keys({Qt::CTRL | Qt::Key_S}), tr("Save the answers with their sources")},
      {keys({Qt::CTRL | Qt::Key_F}), tr("Find in the document")},
      {keys({Qt::CTRL | Qt::Key_G}), tr("Go to a page")},
      {keys({Qt::CTRL | Qt::Key_PageDown, Qt::CTRL | Qt::Key_PageUp}), tr("Next and previous document")},
      {keys({Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Minus, Qt::CTRL | Qt::Key_0}),
       tr("Size of the text")},
      {keys({Qt::CTRL | Qt::SHIFT | Qt::Key_P}), tr("A PDF's pages, or its text alone")},
      {keys({Qt::Key_F9}), tr("What the reader attends to, as a matrix")},
      {keys({Qt::Key_F11}), tr("Full screen")},
      {keys({Qt::CTRL | Qt::Key_Comma}), tr("Settings")},
      {keys({Qt::Key_Escape}), tr("Stop; let go of a word; close find")},
  };
}

}  // namespace

void showShortcuts(QWidget* parent) {
  auto* dialog = new QDialog(parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Keyboard shortcuts"));
  auto* list = new QWidget;
  auto* grid = new QGridLayout(list);
  grid->setContentsMargins(24, 20, 24, 4);
  grid->setHorizontalSpacing(28);
  grid->setVerticalSpacing(8);
  int row = 0;
  for (const auto& [key, meaning] : shortcuts()) {
    auto* name = new QLabel(key);
    QFont bold = name->font();
    bold.setWeight(QFont::DemiBold);
    name->setFont(bold);
    grid->addWidget(name, row, 0);
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
