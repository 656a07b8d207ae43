#include "core/reader/embeddings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/error.h"

namespace lectern::reader {

namespace {

bool isCount(const std::string& word) { return word.find_first_not_of("0123456789") == std::string::npos; }

/// Nothing for what is no finite number.
std::optional<float> toNumber(std::string_view field) {
  double value = 0;  // one too small for a float is 0
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  const auto number = static_cast<float>(value);
  const bool isNumber = error == std::errc() && end == field.data() + field.size() && std::isfinite(number);
  return isNumber ? std::optional(number) : std::nullopt;
}

std::vector<std::string_view> fieldsOf(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0; (begin = line.find_first_not_of(' ', begin)) != std::string_view::npos;) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    fields.push_back(line.substr(begin, end - begin));
    begin = end;
  }
  return fields;
}

}  // namespace

WordVectors readGlove(const std::filesystem::path& path, std::size_t limit) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw FileError::fromErrno("open", path);
  WordVectors result;
  std::vector<float> values;
  std::size_t size = 0;
  std::string line;
  for (std::size_t number = 1; result.words.size() < limit && std::getline(file, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    const auto fail = [&](const std::string& what) {
      throw FormatError(quoted(path) + " line " + std::to_string(number) + ": " + what +
                        "; expected GloVe text, \"word v1 … vn\"");
    };
    const std::vector<std::string_view> fields = fieldsOf(line);
    if (line.front() == ' ' || fields.size() < 2) fail("no word and vector");
    if (number == 1 && fields.size() == 2 && isCount(std::string(fields[0])) &&
        isCount(std::string(fields[1]))) {
      continue;  // how many words, how many numbers each
    }
    if (size == 0) size = fields.size() - 1;
    const std::size_t ofWord = fields.size() > size ? fields.size() - size : 1;
    const auto isNumber = [](std::string_view field) { return toNumber(field).has_value(); };
    if (fields.size() <= size || std::ranges::any_of(std::span(fields).subspan(1, ofWord - 1), isNumber)) {
      fail(std::to_string(fields.size() - 1) + " numbers where the lines before have " +
           std::to_string(size));
    }
    // A few words of large files have spaces in them, ". . .".
    const std::string_view last = fields[ofWord - 1];
    result.words.push_back(line.substr(0, static_cast<std::size_t>(last.data() + last.size() - line.data())));
    for (const std::string_view field : std::span(fields).subspan(ofWord)) {
      const auto value = toNumber(field);
      if (!value) fail("not a number at column " + std::to_string(field.data() - line.data() + 1));
      values.push_back(*value);
    }
  }
  if (file.bad()) throw FileError::fromErrno("read", path);  // a folder, too
  if (result.words.empty()) throw FormatError(quoted(path) + " holds no word vectors");
  result.vectors = torch::empty({static_cast<int64_t>(result.words.size()), static_cast<int64_t>(size)});
  std::copy(values.begin(), values.end(), result.vectors.data_ptr<float>());
  return result;
}

QuantizedVectors QuantizedVectors::quantize(const torch::Tensor& vectors) {
  QuantizedVectors result;
  result.scales = vectors.abs().amax(1).clamp_min(1e-8) / 127;  // (words)
  result.values =
      (vectors / result.scales.unsqueeze(1)).round().clamp(-127, 127).to(torch::kInt8);  // (words, size)
  return result;
}

torch::Tensor QuantizedVectors::lookUp(const torch::Tensor& rows) const {
  return values.index_select(0, rows).to(torch::kFloat32) * scales.index_select(0, rows).unsqueeze(1);
}

}  // namespace lectern::reader
