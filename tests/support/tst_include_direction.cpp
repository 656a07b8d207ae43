#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <algorithm>

namespace {

/// What each room may include besides itself, `core/base` and libraries. A text flows one way through the
/// rooms, so that a change in one rebuilds and can break only what stands above it.
const QMap<QString, QStringList>& allowedRooms() {
  static const QMap<QString, QStringList> table = [] {
    QMap<QString, QStringList> rooms;
    const auto core = [&](const QString& room, const QStringList& allowed) {
      QStringList paths;
      for (const QString& each : allowed) paths << "core/" + each;
      rooms.insert("core/" + room, paths);
    };
    core("base", {});
    core("text", {});
    core("documents", {"text"});
    core("data", {"text"});
    core("evaluation", {"data", "text"});
    core("nn", {});
    core("reader", {"nn", "text", "data"});
    core("answering", {"reader", "text", "documents"});
    core("explanation", {"answering", "reader", "nn", "text"});
    core("training", {"reader", "nn", "data", "text", "answering", "evaluation"});
    core("library", {"documents", "answering", "text", "data"});
    core("batch", {"answering", "documents", "library", "data", "evaluation", "text"});

    QStringList below = rooms.keys();
    rooms.insert("ui/pdf", {"core/documents", "core/text"});
    for (const char* room : {"ui/jobs", "ui/models", "ui/views", "ui/dialogs"}) {
      rooms.insert(room, below);
      below << room;
    }
    return rooms;
  }();
  return table;
}

/// "core/text" of "core/text/range.h"; empty for what lies in no room.
QString roomOf(const QString& path) {
  const QString room = path.section('/', 0, 1);
  return path.count('/') >= 2 && (path.startsWith("core/") || path.startsWith("ui/")) ? room : QString();
}

struct Include {
  QString path;
  bool isQuoted = false;
};

QList<Include> includesOf(const QString& source) {
  static const QRegularExpression line(R"re(^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>))re",
                                       QRegularExpression::MultilineOption);
  QList<Include> includes;
  for (auto match = line.globalMatch(source); match.hasNext();) {
    const QRegularExpressionMatch found = match.next();
    const bool isQuoted = found.hasCaptured(1);
    includes << Include{found.captured(isQuoted ? 1 : 2), isQuoted};
  }
  return includes;
}

/// What is wrong with one include of the file `path`; empty when nothing is.
QString wrongWith(const QString& path, const Include& include) {
  static const QRegularExpression qt("^(Q[A-Z]|Qt[A-Z0-9]|q[a-z0-9]+\\.h)");
  static const QRegularExpression moc("^[A-Za-z0-9_]+\\.moc$");
  if (!include.isQuoted) {
    const bool isQt = qt.match(include.path).hasMatch();
    return path.startsWith("core/") && isQt ? "core knows no Qt: <" + include.path + ">" : QString();
  }
  if (moc.match(include.path).hasMatch()) return {};
  if (!QStringList{"core", "ui", "app"}.contains(include.path.section('/', 0, 0))) {
    return "a path from the root of the repository is expected: \"" + include.path + '"';
  }
  if (path.startsWith("app/")) return {};
  const QString from = roomOf(path);
  const QString to = roomOf(include.path);
  if (!allowedRooms().contains(from)) return path + " is in no room of the table";
  if (to == from || to == "core/base" || allowedRooms()[from].contains(to)) return {};
  return from + " may not include \"" + include.path + '"';
}

bool isTorch(const Include& include) {
  static const QRegularExpression torch("^(torch|ATen|c10|caffe2)/");
  return !include.isQuoted && torch.match(include.path).hasMatch();
}

QString read(const QString& path) {
  QFile file(LECTERN_SOURCE_DIR "/" + path);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The way by which a header reaches one of LibTorch's through our own headers; empty when it does not.
QString wayToTorch(const QString& path, QSet<QString>& seen) {
  if (seen.contains(path)) return {};
  seen.insert(path);
  for (const Include& include : includesOf(read(path))) {
    if (isTorch(include)) return path + " -> <" + include.path + '>';
    if (!include.isQuoted) continue;
    if (const QString way = wayToTorch(include.path, seen); !way.isEmpty()) return path + " -> " + way;
  }
  return {};
}

/// Sources of our own under the folders, as paths from the root of the repository.
QStringList sourcesUnder(const QStringList& folders, const QStringList& names) {
  QStringList paths;
  for (const QString& folder : folders) {
    if (!QDir(LECTERN_SOURCE_DIR "/" + folder).exists()) qFatal("there is no folder %s", qPrintable(folder));
    QDirIterator files(LECTERN_SOURCE_DIR "/" + folder, names, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) paths << files.next().mid(qstrlen(LECTERN_SOURCE_DIR) + 1);
  }
  paths.sort();
  return paths;
}

/// Whether a file of another room includes the header.
bool isSharedBetweenRooms(const QString& header) {
  static const QSet<QString> shared = [] {
    QSet<QString> headers;
    for (const QString& path : sourcesUnder({"core", "ui", "app"}, {"*.h", "*.cpp"})) {
      for (const Include& include : includesOf(read(path))) {
        if (include.path.section('/', 0, 1) != path.section('/', 0, 1)) headers.insert(include.path);
      }
    }
    return headers;
  }();
  return shared.contains(header);
}

void addRows(const QStringList& paths) {
  QTest::addColumn<QString>("path");
  for (const QString& path : paths) QTest::newRow(qPrintable(path)) << path;
}

}  // namespace

class IncludeDirectionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void knowsWrongLines_data();
  void knowsWrongLines();
  void includesGoOneWay_data();
  void includesGoOneWay();
  void torchStaysInItsRooms_data();
  void torchStaysInItsRooms();
  void headersShowNoTorch_data();
  void headersShowNoTorch();
};

void IncludeDirectionTest::knowsWrongLines_data() {
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("source");
  QTest::addColumn<bool>("isWrong");
  const auto row = [](const char* name, const char* path, const char* source, bool isWrong) {
    QTest::newRow(name) << path << source << isWrong;
  };
  row("own room", "core/text/a.cpp", "#include \"core/text/range.h\"", false);
  row("base", "core/nn/a.cpp", "#include \"core/base/error.h\"", false);
  row("below", "core/batch/a.h", "#include \"core/answering/answer.h\"", false);
  row("above", "core/text/a.h", "#include \"core/documents/document.h\"", true);
  row("beside", "core/documents/a.cpp", "#include \"core/data/csv.h\"", true);
  row("spaces and tabs", "core/text/a.h", " #\tinclude   \"core/nn/lstm.h\"", true);
  row("second line", "core/text/a.h", "#pragma once\r\n#include \"ui/jobs/run.h\"", true);
  row("core of app", "core/batch/a.h", "#include \"app/loaders.h\"", true);
  row("not from the root", "core/text/a.h", "#include \"range.h\"", true);
  row("out of the folder", "core/text/a.h", "#include \"../nn/lstm.h\"", true);
  row("a room without a row", "core/misc/a.h", "#include \"core/text/range.h\"", true);
  row("Qt in core", "core/text/a.cpp", "#include <QString>", true);
  row("Qt by module", "core/text/a.cpp", "#include <QtCore/QString>", true);
  row("Qt by file", "core/text/a.cpp", "#include <qstring.h>", true);
  row("a standard header", "core/text/a.cpp", "#include <queue>", false);
  row("Qt in ui", "ui/views/a.cpp", "#include <QString>", false);
  row("ui, before it", "ui/views/a.cpp", "#include \"ui/models/answer_model.h\"", false);
  row("ui, after it", "ui/models/a.cpp", "#include \"ui/views/theme.h\"", true);
  row("PDF", "ui/pdf/a.cpp", "#include \"core/documents/loader.h\"", false);
  row("PDF, too much", "ui/pdf/a.cpp", "#include \"core/answering/answer.h\"", true);
  row("moc", "ui/models/a.cpp", "#include \"a.moc\"", false);
  row("app", "app/cli/a.cpp", "#include \"ui/pdf/pdf_loader.h\"\n#include \"core/reader/options.h\"", false);
  row("empty", "core/text/a.h", "", false);
}

void IncludeDirectionTest::knowsWrongLines() {
  QFETCH(QString, path);
  QFETCH(QString, source);
  bool isWrong = false;
  for (const Include& include : includesOf(source)) isWrong |= !wrongWith(path, include).isEmpty();
  QTEST(isWrong, "isWrong");
}

void IncludeDirectionTest::includesGoOneWay_data() {
  addRows(sourcesUnder({"core", "ui", "app"}, {"*.h", "*.cpp"}));
}

void IncludeDirectionTest::includesGoOneWay() {
  QFETCH(QString, path);
  QStringList wrong;
  for (const Include& include : includesOf(read(path))) {
    if (const QString what = wrongWith(path, include); !what.isEmpty()) wrong << what;
  }
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("; ")));
}

void IncludeDirectionTest::torchStaysInItsRooms_data() {
  addRows(sourcesUnder({"core/base", "core/text", "core/documents", "core/data", "core/evaluation",
                        "core/batch", "core/library", "ui", "app"},
                       {"*.h", "*.cpp"}));
}

void IncludeDirectionTest::torchStaysInItsRooms() {
  QFETCH(QString, path);
  const QList<Include> includes = includesOf(read(path));
  QVERIFY2(std::ranges::none_of(includes, isTorch), "LibTorch is included here");
}

/// A header that shows a type of LibTorch makes every file that includes it take most of a minute to compile.
/// Those of these rooms that another room includes reach none, not even by way of others; what a room keeps
/// to itself may.
void IncludeDirectionTest::headersShowNoTorch_data() {
  addRows(sourcesUnder(
      {"core/answering", "core/explanation", "core/training", "core/batch", "core/library", "ui", "app"},
      {"*.h"}));
}

void IncludeDirectionTest::headersShowNoTorch() {
  QFETCH(QString, path);
  if (!isSharedBetweenRooms(path)) return;
  QSet<QString> seen;
  const QString way = wayToTorch(path, seen);
  QVERIFY2(way.isEmpty(), qPrintable(way));
}

QTEST_GUILESS_MAIN(IncludeDirectionTest)
#include "tst_include_direction.moc"
