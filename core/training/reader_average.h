#pragma once

#include <filesystem>
#include <vector>

#include "core/reader/reader_bundle.h"

namespace lectern::training {

/// The reader whose weights are the mean of those of several (a model soup, Wortsman et al. 2022); all else
/// is the first one's. It reads better than each of them if they went on from the same reader. Throws
/// FormatError for readers with other words or sizes than the first one's.
reader::ReaderBundle averageOf(const std::vector<std::filesystem::path>& bundles);

}  // namespace lectern::training
