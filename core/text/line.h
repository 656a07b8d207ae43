#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::text {

bool isLineEnd(char16_t c);

inline constexpr std::u16string_view kSpace =  ///< within a line
    u" \t\r\f\v\u00A0\u2000\u2001\u2002\u2003\u2009\u200A\u200B\u202F\u3000\uFEFF";

/// Without white space at either end.
std::u16string_view trimmed(std::u16string_view text);

/// Whether it ends with a mark, perhaps behind closing quotes and brackets; a comma and a dash count.
bool endsWithMark(std::u16string_view line);

/// Whether it is a number of nothing but digits.
bool isDigits(std::u16string_view word);

/// The number of a word of a few digits and nothing else.
std::optional<int> numberOf(std::u16string_view word);

/// All before its first white space.
std::u16string_view firstWord(std::u16string_view line);

/// What stands between white space.
std::vector<std::u16string_view> wordsOf(std::u16string_view line);

/// A word that the end of a line parts, without the hyphen and all else between its parts.
std::u16string unparted(std::u16string_view word);

/// Whether it begins with "- ", "* ", "• " or another bullet.
bool hasBullet(std::u16string_view line);

/// Whether it begins as an item of a list does: with a bullet, or with "1. ", "1) ", "(1) ", "a. ", "a) " or
/// "(a) "; not with "A. ", which may be of a name.
bool beginsItem(std::u16string_view line);

/// Points that lead from a name to its number, as in tables of contents and menus.
bool isLeader(std::u16string_view gap);

/// A part of a line or a box.
bool isDrawn(char16_t c);

/// A line of a table as "| a | b |" has between its cells.
bool isBar(char16_t c);

/// Whether it reads "Key: value" or "Key (of some kind): value", perhaps behind a bullet.
bool hasKey(std::u16string_view line);

/// Whether a line of at least so many units is seen to end within a sentence: the next one begins small, and
/// no mark is between.
bool endsWithinSentence(std::u16string_view line, std::u16string_view next, std::size_t shortest = 40);

/// Whether a sentence goes on from a line to the next one, as far as can be told: the line fills its width,
/// ends with a word such as "of", or the next one begins small; `longest` is the length of the longest line
/// around.
bool goesOn(std::u16string_view line, std::u16string_view next, std::size_t longest);

}  // namespace lectern::text
