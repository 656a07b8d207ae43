#include "ui/pdf/pdf_loader.h"

#include <QFile>
#include <QPdfDocument>
#include <QPdfSelection>
#include <QString>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/paragraphs.h"
#include "core/documents/text_file.h"
#include "core/text/unicode.h"
#include "ui/pdf/page_text.h"
#include "ui/pdf/read_page.h"

namespace lectern::pdf {
namespace {

[[noreturn]] void throwLoadError(QPdfDocument::Error error, const std::filesystem::path& path) {
  const std::string file = quoted(path);
  switch (error) {
    case QPdfDocument::Error::FileNotFound:
      throw FileError("cannot open " + file);
    case QPdfDocument::Error::IncorrectPassword:
      throw FormatError(file + " is protected by a password; save a copy without one and open that");
    case QPdfDocument::Error::UnsupportedSecurityScheme:
      throw FormatError(file + " is protected in a way that cannot be read; save a copy without protection");
    default:
      throw FormatError(file + " is damaged: it begins as a PDF, but its pages cannot be found in it");
  }
}

std::u16string_view view(const QString& text) {
  return {reinterpret_cast<const char16_t*>(text.utf16()), static_cast<std::size_t>(text.size())};
}

/// Adds a page's text, set off from those before it.
void addPage(documents::Document& document, std::u16string_view page) {
  if (!document.text.empty()) document.text += page.empty() ? u"\f" : u"\n\n\f";
  const std::size_t begin = document.text.size();
  if (!document.pages.empty()) document.pages.back().end = begin;
  document.text += page;
  document.pages.push_back({begin, document.text.size()});
}

void addParagraphs(documents::Document& document) {
  std::vector<std::u16string_view> pages;
  for (const text::Range& page : document.pages) pages.push_back(page.of(document.text));
  const auto paragraphs = findPageParagraphs(pages);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const std::size_t begin = document.pages[p].begin;
    for (const text::Range& paragraph : paragraphs[p])
      document.paragraphs.push_back({begin + paragraph.begin, begin + paragraph.end});
  }
}

}  // namespace

bool PdfLoader::accepts(const documents::FileSample& sample) const {
  constexpr std::size_t kReach = 1024;  // Acrobat looks as far behind what else a file begins with
  constexpr std::string_view kNothing = "\xEF\xBB\xBF \t\r\n";  // a byte order mark and white space
  const std::string_view before = sample.head.substr(0, sample.head.substr(0, kReach).find("%PDF-"));
  if (before.size() == sample.head.size()) return false;
  // A text may speak of the mark.
  const bool isFirst = before.find_first_not_of(kNothing) == std::string_view::npos;
  return isFirst || documents::hasExtension(sample.path, {"pdf"});
}

documents::Document PdfLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  QFile file(QFile::decodeName(path.c_str()));
  if (!file.open(QIODevice::ReadOnly)) {
    throw FileError("cannot open " + quoted(path) + ": " + file.errorString().toStdString());
  }
  QPdfDocument pdf;
  pdf.load(&file);
  if (pdf.status() != QPdfDocument::Status::Ready) throwLoadError(pdf.error(), path);

  documents::Document document;
  document.path = path;
  document.format = "pdf";
  for (int page = 0; page < pdf.pageCount(); ++page) {
    throwIfStopped(stop);
    addPage(document, readPage(pdf.getAllText(page)).text);
  }
  addParagraphs(document);
  if (documents::isBlank(document.text)) {
    throw FormatError(
        quoted(path) +
        " holds only pictures of its pages and no text; run text recognition (OCR) on it first");
  }
  const QString title = pdf.metaData(QPdfDocument::MetaDataField::Title).toString();
  document.title = text::toUtf8(documents::simplified(view(title)));
  if (document.title.empty()) document.title = documents::fileTitle(path);
  return document;
}

std::vector<std::string> PdfLoader::extensions() const { return {"pdf"}; }

}  // namespace lectern::pdf
