#pragma once

#include <QString>

namespace lectern::views {

/// What core says to a person, of a question, a text, or a file that it cannot read, in the language of the
/// window; as it is where the window does not know it.
QString translated(const QString& said);

}  // namespace lectern::views
