#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QString>

namespace lectern::models {

/// How long work takes that goes on as fast as it did so far.
class TimeLeft {
  Q_DECLARE_TR_FUNCTIONS(lectern::models::TimeLeft)

 public:
  /// Begins where `done` parts are done already.
  void start(int done);

  /// "About 3 min left"; empty while too little is known.
  QString inWords(int done, int all) const;
  /// As above, after so many milliseconds.
  QString inWords(int done, int all, qint64 elapsed) const;

 private:
  QElapsedTimer timer_;
  int before_ = 0;
};

}  // namespace lectern::models
