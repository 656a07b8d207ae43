#pragma once

#include <QWidget>

class QPushButton;

namespace lectern::views {

/// What stands where a document would, while none is open: what can be done about it.
class EmptyDesk : public QWidget {
  Q_OBJECT

 public:
  explicit EmptyDesk(QWidget* parent = nullptr);

  /// Whether there is a sample to open.
  void setHasSample(bool has);

 Q_SIGNALS:
  void openRequested();
  void sampleRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QPushButton* sample_;
};

}  // namespace lectern::views
