#include "core/documents/paragraphs.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace lectern::documents {
namespace {

// All white space of Unicode lies in the first plane, so one unit tells.
bool isSpace(char16_t c) { return u_isUWhiteSpace(c) != 0; }

}  // namespace

std::u16string normalizeLineEnds(std::u16string text) {
  std::size_t written = text.find(u'\r');
  if (written == std::u16string::npos) return text;
  for (std::size_t read = written; read < text.size(); ++read) {
    const bool isReturn = text[read] == u'\r';
    if (isReturn && read + 1 < text.size() && text[read + 1] == u'\n') continue;
    text[written++] = isReturn ? u'\n' : text[read];
  }
  text.resize(written);
  return text;
}

std::vector<text::Range> findParagraphs(std::u16string_view text) {
  std::vector<text::Range> paragraphs;
  bool isOpen = false;
  int lineEnds = 0;  // since the last word
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (isSpace(text[i])) {
      if (text[i] == u'\n') ++lineEnds;
      continue;
    }
    if (!isOpen || lineEnds >= 2) paragraphs.push_back({i, i});
    paragraphs.back().end = i + 1;
    isOpen = true;
    lineEnds = 0;
  }
  return paragraphs;
}

std::u16string simplified(std::u16string_view text) {
  std::u16string result;
  for (const char16_t c : text) {
    if (!isSpace(c)) {
      result.push_back(c);
    } else if (!result.empty() && result.back() != u' ') {
      result.push_back(u' ');
    }
  }
  result.resize(trimmedSize(result));
  return result;
}

bool isBlank(std::u16string_view text) { return std::ranges::all_of(text, isSpace); }

std::size_t trimmedSize(std::u16string_view text) {
  std::size_t size = text.size();
  while (size > 0 && isSpace(text[size - 1])) --size;
  return size;
}

std::u16string asRaised(std::u16string text) {
  constexpr std::u16string_view kPlain = u"0123456789+-−", kRaised = u"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻";
  if (text.find_first_not_of(kPlain) == std::u16string::npos) {
    for (char16_t& c : text) c = kRaised[kPlain.find(c)];
  }
  return text;
}

}  // namespace lectern::documents
