#include "core/text/stemmer.h"

#include <libstemmer.h>

#include "core/text/unicode.h"

namespace lectern::text {

struct Stemmer::Impl {
  struct Deleter {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
  };
  std::unique_ptr<sb_stemmer, Deleter> snowball;  // null for a language that Snowball lacks
};

Stemmer::Stemmer(std::string_view language) : impl_(std::make_unique<Impl>()) {
  impl_->snowball.reset(sb_stemmer_new(std::string(language).c_str(), "UTF_8"));
}

Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::u16string Stemmer::stem(std::u16string_view word) const {
  if (!impl_->snowball) return std::u16string(word);
  const std::string utf8 = toUtf8(word);
  const auto* bytes = reinterpret_cast<const sb_symbol*>(utf8.data());
  const sb_symbol* stemmed = sb_stemmer_stem(impl_->snowball.get(), bytes, static_cast<int>(utf8.size()));
  if (stemmed == nullptr) return std::u16string(word);
  const auto length = static_cast<std::size_t>(sb_stemmer_length(impl_->snowball.get()));
  return toUtf16({reinterpret_cast<const char*>(stemmed), length});
}

}  // namespace lectern::text
