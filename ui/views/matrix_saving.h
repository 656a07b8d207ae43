#pragma once

#include <QList>
#include <QPicture>
#include <QString>

#include "core/explanation/attention_matrix.h"
#include "ui/views/matrix_view.h"
#include "ui/views/save_dialog.h"

namespace lectern::views {

/// A matrix as it is shown, with all that is scrolled away.
struct ShownMatrix {
  QString title;
  explanation::AttentionMatrix values;
  DrawnMatrix drawn;
  QPicture drawing;  ///< its bounding rectangle begins at 0, 0
};

/// What a matrix can be saved as, by suffix: its values (csv), a page with them as a table (html), or the
/// drawing (svg, png).
QList<SaveFormat> matrixFormats();

/// Writes it as the suffix of `path` says, whole or not at all. Throws FileError; std::invalid_argument for
/// another suffix.
void saveMatrix(const ShownMatrix& matrix, const QString& path);

}  // namespace lectern::views
