#pragma once

#include <QString>
#include <QStringList>

namespace lectern::app {

/// The document that the first start opens, and questions about it.
struct Sample {
  QString path;  ///< empty when it is not installed
  QStringList questions;
};

/// Looks for the sample in the installed data folder and in the source tree above build/<preset>/bin.
Sample findSample();

}  // namespace lectern::app
