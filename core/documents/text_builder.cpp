#include "core/documents/text_builder.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/documents/numeral.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_file.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

constexpr std::u16string_view kSpaces = u" \t\n\f\r";  // white space as HTML has it
constexpr std::size_t kMostEmptyCells = 256;  // at the end of a row: a file may have many for next to nothing

}  // namespace

void TextBuilder::addWords(std::u16string_view words) {
  while (!words.empty()) {
    const std::size_t begin = words.find_first_not_of(kSpaces);
    if (begin != 0) require(Break::Space);
    if (begin == std::u16string_view::npos) return;
    words.remove_prefix(begin);
    const std::u16string_view word = words.substr(0, words.find_first_of(kSpaces));
    writeBreak();
    document_.text += word;
    words.remove_prefix(word.size());
  }
}

void TextBuilder::addVerbatim(std::u16string_view text) {
  if (!isOpen_ || break_ == Break::Paragraph) {
    text.remove_prefix(std::min(text.find_first_not_of(u"\n\r"), text.size()));
  }
  if (text.empty()) return;
  writeBreak();
  const std::size_t begin = document_.text.size();
  std::ranges::copy_if(text, std::back_inserter(document_.text), [](char16_t c) { return c != u'\r'; });
  std::vector<text::Range>& verbatim = document_.verbatim;
  if (verbatim.empty() || verbatim.back().end != begin) verbatim.push_back({begin, begin});
  verbatim.back().end = document_.text.size();
}

void TextBuilder::breakLine() {
  if (isCellEmpty_) return;
  require(break_ == Break::Line ? Break::Paragraph : Break::Line);
}

void TextBuilder::breakParagraph() {
  if (!isCellEmpty_) require(Break::Paragraph);
}

void TextBuilder::beginHeading(int level) {
  breakParagraph();
  level_ = level;
  headingBegin_.reset();
}

void TextBuilder::endHeading() {
  if (level_ && headingBegin_) {
    const std::size_t end = trimmedSize(document_.text);
    if (end > *headingBegin_) document_.headings.push_back({{*headingBegin_, end}, *level_});
  }
  level_.reset();
  breakParagraph();
}

void TextBuilder::beginList(std::optional<int> first, std::string_view format) {
  breakParagraph();
  lists_.push_back({first, std::string(format)});
}

void TextBuilder::endList() {
  if (!lists_.empty()) lists_.pop_back();
  breakParagraph();
}

void TextBuilder::countFrom(int number) {
  if (!lists_.empty() && lists_.back().next) lists_.back().next = number;
}

void TextBuilder::beginItem(std::u16string label) {
  breakParagraph();
  OpenItem& open = items_.emplace_back();
  open.item.level = std::max(1, static_cast<int>(lists_.size()));
  if (!lists_.empty() && lists_.back().next) {
    List& list = lists_.back();
    if (label.empty() && list.format != "decimal") label = numeral(*list.next, list.format) + u".";
    open.item.number = (*list.next)++;
  }
  if (label.empty()) return;
  open.item.number.reset();
  open.item.isLabelled = true;
  open.label = std::move(label) + u" ";
}

void TextBuilder::endItem() {
  if (items_.empty()) return;
  if (const auto index = items_.back().index) {
    text::Range& range = document_.items[*index].range;
    range.end = std::max(range.begin, trimmedSize(document_.text));
    ended_.push_back(*index);
  }
  items_.pop_back();
  breakParagraph();
}

void TextBuilder::beginRow() {
  require(Break::Line);
  cells_ = 0;
  rows_.push_back({.begin = document_.text.size(),
                   .paragraphs = document_.paragraphs.size(),
                   .items = document_.items.size(),
                   .headings = document_.headings.size(),
                   .openItems = items_.size()});
}

void TextBuilder::endRow() {
  if (rows_.size() == 1) return;
  const Row row = rows_.back();
  rows_.pop_back();
  const bool hasWords = document_.text.size() > row.begin;
  if (row.cells > 1 && !row.hasTable) {  // else it is a heading over all columns
    if (hasWords) document_.text.append(std::min(cells_ + row.spanned, kMostEmptyCells), u'\t');
    joinLines(row);
  }
  require(Break::Line);
  cells_ = 0;
  if (hasWords) rows_.back().hasTable = true;
}

void TextBuilder::joinLines(const Row& row) {
  constexpr std::size_t kColumns = 3, kLongest = 400;  // rows of a page's layout are longer
  std::u16string& text = document_.text;
  const std::size_t begin = text.find_first_not_of(kSpaces, row.begin);
  if (row.cells < kColumns || begin == std::u16string::npos || text.size() - begin > kLongest) return;
  const bool isVerbatim = !document_.verbatim.empty() && document_.verbatim.back().end > begin;
  if (isVerbatim || document_.headings.size() > row.headings) return;
  if (text.find(u"\n\n", begin) != std::u16string::npos && !joinParagraphs(row, begin)) return;
  std::replace(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), u'\n', u' ');
}

bool TextBuilder::joinParagraphs(const Row& row, std::size_t begin) {
  std::vector<text::Range>& paragraphs = document_.paragraphs;
  constexpr std::size_t kLongestTable = 200'000;  // which is looked through again
  if (row.paragraphs >= paragraphs.size() || begin > paragraphs[row.paragraphs].begin + kLongestTable)
    return false;
  begin_ = paragraphs[row.paragraphs].begin;  // with the rows before
  paragraphs.resize(row.paragraphs);
  // Items around the table stay, also those that begin with this row.
  std::size_t kept = std::min(row.items, document_.items.size());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (!items_[i].index || *items_[i].index < row.items) continue;
    if (i < row.openItems) {
      ++kept;
    } else {
      items_[i].index.reset();
    }
  }
  document_.items.resize(kept);
  std::erase_if(ended_, [&](std::size_t index) { return index >= kept; });
  std::u16string& text = document_.text;
  for (std::size_t at = begin; (at = text.find(u"\n\n", at)) != std::u16string::npos;) text.erase(at, 1);
  return true;
}

void TextBuilder::beginCell() {
  Row& row = rows_.back();
  if (row.cells++ > 0) {
    if (row.hasTable) {
      require(Break::Line);
    } else {
      cells_ += 1 + row.spanned;
    }
  }
  row.spanned = 0;
  row.cellBegin = document_.text.size();
  isCellEmpty_ = true;
}

void TextBuilder::spanColumns(std::size_t columns) {
  constexpr std::size_t kMost = 100;
  rows_.back().spanned = std::clamp<std::size_t>(columns, 1, kMost) - 1;
}

void TextBuilder::endCell() {
  const Row& row = rows_.back();
  // What a block inside the cell asked for must not tear the row apart.
  if (!isCellEmpty_ && !row.hasTable && document_.text.size() != row.cellBegin) break_ = Break::None;
  isCellEmpty_ = false;
}

Document TextBuilder::finish(const std::filesystem::path& path, std::string format, std::string title) {
  while (!items_.empty()) endItem();
  closeParagraph();
  std::erase_if(document_.items, [](const ListItem& item) { return item.range.empty(); });
  document_.path = path;
  document_.format = std::move(format);
  if (!title.empty()) {
    document_.title = std::move(title);
  } else if (!document_.headings.empty()) {
    document_.title = text::toUtf8(simplified(document_.headings.front().range.of(document_.text)));
  } else {
    document_.title = fileTitle(path);
  }
  return std::move(document_);
}

void TextBuilder::writeBreak() {
  if (isOpen_ && break_ == Break::Paragraph) closeParagraph();
  std::u16string& text = document_.text;
  if (!isOpen_) {
    if (!text.empty()) text += u"\n\n";
    begin_ = text.size();
    isOpen_ = true;
  } else if (break_ == Break::Line) {
    text += u'\n';
  } else if (break_ == Break::Space && cells_ == 0) {
    text += u' ';
  }
  text.append(cells_, u'\t');
  if (level_ && !headingBegin_) headingBegin_ = text.size();
  auto begun = items_.end();  // the outer ones begin before those in them
  while (begun != items_.begin() && !std::prev(begun)->index) --begun;
  for (; begun != items_.end(); ++begun) {
    begun->index = document_.items.size();
    begun->item.range = {text.size(), text.size()};
    document_.items.push_back(begun->item);
    text += std::exchange(begun->label, {});
  }
  break_ = Break::None;
  cells_ = 0;
  isCellEmpty_ = false;
}

void TextBuilder::closeParagraph() {
  if (!isOpen_) return;
  isOpen_ = false;
  std::u16string& text = document_.text;
  const std::u16string_view paragraph = std::u16string_view(text).substr(begin_);
  if (isBlank(paragraph)) {
    cut(begin_ < 2 ? 0 : begin_ - 2);
    return;
  }
  // Blocks of code can hold empty lines.
  for (const text::Range part : findParagraphs(paragraph)) {
    document_.paragraphs.push_back({begin_ + part.begin, begin_ + part.end});
  }
  cut(trimmedSize(text));
}

void TextBuilder::cut(std::size_t size) {
  document_.text.resize(size);
  std::vector<text::Range>& verbatim = document_.verbatim;
  while (!verbatim.empty() && verbatim.back().begin >= size) verbatim.pop_back();
  if (!verbatim.empty()) verbatim.back().end = std::min(verbatim.back().end, size);
  std::vector<ListItem>& items = document_.items;
  while (!items.empty() && items.back().range.begin >= size) items.pop_back();
  for (const std::size_t index : ended_) {
    if (index < items.size()) items[index].range.end = std::min(items[index].range.end, size);
  }
  ended_.clear();
  for (OpenItem& open : items_) {
    if (open.index >= items.size()) open.index.reset();
  }
}

}  // namespace lectern::documents
