#pragma once

#include <QMenu>

namespace lectern::views {

/// The files that were opened lately, to be opened again.
class RecentMenu : public QMenu {
  Q_OBJECT

 public:
  explicit RecentMenu(QWidget* parent = nullptr);

 Q_SIGNALS:
  void chosen(const QString& path);
  void cleared();

 private:
  void fill();
};

}  // namespace lectern::views
