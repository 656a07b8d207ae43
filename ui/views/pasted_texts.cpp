#include "ui/views/pasted_texts.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include "ui/models/history_model.h"
#include "ui/models/qstring.h"
#include "ui/models/snippet.h"
#include "ui/views/session.h"

namespace lectern::views {
namespace {

QDir folder() { return QDir(dataFolder() + QStringLiteral("/pasted")); }

QByteArray bytesOf(const documents::Document& document) { return models::toQString(document.text).toUtf8(); }

/// Writes one into its file, if it does not stand there. Why it cannot; else nothing.
QString write(const documents::Document& document, const QString& path) {
  if (QFile::exists(path)) {
    return {};
  }
  folder().mkpath(QStringLiteral("."));
  const QByteArray bytes = bytesOf(document);
  QSaveFile file(path);
  const bool isWritten = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(bytes) == bytes.size() && file.commit();
  return isWritten ? QString() : file.errorString();
}

}  // namespace

QString PastedTexts::add(const jobs::DocumentPtr& document) {
  const QString path = folder().filePath(QString::fromLatin1(models::textDigest(*document) + ".txt"));
  files_[document] = path;
  return write(*document, path);
}

void PastedTexts::keep() const {
  for (const auto& [document, path] : files_) {
    write(*document, path);
  }
}

void PastedTexts::remove(const jobs::DocumentPtr& document) {
  if (const auto kept = files_.find(document); kept != files_.end()) {
    QFile::remove(kept->second);
    files_.erase(kept);
  }
}

QString PastedTexts::fileOf(const jobs::DocumentPtr& document) const {
  const auto kept = files_.find(document);
  return kept == files_.end() ? QString() : kept->second;
}

bool PastedTexts::isFile(const QString& path) { return QFileInfo(path).dir() == folder(); }

QString PastedTexts::read(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList PastedTexts::files() {
  QStringList files;
  for (const QFileInfo& file : folder().entryInfoList(QDir::Files)) {
    files << file.filePath();
  }
  return files;
}

QString PastedTexts::titleOf(const QString& text) {
  constexpr int kLength = 60;
  return models::firstWords(text.trimmed().section(u'\n', 0, 0).simplified(), kLength);
}

}  // namespace lectern::views
