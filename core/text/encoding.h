#pragma once

#include <string>
#include <string_view>

namespace lectern::text {

/// Text read from bytes of any encoding.
struct DecodedText {
  std::u16string text;   ///< without byte order mark; line ends as they were
  std::string encoding;  ///< IANA name of what the bytes were read as ("UTF-8", "Shift_JIS")
};

/// Reads bytes as text: byte order mark first, then valid UTF-8, then `declared` (the encoding that the
/// file itself names, may be empty), then UTF-8 with a few bytes amiss, then ICU's detection. Bytes without
/// meaning become U+FFFD; never throws for content.
DecodedText decode(std::string_view bytes, std::string_view declared = {});

/// Whether `text`, as decoded, holds words rather than the bytes of a picture, a program or an archive.
bool isText(std::u16string_view text);

}  // namespace lectern::text
