#include "core/documents/numeral.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/text/unicode.h"

namespace lectern::documents {
namespace {

std::string roman(int number) {
  constexpr std::pair<int, std::string_view> kSigns[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string signs;
  for (const auto& [value, sign] : kSigns) {
    for (; number >= value; number -= value) signs += sign;
  }
  return signs;
}

std::string upper(std::string small) {
  for (char& c : small) c = static_cast<char>(c - 'a' + 'A');
  return small;
}

}  // namespace

std::u16string numeral(int number, std::string_view format) {
  constexpr int kLetters = 26, kMostLetters = 20 * kLetters, kMostRoman = 3999;
  std::string written = std::to_string(number);
  const bool isSmall = format.starts_with("lower");
  if (format.ends_with("Letter") && number >= 1 && number <= kMostLetters) {
    const auto letter = static_cast<char>('a' + (number - 1) % kLetters);
    written.assign(static_cast<std::size_t>((number - 1) / kLetters + 1), letter);
    if (!isSmall) written = upper(written);
  } else if (format.ends_with("Alpha") && number >= 1) {
    written.clear();
    for (; number > 0; number = (number - 1) / kLetters)
      written.insert(written.begin(), static_cast<char>('a' + (number - 1) % kLetters));
    if (!isSmall) written = upper(written);
  } else if (format.ends_with("Roman") && number >= 1 && number <= kMostRoman) {
    written = isSmall ? roman(number) : upper(roman(number));
  } else if (format == "decimalZero" && number >= 0 && number < 10) {
    written = {'0', static_cast<char>('0' + number)};
  }
  return text::toUtf16(written);
}

std::string_view formatBySign(std::string_view sign) {
  if (sign == "a") return "lowerAlpha";
  if (sign == "A") return "upperAlpha";
  if (sign == "i") return "lowerRoman";
  if (sign == "I") return "upperRoman";
  return "decimal";
}

std::optional<int> toNumber(std::string_view value) {
  constexpr int kMost = 999'999'999;
  int number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  return read.ec == std::errc() ? std::optional(std::clamp(number, -kMost, kMost)) : std::nullopt;
}

}  // namespace lectern::documents
