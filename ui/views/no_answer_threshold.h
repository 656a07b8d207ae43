#pragma once

#include <QObject>
#include <optional>

namespace lectern::views {

/// Above which probability that there is no answer the window says so: the one the reader was fitted with, or
/// what the person chose; kept in the settings.
class NoAnswerThreshold : public QObject {
  Q_OBJECT

 public:
  explicit NoAnswerThreshold(QObject* parent = nullptr);

  /// What the person chose, 0…1; nothing: the reader's own.
  std::optional<double> chosen() const { return chosen_; }
  /// As `chosen`.
  void choose(std::optional<double> threshold);

 Q_SIGNALS:
  void changed();

 private:
  std::optional<double> chosen_;
};

}  // namespace lectern::views
