#pragma once

#include "core/reader/options.h"
#include "core/training/training_options.h"

namespace lectern::training {

/// The options of a new reader of these sizes; what the data decides is still to be set.
reader::ReaderOptions newReader(const NetworkOptions& sizes);

}  // namespace lectern::training
