#include "ui/dialogs/document_scope.h"

#include <QDir>
#include <QFileDialog>
#include <utility>

namespace lectern::dialogs {

DocumentScope::DocumentScope(jobs::DocumentPtr shown, std::vector<jobs::DocumentPtr> open, bool asksAll)
    : shown_(std::move(shown)), open_(std::move(open)) {
  if (shown_) {
    addItem(tr("This document: %1").arg(QString::fromStdString(shown_->title)), Shown);
  } else {
    addItem(tr("Those that the questions name"), Named);
  }
  if (open_.size() > 1) {
    addItem(tr("All open documents: %1").arg(open_.size()), Open);
    setCurrentIndex(asksAll ? 1 : 0);
  }
  addItem(tr("A folder…"), Folder);
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(24);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  before_ = currentIndex();
  connect(this, &QComboBox::activated, this, [this](int index) {
    if (itemData(index).toInt() == Folder) {
      chooseFolder();
    } else {
      before_ = index;
    }
  });
}

jobs::AskedOf DocumentScope::chosen() const {
  switch (currentData().toInt()) {
    case Shown:
      return {{shown_}};
    case Open:
      return {open_};
    case Folder:
      return {{}, folder_.toStdU16String()};
    default:
      return {};
  }
}

void DocumentScope::setFolder(const QString& folder) {
  folder_ = folder;
  before_ = count() - 1;
  setItemText(before_, tr("Folder: %1").arg(QDir(folder).dirName()));
  setItemData(before_, QDir::toNativeSeparators(folder), Qt::ToolTipRole);
  setCurrentIndex(before_);
}

void DocumentScope::chooseFolder() {
  auto* dialog = new QFileDialog(this, tr("Documents"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this, &DocumentScope::setFolder);
  connect(dialog, &QFileDialog::rejected, this, [this] { setCurrentIndex(before_); });
  dialog->open();
}

}  // namespace lectern::dialogs
