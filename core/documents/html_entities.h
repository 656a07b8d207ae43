#pragma once

#include <string>
#include <string_view>

namespace lectern::documents {

/// The characters that an entity stands for, named or numbered ("&eacute;", "&#x1F4D6;"); the entity as it is
/// when HTML knows none, or it is a rare one of HTML 5.
std::u16string resolveEntity(std::string_view entity);

/// A page with the entities of HTML 5 that libxml2, which knows HTML 4's, would leave as they are written.
std::string withoutNewEntities(std::string_view page);

/// The character that a number of windows-1252 stands for, as HTML has it: "&#146;" is an apostrophe. libxml2
/// gives the control character of that number instead, which no text has.
char16_t asWindows1252(char16_t c);

}  // namespace lectern::documents
