#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/base/error.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/jobs/reader_service.h"
#include "ui/models/history_model.h"
#include "ui/views/no_answer_threshold.h"

namespace lectern {

class SettingsDialogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init() { QSettings().clear(); }
  void setsTheThreshold();
  void refusesWhatIsNoProbability();
  void tellsOfAMissingReader();
  void tellsWhatIsKept();

 private:
  static bool says(const QDialog& dialog, const QString& words) {
    const QList<QLabel*> labels = dialog.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(words); });
  }
};

void SettingsDialogTest::initTestCase() {
  QStandardPaths::setTestModeEnabled(true);
  QCoreApplication::setOrganizationName("Lectern");
  QCoreApplication::setApplicationName("LecternSettingsTest");
}

void SettingsDialogTest::setsTheThreshold() {
  views::NoAnswerThreshold threshold;
  jobs::ReaderService reader;
  models::HistoryModel history(QStringLiteral("/nowhere/history.sqlite"));
  dialogs::SettingsDialog dialog(threshold, reader, history);
  reader.load([] { return jobs::Reader{{"readers/en", "en", "1.0", "en", 0.456}, {}, nullptr}; });
  QTRY_VERIFY(says(dialog, "readers/en"));
  auto* slider = dialog.findChild<QSlider*>();
  auto* useFitted = dialog.findChild<QPushButton*>();
  QCOMPARE(slider->value(), 46);
  QVERIFY(!threshold.chosen());  // what the slider rounds is not yet a choice
  QVERIFY(!useFitted->isEnabled());

  QTest::keyClick(slider, Qt::Key_Right);
  QCOMPARE(threshold.chosen(), std::optional(0.47));
  QCOMPARE(views::NoAnswerThreshold().chosen(), std::optional(0.47));  // it is kept
  QTest::keyClick(slider, Qt::Key_End);
  QCOMPARE(threshold.chosen(), std::optional(1.0));
  QVERIFY(says(dialog, "Never said"));

  QTest::mouseClick(useFitted, Qt::LeftButton);
  QVERIFY(!threshold.chosen());
  QCOMPARE(slider->value(), 46);
  QVERIFY(!views::NoAnswerThreshold().chosen());
}

void SettingsDialogTest::refusesWhatIsNoProbability() {
  for (const char* stored : {"2", "-0.1", "nan", "often"}) {
    QSettings().setValue("reading/noAnswerThreshold", stored);
    QVERIFY2(!views::NoAnswerThreshold().chosen(), stored);
  }
}

void SettingsDialogTest::tellsOfAMissingReader() {
  views::NoAnswerThreshold threshold;
  jobs::ReaderService reader;
  models::HistoryModel history(QStringLiteral("/nowhere/history.sqlite"));
  const dialogs::SettingsDialog dialog(threshold, reader, history);
  QVERIFY(!dialog.findChild<QSlider*>()->isEnabled());
  QVERIFY(says(dialog, "none is loaded"));
  QSignalSpy failed(&reader, &jobs::ReaderService::loadFailed);
  reader.load([]() -> jobs::Reader { throw FileError("there is none"); });
  QTRY_COMPARE(failed.size(), 1);
  QVERIFY(!dialog.findChild<QSlider*>()->isEnabled());
}

void SettingsDialogTest::tellsWhatIsKept() {
  const QTemporaryDir folder;
  const QString file = folder.filePath("history.sqlite");
  { library::History(file.toStdString()).add({0, {}, "Who?", false, {{"", "Notes"}}, {}}); }
  models::HistoryModel history(file);
  history.refresh();
  views::NoAnswerThreshold threshold;
  jobs::ReaderService reader;
  const dialogs::SettingsDialog dialog(threshold, reader, history);
  QVERIFY(says(dialog, file));
  QVERIFY(says(dialog, "questions: 1 · "));
  QVERIFY(says(dialog, QLocale().formattedDataSize(QFileInfo(file).size())));
}

}  // namespace lectern

QTEST_MAIN(lectern::SettingsDialogTest)
#include "tst_settings_dialog.moc"
