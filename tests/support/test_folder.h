#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>
#include <filesystem>

namespace lectern::test {

/// A folder for the files of one test, gone with it.
class TestFolder {
 public:
  std::filesystem::path path(const QString& name) const { return folder_.filePath(name).toStdString(); }

  /// Writes a file and returns its path.
  std::filesystem::path write(const QString& name, const QByteArray& content) const {
    QFile file(folder_.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
      qFatal("cannot write the test's file '%s'", qPrintable(file.fileName()));
    }
    return path(name);
  }

 private:
  QTemporaryDir folder_;
};

}  // namespace lectern::test
