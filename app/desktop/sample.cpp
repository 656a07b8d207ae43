#include "app/desktop/sample.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace lectern::app {

Sample findSample() {
  const QDir above(QCoreApplication::applicationDirPath() + QStringLiteral("/.."));
  for (const char* place : {LECTERN_DATA_DIR "/samples", "../../resources/samples"}) {
    const QDir folder(above.filePath(QString::fromUtf8(place)));
    const QString path = folder.filePath(QStringLiteral("the-printed-book.md"));
    if (!QFile::exists(path)) continue;
    Sample sample{QDir::cleanPath(path), {}};
    QFile questions(folder.filePath(QStringLiteral("questions.txt")));
    if (questions.open(QIODevice::ReadOnly | QIODevice::Text)) {
      sample.questions = QString::fromUtf8(questions.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }
    return sample;
  }
  return {};
}

}  // namespace lectern::app
