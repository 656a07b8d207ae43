#include "ui/views/matrix_saving.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/base/files.h"
#include "core/data/csv.h"
#include "ui/models/html_page.h"

namespace lectern::views {
namespace {

QString number(float value) { return QLocale::c().toString(value, 'g', 6); }

data::CsvRows table(const ShownMatrix& matrix) {
  data::CsvRows table(matrix.values.rowCount() + 1);
  table[0].emplace_back();
  for (const QString& name : matrix.drawn.columns) table[0].push_back(name.toStdString());
  for (std::size_t row = 0; row < matrix.values.rowCount(); ++row) {
    std::vector<std::string>& cells = table[row + 1];
    cells.push_back(matrix.drawn.rows[static_cast<qsizetype>(row)].toStdString());
    for (std::size_t column = 0; column < matrix.values.columns.size(); ++column) {
      cells.push_back(number(matrix.values.at(row, column)).toStdString());
    }
  }
  return table;
}

/// "question ↓ passage →"
QString axes(const DrawnMatrix& drawn) {
  return drawn.rowAxis.isEmpty() ? QString()
                                 : QStringLiteral("%1 ↓ %2 →").arg(drawn.rowAxis, drawn.columnAxis);
}

/// A page that stands alone; a cell's value is shown where it is pointed at.
QString page(const ShownMatrix& matrix) {
  const QString style = QStringLiteral(
      "body { font-family: sans-serif; }\n"
      "table { border-spacing: 1px; }\ntd { min-width: 1em; height: 1em; padding: 0; }\n"
      "thead th { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: normal;\n"
      "  text-align: left; }\n"
      "tbody th { position: sticky; left: 0; background: Canvas; font-weight: normal;\n"
      "  text-align: right; white-space: nowrap; }\n");
  QString table = QStringLiteral("<table>\n<thead><tr><td>%1</td>").arg(axes(matrix.drawn).toHtmlEscaped());
  for (const QString& name : matrix.drawn.columns) {
    table += QStringLiteral("<th scope=\"col\">%1</th>").arg(name.toHtmlEscaped());
  }
  table += QStringLiteral("</tr></thead>\n<tbody>\n");
  for (std::size_t row = 0; row < matrix.values.rowCount(); ++row) {
    table += QStringLiteral("<tr><th scope=\"row\">%1</th>")
                 .arg(matrix.drawn.rows[static_cast<qsizetype>(row)].toHtmlEscaped());
    for (std::size_t column = 0; column < matrix.values.columns.size(); ++column) {
      const double shade = matrix.drawn.shades[row * matrix.values.columns.size() + column];
      table +=
          QStringLiteral("<td title=\"%1\" style=\"background: rgb(37 99 190 / %2)\"></td>")
              .arg(number(matrix.values.at(row, column)), QLocale::c().toString(0.04 + 0.96 * shade, 'f', 3));
    }
    table += QStringLiteral("</tr>\n");
  }
  return models::htmlPage(matrix.title, style, table + QStringLiteral("</tbody>\n</table>\n"));
}

QByteArray svg(const ShownMatrix& matrix) {
  QByteArray written;
  QBuffer buffer(&written);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setResolution(matrix.drawing.logicalDpiX());  // else names have another size
  generator.setSize(matrix.drawing.boundingRect().size());
  generator.setViewBox(matrix.drawing.boundingRect());
  QPainter painter(&generator);
  painter.drawPicture(0, 0, matrix.drawing);
  painter.end();
  // Qt's own title is as it is given, "AT&T" and all.
  const qsizetype content = written.indexOf('>', written.indexOf("<svg")) + 1;
  return written.insert(content,
                        QStringLiteral("\n<title>%1</title>").arg(matrix.title.toHtmlEscaped()).toUtf8());
}

QByteArray png(const ShownMatrix& matrix) {
  constexpr double kMostPixels = 40e6;
  const QSize whole = matrix.drawing.boundingRect().size();
  const double pixels = static_cast<double>(whole.width()) * whole.height();
  const double scale = std::min(1.0, std::sqrt(kMostPixels / pixels));
  QImage image((QSizeF(whole) * scale).toSize(), QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.scale(scale, scale);
  painter.drawPicture(0, 0, matrix.drawing);
  painter.end();
  QByteArray written;
  QBuffer buffer(&written);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return written;
}

QString tr(const char* text) { return QCoreApplication::translate("lectern::views", text); }

}  // namespace

QList<SaveFormat> matrixFormats() {
  return {{tr("Table"), QStringLiteral("csv")},
          {tr("Picture"), QStringLiteral("png")},
          {tr("Drawing"), QStringLiteral("svg")},
          {tr("Web page"), QStringLiteral("html")}};
}

void saveMatrix(const ShownMatrix& matrix, const QString& path) {
  const std::filesystem::path file = path.toStdU16String();
  const QString kind = QFileInfo(path).suffix().toLower();
  if (kind == u"csv") {
    data::writeCsv(table(matrix), file, data::CsvReader::Spreadsheet);
  } else if (kind == u"html") {
    writeFileAtomically(file, page(matrix).toStdString());
  } else if (kind == u"svg") {
    writeFileAtomically(file, svg(matrix).toStdString());
  } else if (kind == u"png") {
    writeFileAtomically(file, png(matrix).toStdString());
  } else {
    throw std::invalid_argument("a matrix is saved as .csv, .png, .svg or .html, not as '" +
                                path.toStdString() + "'");
  }
}

}  // namespace lectern::views
