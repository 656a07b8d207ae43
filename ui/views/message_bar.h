#pragma once

#include <QFrame>
#include <QStringList>

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
  /// All that are not dismissed, newest first.
  QStringList messages() const;

 private:
  void showNewest();

  QVBoxLayout* rows_;
};

}  // namespace lectern::views
