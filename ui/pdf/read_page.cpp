#include "ui/pdf/read_page.h"

#include <QPdfSelection>
#include <QPolygonF>
#include <QString>

#include "ui/pdf/page_table.h"

namespace lectern::pdf {

PageText readPage(const QPdfSelection& all) {
  const QString text = all.text();
  const std::u16string_view raw{reinterpret_cast<const char16_t*>(text.utf16()),
                                static_cast<std::size_t>(text.size())};
  std::vector<QRectF> objects;
  for (const QPolygonF& object : all.bounds()) objects.push_back(object.boundingRect());
  return cleanPageText(raw, findCells(raw, objects));
}

}  // namespace lectern::pdf
