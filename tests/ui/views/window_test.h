#pragma once

#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "ui/views/answer_pane.h"
#include "ui/views/main_window.h"

namespace lectern::test {

/// A test on a window of its own, with files in a folder of its own, and with the bundle in the folder
/// LECTERN_TINY_BUNDLE.
class WindowTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("Lectern");
    QCoreApplication::setApplicationName(metaObject()->className());  // settings of its own
  }
  void init() { openWindow(); }
  void cleanup() { window_.reset(); }

 protected:
  /// Opens a window, in place of the one before.
  void openWindow() {
    QSettings().remove("reading");
    window_ = std::make_unique<views::MainWindow>(documents::LoaderRegistry::withStandardLoaders());
    window_->resize(1280, 800);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
  }
  QString write(const QString& name, const QByteArray& content) const {
    QFile file(folder_.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0) qFatal("cannot write");
    return file.fileName();
  }
  void load() {
    window_->loadReader(jobs::bundleIn(qEnvironmentVariable("LECTERN_TINY_BUNDLE").toStdU16String()));
  }
  QString answerAt(int row) const {
    const text::Range range = window_->answerPane()->model()->answer(row).range;
    return QString::fromStdU16String(std::u16string(range.of(window_->document()->text)));
  }

  QTemporaryDir folder_;
  std::unique_ptr<views::MainWindow> window_;
};

}  // namespace lectern::test
