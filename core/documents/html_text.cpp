#include "core/documents/html_text.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "core/documents/html_attributes.h"
#include "core/documents/html_entities.h"
#include "core/documents/numeral.h"
#include "core/documents/paragraphs.h"
#include "core/documents/parser_guard.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

using namespace std::string_view_literals;

/// Elements that begin and end a paragraph. Sorted.
constexpr std::array kBlocks = {
    "address"sv,    "article"sv, "aside"sv,  "blockquote"sv, "body"sv,      "caption"sv, "center"sv,
    "dd"sv,         "details"sv, "dialog"sv, "div"sv,        "dl"sv,        "dt"sv,      "fieldset"sv,
    "figcaption"sv, "figure"sv,  "footer"sv, "form"sv,       "header"sv,    "hgroup"sv,  "hr"sv,
    "legend"sv,     "listing"sv, "main"sv,   "p"sv,          "plaintext"sv, "pre"sv,     "search"sv,
    "section"sv,    "summary"sv, "table"sv,  "textarea"sv,   "xmp"sv};

/// Lists whose items have bullets. Sorted.
constexpr std::array kBulletLists = {"dir"sv, "menu"sv, "ul"sv};

/// Elements whose words are not part of the page's text, or stand in for what a browser shows; readings above
/// ideographs repeat them. Sorted.
constexpr std::array kLeftOut = {
    "annotation"sv, "annotation-xml"sv, "audio"sv, "button"sv, "canvas"sv, "datalist"sv, "iframe"sv, "nav"sv,
    "noframes"sv,   "noscript"sv,       "rp"sv,    "rt"sv,     "script"sv, "select"sv,   "style"sv,  "svg"sv,
    "template"sv,   "video"sv};

/// Elements that keep white space. Sorted.
constexpr std::array kVerbatim = {"listing"sv, "plaintext"sv, "pre"sv, "textarea"sv, "xmp"sv};

static_assert(std::ranges::is_sorted(kBlocks) && std::ranges::is_sorted(kBulletLists) &&
              std::ranges::is_sorted(kLeftOut) && std::ranges::is_sorted(kVerbatim));

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& sorted, std::string_view name) {
  return std::ranges::binary_search(sorted, name);
}

int headingLevel(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

/// Whether a term's row ends before such an element.
bool breaksRow(std::string_view name) {
  const bool isOfRow = name == "dt" || name == "dd";
  return !isOfRow && (holds(kBlocks, name) || holds(kBulletLists, name) || headingLevel(name) != 0 ||
                      name == "ol" || name == "li" || name == "tr");
}

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

/// Word writes conditions for old browsers around marks of lists and pictures, "<![if !supportLists]>", of
/// which some versions of libxml2 make text.
std::string withoutConditions(std::string_view utf8) {
  constexpr std::string_view kIf = "<![if", kEnd = "]>", kEndIf = "<![endif]>";
  std::string page;
  page.reserve(utf8.size());
  while (true) {
    const std::size_t mark = utf8.find("<![");
    page += utf8.substr(0, mark);
    if (mark == std::string_view::npos) return page;
    utf8.remove_prefix(mark);
    const std::size_t close = utf8.starts_with(kIf) ? utf8.find(kEnd) : std::string_view::npos;
    if (close != std::string_view::npos) {
      utf8.remove_prefix(close + kEnd.size());
    } else if (utf8.starts_with(kEndIf)) {
      utf8.remove_prefix(kEndIf.size());
    } else {
      page += utf8.front();
      utf8.remove_prefix(1);
    }
  }
}

/// Takes the parser's events one by one; builds no tree, so that depth costs no stack.
class Extractor {
 public:
  Extractor(TextBuilder& builder, const std::stop_token& stop) : builder_(builder), guard_(stop) {}

  void parse(std::string_view utf8);
  std::u16string takeTitle() { return simplified(title_); }

 private:
  static void onStart(void* self, const xmlChar* name, const xmlChar** attributes);
  static void onEnd(void* self, const xmlChar* name);
  static void onText(void* self, const xmlChar* text, int length);

  template <typename Step>
  void guarded(Step step) {
    guard_.run(parser_, step);
  }

  void start(std::string_view name, HtmlAttributes attributes);
  void end(std::string_view name);
  void addText(std::string_view utf8);
  void beginCell(HtmlAttributes attributes);
  /// Ends the row of a term and what is said of it.
  void endTermRow();
  /// Fills the columns that cells of rows above stand in too.
  void fillColumns();

  TextBuilder& builder_;
  ParserGuard guard_;
  xmlParserCtxtPtr parser_ = nullptr;
  std::u16string title_;
  bool hasTitle_ = false;
  bool isInTitle_ = false;
  std::size_t depth_ = 0;
  std::size_t leftOutDepth_ = 0;  // depth of the element that is being left out; 0 for none
  std::size_t verbatim_ = 0;      // open elements that keep white space
  std::size_t raised_ = 0;        // open elements that are set above the line
  bool isInLink_ = false;         // to a place of a page
  bool isInNavigation_ = false;   // what is being left out is <nav>
  bool isInUnheard_ = false;      // it is hidden from those who hear the page: all is, under a dialog
  bool isBehindDeletion_ = false;
  bool isInTermRow_ = false, isInTermCell_ = false;  // of a list of terms, as far as no block stands in it
  struct Table {
    std::vector<int> rows;   ///< to come that the last cell of a column stands in, by column
    std::size_t column = 0;  ///< of the next cell
  };
  std::vector<Table> tables_;  // open ones
  struct Formula {
    std::size_t depth;
    bool isPower = false;  // else a fraction
    int parts = 0;         // that were begun
  };
  std::vector<Formula> formulas_;  // open ones
};

void Extractor::parse(std::string_view utf8) {
  if (utf8.empty()) return;
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxtPtr)> parser(
      htmlCreateMemoryParserCtxt(utf8.data(), static_cast<int>(utf8.size())), htmlFreeParserCtxt);
  if (!parser) throw std::bad_alloc();
  parser_ = parser.get();
  xmlSwitchEncoding(parser_, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions(parser_, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                  HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC);
  htmlSAXHandler events{};
  events.startElement = onStart;
  events.endElement = onEnd;
  events.characters = onText;
  events.ignorableWhitespace = onText;
  events.cdataBlock = onText;
  *parser_->sax = events;
  parser_->userData = this;
  htmlParseDocument(parser_);
  parser_ = nullptr;
  guard_.rethrow();
  endTermRow();
}

void Extractor::onStart(void* self, const xmlChar* name, const xmlChar** attributes) {
  auto* extractor = static_cast<Extractor*>(self);
  extractor->guarded([&] { extractor->start(view(name), HtmlAttributes(attributes)); });
}

void Extractor::onEnd(void* self, const xmlChar* name) {
  auto* extractor = static_cast<Extractor*>(self);
  extractor->guarded([&] { extractor->end(view(name)); });
}

void Extractor::onText(void* self, const xmlChar* text, int length) {
  auto* extractor = static_cast<Extractor*>(self);
  extractor->guarded([&] {
    extractor->addText({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
  });
}

void Extractor::start(std::string_view name, HtmlAttributes attributes) {
  ++depth_;
  const bool isPage =
      name == "main" || (name == "article" && isInNavigation_) || (name == "h1" && isInUnheard_);
  if (isPage && (isInNavigation_ || isInUnheard_)) leftOutDepth_ = 0;
  if (leftOutDepth_ != 0) return;
  constexpr std::size_t kOfBody = 3;  // depth
  isInNavigation_ = name == "nav";    // something in it may be open still
  isInUnheard_ = depth_ == kOfBody && attributes.isUnheardPage();
  if (name == "sup") ++raised_;
  const bool isLink = name == "a" && attributes.find("href").find('#') != std::string_view::npos;
  if (isLink) isInLink_ = true;
  // A link to a place of a page that is set above the line, or what is so set of one, is the mark of a note.
  const bool isRaisedLink = (isLink && raised_ > 0) || (name == "sup" && isInLink_);
  const bool isPart = !formulas_.empty() && depth_ == formulas_.back().depth + 1;
  if (isPart && ++formulas_.back().parts == 2) {
    if (formulas_.back().isPower) {
      ++raised_;
    } else {
      builder_.addWords(u"/");
    }
  }
  if (isInTermRow_ && breaksRow(name)) endTermRow();
  const bool unfolds = name == "button" && builder_.isInHeading();  // what stands under its words
  const bool isClosed = name == "dialog" && !attributes.has("open");
  const bool isShadow = name == "template" && attributes.has("shadowrootmode");  // which is shown
  if ((holds(kLeftOut, name) && !unfolds && !isShadow) || isClosed || attributes.isNoText() ||
      attributes.isHidden() || isRaisedLink) {
    leftOutDepth_ = depth_;
  } else if (name == "title") {
    isInTitle_ = true;
  } else if (name == "br") {
    builder_.breakLine();
  } else if (name == "q") {
    builder_.addWords(u"“");
  } else if (name == "ins" && isBehindDeletion_) {
    builder_.addWords(u" ");  // else "<del>old</del><ins>new</ins>" is one word
  } else if (name == "img" && !tables_.empty() && builder_.isCellEmpty()) {
    const std::u16string told = text::toUtf16(attributes.find("alt"));  // a picture may be all of a cell
    if (std::ranges::any_of(told, u_isalnum)) builder_.addWords(told);
  } else if (name == "tr") {
    builder_.beginRow();
    if (!tables_.empty()) tables_.back().column = 0;
  } else if (name == "dt" && tables_.empty()) {
    endTermRow();
    builder_.beginRow();
    builder_.beginCell();
    isInTermRow_ = isInTermCell_ = true;
  } else if (name == "dd" && isInTermRow_) {
    if (isInTermCell_) builder_.endCell();
    builder_.beginCell();
    isInTermCell_ = true;
  } else if (name == "td" || name == "th") {
    beginCell(attributes);
  } else if (name == "mfrac" || name == "msup") {
    formulas_.push_back({depth_, name == "msup"});
  } else if (name == "msqrt") {
    builder_.addWords(u"√");
  } else if (const int level = headingLevel(name)) {
    builder_.beginHeading(level);
  } else if (holds(kBulletLists, name)) {
    builder_.beginList();
  } else if (name == "ol") {
    builder_.beginList(toNumber(attributes.find("start")).value_or(1), attributes.numberFormat());
  } else if (name == "li") {
    if (const auto number = toNumber(attributes.find("value"))) builder_.countFrom(*number);
    builder_.beginItem();
  } else if (holds(kBlocks, name)) {
    builder_.breakParagraph();
    if (holds(kVerbatim, name)) ++verbatim_;
    if (name == "table") tables_.emplace_back();
  }
}

void Extractor::endTermRow() {
  if (!std::exchange(isInTermRow_, false)) return;
  if (std::exchange(isInTermCell_, false)) builder_.endCell();
  builder_.endRow();
}

void Extractor::beginCell(HtmlAttributes attributes) {
  fillColumns();
  builder_.beginCell();
  if (tables_.empty()) return;
  constexpr std::size_t kMostColumns = 1000;
  auto& [rows, column] = tables_.back();
  const auto columns = std::min(static_cast<std::size_t>(attributes.span("colspan")),
                                kMostColumns - std::min(column, kMostColumns));
  if (rows.size() < column + columns) rows.resize(column + columns);
  std::fill_n(rows.begin() + static_cast<std::ptrdiff_t>(column), columns, attributes.span("rowspan") - 1);
  column += columns;
  builder_.spanColumns(columns);
}

void Extractor::fillColumns() {
  if (tables_.empty()) return;
  auto& [rows, column] = tables_.back();
  for (; column < rows.size() && rows[column] > 0; ++column) {
    --rows[column];
    builder_.beginCell();
    builder_.endCell();
  }
}

void Extractor::end(std::string_view name) {
  const bool isLeftOut = leftOutDepth_ != 0;
  const bool wasHeard = !isLeftOut || leftOutDepth_ == depth_;  // its start tag was
  if (wasHeard && name == "sup" && raised_ > 0) --raised_;
  if (wasHeard && name == "a") isInLink_ = false;
  if (leftOutDepth_ == depth_) leftOutDepth_ = 0;
  if (!formulas_.empty() && formulas_.back().depth == depth_) {
    if (formulas_.back().isPower && formulas_.back().parts > 1 && raised_ > 0) --raised_;
    formulas_.pop_back();
  }
  if (depth_ > 0) --depth_;
  if (isLeftOut) return;
  isBehindDeletion_ = name == "del";
  if (isInTermRow_ && breaksRow(name)) endTermRow();
  if (name == "q") {
    builder_.addWords(u"”");
  } else if (name == "title") {
    isInTitle_ = false;
    hasTitle_ = !title_.empty();
  } else if (name == "tr") {
    fillColumns();
    builder_.endRow();
  } else if ((name == "dt" || name == "dd") && isInTermRow_) {
    if (std::exchange(isInTermCell_, false)) builder_.endCell();
  } else if (name == "td" || name == "th") {
    builder_.endCell();
  } else if (headingLevel(name) != 0) {
    builder_.endHeading();
  } else if (holds(kBulletLists, name) || name == "ol") {
    builder_.endList();
  } else if (name == "li") {
    builder_.endItem();
  } else if (holds(kBlocks, name)) {
    builder_.breakParagraph();
    if (holds(kVerbatim, name) && verbatim_ > 0) --verbatim_;
    if (name == "table" && !tables_.empty()) tables_.pop_back();
  }
}

void Extractor::addText(std::string_view utf8) {
  if (leftOutDepth_ != 0) return;
  isBehindDeletion_ = false;
  std::u16string text = text::toUtf16(utf8);
  std::ranges::transform(text, text.begin(), asWindows1252);
  if (isInTitle_) {
    if (!hasTitle_) title_ += text;
  } else if (verbatim_ > 0) {
    builder_.addVerbatim(text);
  } else {
    builder_.addWords(raised_ > 0 ? asRaised(std::move(text)) : std::move(text));
  }
}

}  // namespace

std::u16string addHtml(TextBuilder& builder, std::string_view utf8, const std::stop_token& stop) {
  Extractor extractor(builder, stop);
  extractor.parse(withoutNewEntities(withoutConditions(utf8)));
  return extractor.takeTitle();
}

}  // namespace lectern::documents
