#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "ui/views/place.h"

namespace lectern::views {

/// What was open when the window was used last. It is kept in the program's settings, with the files opened
/// lately.
struct Session {
  struct Item {
    QString path;
    Place place;
  };
  std::vector<Item> documents;  ///< in their order
  QString current;              ///< path of the one that was shown; empty for none

  /// Null for a path that is not in it.
  const Item* find(const QString& path) const;
};

/// Nothing where the program was not used before.
std::optional<Session> loadSession();
void saveSession(const Session& session);

/// Paths of the files that were opened lately, the last one first; a few.
QStringList recentFiles();
void addRecentFile(const QString& path);
void clearRecentFiles();

}  // namespace lectern::views
