#include "ui/views/file_picker.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include "core/base/error.h"
#include "ui/views/open_documents.h"

namespace lectern::views {
namespace {

class FilesLeft : public QObject {
 public:
  using QObject::QObject;

  bool eventFilter(QObject* field, QEvent* event) override {
    if (event->type() == QEvent::DragEnter && static_cast<QDragEnterEvent*>(event)->mimeData()->hasUrls()) {
      event->ignore();
      return true;
    }
    return QObject::eventFilter(field, event);
  }
};

}  // namespace

FilePicker::FilePicker(const OpenDocuments& documents, QWidget* window)
    : QObject(window), documents_(documents), window_(window) {}

void FilePicker::pick(const QStringList& paths) {
  QStringList files;
  for (const QString& path : paths) {
    if (QFileInfo(path).isDir()) {
      files << documentsIn(path);
    } else {
      files << QFileInfo(path).absoluteFilePath();
    }
  }
  Q_EMIT picked(files);
}

void FilePicker::pick(const QMimeData& dropped) {
  QStringList paths;
  for (const QUrl& url : dropped.urls()) {
    if (url.isLocalFile()) {
      paths << url.toLocalFile();
    } else {
      Q_EMIT failed(
          tr("%1 is not a file on this computer; save it first, then open it.").arg(url.toDisplayString()));
    }
  }
  pick(paths);
}

void FilePicker::choose() {
  QStringList patterns;
  for (const QString& extension : documents_.extensions()) {
    patterns << QStringLiteral("*.") + extension;
  }
  auto* dialog = new QFileDialog(window_, tr("Open documents"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilters({tr("Documents (%1)").arg(patterns.join(u' ')), tr("All files (*)")});
  connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) { pick(files); });
  dialog->open();
}

void FilePicker::chooseFolder() {
  auto* dialog = new QFileDialog(window_, tr("Open a folder's documents"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) { pick({folder}); });
  dialog->open();
}

QStringList FilePicker::documentsIn(const QString& folder) {
  QStringList files;
  try {
    files = documents_.documentsIn(folder);
  } catch (const Error& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
    return {};
  }
  if (files.isEmpty()) {
    Q_EMIT failed(tr("The folder “%1” holds no documents that can be opened.").arg(QDir(folder).dirName()));
  }
  return files;
}

void leaveFilesToWindow(QWidget& field) { field.installEventFilter(new FilesLeft(&field)); }

}  // namespace lectern::views
