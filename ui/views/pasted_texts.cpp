#include "ui/views/pasted_texts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include "ui/models/qstring.h"
#include "ui/models/snippet.h"
#include "ui/views/session.h"

namespace lectern::views {
namespace {

QDir folder() { return QDir(dataFolder() + QStringLiteral("/pasted")); }

QByteArray bytesOf(const documents::Document& document) { return models::toQString(document.text).toUtf8(); }

}  // namespace

void PastedTexts::add(const jobs::DocumentPtr& document) {
  const QByteArray name = QCryptographicHash::hash(bytesOf(*document), QCryptographicHash::Sha256).toHex();
  files_[document] = folder().filePath(QString::fromLatin1(name + ".txt"));
  keep();
}

void PastedTexts::keep() const {
  for (const auto& [document, path] : files_) {
    if (QFile::exists(path)) {
      continue;
    }
    folder().mkpath(QStringLiteral("."));
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) {
      file.write(bytesOf(*document));
      file.commit();
    }
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
