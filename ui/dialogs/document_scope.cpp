#include "ui/dialogs/document_scope.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <utility>

#include "ui/models/document_model.h"

namespace lectern::dialogs {

DocumentScope::DocumentScope(jobs::DocumentPtr shown, std::vector<jobs::DocumentPtr> open, views::Scope scope)
    : shown_(std::move(shown)), open_(std::move(open)), box_(new QComboBox) {
  if (shown_) {
    box_->addItem(tr("This document: %1").arg(QString::fromStdString(shown_->title)), Shown);
  } else {
    box_->addItem(tr("Those that the questions name"), Named);
  }
  const std::size_t beside = shown_ ? jobs::inFolder(jobs::folderOf(shown_), open_).size() : 0;
  if (beside > 1 && beside < open_.size()) {
    box_->addItem(tr("Open documents in %1: %2").arg(models::folderNameOf(shown_), QString::number(beside)),
                  Beside);
  }
  if (open_.size() > 1) {
    box_->addItem(tr("All open documents: %1").arg(open_.size()), Open);
  }
  if (scope != views::Scope::Document) {
    const int wanted = box_->findData(scope == views::Scope::Folder ? Beside : Open);
    box_->setCurrentIndex(wanted >= 0 ? wanted : box_->count() - 1);  // a folder that is all that is open
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
    case Beside:
      return {jobs::inFolder(jobs::folderOf(shown_), open_)};
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
