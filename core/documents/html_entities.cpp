#include "core/documents/html_entities.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "core/text/code_points.h"
#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

using namespace std::string_view_literals;

/// The commoner names that HTML 5 has beside HTML 4's. Sorted.
constexpr std::array<std::pair<std::string_view, char16_t>, 42> kNewNames = {{
    {"NewLine", u'\n'},       {"Tab", u'\t'},        {"ast", u'*'},
    {"bigstar", u'\u2605'},   {"bsol", u'\\'},       {"check", u'\u2713'},
    {"checkmark", u'\u2713'}, {"colon", u':'},       {"comma", u','},
    {"commat", u'@'},         {"copysr", u'\u2117'}, {"cross", u'\u2717'},
    {"dash", u'\u2010'},      {"dollar", u'$'},      {"equals", u'='},
    {"excl", u'!'},           {"frac13", u'\u2153'}, {"frac15", u'\u2155'},
    {"frac23", u'\u2154'},    {"grave", u'`'},       {"half", u'\u00BD'},
    {"hyphen", u'\u2010'},    {"lbrace", u'{'},      {"lbrack", u'['},
    {"lcub", u'{'},           {"lowbar", u'_'},      {"lpar", u'('},
    {"lsqb", u'['},           {"num", u'#'},         {"percnt", u'%'},
    {"period", u'.'},         {"phone", u'\u260E'},  {"plus", u'+'},
    {"quest", u'?'},          {"rbrace", u'}'},      {"rbrack", u']'},
    {"rcub", u'}'},           {"rpar", u')'},        {"rsqb", u']'},
    {"semi", u';'},           {"sol", u'/'},         {"star", u'\u2606'},
}};
static_assert(std::ranges::is_sorted(kNewNames));

/// 0 where the name is none of them.
char16_t newEntity(std::string_view name) {
  const auto* found =
      std::ranges::lower_bound(kNewNames, name, {}, &std::pair<std::string_view, char16_t>::first);
  return found != kNewNames.end() && found->first == name ? found->second : u'\0';
}

}  // namespace

std::u16string resolveEntity(std::string_view entity) {
  const std::u16string asWritten = text::toUtf16(entity);
  if (entity.size() < 3 || entity.front() != '&' || entity.back() != ';') return asWritten;
  const std::string name(entity.substr(1, entity.size() - 2));
  std::uint32_t point = 0;
  if (name.front() == '#') {
    const bool isHex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const char* digits = name.data() + (isHex ? 2 : 1);
    std::from_chars(digits, name.data() + name.size(), point, isHex ? 16 : 10);
  } else if (const auto* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()))) {
    point = known->value;
  } else {
    point = newEntity(name);
  }
  if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return asWritten;
  if (point <= 0xFFFF) return std::u16string(1, asWindows1252(static_cast<char16_t>(point)));
  return text::toUnits(point);
}

std::string withoutNewEntities(std::string_view page) {
  constexpr std::size_t kLongest = 12;  // units of a name
  std::string result;
  result.reserve(page.size());
  while (!page.empty()) {
    const std::size_t mark = std::min(page.find('&'), page.size());
    result += page.substr(0, mark);
    page.remove_prefix(mark);
    if (page.empty()) break;
    const std::size_t end = page.substr(0, kLongest).find(';');
    const char16_t character = end == std::string_view::npos ? u'\0' : newEntity(page.substr(1, end - 1));
    result +=
        character != u'\0' ? text::toUtf8(std::u16string_view(&character, 1)) : std::string(1, page.front());
    page.remove_prefix(character != u'\0' ? end + 1 : 1);
  }
  return result;
}

char16_t asWindows1252(char16_t c) {
  constexpr std::u16string_view kCharacters =
      u"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
      u"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";
  static_assert(kCharacters.size() == 32);
  return c >= 0x80 && c < 0xA0 ? kCharacters[c - 0x80u] : c;
}

}  // namespace lectern::documents
