#pragma once

#include <QTimer>
#include <QWidget>

namespace lectern::views {

/// A thin line that shows progress. It keeps its place while there is none, and waits 300 ms before it shows,
/// so that quick work does not flicker.
class BusyLine : public QWidget {
  Q_OBJECT

 public:
  explicit BusyLine(QWidget* parent = nullptr);

  void setBusy(bool busy);
  /// `total` 0: not known.
  void setProgress(int done, int total);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QTimer delay_;
  QTimer motion_;
  bool busy_ = false;
  bool showing_ = false;
  int done_ = 0;
  int total_ = 0;
  int step_ = 0;
};

}  // namespace lectern::views
