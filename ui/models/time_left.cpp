#include "ui/models/time_left.h"

#include <QLocale>

namespace lectern::models {

void TimeLeft::start(int done) {
  before_ = done;
  timer_.start();
}

QString TimeLeft::inWords(int done, int all) const { return inWords(done, all, timer_.elapsed()); }

QString TimeLeft::inWords(int done, int all, qint64 elapsed) const {
  constexpr qint64 kTellsNothing = 3'000;
  constexpr double kMinute = 60'000, kHour = 60 * kMinute;
  if (done <= before_ || elapsed < kTellsNothing) {
    return {};
  }
  const double left = static_cast<double>(elapsed) / (done - before_) * (all - done);
  const auto inNumber = [](double number) { return QLocale().toString(qRound(number)); };
  return left < kMinute       ? tr("less than a minute left")
         : left < 1.5 * kHour ? tr("about %1 min left").arg(inNumber(left / kMinute))
                              : tr("about %1 h left").arg(inNumber(left / kHour));
}

}  // namespace lectern::models
