#pragma once

#include <QWidget>
#include <optional>

#include "core/evaluation/squad_metrics.h"

class QLabel;

namespace lectern::views {

/// How right answers are where it is known what is expected: their scores, and how far their confidences can
/// be believed as a diagram.
class ScorePane : public QWidget {
  Q_OBJECT

 public:
  explicit ScorePane(QWidget* parent = nullptr);

  /// Hidden where there are none.
  void showScores(std::optional<evaluation::SquadScores> scores);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void draw();

  std::optional<evaluation::SquadScores> scores_;
  QLabel* words_;
  QLabel* diagram_;
};

}  // namespace lectern::views
