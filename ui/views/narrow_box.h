#pragma once

#include <QComboBox>

namespace lectern::views {

/// A box that a narrow window may make narrower than its choices are; what is chosen then ends with an
/// ellipsis.
class NarrowBox : public QComboBox {
  Q_OBJECT

 public:
  explicit NarrowBox(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace lectern::views
