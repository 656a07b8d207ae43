#include "core/documents/archive.h"

#include <zip.h>

#include <cerrno>
#include <charconv>

#include "core/base/error.h"
#include "core/documents/text_file.h"

namespace lectern::documents {
namespace {

/// Where the data of an archive's first file begins, behind a head of its own and its name; and its name.
struct FirstFile {
  std::string_view name, rest;
  std::size_t size = 0;  // packed; 0: not told
  bool isPacked = false;
};

FirstFile firstFile(std::string_view head) {
  constexpr std::size_t kHeadSize = 30, kMethodAt = 8, kSizeAt = 18, kNameLengthAt = 26,
                        kExtraLengthAt = 28;  // APPNOTE.TXT 4.3.7
  if (!isArchive(head) || head.size() < kHeadSize) return {};
  const auto number = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(head[at])) |
           static_cast<std::size_t>(static_cast<unsigned char>(head[at + 1])) << 8u;
  };
  const std::size_t name = number(kNameLengthAt), extra = number(kExtraLengthAt);
  if (head.size() < kHeadSize + name + extra) return {};
  return {head.substr(kHeadSize, name), head.substr(kHeadSize + name + extra), number(kSizeAt),
          number(kMethodAt) != 0};
}

}  // namespace

Archive::Archive(const std::filesystem::path& path) : path_(path) {
  int code = 0;
  archive_ = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (archive_ != nullptr) return;
  if (code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_NOENT)
    throw FileError::fromErrno("open", path);
  throw FormatError(quoted(path) +
                    " is damaged: it begins as an archive, but the files in it cannot be found");
}

Archive::~Archive() { zip_discard(archive_); }

std::optional<std::string> Archive::read(const std::string& name) const {
  zip_int64_t index = zip_name_locate(archive_, name.c_str(), 0);
  if (index < 0) index = zip_name_locate(archive_, name.c_str(), ZIP_FL_NOCASE);
  if (index < 0 || name.empty()) return std::nullopt;
  const std::string where = nameOf(name);
  zip_stat_t about;
  zip_stat_init(&about);
  zip_stat_index(archive_, static_cast<zip_uint64_t>(index), 0, &about);
  const zip_uint64_t size = (about.valid & ZIP_STAT_SIZE) != 0 ? about.size : 0;
  requireSize(size, where);
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
      zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0), zip_fclose);
  std::string bytes(size, '\0');
  char behind = 0;  // reading past the end compares the checksum
  if (!file || zip_fread(file.get(), bytes.data(), size) != static_cast<zip_int64_t>(size) ||
      zip_fread(file.get(), &behind, 1) != 0) {
    const bool isLocked =
        (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE;
    throw FormatError(where + (isLocked ? " is protected by a password; save a copy without one and open that"
                                        : " is damaged"));
  }
  return bytes;
}

std::string Archive::require(const std::string& name) const {
  std::optional<std::string> bytes = read(name);
  if (!bytes) throw FormatError(quoted(path_) + " is damaged: '" + name + "' is missing in it");
  return std::move(*bytes);
}

std::string Archive::nameOf(const std::string& part) const { return quoted(part) + " in " + quoted(path_); }

bool isArchive(std::string_view head) { return head.starts_with("PK\x03\x04"); }

std::string_view archiveMediaType(std::string_view head) {
  const FirstFile first = firstFile(head);
  if (first.name != "mimetype" || first.isPacked) return {};
  // Its length may stand behind it only; then the next file begins there.
  std::string_view type = first.rest.substr(0, first.size > 0 ? first.size : first.rest.find("PK"));
  while (!type.empty() && (type.back() == '\n' || type.back() == '\r' || type.back() == ' '))
    type.remove_suffix(1);
  return type;
}

std::string resolveInArchive(std::string_view base, std::string_view reference) {
  constexpr std::size_t kLongest = 4096;  // longer ones are attacks
  reference = reference.substr(0, reference.find('#'));
  if (reference.size() > kLongest) return {};
  std::string decoded;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    unsigned value = 0;
    const char* digits = reference.data() + i + 1;
    if (reference[i] == '%' && i + 2 < reference.size() &&
        std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
      decoded += static_cast<char>(value);
      i += 2;
    } else {
      decoded += reference[i];
    }
  }
  const std::filesystem::path folder = std::filesystem::path(std::string(base)).parent_path();
  std::filesystem::path whole = (folder / decoded).lexically_normal();
  if (whole.has_root_directory()) whole = whole.relative_path();
  return whole.generic_string();
}

}  // namespace lectern::documents
