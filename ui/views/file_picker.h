#pragma once

#include <QObject>
#include <QStringList>

class QMimeData;
class QWidget;

namespace lectern::views {

class OpenDocuments;

/// Finds the files to open in what a person gives: files, folders, what is dropped on a window, a dialog.
class FilePicker : public QObject {
  Q_OBJECT

 public:
  /// `documents`, which must outlive it, know what can be opened. `window` owns the picker and its dialogs.
  FilePicker(const OpenDocuments& documents, QWidget* window);

  /// Picks files, and those in folders that can be opened, by name.
  void pick(const QStringList& paths);
  void pick(const QMimeData& dropped);
  /// Lets a person choose files, or a folder, then picks that.
  void choose();
  void chooseFolder();

 Q_SIGNALS:
  /// Absolute paths of files to open.
  void picked(const QStringList& files);
  /// Something that was given holds nothing to open.
  void failed(const QString& reason);

 private:
  QStringList documentsIn(const QString& folder);

  const OpenDocuments& documents_;
  QWidget* window_;
};

/// Files that are dropped on a field are left to its window, which opens them; words are for the field.
void leaveFilesToWindow(QWidget& field);

}  // namespace lectern::views
