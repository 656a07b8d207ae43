#pragma once

#include "core/nn/attention_change.h"

namespace lectern::reader {

/// What a network does to its attention between passage and question.
using nn::AttentionChange;

}  // namespace lectern::reader
