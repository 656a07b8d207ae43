#include "ui/views/core_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <vector>

namespace lectern::views {
namespace {

/// As core says it, with %1 and so on for what is named.
const char* const kKnown[] = {
    QT_TRANSLATE_NOOP(
        "lectern::core",
        "This question does not read like the language 'en' that the reader was trained on; its "
        "answer may be wrong."),
    QT_TRANSLATE_NOOP(
        "lectern::core",
        "This text does not read like the language 'en' that the reader was trained on; its answers "
        "may be wrong."),
    QT_TRANSLATE_NOOP("lectern::core", "“%1” was read as “%2”."),
    QT_TRANSLATE_NOOP("lectern::core", "cannot open '%1': %2"),
    QT_TRANSLATE_NOOP("lectern::core", "cannot read '%1': %2"),
    QT_TRANSLATE_NOOP("lectern::core", "cannot write '%1': %2"),
    QT_TRANSLATE_NOOP("lectern::core", "cannot write into the folder '%1': %2"),
    QT_TRANSLATE_NOOP("lectern::core", "cannot read the folder '%1': %2"),
    QT_TRANSLATE_NOOP("lectern::core", "cannot make the folder '%1': %2"),
    QT_TRANSLATE_NOOP("lectern::core", "'%1' is a folder; name a file in it"),
    QT_TRANSLATE_NOOP("lectern::core", "'%1' is a device or a pipe; save its content as a file first"),
    QT_TRANSLATE_NOOP("lectern::core", "'%1' holds no text"),
    QT_TRANSLATE_NOOP(
        "lectern::core",
        "'%1' holds only pictures of its pages and no text; run text recognition (OCR) on it first"),
    QT_TRANSLATE_NOOP("lectern::core", "'%1' is too large for this computer's memory"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is too large: a document can have %2 MiB; split it into smaller ones"),
    QT_TRANSLATE_NOOP(
        "lectern::core",
        "'%1' is not what its name says: it holds no text, but bytes as of a picture or a program"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is not a text: it holds bytes as of a picture, a program or an archive"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is of a kind that cannot be read; these can: %2, and any other file of text"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is protected by a password; save a copy without one and open that"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is protected in a way that cannot be read; save a copy without protection"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is locked by its seller (DRM), so that only their programs can read it"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is of the old kind of Word's documents; save it as .docx and open that"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is in Rich Text Format; save it as a Word document (.docx) and open that"),
    QT_TRANSLATE_NOOP(
        "lectern::core",
        "'%1' is an e-mail, or a web page saved as one file; save it as text or as a web page (.html) "
        "and open that"),
    QT_TRANSLATE_NOOP("lectern::core", "'%1' is damaged"),
    QT_TRANSLATE_NOOP("lectern::core", "'%1' is damaged: it names no text"),
    QT_TRANSLATE_NOOP("lectern::core", "'%1' is damaged: '%2' is missing in it"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is damaged: it begins as an archive, but the files in it cannot be found"),
    QT_TRANSLATE_NOOP("lectern::core",
                      "'%1' is damaged: it begins as a PDF, but its pages cannot be found in it"),
    QT_TRANSLATE_NOOP("lectern::core", "'%1' is damaged: none of the chapters that it names is in it"),
};

struct Saying {
  const char* words;
  QRegularExpression pattern;
};

const std::vector<Saying>& sayings() {
  static const std::vector<Saying> all = [] {
    std::vector<Saying> made;
    for (const char* known : kKnown) {
      QString pattern = QRegularExpression::escape(QString::fromUtf8(known));
      pattern.replace(QRegularExpression(QStringLiteral("\\\\?%[1-9]")), QStringLiteral("(.+?)"));
      made.push_back({known, QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                                                QRegularExpression::DotMatchesEverythingOption)});
    }
    return made;
  }();
  return all;
}

}  // namespace

QString translated(const QString& said) {
  for (const Saying& saying : sayings()) {
    const QRegularExpressionMatch match = saying.pattern.match(said);
    if (!match.hasMatch()) continue;
    QString words = QCoreApplication::translate("lectern::core", saying.words);
    switch (match.lastCapturedIndex()) {
      case 1:
        return words.arg(match.captured(1));
      case 2:
        return words.arg(match.captured(1), match.captured(2));
      default:
        return words;
    }
  }
  return said;
}

}  // namespace lectern::views
