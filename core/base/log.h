#pragma once

#include <functional>
#include <string_view>

namespace lectern {

enum class LogLevel { Debug, Info, Warning };

/// Where the library's remarks go. Called from any thread, one call at a time.
using LogSink = std::function<void(LogLevel, std::string_view)>;

/// Sets the sink of this process; an empty one (the default) drops everything.
void setLogSink(LogSink sink);

/// Hands one line to the sink. Safe to call on any thread.
void log(LogLevel level, std::string_view message);

}  // namespace lectern
