#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/documents/document.h"

namespace lectern::documents {

/// What a loader may look at to tell whether a file is its own.
struct FileSample {
  std::filesystem::path path;
  std::string_view head;  ///< the first bytes of the file, at most 4,096
};

/// Reads one kind of document.
class Loader {
 public:
  virtual ~Loader() = default;

  /// Whether the file is of this kind: containers and HTML by content, kinds of text by extension.
  virtual bool accepts(const FileSample& sample) const = 0;

  /// Reads the file. Throws FileError, FormatError, CancelledError. May run on several threads at once.
  virtual Document load(const std::filesystem::path& path, std::stop_token stop) const = 0;

  /// File name extensions for an open dialog, without the point.
  virtual std::vector<std::string> extensions() const = 0;
};

/// The loaders of a program: the one added last is asked first; plain text, asked last, takes any other text.
///
///     LoaderRegistry loaders = LoaderRegistry::withStandardLoaders();
///     loaders.add(std::make_unique<pdf::PdfLoader>());
///     Document document = loaders.load("book.html");
class LoaderRegistry {
 public:
  /// Plain text, Markdown, CSV, HTML, DOCX, ODT and EPUB.
  static LoaderRegistry withStandardLoaders();

  /// Adds a loader before those already there.
  void add(std::unique_ptr<Loader> loader);

  /// Reads a document with the first loader that accepts it.
  /// Throws FileError; FormatError when no loader takes the file (a picture, a program) or it is damaged.
  Document load(const std::filesystem::path& path, std::stop_token stop = {}) const;

  /// Whether a name ends as those of some loader do, "report.pdf".
  bool isDocumentName(const std::filesystem::path& name) const;

  /// The files of a folder with such names, not those in folders within it nor hidden ones, by name whatever
  /// its case. Throws FileError.
  std::vector<std::filesystem::path> documentsIn(const std::filesystem::path& folder) const;

  /// Every extension that some loader names, sorted.
  std::vector<std::string> extensions() const;

 private:
  std::vector<std::unique_ptr<Loader>> loaders_;
};

/// A document of pasted or generated plain text.
Document documentFromText(std::u16string text, std::string title);

}  // namespace lectern::documents
