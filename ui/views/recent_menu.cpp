#include "ui/views/recent_menu.h"

#include <QDir>
#include <QFileInfo>

#include "ui/views/session.h"

namespace lectern::views {

RecentMenu::RecentMenu(QWidget* parent) : QMenu(tr("Open &recent"), parent) {
  setToolTipsVisible(true);
  connect(this, &QMenu::aboutToShow, this, &RecentMenu::fill);
}

void RecentMenu::fill() {
  clear();
  for (const QString& path : recentFiles()) {
    QString name = QFileInfo(path).fileName();
    QAction* file = addAction(name.replace(u'&', QStringLiteral("&&")));
    file->setToolTip(QDir::toNativeSeparators(path));
    connect(file, &QAction::triggered, this, [this, path] { Q_EMIT chosen(path); });
  }
  if (isEmpty()) {
    addAction(tr("None yet"))->setEnabled(false);
    return;
  }
  addSeparator();
  connect(addAction(tr("&Clear this list")), &QAction::triggered, this, [this] {
    clearRecentFiles();
    Q_EMIT cleared();
  });
}

}  // namespace lectern::views
