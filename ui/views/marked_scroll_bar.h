#pragma once

#include <QColor>
#include <QScrollBar>
#include <vector>

namespace lectern::views {

/// A scroll bar with marks at places in what it scrolls.
class MarkedScrollBar : public QScrollBar {
  Q_OBJECT

 public:
  struct Mark {
    double place = 0;  ///< 0 at the top of the content, 1 at its end
    QColor color;
    bool strong = false;
  };

  explicit MarkedScrollBar(QWidget* parent = nullptr);

  void setMarks(std::vector<Mark> marks);
  const std::vector<Mark>& marks() const { return marks_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<Mark> marks_;
};

}  // namespace lectern::views
