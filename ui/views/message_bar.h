#pragma once

#include <QFrame>
#include <QStringList>

class QScrollArea;
class QVBoxLayout;

namespace lectern::views {

/// Messages within the window, newest first. They stay until they are dismissed, and never block anything.
class MessageBar : public QFrame {
  Q_OBJECT

 public:
  enum class Kind { Warning, Error };

  explicit MessageBar(QWidget* parent = nullptr);

  void add(Kind kind, const QString& message);
  void dismissAll();
  /// What is shown, newest first.
  QStringList messages() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fit();

  QScrollArea* area_;
  QVBoxLayout* rows_;
};

}  // namespace lectern::views
