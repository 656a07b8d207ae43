#pragma once

#include <QByteArray>
#include <QString>
#include <utility>
#include <vector>

#include "tests/support/test_folder.h"

namespace lectern::test {

/// The files of an archive, by name.
using Files = std::vector<std::pair<QByteArray, QByteArray>>;

inline const QByteArray kMimetype = "mimetype";
inline const QByteArray kOdt = "application/vnd.oasis.opendocument.text";

/// An ODT that holds `body`, with list styles: "N" numbers two levels, the second one from 5; "B" has
/// bullets.
Files odt(const QByteArray& body);

/// A DOCX that holds `body`, in the transitional or the strict form.
Files docx(const QByteArray& body, bool isStrict = false);
/// Parts of a DOCX's body.
QByteArray run(const QByteArray& words, const QByteArray& properties = {});
QByteArray paragraph(const QByteArray& words, const QByteArray& properties = {});
QByteArray item(const QByteArray& words, const QByteArray& list, int level = 0);

/// A book of two chapters; `encrypted` is the name of a file in it that is said to be.
Files epub(const QByteArray& encrypted = {});

/// Writes an archive, its files packed if it `packs`; a first file named "raw" is written as it is, and no
/// archive.
std::filesystem::path write(const TestFolder& folder, const QString& name, const Files& files,
                            bool packs = true);

}  // namespace lectern::test
