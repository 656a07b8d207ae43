#pragma once

#include <functional>
#include <string_view>

namespace lectern {

/// Where the library's warnings go. Called from any thread, one call at a time.
using LogSink = std::function<void(std::string_view)>;

/// Sets the sink of this process; an empty one (the default) drops everything.
void setLogSink(LogSink sink);

/// Hands a warning, one line, to the sink. Safe to call on any thread.
void warn(std::string_view message);

}  // namespace lectern
