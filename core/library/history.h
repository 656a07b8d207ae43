#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/library/database.h"

namespace lectern::library {

/// A document as the history knows it. All text is UTF-8.
struct KeptDocument {
  std::string path;  ///< of a pasted text `kPasted` and what tells it from others; in old histories empty
  std::string title;

  static constexpr std::string_view kPasted = "pasted:";
  bool isPasted() const { return path.empty() || path.starts_with(kPasted); }

  auto operator<=>(const KeptDocument&) const = default;
};

/// An answer as it was given.
struct KeptAnswer {
  std::string text;
  double confidence = 0;  ///< 0…1
  KeptDocument document;
  std::size_t page = 0;  ///< from 1; 0 where the document has no pages
  std::string sentence;  ///< around the answer

  bool operator==(const KeptAnswer&) const = default;
};

/// A question that was asked, and what came of it.
struct KeptQuestion {
  std::int64_t id = 0;  ///< given by the history
  std::chrono::sys_seconds askedAt;
  std::string question;
  bool hasAnswer = false;               ///< else the answers are guesses
  std::vector<KeptDocument> documents;  ///< that were asked together
  std::vector<KeptAnswer> answers;      ///< best first

  bool operator==(const KeptQuestion&) const = default;
};

/// What was asked and answered, kept in a file of SQLite's. What is removed, forgotten or cleared is zeroed
/// in it.
///
/// Not for several threads at once; several programs may have it open. All members throw FileError, and
/// FormatError where the file is none of a history's or is damaged.
class History {
 public:
  /// Opens the file, or makes it with its folder.
  explicit History(const std::filesystem::path& file);

  /// Keeps a question in place of the same one asked of the same documents before; returns its id, and that
  /// of the other in `replaced`.
  std::int64_t add(const KeptQuestion& asked, std::optional<std::int64_t>* replaced = nullptr);
  /// The newest first.
  std::vector<KeptQuestion> all();
  /// Whether another program has changed it since this was asked last, or since it was opened.
  bool isChangedElsewhere();
  /// All of them or, where it throws, none.
  void remove(const std::vector<std::int64_t>& ids);
  /// Takes out every question that was asked of the document.
  void forget(const KeptDocument& document);
  void clear();

 private:
  void requireHistory();
  void wipe();

  Database database_;
  std::int64_t version_ = 0;  // of what other programs have written
};

}  // namespace lectern::library
