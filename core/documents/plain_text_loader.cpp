#include "core/documents/plain_text_loader.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/text_file.h"
#include "core/text/ascii.h"
#include "core/text/encoding.h"

namespace lectern::documents {
namespace {

/// Whether it begins with the header of a message, as e-mails and web pages saved as one file do (RFC 2045).
bool isMessage(std::string_view bytes) {
  std::string head = text::asciiLowerCase(bytes.substr(0, 4096));
  std::erase(head, '\r');
  head.resize(std::min(head.find("\n\n"), head.size()));
  return ("\n" + head).find("\nmime-version:") != std::string::npos;
}

/// Throws for files that are text, but not the text that a person sees.
void refuseMarkup(std::string_view bytes, const std::filesystem::path& path) {
  if (bytes.starts_with("{\\rtf")) {
    throw FormatError(quoted(path) +
                      " is in Rich Text Format; save it as a Word document (.docx) and open that");
  }
  if (isMessage(bytes)) {
    throw FormatError(quoted(path) +
                      " is an e-mail, or a web page saved as one file; save it as text or as a web page "
                      "(.html) and open that");
  }
}

}  // namespace

bool PlainTextLoader::accepts(const FileSample& sample) const {
  return text::isText(text::decode(sample.head).text);
}

Document PlainTextLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const std::string bytes = readDocumentFile(path);
  refuseMarkup(bytes, path);
  throwIfStopped(stop);
  Document document = documentFromText(decodeDocument(bytes, path), fileTitle(path));
  document.path = path;
  return document;
}

std::vector<std::string> PlainTextLoader::extensions() const { return {"txt", "text"}; }

}  // namespace lectern::documents
