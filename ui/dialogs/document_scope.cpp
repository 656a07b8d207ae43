#include "ui/dialogs/document_scope.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <utility>

namespace lectern::dialogs {

DocumentScope::DocumentScope(jobs::DocumentPtr shown, std::vector<jobs::DocumentPtr> open, bool asksAll)
    : shown_(std::move(shown)), open_(std::move(open)), box_(new QComboBox) {
  if (shown_) {
    box_->addItem(tr("This document: %1").arg(QString::fromStdString(shown_->title)), Shown);
  } else {
    box_->addItem(tr("Those that the questions name"), Named);
  }
  if (open_.size() > 1) {
    box_->addItem(tr("All open documents: %1").arg(open_.size()), Open);
    box_->setCurrentIndex(asksAll ? 1 : 0);
  }
  box_->setAccessibleName(tr("Documents"));
  box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box_->setMinimumContentsLength(24);
  box_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  auto* choose = new QPushButton(tr("Folder…"));
  choose->setToolTip(tr("Ask the documents in a folder"));
  choose->setAutoDefault(false);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(box_, 1);
  layout->addWidget(choose);
  connect(choose, &QPushButton::clicked, this, &DocumentScope::chooseFolder);
}

jobs::AskedOf DocumentScope::chosen() const {
  switch (box_->currentData().toInt()) {
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
  int index = box_->findData(Folder);
  if (index < 0) {
    index = box_->count();
    box_->addItem({}, Folder);
  }
  box_->setItemText(index, tr("Folder: %1").arg(QDir(folder).dirName()));
  box_->setItemData(index, QDir::toNativeSeparators(folder), Qt::ToolTipRole);
  box_->setCurrentIndex(index);
}

void DocumentScope::chooseFolder() {
  auto* dialog = new QFileDialog(this, tr("Documents"), folder_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this, &DocumentScope::setFolder);
  dialog->open();
}

}  // namespace lectern::dialogs
