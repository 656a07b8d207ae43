#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <utility>
#include <vector>

#include "ui/views/place.h"

namespace lectern::views {

/// What was open when the window was used last. It is kept in the program's settings, with the files opened
/// lately.
struct Session {
  struct Item {
    QString path;
    QString title;  ///< of a pasted text, which is kept in a file
    Place place;
  };
  std::vector<Item> documents;  ///< in their order
  QString current;              ///< path of the one that was shown; empty for none
};

/// A session whose documents are being opened again, one after another.
class SessionReturn {
 public:
  explicit SessionReturn(Session session)
      : session_(std::move(session)), hasCome_(session_.documents.size()) {}

  /// What it holds, the one that was shown first.
  std::vector<Session::Item> items() const;
  /// The one that was shown.
  const QString& current() const { return session_.current; }
  /// What is kept of a file that comes back now; nothing where it is none of the session's, or has come
  /// before.
  std::optional<Session::Item> take(const QString& path);
  /// How many of `others` stood before it.
  int rowOf(const QString& path, const QStringList& others) const;
  /// What has not come back.
  std::vector<Session::Item> missing() const;

 private:
  std::size_t indexOf(const QString& path) const;

  Session session_;
  std::vector<bool> hasCome_;
};

/// Where a person's questions and pasted texts are kept from one use to the next.
QString dataFolder();

/// Nothing where the program was not used before.
std::optional<Session> loadSession();
void saveSession(const Session& session);

/// Paths of the files that were opened lately, the last one first; a few.
inline constexpr int kMostRecent = 10;
QStringList recentFiles();
void addRecentFile(const QString& path);
void clearRecentFiles();

}  // namespace lectern::views
