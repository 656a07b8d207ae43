#include "core/answering/word_form.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/text/accents.h"
#include "core/text/normalizer.h"

namespace lectern::answering {
namespace {

using View = std::u16string_view;

constexpr View kDigits = u"0123456789";

/// From two on; the tens stand behind nineteen.
constexpr std::array<View, 26> kCardinals = {
    u"two",     u"three",     u"four",     u"five",     u"six",      u"seven",    u"eight",
    u"nine",    u"ten",       u"eleven",   u"twelve",   u"thirteen", u"fourteen", u"fifteen",
    u"sixteen", u"seventeen", u"eighteen", u"nineteen", u"twenty",   u"thirty",   u"forty",
    u"fifty",   u"sixty",     u"seventy",  u"eighty",   u"ninety"};
/// From first on.
constexpr std::array<View, 20> kOrdinals = {
    u"first",     u"second",    u"third",       u"fourth",     u"fifth",      u"sixth",      u"seventh",
    u"eighth",    u"ninth",     u"tenth",       u"eleventh",   u"twelfth",    u"thirteenth", u"fourteenth",
    u"fifteenth", u"sixteenth", u"seventeenth", u"eighteenth", u"nineteenth", u"twentieth"};
/// From one on.
constexpr std::array<View, 9> kRoman = {u"I", u"II", u"III", u"IV", u"V", u"VI", u"VII", u"VIII", u"IX"};
constexpr std::array<std::pair<View, View>, 20> kShortened = {
    {{u"mon", u"monday"},     {u"tue", u"tuesday"},   {u"tues", u"tuesday"},   {u"wed", u"wednesday"},
     {u"thu", u"thursday"},   {u"thur", u"thursday"}, {u"thurs", u"thursday"}, {u"fri", u"friday"},
     {u"jan", u"january"},    {u"feb", u"february"},  {u"mar", u"march."},     {u"apr", u"april"},
     {u"jun", u"june"},       {u"jul", u"july"},      {u"aug", u"august"},     {u"sep", u"september"},
     {u"sept", u"september"}, {u"oct", u"october"},   {u"nov", u"november"},   {u"dec", u"december"}}};
/// From u+03B1 on, without the second sigma.
constexpr std::array<View, 24> kGreek = {u"alpha", u"beta",    u"gamma",   u"delta", u"epsilon", u"zeta",
                                         u"eta",   u"theta",   u"iota",    u"kappa", u"lambda",  u"mu",
                                         u"nu",    u"xi",      u"omicron", u"pi",    u"rho",     u"sigma",
                                         u"tau",   u"upsilon", u"phi",     u"chi",   u"psi",     u"omega"};
/// Ends of words, British and American.
constexpr std::array<std::pair<View, View>, 16> kEnds = {{{u"isation", u"ization"},
                                                          {u"isations", u"izations"},
                                                          {u"ise", u"ize"},
                                                          {u"ises", u"izes"},
                                                          {u"ised", u"ized"},
                                                          {u"ising", u"izing"},
                                                          {u"yse", u"yze"},
                                                          {u"ysed", u"yzed"},
                                                          {u"ysing", u"yzing"},
                                                          {u"ence", u"ense"},
                                                          {u"ences", u"enses"},
                                                          {u"tre", u"ter"},
                                                          {u"tres", u"ters"},
                                                          {u"bre", u"ber"},
                                                          {u"ogue", u"og"},
                                                          {u"ogues", u"ogs"}}};

bool isCapital(char16_t c) { return c >= u'A' && c <= u'Z'; }

/// Raised or lowered, as a power's or of a chemical formula.
bool isSmallDigit(char16_t c) {
  constexpr View kRaised = u"⁰¹²³⁴⁵⁶⁷⁸⁹";
  return kRaised.find(c) != View::npos || (c >= u'₀' && c <= u'₉');
}

std::u16string digitsOf(std::size_t number) {
  const std::string digits = std::to_string(number);
  return {digits.begin(), digits.end()};
}

template <std::size_t Size>
std::size_t indexOf(const std::array<View, Size>& words, View word) {
  return static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
}

/// "XII" of two letters and more, up to thirty-nine: others are rarer than the words that look like them.
std::size_t romanNumber(View word) {
  const std::size_t tens = std::min(word.find_first_not_of(u'X'), word.size());
  const std::size_t unit = indexOf(kRoman, word.substr(tens));
  const bool hasUnit = tens < word.size();
  if (word.size() < 2 || tens > 3 || (hasUnit && unit == kRoman.size())) return 0;
  return 10 * tens + (hasUnit ? unit + 1 : 0);
}

}  // namespace

std::u16string digitsOf(View spelling) {
  const std::u16string word = text::normalize(spelling);
  if (word.empty() || std::ranges::any_of(spelling, isSmallDigit)) return {};
  constexpr std::size_t kTwenty = 18;  // its place among the cardinals
  if (const std::size_t i = indexOf(kCardinals, word); i < kCardinals.size())
    return digitsOf(i <= kTwenty ? i + 2 : 10 * (i - kTwenty + 2));
  if (const std::size_t i = indexOf(kOrdinals, word); i < kOrdinals.size()) return digitsOf(i + 1) + u"th";
  if (const std::size_t roman = romanNumber(spelling)) return digitsOf(roman);
  if (const std::size_t hyphen = word.find_first_of(u"-‐‑"); hyphen != View::npos) {  // "forty-five"
    constexpr std::size_t kUnits = 9;
    const View unit = View(word).substr(hyphen + 1);
    const std::size_t tens = indexOf(kCardinals, View(word).substr(0, hyphen)),
                      cardinal = indexOf(kCardinals, unit), ordinal = indexOf(kOrdinals, unit);
    if (tens < kTwenty || tens == kCardinals.size()) return {};
    const std::size_t ten = 10 * (tens - kTwenty + 2);
    if (ordinal < kUnits) return digitsOf(ten + ordinal + 1) + u"th";
    if (unit == u"one") return digitsOf(ten + 1);
    return cardinal + 1 < kUnits ? digitsOf(ten + cardinal + 2) : std::u16string();
  }
  const bool isOrdinal = word.size() > 2 && (word.ends_with(u"st") || word.ends_with(u"nd") ||
                                             word.ends_with(u"rd") || word.ends_with(u"th"));
  const View number = View(word).substr(0, word.size() - (isOrdinal ? 2 : 0));
  std::u16string digits;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const bool isSeparator = number[i] == u',' && i > 0 && (number.size() - i) % 4 == 0;  // of thousands
    if (!isSeparator) digits += number[i];
  }
  if (digits.find_first_not_of(kDigits) != std::u16string::npos) return {};
  return isOrdinal ? digits + u"th" : digits;
}

bool isRoman(View spelling) { return romanNumber(spelling) != 0; }

std::u16string formOf(View spelling) {
  std::u16string form = text::withoutAccents(text::normalize(spelling));
  const bool isPointed =
      View(spelling).substr(0, spelling.empty() ? 0 : spelling.size() - 1).find(u'.') != View::npos;
  const bool hasDigit = form.find_first_of(kDigits) != std::u16string::npos;  // 1.12 is not 11.2
  std::erase_if(form,
                [&](char16_t c) { return View(hasDigit ? u"-‐‑'’" : u".-‐‑'’").find(c) != View::npos; });
  if (const std::size_t letter = indexOf(kGreek, form); letter < kGreek.size()) {
    constexpr std::size_t kSigma = 17;  // behind it in Unicode stands the one at a word's end
    return std::u16string(1, static_cast<char16_t>(u'α' + letter + (letter >= kSigma ? 1 : 0)));
  }
  if (isPointed || (form.size() > 1 && std::ranges::all_of(spelling, isCapital)))
    return form + u'.';  // "US" is not "us"
  const bool isName = !spelling.empty() && isCapital(spelling.front());
  if (isName && form == u"march") return u"march.";  // who leads a march is no month
  for (const auto& [shortened, whole] : kShortened) {
    const bool isWord = shortened == u"wed" || shortened == u"mar";
    if (form == shortened && (isName || !isWord)) return std::u16string(whole);
  }
  constexpr std::size_t kShortest = 5;  // of shorter ones too many are two words: "four", "for"
  if (form.size() < kShortest) return form;
  if (const std::size_t our = form.find(u"our", 2); our != std::u16string::npos) form.erase(our + 1, 1);
  for (const auto& [british, american] : kEnds) {
    if (form.size() > british.size() + 1 && form.ends_with(british)) {
      return form.replace(form.size() - british.size(), british.size(), american);
    }
  }
  return form;
}

}  // namespace lectern::answering
