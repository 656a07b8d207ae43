#include "ui/views/no_answer_threshold.h"

#include <QSettings>

namespace lectern::views {
namespace {

const QString kKey = QStringLiteral("reading/noAnswerThreshold");

}  // namespace

NoAnswerThreshold::NoAnswerThreshold(QObject* parent) : QObject(parent) {
  bool isNumber = false;
  const double stored = QSettings().value(kKey).toDouble(&isNumber);
  if (isNumber && stored >= 0 && stored <= 1) {
    chosen_ = stored;
  }
}

void NoAnswerThreshold::choose(std::optional<double> threshold) {
  if (threshold == chosen_) {
    return;
  }
  chosen_ = threshold;
  if (threshold) {
    QSettings().setValue(kKey, *threshold);
  } else {
    QSettings().remove(kKey);
  }
  Q_EMIT changed();
}

}  // namespace lectern::views
