#pragma once

#include <QDialog>

#include "core/answering/predictor.h"

class QLabel;
class QPushButton;
class QSlider;

namespace lectern::views {
class NoAnswerThreshold;
}

namespace lectern::dialogs {

/// What a person sets for good, each change counting at once, and where things are kept.
class SettingsDialog : public QDialog {
  Q_OBJECT

 public:
  /// `reader` without a folder: none is loaded. `threshold` must outlive the dialog.
  SettingsDialog(views::NoAnswerThreshold& threshold, const answering::ReaderInfo& reader,
                 QWidget* parent = nullptr);

 private:
  void layOut(const answering::ReaderInfo& reader);
  void tell();

  views::NoAnswerThreshold& threshold_;
  const bool hasReader_;
  const double fitted_;  // the threshold that the reader was fitted with
  QSlider* slider_;
  QLabel* percent_;
  QLabel* meaning_;
  QPushButton* useFitted_;
};

}  // namespace lectern::dialogs
