#pragma once

#include <QString>
#include <QStringList>
#include <map>

#include "ui/jobs/document_opener.h"

namespace lectern::views {

/// Pasted texts that are open, kept as files in the program's data until they are closed: with the last
/// session they come back.
class PastedTexts {
 public:
  /// Keeps a pasted text. Why it cannot be kept, and will not come back; else nothing.
  QString add(const jobs::DocumentPtr& document);
  /// Keeps those again that are not kept any more: another window has closed them.
  void keep() const;
  /// It is closed.
  void remove(const jobs::DocumentPtr& document);
  /// In which a document is kept; empty for one that is none of these.
  QString fileOf(const jobs::DocumentPtr& document) const;

  /// Whether a pasted text is kept, or was, in that file.
  static bool isFile(const QString& path);
  /// Empty where the file is not there.
  static QString read(const QString& path);
  /// All files that hold one.
  static QStringList files();
  /// What to call one: its first words.
  static QString titleOf(const QString& text);

 private:
  std::map<jobs::DocumentPtr, QString> files_;
};

}  // namespace lectern::views
