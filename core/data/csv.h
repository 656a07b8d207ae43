#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lectern::data {

/// Rows of a table, each a list of UTF-8 fields.
using CsvRows = std::vector<std::vector<std::string>>;

/// Reads CSV (RFC 4180) in any encoding, quotes and line breaks within fields kept; empty lines are passed
/// over. `delimiter` stands between fields. Throws FileError; FormatError, with the place of a wrong
/// quotation mark, when it is no CSV.
CsvRows readCsv(const std::filesystem::path& path, char delimiter = ',');

/// Who reads a table. Spreadsheets know UTF-8 by a mark in front of it, and take a field that begins with
/// '=', '+',
/// '-' or '@' for a formula, unless it has an apostrophe before it; numbers stay as they are.
enum class CsvReader { Program, Spreadsheet };

/// Writes RFC 4180 CSV in UTF-8, whole or not at all. Throws FileError.
void writeCsv(const CsvRows& rows, const std::filesystem::path& path, CsvReader reader = CsvReader::Program);

}  // namespace lectern::data
