#include "ui/pdf/page_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/documents/paragraphs.h"
#include "core/text/running_head.h"

namespace lectern::pdf {
namespace {

/// PDFium's mark for a hyphen that only the end of the line asks for; newer versions have U+0002.
bool isLineEndHyphen(char16_t c) { return c == 0xFFFE || c == 0x0002; }

/// What Word's fonts Symbol and Wingdings have for marks of lists, at code points of their own; 0 for others.
char16_t bulletOf(char16_t c) {
  switch (c) {
    case 0xF0B7:
      return u'•';
    case 0xF0A7:
      return u'▪';
    case 0xF0D8:
      return u'➢';
    case 0xF0FC:
      return u'✓';
    default:
      return 0;
  }
}

bool isRadical(char16_t c) { return c >= 0x2E80 && c <= 0x2FD5; }

/// The ideograph that a radical's code point stands for.
char16_t ideographOf(char16_t radical) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* forms = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString ideograph;
  if (U_FAILURE(status) || !forms->getDecomposition(radical, ideograph) || ideograph.length() != 1)
    return radical;
  return ideograph[0];
}

/// The letter with its accent where a font has the two apart, "¨a" for "ä", as TeX's older ones do; 0 where
/// they are none. An acute accent is often an apostrophe, "it´s", "l´eau".
char16_t accentedAt(std::u16string_view raw, std::size_t i) {
  constexpr std::u16string_view kApart = u"\u00A8\u00B4\u02C6\u02C7\u02D8\u02D9\u02DA\u02DC\u02DD",
                                kCombining = u"\u0308\u0301\u0302\u030C\u0306\u0307\u030A\u0303\u030B",
                                kVowels = u"aeiouyAEIOUY";
  const std::size_t kind = kApart.find(raw[i]);
  if (kind == std::u16string_view::npos || i + 1 == raw.size() || !u_isalpha(raw[i + 1])) return 0;
  if (i > 0 && (u_isdigit(raw[i - 1]) || raw[i - 1] == u'/')) return 0;  // "2ˆe", "/˜nancy"
  if (raw[i] == u'\u00B4') {
    std::size_t before = 0;  // letters
    while (before < i && u_isalpha(raw[i - before - 1])) ++before;
    if (kVowels.find(raw[i + 1]) == std::u16string_view::npos || before == 1 || before == 2) return 0;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return 0;
  const UChar32 whole = form->composePair(raw[i + 1], kCombining[kind]);
  return whole > 0 && whole <= 0xFFFF ? static_cast<char16_t>(whole) : u'\0';
}

/// The letters that stand in a row before, or from, a place.
std::u16string_view lettersBefore(std::u16string_view raw, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && u_isalpha(raw[begin - 1])) --begin;
  return raw.substr(begin, end - begin);
}
std::u16string_view lettersFrom(std::u16string_view raw, std::size_t begin) {
  std::size_t end = begin;
  while (end < raw.size() && u_isalpha(raw[end])) ++end;
  return raw.substr(begin, end - begin);
}

/// Whether the hyphen at `at` is of a compound, "state-of-the-art", before a small letter at `next`: the page
/// writes the two words with it elsewhere, or it is one of several, or one of the words hardly stands
/// without; but never where the page writes them as one. Else it parts a word.
bool isOfCompound(std::u16string_view raw, std::size_t at, std::size_t next) {
  static const std::set<std::u16string_view> kBefore = {u"self",  u"well",  u"twenty",  u"thirty", u"forty",
                                                        u"fifty", u"sixty", u"seventy", u"eighty", u"ninety"};
  static const std::set<std::u16string_view> kBehind = {u"term",  u"based", u"year",     u"party",
                                                        u"scale", u"level", u"specific", u"oriented"};
  static const std::set<std::u16string_view> kBetween = {
      u"the", u"of", u"to", u"in", u"and", u"or", u"a", u"by", u"on", u"for", u"at", u"up", u"out", u"off"};
  constexpr std::size_t kShortest = 4;  // before those
  const std::u16string_view before = lettersBefore(raw, at), behind = lettersFrom(raw, next);
  const std::size_t begin = at - before.size();
  if (before.empty() || behind.empty()) return false;
  const auto stands = [&](const std::u16string& words) {
    for (std::size_t found = raw.find(words); found != std::u16string_view::npos;
         found = raw.find(words, found + 1)) {
      const std::size_t end = found + words.size();
      if ((found == 0 || !u_isalpha(raw[found - 1])) && (end == raw.size() || !u_isalpha(raw[end])))
        return true;
    }
    return false;
  };
  const std::u16string first(before), second(behind);
  if (stands(first + second)) return false;
  const bool isChain =
      begin > 1 && raw[begin - 1] == u'-' && u_isalpha(raw[begin - 2]) && kBetween.contains(before);
  return isChain || kBefore.contains(before) || (kBehind.contains(behind) && before.size() >= kShortest) ||
         stands(first + u'-' + second);
}

bool closesSentence(std::u16string_view line) {
  const std::size_t last = line.find_last_not_of(u" \t\"')]}»”’」』）");
  return last != std::u16string_view::npos &&
         std::u16string_view(u".!?…。！？").find(line[last]) != std::u16string_view::npos;
}

std::vector<text::Range> linesOf(std::u16string_view page) {
  std::vector<text::Range> lines;
  for (std::size_t begin = 0; begin < page.size();) {
    const std::size_t end = std::min(page.find(u'\n', begin), page.size());
    lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

/// The paragraphs of one page; `heads` are of its lines with something on them.
std::vector<text::Range> paragraphsOf(std::u16string_view page, const std::vector<text::Range>& lines,
                                      const std::vector<text::RunningHead>& heads) {
  std::vector<std::size_t> lengths;
  for (const text::Range& line : lines) {
    if (!documents::isBlank(line.of(page))) lengths.push_back(line.length());
  }
  std::ranges::sort(lengths);
  const std::size_t usual = lengths.empty() ? 0 : lengths[lengths.size() * 3 / 4];

  std::vector<text::Range> paragraphs;
  bool isOpen = false;
  auto head = heads.begin();
  for (const text::Range& line : lines) {
    const std::u16string_view words = line.of(page);
    if (documents::isBlank(words)) {
      isOpen = false;
      continue;
    }
    const bool isHead = *head++ != text::RunningHead::None;
    const text::Range trimmed = documents::findParagraphs(words).front();
    if (!isOpen || isHead) paragraphs.push_back({line.begin + trimmed.begin, 0});
    paragraphs.back().end = line.begin + trimmed.end;
    isOpen = !isHead && !(closesSentence(words) && line.length() * 4 < usual * 3);
  }
  return paragraphs;
}

}  // namespace

PageText cleanPageText(std::u16string_view raw, const ColumnSteps& cells) {
  PageText page;
  page.text.reserve(raw.size());
  page.sources.reserve(raw.size());
  const auto add = [&](char16_t c, std::size_t source) {
    page.text.push_back(c);
    page.sources.push_back(source);
  };
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char16_t c = raw[i];
    if (const auto cell = cells.find(i); cell != cells.end()) {
      for (std::size_t n = 0; n < cell->second; ++n) add(u'\t', i);
      if (c == u' ') continue;
    }
    if (isLineEndHyphen(c)) {
      const std::size_t next = std::min(raw.find_first_not_of(u" \r\n", i + 1), raw.size());
      const bool hasLineEnd =
          raw.substr(i + 1, next - i - 1).find_first_of(u"\r\n") != std::u16string_view::npos;
      // "COVID-19", or the page's foot comes, or a compound
      const bool isKept = next == raw.size() || !u_islower(raw[next]) || isOfCompound(raw, i, next);
      if (hasLineEnd && !isKept) {
        i = next - 1;
      } else if (next == raw.size() || hasLineEnd) {
        add(u'-', i);
      } else if (isKept && next == i + 1 && i > 0 && u_isalpha(raw[i - 1]) && u_isalnum(raw[next])) {
        add(u'-', i);
        add(u'\n', i);  // which PDFium leaves out
      }
    } else if (c == u'\r') {
      if (i + 1 >= raw.size() || raw[i + 1] != u'\n') add(u'\n', i);
    } else if (const char16_t letter = cells.contains(i + 1) ? u'\0' : accentedAt(raw, i)) {
      add(letter, ++i);
    } else if (const char16_t bullet = bulletOf(c)) {
      add(bullet, i);
    } else if (isRadical(c)) {
      add(ideographOf(c), i);
    } else if (c >= u' ' || c == u'\n' || c == u'\t') {
      add(c, i);
    }
  }
  return page;
}

std::vector<std::vector<text::Range>> findPageParagraphs(const std::vector<std::u16string_view>& pages) {
  std::vector<std::vector<text::Range>> lines;
  std::vector<std::vector<std::u16string_view>> words;
  for (const std::u16string_view page : pages) {
    lines.push_back(linesOf(page));
    std::vector<std::u16string_view>& ofPage = words.emplace_back();
    for (const text::Range& line : lines.back()) {
      if (!documents::isBlank(line.of(page))) ofPage.push_back(line.of(page));
    }
  }
  const auto heads = text::findRunningHeads(words);
  std::vector<std::vector<text::Range>> paragraphs;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    paragraphs.push_back(paragraphsOf(pages[p], lines[p], heads[p]));
  }
  return paragraphs;
}

}  // namespace lectern::pdf
