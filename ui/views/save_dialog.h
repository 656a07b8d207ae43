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

/// Asks for a file to save in one of `formats`, of which the first is offered first, and saves it; at once
/// back, before that is done. `failed` is told why it cannot be saved.
void openSaveDialog(QWidget* parent, const QString& title, const QList<SaveFormat>& formats,
                    std::function<void(const QString& path)> save,
                    std::function<void(const QString& reason)> failed);

}  // namespace lectern::views
