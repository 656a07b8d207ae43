#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace lectern::documents {

/// A ZIP archive, read only, as office documents and e-books are. For one thread at a time.
class Archive {
 public:
  /// Throws FileError; FormatError when the file is no archive or is damaged.
  explicit Archive(const std::filesystem::path& path);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  /// The bytes of a file in the archive, by its name in any case; nothing where it holds none of that name.
  /// Throws FormatError when it is damaged, locked with a password, or too large for a document.
  std::optional<std::string> read(const std::string& name) const;

  /// As `read`, but a file that is not there is a FormatError.
  std::string require(const std::string& name) const;

  /// "'part' in 'file'", as messages name a part.
  std::string nameOf(const std::string& part) const;

 private:
  std::filesystem::path path_;
  zip* archive_ = nullptr;
};

/// Whether a file that begins with `head` is a ZIP archive.
bool isArchive(std::string_view head);

/// The media type that an archive names in its first file, as OpenDocument and EPUB have it; empty for none.
std::string_view archiveMediaType(std::string_view head);

/// `reference` of the part `base` of an archive as the name of a file in it: "../a%20b.xml#c" of "x/y/z.xml"
/// is "x/a b.xml". A reference that begins with '/' counts from the archive's root.
std::string resolveInArchive(std::string_view base, std::string_view reference);

}  // namespace lectern::documents
