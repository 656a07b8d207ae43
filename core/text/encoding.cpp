#include "core/text/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace lectern::text {
namespace {

constexpr char16_t kReplacement = 0xFFFD;  // for bytes without meaning

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct DetectorCloser {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;
using Detector = std::unique_ptr<UCharsetDetector, DetectorCloser>;

struct Signature {
  std::string_view bytes;
  const char* encoding;
};

// The 32-bit marks come first: the little-endian one begins as the 16-bit one does.
constexpr std::array<Signature, 5> kSignatures = {{{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                                   {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                                   {{"\xEF\xBB\xBF", 3}, "UTF-8"},
                                                   {{"\xFF\xFE", 2}, "UTF-16LE"},
                                                   {{"\xFE\xFF", 2}, "UTF-16BE"}}};

/// Names that files give to the smaller encoding while they hold the larger one, as the WHATWG Encoding
/// Standard lists them.
struct Superset {
  const char* named;
  const char* meant;
};
constexpr std::array<Superset, 6> kSupersets = {{{"US-ASCII", "windows-1252"},
                                                 {"ISO-8859-1", "windows-1252"},
                                                 {"ISO-8859-9", "windows-1254"},
                                                 {"GB2312", "GB18030"},
                                                 {"GBK", "GB18030"},
                                                 {"EUC-KR", "windows-949"}}};

/// Writes U+FFFD for bytes without meaning; ICU's own callback writes U+001A for some encodings.
void replaceMalformed(const void*, UConverterToUnicodeArgs* args, const char*, int32_t,
                      UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &kReplacement, 1, 0, status);
}

enum class Malformed { Replace, Refuse };

/// `bytes` read as `encoding`; nothing when ICU does not know it, or when bytes are malformed and refused.
std::optional<std::u16string> convert(std::string_view bytes, const char* encoding, Malformed malformed) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(encoding, &status));
  if (U_FAILURE(status)) return std::nullopt;
  const auto action = malformed == Malformed::Refuse ? UCNV_TO_U_CALLBACK_STOP : replaceMalformed;
  ucnv_setToUCallBack(converter.get(), action, nullptr, nullptr, nullptr, &status);

  // In pieces, since ICU counts in 32 bits.
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::array<UChar, 1 << 14> buffer;
  std::u16string text;
  text.reserve(bytes.size());
  for (std::size_t begin = 0; begin < bytes.size(); begin += kPiece) {
    const std::string_view piece = bytes.substr(begin, kPiece);
    const bool isLast = begin + kPiece >= bytes.size();
    const char* source = piece.data();
    do {
      status = U_ZERO_ERROR;
      UChar* target = buffer.data();
      ucnv_toUnicode(converter.get(), &target, buffer.data() + buffer.size(), &source,
                     piece.data() + piece.size(), nullptr, isLast, &status);
      text.append(buffer.data(), target);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (U_FAILURE(status)) return std::nullopt;
  }
  return text;
}

/// The name that e-mail and the web use for an encoding of ICU, or the superset that files mean by it.
std::string canonicalName(const std::string& name) {
  for (const char* standard : {"MIME", "IANA"}) {
    UErrorCode status = U_ZERO_ERROR;
    const char* preferred = ucnv_getStandardName(name.c_str(), standard, &status);
    if (U_FAILURE(status) || preferred == nullptr) continue;
    for (const Superset& superset : kSupersets) {
      if (std::string_view(preferred) == superset.named) return superset.meant;
    }
    return preferred;
  }
  return name;
}

/// Whether bytes with NULs are UTF-16 without a byte order mark: every NUL is the same half of its unit,
/// and at least one unit in four has one, as in any text of Latin letters and spaces.
const char* guessUtf16(std::string_view bytes) {
  std::array<std::size_t, 2> nulls{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\0') ++nulls[i % 2];
  }
  if (bytes.size() % 2 != 0 || (nulls[0] != 0) == (nulls[1] != 0)) return nullptr;
  if ((nulls[0] + nulls[1]) * 8 < bytes.size()) return nullptr;
  return nulls[0] != 0 ? "UTF-16BE" : "UTF-16LE";
}

/// Whether a text that was read as UTF-8 is that but for a few bytes: in other encodings, characters beyond
/// ASCII are seldom well-formed UTF-8.
bool isMostlyWellFormed(std::u16string_view text) {
  const auto beyondAscii = std::ranges::count_if(text, [](char16_t c) { return c >= 0x80; });
  return std::ranges::count(text, kReplacement) * 3 <= beyondAscii;
}

bool isBinaryControl(char16_t c) {
  const bool isTextControl = (c >= u'\b' && c <= u'\r') || c == 0x1A || c == 0x1B;
  return (c < u' ' && !isTextControl) || c == 0x7F;
}

/// ICU's best guess, looking where the text first leaves ASCII; empty when it is no better than chance.
std::string detect(std::string_view bytes) {
  constexpr std::size_t kSample = std::size_t{1} << 16;
  constexpr int32_t kLeastConfidence = 20;  // percent; below, a few bytes look like many encodings
  const auto high = std::ranges::find_if(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const auto first = static_cast<std::size_t>(high - bytes.begin());
  const std::string_view sample =
      bytes.substr(first < bytes.size() ? first - std::min(first, kSample / 2) : 0, kSample);

  UErrorCode status = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&status));
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return {};
  const int32_t confidence = ucsdet_getConfidence(match, &status);
  const char* name = ucsdet_getName(match, &status);
  return U_SUCCESS(status) && confidence >= kLeastConfidence ? name : std::string();
}

}  // namespace

DecodedText decode(std::string_view bytes, std::string_view declared) {
  for (const Signature& signature : kSignatures) {
    if (!bytes.starts_with(signature.bytes)) continue;
    bytes.remove_prefix(signature.bytes.size());
    return {convert(bytes, signature.encoding, Malformed::Replace).value_or(u""), signature.encoding};
  }
  if (const char* wide = guessUtf16(bytes)) {
    if (auto text = convert(bytes, wide, Malformed::Refuse)) return {std::move(*text), wide};
  }
  // The ISO-2022 encodings switch alphabets by escape sequences and so are valid UTF-8 as well.
  const bool switchesAlphabet = bytes.find("\x1B$") != std::string_view::npos;
  if (!switchesAlphabet) {
    if (auto text = convert(bytes, "UTF-8", Malformed::Refuse)) return {std::move(*text), "UTF-8"};
  }
  const auto read = [&](const std::string& name) -> std::optional<DecodedText> {
    auto text = name.empty() ? std::nullopt : convert(bytes, name.c_str(), Malformed::Replace);
    if (!text) return std::nullopt;
    return DecodedText{std::move(*text), name};
  };
  const std::string named = canonicalName(std::string(declared));
  // A file whose declaration could be read byte by byte is not in the wide encoding that it names.
  const bool isWide = named.starts_with("UTF-16") || named.starts_with("UTF-32");
  if (auto text = isWide ? std::nullopt : read(named)) return std::move(*text);
  if (auto text = switchesAlphabet ? std::nullopt : read("UTF-8"); text && isMostlyWellFormed(text->text)) {
    return std::move(*text);
  }
  if (auto text = read(canonicalName(detect(bytes)))) return std::move(*text);
  return {convert(bytes, "windows-1252", Malformed::Replace).value_or(u""), "windows-1252"};
}

bool isText(std::u16string_view text) {
  if (text.find(u'\0') != std::u16string_view::npos) return false;
  const auto controls = std::ranges::count_if(text, isBinaryControl);
  const auto malformed = std::ranges::count(text, kReplacement);
  const auto length = static_cast<std::ptrdiff_t>(text.size());
  return controls * 50 <= length && malformed * 5 <= length;
}

}  // namespace lectern::text
