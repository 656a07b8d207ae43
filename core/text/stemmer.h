#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace lectern::text {

/// Snowball stems. One object is for one thread at a time.
class Stemmer {
 public:
  /// `language` is an ISO 639-1 code ("en"); a language that Snowball lacks leaves words as they are.
  explicit Stemmer(std::string_view language);
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  /// The stem of a normalized word ("nations" → "nation").
  std::u16string stem(std::u16string_view word) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lectern::text
