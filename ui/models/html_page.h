#pragma once

#include <QString>

namespace lectern::models {

/// A web page that stands alone, follows light and dark, and begins with its title. `style` is CSS, `body`
/// HTML.
inline QString htmlPage(const QString& title, const QString& style, const QString& body) {
  return QStringLiteral(
             "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>%1</title>\n"
             "<style>\n:root { color-scheme: light dark; }\n%2</style>\n</head>\n"
             "<body>\n<h1>%1</h1>\n%3</body>\n</html>\n")
      .arg(title.toHtmlEscaped(), style, body);
}

}  // namespace lectern::models
