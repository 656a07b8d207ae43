#pragma once

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace lectern::views {

/// What stands where a document would, while none is open: what can be done about it, and what was open
/// lately.
class EmptyDesk : public QWidget {
  Q_OBJECT

 public:
  explicit EmptyDesk(QWidget* parent = nullptr);

  /// Whether there is a sample to open.
  void setHasSample(bool has);
  /// Shows what was opened lately, as it is kept now.
  void tellRecent();

 Q_SIGNALS:
  void openRequested();
  void sampleRequested();
  /// A file that was opened lately was chosen.
  void fileRequested(const QString& path);

 protected:
  void showEvent(QShowEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QPushButton* sample_;
  QVBoxLayout* recent_;  // files, as buttons
};

}  // namespace lectern::views
