#include "core/documents/odt_text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "core/documents/numeral.h"
#include "core/documents/paragraphs.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

using namespace std::string_view_literals;

constexpr int kDeepestHeading = 6;  // of a Document

/// What is written before words of a level, "4.2", by the last `numbers` of each.
template <typename Numbers>
std::u16string labelOf(const OdtStyles::Levels& levels, int level, Numbers numbers) {
  const auto own = levels.find(level);
  if (own == levels.end() || !own->second.isNumbered()) return {};
  std::u16string label = own->second.prefix;
  std::u16string_view between;
  for (auto of = levels.upper_bound(level - own->second.shown); of != std::next(own); ++of) {
    if (!of->second.isNumbered()) continue;
    label += between;
    const std::optional<int> number = numbers(of->first);
    const bool isPassedOver = of != own && number < of->second.start;  // by a list that begins deeper
    label += numeral(isPassedOver ? of->second.start : number.value_or(of->second.start), of->second.format);
    between = u".";
  }
  return label + own->second.suffix;
}

template <typename Key>
std::optional<int> findIn(const std::map<Key, int>& numbers, const Key& key) {
  const auto found = numbers.find(key);
  return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

OdtText::OdtText(TextBuilder& builder, OdtStyles styles) : builder_(builder), styles_(std::move(styles)) {}

void OdtText::start(const XmlElement& element) {
  ++depth_;
  if (leftOut_ != 0) return;
  const bool isInParagraph = paragraphs_ > 0 && noteDepth_ == 0;
  if (element.space.ends_with(":drawing:1.0") && (isInParagraph || !openFrames_.empty())) {
    openFrames_.push_back({frames_.size(), depth_});
    frames_.emplace_back();
    return;
  }
  if (!openFrames_.empty()) {
    frames_[openFrames_.back().frame].start(element);
    return;
  }
  const std::string_view name = element.name;
  if (isLeftOut(element)) {
    leftOut_ = depth_;
    if (name == "covered-table-cell" && paragraphs_ == 0) coverCells(element);
  } else if (styles_.take(element)) {
    return;
  } else if (name == "table-of-content") {
    contentsDepth_ = depth_;
  } else if (name == "note") {
    if (noteDepth_ == 0) outerParagraphs_ = paragraphs_;
    noteDepth_ = noteDepth_ == 0 ? depth_ : noteDepth_;
  } else if (name == "p" || name == "h") {
    startParagraph(element);
  } else if (name == "span") {
    if (raisedDepth_ == 0 && styles_.isRaised(element.attribute("style-name"))) raisedDepth_ = depth_;
  } else if (name == "tab" && contentsDepth_ != 0 && paragraphs_ == 1) {
    builder_.addTab();  // before the number of a page
  } else if (name == "s" || name == "tab") {
    text(u" ");
  } else if (name == "line-break") {
    if (noteDepth_ == 0 && paragraphs_ == 1) {
      builder_.breakLine();
    } else {
      text(u" ");
    }
  } else if (paragraphs_ == 0) {
    startBlock(element);
  }
}

void OdtText::end(std::string_view space, std::string_view name) {
  if (!openFrames_.empty()) {
    if (openFrames_.back().depth == depth_) {
      openFrames_.pop_back();
    } else {
      frames_[openFrames_.back().frame].end(space, name);
    }
    --depth_;
    return;
  }
  if (raisedDepth_ == depth_) raisedDepth_ = 0;
  const bool wasLeftOut = leftOut_ != 0;
  if (leftOut_ == depth_) leftOut_ = 0;
  if (noteDepth_ == depth_) noteDepth_ = 0;
  if (contentsDepth_ == depth_) contentsDepth_ = 0;
  --depth_;
  if (wasLeftOut) return;
  if (name == "p" || name == "h") {
    endParagraph();
  } else if (paragraphs_ > 0) {
    return;
  } else if (name == "list") {
    builder_.endList();
    if (!lists_.empty()) lists_.pop_back();
  } else if (name == "list-item") {
    if (!items_.empty() && items_.back().isBegun) builder_.endItem();
    if (!items_.empty()) items_.pop_back();
  } else if (name == "table-row") {
    builder_.endRow();
  } else if (name == "table-cell") {
    builder_.endCell();
  } else if (name == "table" || name == "section") {
    builder_.breakParagraph();
  }
}

void OdtText::text(std::u16string_view characters) {
  if (!openFrames_.empty()) {
    frames_[openFrames_.back().frame].text(characters);
    return;
  }
  if (leftOut_ != 0 || paragraphs_ == 0) return;
  std::u16string words(characters);
  if (raisedDepth_ != 0) words = asRaised(std::move(words));
  if (noteDepth_ != 0) {
    if (paragraphs_ > outerParagraphs_) notes_.back() += words;
  } else {
    if (heading_ && !isBlank(characters)) beginHeading();
    builder_.addWords(words);
  }
}

void OdtText::finish() {
  for (const std::u16string& note : notes_) {
    builder_.breakParagraph();
    builder_.addWords(note);
  }
}

/// What is not part of the text, is in the text twice, is hidden, or is a mark that the program makes.
bool OdtText::isLeftOut(const XmlElement& element) const {
  constexpr std::array kNotText = {"annotation"sv, "note-citation"sv, "ruby-text"sv, "tracked-changes"sv,
                                   "covered-table-cell"sv};
  if (std::ranges::find(kNotText, element.name) != kNotText.end()) return true;
  if (element.space.ends_with(":svg-compatible:1.0")) return true;  // the name and description of a picture
  if (element.name == "section") return element.attribute("display") == "none";
  if (element.name == "hidden-text") return element.attribute("is-hidden") != "false";
  const bool isStyled = element.name == "span" || element.name == "p" || element.name == "h";
  return isStyled && styles_.isHidden(element.attribute("style-name"));
}

void OdtText::startBlock(const XmlElement& element) {
  const std::string_view name = element.name;
  if (name == "list") {
    startList(element);
  } else if (name == "list-item") {
    const std::string_view start = element.attribute("start-value");
    items_.push_back({start.empty() ? std::nullopt : std::optional(toNumber(start).value_or(1))});
  } else if (name == "table-row") {
    builder_.beginRow();
    covered_ = 0;
  } else if (name == "table-cell") {
    builder_.beginCell();
    const int columns = std::max(1, toNumber(element.attribute("number-columns-spanned")).value_or(1));
    builder_.spanColumns(static_cast<std::size_t>(columns));
    covered_ = columns - 1;
  } else if (name == "table" || name == "section") {
    builder_.breakParagraph();
  }
}

/// Cells that another one covers: of those to its right the builder has been told.
void OdtText::coverCells(const XmlElement& element) {
  constexpr int kMost = 100;
  const int count = std::clamp(toNumber(element.attribute("number-columns-repeated")).value_or(1), 1, kMost);
  for (int i = 0; i < count; ++i) {
    if (covered_ > 0) {
      --covered_;
      continue;
    }
    builder_.beginCell();
    builder_.endCell();
  }
}

void OdtText::startParagraph(const XmlElement& element) {
  ++paragraphs_;
  if (noteDepth_ != 0) {
    notes_.emplace_back();
  } else if (paragraphs_ == 1) {
    builder_.breakParagraph();
    if (!items_.empty() && !items_.back().isBegun) beginItem();
    if (element.name == "h" || styles_.isTitle(element.attribute("style-name"))) {
      heading_ = std::max(1, toNumber(element.attribute("outline-level")).value_or(1));
      isNumbered_ = element.name == "h" && items_.empty() && element.attribute("is-list-header") != "true";
      restart_.reset();
      if (element.attribute("restart-numbering") == "true")
        restart_ = toNumber(element.attribute("start-value")).value_or(1);
    }
  }
}

void OdtText::beginHeading() {
  const int level = *std::exchange(heading_, std::nullopt);
  builder_.beginHeading(std::min(level, kDeepestHeading));
  isHeading_ = true;
  if (!isNumbered_) return;
  builder_.addWords(nextLabel(level));
  builder_.addWords(u" ");
}

std::u16string OdtText::nextLabel(int level) {
  const auto& outline = styles_.outline();
  const auto style = outline.find(level);
  if (style == outline.end()) return {};
  const auto [last, isFirst] = headings_.try_emplace(level, style->second.start);
  if (!isFirst) ++last->second;
  if (restart_) last->second = *restart_;
  headings_.erase(std::next(last), headings_.end());
  return labelOf(outline, level, [&](int of) { return findIn(headings_, of); });
}

std::u16string OdtText::itemLabel() const {
  const std::string& style = lists_.back().style;
  const int level = static_cast<int>(lists_.size());
  if (styles_.isPlain(style, level)) return {};
  return labelOf(styles_.levels(style), level,
                 [&](int of) { return findIn(numbers_, std::pair(style, of)); });
}

void OdtText::endParagraph() {
  if (paragraphs_ > 0) --paragraphs_;
  if (noteDepth_ != 0 || paragraphs_ > 0) return;
  if (isHeading_) builder_.endHeading();
  isHeading_ = false;
  heading_.reset();
  builder_.breakParagraph();
  if (frames_.empty()) return;
  auto lists = std::exchange(lists_, {});  // those in a frame are of their own
  auto items = std::exchange(items_, {});
  for (const XmlRecord& frame : std::exchange(frames_, {})) {
    frame.play(*this);
    builder_.breakParagraph();
  }
  lists_ = std::move(lists);
  items_ = std::move(items);
}

void OdtText::startList(const XmlElement& element) {
  std::string name = OdtStyles::nameIn(element.attribute("style-name"));
  if (name.empty() && !lists_.empty()) name = lists_.back().style;  // inner lists have that of the outer one
  // One within a list that goes on does so too, before that has an item of its own.
  const bool isOfOther = !lists_.empty() && lists_.back().goesOn && !lists_.back().hasItem;
  const bool goesOn = isOfOther || element.attribute("continue-numbering") == "true" ||
                      !element.attribute("continue-list").empty();
  lists_.push_back({name, goesOn});
  const int level = static_cast<int>(lists_.size());
  const OdtStyles::Level found = styles_.levelOf(name, level);
  if (!found.isNumbered()) {
    builder_.beginList();
    return;
  }
  int& last = numbers_.try_emplace({name, level}, found.start - 1).first->second;
  if (!goesOn) last = found.start - 1;
  builder_.beginList(last + 1);
}

void OdtText::beginItem() {
  items_.back().isBegun = true;
  std::u16string label;
  if (!lists_.empty()) {
    lists_.back().hasItem = true;
    const auto own = numbers_.try_emplace({lists_.back().style, static_cast<int>(lists_.size())}).first;
    const int number = own->second = items_.back().start.value_or(own->second + 1);
    while (std::next(own) != numbers_.end() && std::next(own)->first.first == own->first.first) {
      numbers_.erase(std::next(own));  // deeper levels begin anew
    }
    if (items_.back().start) {
      const bool isNumbered =
          styles_.levelOf(lists_.back().style, static_cast<int>(lists_.size())).isNumbered();
      builder_.endList();
      builder_.beginList(isNumbered ? std::optional(number) : std::nullopt);
    }
    label = itemLabel();
  }
  builder_.beginItem(std::move(label));
}

}  // namespace lectern::documents
