#include "ui/views/save_dialog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>
#include <exception>
#include <utility>

namespace lectern::views {
namespace {

/// A name without a suffix with this one.
QString withSuffix(const QString& path, const QString& suffix) {
  return path.isEmpty() || QFileInfo(path).fileName().contains(u'.') ? path : path + u'.' + suffix;
}

void askToReplace(QWidget* parent, const QString& title, const QString& path, std::function<void()> replace) {
  auto* box =
      new QMessageBox(QMessageBox::Question, title,
                      QCoreApplication::translate("lectern::views", "“%1” is there already. Replace it?")
                          .arg(QFileInfo(path).fileName()),
                      QMessageBox::Cancel, parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setDefaultButton(QMessageBox::Cancel);  // Enter loses nothing
  QObject::connect(
      box->addButton(QCoreApplication::translate("lectern::views", "Replace"), QMessageBox::AcceptRole),
      &QPushButton::clicked, parent, std::move(replace));
  box->open();
}

}  // namespace

QString pathBeside(const QString& document, const QString& what) {
  if (document.isEmpty()) {
    return what;
  }
  const QFileInfo file(document);
  // The dialog takes what stands behind a dot for the suffix.
  const QString name = file.completeBaseName().replace(u'.', u'-') + u' ' + what;
  return QFileInfo(file.path()).isWritable() ? file.dir().filePath(name) : name;
}

void openSaveDialog(QWidget* parent, const QString& title, const QString& offered,
                    const QList<SaveFormat>& formats, std::function<void(const QString& path)> save,
                    std::function<void(const QString& reason)> failed) {
  auto* dialog = new QFileDialog(parent, title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  QStringList filters;
  for (const SaveFormat& format : formats) {
    filters << QStringLiteral("%1 (*.%2)").arg(format.name, format.suffix);
  }
  dialog->setNameFilters(filters);
  const auto offers = std::ranges::find(formats, QFileInfo(offered).suffix(), &SaveFormat::suffix);
  const qsizetype first = offers == formats.end() ? 0 : offers - formats.begin();
  dialog->selectNameFilter(filters.at(first));
  dialog->selectFile(withSuffix(offered, formats.at(first).suffix));
  const auto suffix = [dialog, filters, formats] {
    return formats.at(std::max<qsizetype>(filters.indexOf(dialog->selectedNameFilter()), 0)).suffix;
  };
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, formats, suffix] {
    const QString name = dialog->selectedFiles().value(0);
    for (const SaveFormat& format : formats) {
      if (!name.isEmpty() && QFileInfo(name).suffix() == format.suffix) {
        dialog->selectFile(name.chopped(format.suffix.size()) + suffix());
        return;
      }
    }
  });
  const auto saveInto = [save = std::move(save), failed = std::move(failed)](const QString& path) {
    try {
      save(path);
    } catch (const std::exception& error) {
      failed(QString::fromUtf8(error.what()));
    }
  };
  QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                   [parent, title, suffix, saveInto](const QString& path) {
                     const QString whole = withSuffix(path, suffix());
                     if (whole == path || !QFileInfo::exists(whole)) {
                       saveInto(whole);
                     } else {  // the dialog has asked of another name, if at all
                       askToReplace(parent, title, whole, [saveInto, whole] { saveInto(whole); });
                     }
                   });
  dialog->open();
}

}  // namespace lectern::views
