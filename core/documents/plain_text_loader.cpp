#include "core/documents/plain_text_loader.h"

#include "core/base/progress.h"
#include "core/documents/text_file.h"
#include "core/text/encoding.h"

namespace lectern::documents {

bool PlainTextLoader::accepts(const FileSample& sample) const {
  return text::isText(text::decode(sample.head).text);
}

Document PlainTextLoader::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const std::string bytes = readDocumentFile(path);
  throwIfStopped(stop);
  Document document = documentFromText(decodeDocument(bytes, path), fileTitle(path));
  document.path = path;
  return document;
}

std::vector<std::string> PlainTextLoader::extensions() const { return {"txt", "text"}; }

}  // namespace lectern::documents
