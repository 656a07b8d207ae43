#pragma once

#include <QDialog>

class QLabel;
class QPushButton;
class QSlider;

namespace lectern::jobs {
class ReaderService;
}
namespace lectern::models {
class HistoryModel;
}
namespace lectern::views {
class NoAnswerThreshold;
}

namespace lectern::dialogs {

/// What a person sets for good, each change counting at once, and where things are kept.
class SettingsDialog : public QDialog {
  Q_OBJECT

 public:
  /// All must outlive the dialog.
  SettingsDialog(views::NoAnswerThreshold& threshold, const jobs::ReaderService& reader,
                 const models::HistoryModel& history, QWidget* parent = nullptr);

 private:
  void layOut();
  void tell();

  views::NoAnswerThreshold& threshold_;
  const jobs::ReaderService& reader_;
  const models::HistoryModel& history_;
  QSlider* slider_;
  QLabel* percent_;
  QLabel* meaning_;
  QPushButton* useFitted_;
  QLabel* readerPlace_;
};

}  // namespace lectern::dialogs
