#include "ui/views/save_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>
#include <exception>
#include <utility>

namespace lectern::views {

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
  dialog->setDefaultSuffix(formats.at(first).suffix);
  dialog->selectFile(offered);
  QObject::connect(
      dialog, &QFileDialog::filterSelected, dialog, [dialog, filters, formats](const QString& filter) {
        dialog->setDefaultSuffix(formats.at(std::max<qsizetype>(filters.indexOf(filter), 0)).suffix);
      });
  QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                   [save = std::move(save), failed = std::move(failed)](const QString& path) {
                     try {
                       save(path);
                     } catch (const std::exception& error) {
                       failed(QString::fromUtf8(error.what()));
                     }
                   });
  dialog->open();
}

}  // namespace lectern::views
