#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "core/explanation/attention_matrix.h"

class QComboBox;

namespace lectern::views {

/// Chooses what makes a cell of a matrix dark, and which cells are shown.
class ShadeChoice : public QWidget {
  Q_OBJECT

 public:
  explicit ShadeChoice(QWidget* parent = nullptr);

  /// What is shown has shades of its own, at first; without any, those come back that were chosen before.
  void setOwn(std::optional<explanation::Normalization> own);
  /// 0…1, by row.
  std::vector<double> shadesOf(const explanation::AttentionMatrix& matrix) const;

  QComboBox* cells() const { return cells_; }

 Q_SIGNALS:
  void changed();

 private:
  QComboBox* normalizations_;
  QComboBox* cells_;
  int ofWeights_ = -1;  // chosen for weights, while something else is shown
};

}  // namespace lectern::views
