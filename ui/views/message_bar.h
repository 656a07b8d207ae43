#pragma once

#include <QFrame>
#include <QStringList>

class QPushButton;
class QVBoxLayout;

namespace lectern::views {

/// Messages within the window, the newest of them, newest first. They stay until they are dismissed, and
/// never block anything.
class MessageBar : public QFrame {
  Q_OBJECT

 public:
  enum class Kind { Warning, Error };

  explicit MessageBar(QWidget* parent = nullptr);

  void add(Kind kind, const QString& message);
  void dismissAll();
  /// Takes a message away that holds no more.
  void dismiss(const QString& message);
  /// All that are not dismissed, newest first.
  QStringList messages() const;

 private:
  void showNewest();

  QVBoxLayout* rows_;
  QPushButton* more_;  // older ones than are shown
  bool showsAll_ = false;
};

}  // namespace lectern::views
