#include "core/base/log.h"

#include <mutex>
#include <utility>

namespace lectern {
namespace {

struct SinkHolder {
  std::mutex mutex;
  LogSink sink;
};

SinkHolder& holder() {
  static SinkHolder instance;
  return instance;
}

}  // namespace

void setLogSink(LogSink sink) {
  const std::lock_guard lock(holder().mutex);
  holder().sink = std::move(sink);
}

void warn(std::string_view message) {
  const std::lock_guard lock(holder().mutex);
  if (holder().sink) holder().sink(message);
}

}  // namespace lectern
