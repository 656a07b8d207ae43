#pragma once

#include <string>
#include <string_view>

namespace lectern::text {

/// `text` in Unicode form NFKC, case folded: what two spellings of one word have in common.
/// Curly apostrophes become straight ones.
std::u16string normalize(std::u16string_view text);

/// `text` as people type it: in Unicode form NFC, the letters of Latin ligatures ("ﬁ") one by one.
std::u16string composed(std::u16string_view text);

}  // namespace lectern::text
