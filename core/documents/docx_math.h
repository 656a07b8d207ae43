#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/documents/xml_reader.h"

namespace lectern::documents {

/// What stands in an equation of a DOCX without being text there (ECMA-376, 22.1): brackets, and the signs of
/// roots, sums and integrals.
class DocxMath {
 public:
  /// What is to be written before the words of an element at a depth.
  std::u16string start(const XmlElement& element, std::size_t depth);
  /// The same behind the element.
  std::u16string end(std::size_t depth);

 private:
  struct Object {
    std::size_t depth;
    std::u16string before, after;
    bool isBegun = false;
  };
  std::vector<Object> open_;
};

}  // namespace lectern::documents
