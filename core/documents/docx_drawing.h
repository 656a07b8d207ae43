#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/documents/text_builder.h"
#include "core/documents/xml_reader.h"

namespace lectern::documents {

/// The words of a drawing that stands in a part of its own: of a diagram (SmartArt) a paragraph each, of a
/// chart its titles, and its numbers as a table, a row a category and a column a series.
class DocxDrawing : public XmlHandler {
 public:
  /// Must outlive it.
  explicit DocxDrawing(TextBuilder& builder) : builder_(builder) {}

  void start(const XmlElement& element) override;
  void end(std::string_view space, std::string_view name) override;
  void text(std::u16string_view characters) override;

 private:
  using Points = std::map<int, std::u16string>;  // by index
  struct Series {
    std::u16string name;
    Points categories, values;
  };

  void addTable();

  TextBuilder& builder_;
  bool isWord_ = false, isPoint_ = false;  // what `text` is of
  bool isInSeries_ = false, isInTitle_ = false;
  int levels_ = 0;  // of categories, the innermost first
  std::u16string point_;
  int index_ = 0;          // of the point
  std::string_view part_;  // of the series: "tx", "cat" or "val"; empty outside
  std::vector<Series> series_;
};

}  // namespace lectern::documents
