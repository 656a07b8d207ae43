#include "core/documents/loader.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <new>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/documents/csv_loader.h"
#include "core/documents/docx_loader.h"
#include "core/documents/epub_loader.h"
#include "core/documents/html_loader.h"
#include "core/documents/markdown_loader.h"
#include "core/documents/odt_loader.h"
#include "core/documents/paragraphs.h"
#include "core/documents/plain_text_loader.h"
#include "core/documents/text_file.h"
#include "core/text/ascii.h"
#include "core/text/normalizer.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

std::string readHead(const std::filesystem::path& path) {
  constexpr std::size_t kHead = 4096;
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status))
    throw FileError(quoted(path) + " is a folder; name a file in it");
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    throw FileError(quoted(path) + " is a device or a pipe; save its content as a file first");
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw FileError::fromErrno("open", path);
  std::string head(kHead, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (file.bad()) throw FileError::fromErrno("read", path);
  head.resize(static_cast<std::size_t>(file.gcount()));
  return head;
}

}  // namespace

LoaderRegistry LoaderRegistry::withStandardLoaders() {
  LoaderRegistry registry;
  registry.add(std::make_unique<PlainTextLoader>());
  registry.add(std::make_unique<HtmlLoader>());
  registry.add(std::make_unique<CsvLoader>());
  registry.add(std::make_unique<MarkdownLoader>());
  registry.add(std::make_unique<DocxLoader>());
  registry.add(std::make_unique<OdtLoader>());
  registry.add(std::make_unique<EpubLoader>());
  return registry;
}

void LoaderRegistry::add(std::unique_ptr<Loader> loader) {
  loaders_.insert(loaders_.begin(), std::move(loader));
}

Document LoaderRegistry::load(const std::filesystem::path& path, std::stop_token stop) const {
  throwIfStopped(stop);
  const std::string head = readHead(path);
  const FileSample sample{path, head};
  const auto loader = std::ranges::find_if(loaders_, [&](const auto& each) { return each->accepts(sample); });
  if (loader != loaders_.end()) {
    try {
      Document document = (*loader)->load(path, std::move(stop));
      if (isBlank(document.text)) throw FormatError(quoted(path) + " holds no text");
      return document;
    } catch (const std::bad_alloc&) {
      throw FormatError(quoted(path) + " is too large for this computer's memory");
    }
  }

  if (isDocumentName(path)) {
    throw FormatError(quoted(path) +
                      " is not what its name says: it holds no text, but bytes as of a picture or "
                      "a program");
  }
  std::string kinds;
  for (const std::string& kind : extensions()) {
    kinds += kinds.empty() ? "." : ", .";
    kinds += kind;
  }
  throw FormatError(quoted(path) + " is of a kind that cannot be read; these can: " + kinds +
                    ", and any other file of text");
}

bool LoaderRegistry::isDocumentName(const std::filesystem::path& name) const {
  const std::string ending = text::asciiLowerCase(name.extension().string());
  const std::vector<std::string> known = extensions();
  return !ending.empty() && std::ranges::find(known, ending.substr(1)) != known.end();
}

std::vector<std::filesystem::path> LoaderRegistry::documentsIn(const std::filesystem::path& folder) const {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; entry != end; entry.increment(error)) {
    const std::filesystem::path& path = entry->path();
    std::error_code unknown;  // of a link that leads nowhere
    const bool isHidden = path.filename().native().starts_with('.');
    if (!isHidden && entry->is_regular_file(unknown) && isDocumentName(path)) files.push_back(path);
  }
  if (error) throw FileError("cannot read the folder " + quoted(folder) + ": " + error.message());
  std::ranges::sort(files, {}, [](const std::filesystem::path& path) {
    return std::pair(text::toUtf8(text::normalize(text::toUtf16(path.filename().string()))), path);
  });
  return files;
}

std::vector<std::string> LoaderRegistry::extensions() const {
  std::set<std::string> sorted;
  for (const auto& loader : loaders_) {
    for (std::string& extension : loader->extensions()) sorted.insert(std::move(extension));
  }
  return {sorted.begin(), sorted.end()};
}

Document documentFromText(std::u16string text, std::string title) {
  Document document;
  document.title = std::move(title);
  document.format = "text";
  document.text = normalizeLineEnds(std::move(text));
  document.paragraphs = findParagraphs(document.text);
  return document;
}

}  // namespace lectern::documents
