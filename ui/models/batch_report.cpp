#include "ui/models/batch_report.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "core/base/files.h"
#include "core/batch/scores.h"
#include "ui/models/batch_model.h"
#include "ui/models/html_page.h"

namespace lectern::models {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("lectern::models", text); }

QString number(double value, int digits = 1) { return QLocale().toString(value, 'f', digits); }

QString scoreLine(const QString& questions, const evaluation::GroupScores& group) {
  return tr("%1: EM %2, F1 %3").arg(questions, number(group.exact), number(group.f1));
}

/// A cell, with `mark` as its class where there is one.
QString cell(const QString& text, const char* mark = nullptr) {
  return (mark == nullptr ? QStringLiteral("<td>") : QStringLiteral("<td class=\"%1\">").arg(mark)) +
         text.toHtmlEscaped() + QStringLiteral("</td>");
}

QString scoresHtml(const std::vector<batch::BatchAnswer>& answers) {
  const auto scores = batch::scoresOf(answers);
  if (!scores) {
    return {};
  }
  QString html;
  for (const QString& line : scoreLines(*scores)) {
    html += QStringLiteral("<p>%1</p>\n").arg(line.toHtmlEscaped());
  }
  return html + QStringLiteral("<figure>%1</figure>\n")
                    .arg(reliabilitySvg(scores->reliability, QColor(0x25, 0x63, 0xbe), QColor(Qt::gray)));
}

QString rowsOf(const std::vector<batch::BatchAnswer>& answers, const BatchModel& model) {
  QString rows;
  for (int row = 0; row < model.rowCount(); ++row) {
    const batch::BatchAnswer& answer = answers[static_cast<std::size_t>(row)];
    rows += QStringLiteral("<tr>");
    for (int column = 0; column < BatchModel::ColumnCount; ++column) {
      const bool isExpected = column == BatchModel::ExpectedColumn || column == BatchModel::ScoreColumn;
      if (isExpected && !model.hasExpected()) {
        continue;
      }
      const bool isAnswer = column == BatchModel::AnswerColumn;
      rows += cell(model.index(row, column).data().toString(),
                   isAnswer && answer.answer.empty() ? "none" : nullptr);
    }
    rows += QStringLiteral("</tr>\n");
  }
  return rows;
}

}  // namespace

QStringList scoreLines(const evaluation::SquadScores& scores) {
  QStringList lines = {scoreLine(tr("All questions (%1)").arg(scores.all.total), scores.all)};
  if (scores.hasAnswer && scores.noAnswer) {
    lines << scoreLine(tr("With an answer (%1)").arg(scores.hasAnswer->total), *scores.hasAnswer)
          << scoreLine(tr("Without one (%1)").arg(scores.noAnswer->total), *scores.noAnswer);
  }
  if (std::ranges::any_of(scores.reliability, [](const auto& bin) { return bin.count > 0; })) {
    lines << tr("Expected calibration error: %1")
                 .arg(number(evaluation::expectedCalibrationError(scores.reliability), 3));
  }
  return lines;
}

QString reliabilitySvg(const std::vector<evaluation::ReliabilityBin>& bins, const QColor& bars,
                       const QColor& lines) {
  constexpr double kLeft = 24, kTop = 8, kSide = 160;
  std::size_t most = 1;
  for (const evaluation::ReliabilityBin& bin : bins) most = std::max(most, bin.count);
  QString svg =
      QStringLiteral(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 192 192\" width=\"192\" height=\"192\" "
          "font-family=\"sans-serif\" font-size=\"11\" fill=\"%1\" role=\"img\">\n<title>%2</title>\n")
          .arg(lines.name(), tr("Share of right answers over confidence").toHtmlEscaped());
  for (const evaluation::ReliabilityBin& bin : bins) {
    if (bin.count == 0) {
      continue;
    }
    const double share = std::sqrt(static_cast<double>(bin.count) / static_cast<double>(most));
    const double height = std::max(bin.accuracy * kSide, 1.0);
    svg += QStringLiteral(
               "<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\" fill-opacity=\"%6\">"
               "<title>%7</title></rect>\n")
               .arg(kLeft + bin.from * kSide + 1)
               .arg(kTop + kSide - height)
               .arg((bin.to - bin.from) * kSide - 2)
               .arg(height)
               .arg(bars.name())
               .arg(0.25 + 0.75 * share)
               .arg(tr("%1 answers, confidence %2 %, right %3 %")
                        .arg(QString::number(bin.count), number(100 * bin.confidence),
                             number(100 * bin.accuracy))
                        .toHtmlEscaped());
  }
  svg += QStringLiteral(
             "<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%3\" fill=\"none\" stroke=\"%4\"/>\n"
             "<line x1=\"%1\" y1=\"%5\" x2=\"%6\" y2=\"%2\" stroke=\"%4\" stroke-dasharray=\"4 3\"/>\n")
             .arg(kLeft)
             .arg(kTop)
             .arg(kSide)
             .arg(lines.name())
             .arg(kTop + kSide)
             .arg(kLeft + kSide);
  svg += QStringLiteral(
             "<text x=\"%1\" y=\"%2\" text-anchor=\"middle\">%3</text>\n"
             "<text transform=\"translate(16 %4) rotate(-90)\" text-anchor=\"middle\">%5</text>\n</svg>")
             .arg(kLeft + kSide / 2)
             .arg(kTop + kSide + 16)
             .arg(tr("Confidence").toHtmlEscaped())
             .arg(kTop + kSide / 2)
             .arg(tr("Right").toHtmlEscaped());
  return svg;
}

void saveReport(const std::vector<batch::BatchAnswer>& answers, const QString& title, const QString& path) {
  BatchModel model;
  std::vector<batch::BatchQuestion> questions;
  for (const batch::BatchAnswer& answer : answers) questions.push_back(answer.question);
  model.setQuestions(std::move(questions));
  for (std::size_t i = 0; i < answers.size(); ++i) model.setAnswer(static_cast<int>(i), answers[i]);

  QString head;
  for (int column = 0; column < BatchModel::ColumnCount; ++column) {
    const bool isExpected = column == BatchModel::ExpectedColumn || column == BatchModel::ScoreColumn;
    if (!isExpected || model.hasExpected()) {
      head += QStringLiteral("<th scope=\"col\">%1</th>")
                  .arg(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().toHtmlEscaped());
    }
  }
  const QString style = QStringLiteral(
      "body { font-family: sans-serif; line-height: 1.4; margin: 2em auto; max-width: 70em; padding: 0 1em; "
      "}\n"
      "table { border-collapse: collapse; width: 100%; }\n"
      "th, td { border-bottom: 1px solid #8885; padding: 0.4em 0.6em; text-align: left;\n"
      "  vertical-align: top; }\n"
      ".none { opacity: 0.7; font-style: italic; }\nfigure { margin: 1em 0; }\n");
  const QString body =
      QStringLiteral("%1<table>\n<thead><tr>%2</tr></thead>\n<tbody>\n%3</tbody>\n</table>\n")
          .arg(scoresHtml(answers), head, rowsOf(answers, model));
  const QString page = htmlPage(title, style, body);
  writeFileAtomically(std::filesystem::path(path.toStdU16String()), page.toStdString());
}

}  // namespace lectern::models
