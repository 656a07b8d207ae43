#pragma once

#include <QColor>
#include <QString>
#include <QStringList>
#include <vector>

#include "core/batch/answer_file.h"
#include "core/evaluation/squad_metrics.h"

namespace lectern::models {

/// Scores in words, a group of questions a line: "All questions (12): EM 75.0, F1 81.3".
QStringList scoreLines(const evaluation::SquadScores& scores);

/// The reliability diagram of Guo et al. (2017) as SVG: how many answers are right over how confident the
/// reader was, with the diagonal on which both are equal; the fewer answers a bar holds, the paler it is.
QString reliabilitySvg(const std::vector<evaluation::ReliabilityBin>& bins, const QColor& bars,
                       const QColor& lines);

/// Saves answers as a page to be read, with their scores where it is known what is expected. Throws
/// FileError.
void saveReport(const std::vector<batch::BatchAnswer>& answers, const QString& title, const QString& path);

}  // namespace lectern::models
