#pragma once

#include "core/documents/loader.h"

namespace lectern::app {

/// The loaders of both programs: the standard ones, and that of PDF where Qt is built in.
///
/// Call it on the main thread: Qt PDF needs a QCoreApplication, and one is made here when there is none yet.
documents::LoaderRegistry makeLoaders();

}  // namespace lectern::app
