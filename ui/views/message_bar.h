#pragma once

#include <QFrame>
#include <QStringList>
#include <functional>

class QPushButton;
class QVBoxLayout;

namespace lectern::views {

/// Messages within the window, the newest of them, newest first. They stay until they are dismissed, and
/// never block anything.
class MessageBar : public QFrame {
  Q_OBJECT

 public:
  enum class Kind { Notice, Warning, Error };

  explicit MessageBar(QWidget* parent = nullptr);

  /// What can be done about a message: a button, which takes it away.
  struct Remedy {
    QString name;
    std::function<void()> act;
  };

  /// Does nothing where the message stands there, unless a remedy comes with it: each acts on something else.
  void add(Kind kind, const QString& message, const Remedy& remedy = {});
  /// Takes those away that are seen.
  void dismissShown();
  /// Takes a message away that holds no more.
  void dismiss(const QString& message);
  /// All that are not dismissed, newest first.
  QStringList messages() const;

 private:
  class Rows;
  void take(QWidget* row);
  void showNewest();

  Rows* area_;
  QVBoxLayout* rows_;
  QPushButton* more_;  // older ones than are shown
  bool showsAll_ = false;
};

}  // namespace lectern::views
