#pragma once

#include <stop_token>
#include <string>

#include "core/documents/archive.h"

namespace lectern::documents {

/// The title that a part of an archive gives in Dublin Core's words, as UTF-8; empty where there is none, or
/// where the part is damaged. Throws CancelledError.
std::string dublinCoreTitle(const Archive& archive, const std::string& part, const std::stop_token& stop);

}  // namespace lectern::documents
