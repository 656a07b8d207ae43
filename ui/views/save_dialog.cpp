#include "ui/views/save_dialog.h"

#include <QFileDialog>
#include <algorithm>
#include <exception>
#include <utility>

namespace lectern::views {

void openSaveDialog(QWidget* parent, const QString& title, const QList<SaveFormat>& formats,
                    std::function<void(const QString& path)> save,
                    std::function<void(const QString& reason)> failed) {
  auto* dialog = new QFileDialog(parent, title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  QStringList filters;
  for (const SaveFormat& format : formats) {
    filters << QStringLiteral("%1 (*.%2)").arg(format.name, format.suffix);
  }
  dialog->setNameFilters(filters);
  dialog->setDefaultSuffix(formats.front().suffix);
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
