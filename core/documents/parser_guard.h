#pragma once

#include <libxml/parser.h>

#include <exception>
#include <stop_token>

#include "core/base/progress.h"

namespace lectern::documents {

/// Stands between libxml2 and what takes its events: a C library must not see an exception, so that it waits
/// until the parser has stopped.
class ParserGuard {
 public:
  explicit ParserGuard(const std::stop_token& stop) : stop_(stop) {}

  /// Runs a step of the parser's; after one that failed nothing more.
  template <typename Step>
  void run(xmlParserCtxtPtr parser, Step step) {
    if (error_) return;
    try {
      throwIfStopped(stop_);
      step();
    } catch (...) {
      error_ = std::current_exception();
      xmlStopParser(parser);
    }
  }

  /// Throws what a step has thrown.
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  const std::stop_token& stop_;
  std::exception_ptr error_;
};

}  // namespace lectern::documents
