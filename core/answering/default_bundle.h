#pragma once

#include <filesystem>

namespace lectern::answering {

/// Where the shipped bundle is: $LECTERN_MODEL, else `models/en` beside the program, above it (a build tree),
/// or in the installed data folder. Throws FileError that names the places when there is none.
std::filesystem::path findDefaultBundle();

/// `folder`, or where it is empty the default bundle.
std::filesystem::path bundleFolder(const std::filesystem::path& folder);

}  // namespace lectern::answering
