#include "core/documents/markdown_loader.h"

#include <md4c.h>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "core/base/progress.h"
#include "core/documents/html_entities.h"
#include "core/documents/html_text.h"
#include "core/documents/markdown_notes.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_builder.h"
#include "core/documents/text_file.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

/// Takes the first line off `text` and returns it without white space behind it.
std::string_view takeLine(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line.substr(0, line.find_last_not_of(" \t") + 1);
}

/// Takes the front matter (YAML between "---" lines, or ended by "...") off the beginning of `page` and
/// returns it.
std::string_view takeFrontMatter(std::string_view& page) {
  constexpr std::string_view kFence = "---", kEnd = "...";
  std::string_view rest = page;
  if (takeLine(rest) != kFence) return {};
  std::string_view matter = rest;
  // Without "key:" it is a rule above a heading.
  if (takeLine(rest).find(':') == std::string_view::npos) return {};
  while (!rest.empty()) {
    const std::size_t left = rest.size();
    if (const std::string_view line = takeLine(rest); line != kFence && line != kEnd) continue;
    matter.remove_suffix(left);
    page = rest;
    return matter;
  }
  return {};
}

/// The value of "title:" in a front matter, without quotes, that of a block (">-") from the lines that are
/// set in below; empty when there is none.
std::string titleIn(std::string_view frontMatter) {
  constexpr std::string_view kKey = "title:";
  while (!frontMatter.empty()) {
    const std::string_view line = takeLine(frontMatter);
    if (!line.starts_with(kKey)) continue;
    std::u16string title = simplified(text::toUtf16(line.substr(kKey.size())));
    if (!title.empty() && title.find_first_not_of(u">|+-") == std::u16string::npos) {
      std::string block;
      while (frontMatter.starts_with(' ')) block.append(takeLine(frontMatter)).push_back(' ');
      title = simplified(text::toUtf16(block));
    }
    const bool isQuoted = title.size() >= 2 && title.front() == title.back() &&
                          (title.front() == u'"' || title.front() == u'\'');
    return text::toUtf8(isQuoted ? title.substr(1, title.size() - 2) : title);
  }
  return {};
}

/// Takes md4c's events one by one.
class Extractor {
 public:
  Extractor(TextBuilder& builder, const std::stop_token& stop) : builder_(builder), stop_(stop) {}

  void parse(std::string_view page);

 private:
  /// Runs a step; a C library stands between it and the caller, so that an exception must wait.
  template <typename Step>
  static int guarded(void* self, Step step) {
    auto& extractor = *static_cast<Extractor*>(self);
    try {
      throwIfStopped(extractor.stop_);
      step(extractor);
      return 0;
    } catch (...) {
      extractor.error_ = std::current_exception();
      return 1;
    }
  }

  void enterBlock(MD_BLOCKTYPE type, const void* detail);
  void leaveBlock(MD_BLOCKTYPE type);
  void addText(MD_TEXTTYPE type, std::string_view utf8);

  TextBuilder& builder_;
  const std::stop_token& stop_;
  std::exception_ptr error_;
  std::string html_;  // of the open block of HTML
  bool isInHtml_ = false;
  bool isInCode_ = false;
  bool isRaised_ = false;
};

void Extractor::parse(std::string_view page) {
  MD_PARSER parser{};
  parser.flags = MD_DIALECT_GITHUB;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
    return guarded(self, [&](Extractor& extractor) { extractor.enterBlock(type, detail); });
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
    return guarded(self, [&](Extractor& extractor) { extractor.leaveBlock(type); });
  };
  parser.enter_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
    return guarded(self, [&](Extractor& extractor) { extractor.addText(type, {text, size}); });
  };
  const int result = md_parse(page.data(), static_cast<MD_SIZE>(page.size()), &parser, this);
  if (error_) std::rethrow_exception(error_);
  if (result != 0) throw std::bad_alloc();  // md4c fails for nothing else
}

void Extractor::enterBlock(MD_BLOCKTYPE type, const void* detail) {
  switch (type) {
    case MD_BLOCK_H:
      builder_.beginHeading(static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level));
      break;
    case MD_BLOCK_UL:
      builder_.beginList();
      break;
    case MD_BLOCK_OL:
      builder_.beginList(static_cast<int>(static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start));
      break;
    case MD_BLOCK_LI:
      builder_.beginItem();
      break;
    case MD_BLOCK_TR:
      builder_.beginRow();
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      builder_.beginCell();
      break;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
      break;
    default:
      builder_.breakParagraph();
      isInHtml_ = type == MD_BLOCK_HTML;
      isInCode_ = type == MD_BLOCK_CODE;
  }
}

void Extractor::leaveBlock(MD_BLOCKTYPE type) {
  isRaised_ = false;
  switch (type) {
    case MD_BLOCK_H:
      builder_.endHeading();
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      builder_.endList();
      break;
    case MD_BLOCK_LI:
      builder_.endItem();
      break;
    case MD_BLOCK_TR:
      builder_.endRow();
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      builder_.endCell();
      break;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
      break;
    case MD_BLOCK_HTML:
      isInHtml_ = false;
      addHtml(builder_, std::exchange(html_, {}), stop_);
      builder_.breakParagraph();
      break;
    default:
      isInCode_ = false;
      builder_.breakParagraph();
  }
}

void Extractor::addText(MD_TEXTTYPE type, std::string_view utf8) {
  switch (type) {
    case MD_TEXT_BR:
      builder_.breakLine();
      break;
    case MD_TEXT_SOFTBR:
      builder_.addWords(u" ");
      break;
    case MD_TEXT_ENTITY:
      builder_.addWords(resolveEntity(utf8));
      break;
    case MD_TEXT_HTML:
      if (isInHtml_) {
        html_ += utf8;
      } else if (utf8.starts_with("<br") || utf8.starts_with("<BR")) {
        builder_.breakLine();
      } else if (utf8 == "<sup>" || utf8 == "</sup>") {
        isRaised_ = utf8 == "<sup>";
      }
      break;
    case MD_TEXT_CODE:
      if (isInCode_) {
        builder_.addVerbatim(text::toUtf16(utf8));
        break;
      }
      [[fallthrough]];
    default:
      builder_.addWords(isRaised_ ? asRaised(text::toUtf16(utf8)) : text::toUtf16(utf8));
  }
}

}  // namespace

bool MarkdownLoader::accepts(const FileSample& sample) const {
  return hasExtension(sample.path, {"md", "markdown"});
}

Document MarkdownLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const std::string bytes = readDocumentFile(path);
  const std::string utf8 = text::toUtf8(decodeDocument(bytes, path));
  std::string_view page = utf8;
  const std::string title = titleIn(takeFrontMatter(page));
  TextBuilder builder;
  Extractor(builder, stop).parse(withPlainNotes(page));
  return builder.finish(path, "markdown", title);
}

std::vector<std::string> MarkdownLoader::extensions() const { return {"markdown", "md"}; }

}  // namespace lectern::documents
