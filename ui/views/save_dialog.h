#pragma once

#include <QList>
#include <QString>
#include <functional>

class QWidget;

namespace lectern::views {

/// A kind of file that can be saved.
struct SaveFormat {
  QString name;    ///< as a person knows it: "Table"
  QString suffix;  ///< "csv"
};

/// A path without a suffix to offer for `what` is made of a document: "text answers", in its folder where
/// that can be written to. `document` is its path, empty where it has none.
QString pathBeside(const QString& document, const QString& what);

/// Asks for a file to save in one of `formats` and saves it; at once back, before that is done. `offered` is
/// the path that is there first, in the format of its suffix, without one in the first. A file that is there
/// is only replaced if the person says so. `failed` is told why it cannot be saved.
void openSaveDialog(QWidget* parent, const QString& title, const QString& offered,
                    const QList<SaveFormat>& formats, std::function<void(const QString& path)> save,
                    std::function<void(const QString& reason)> failed);

}  // namespace lectern::views
