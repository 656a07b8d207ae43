#include "core/reader/embeddings.h"

#include <charconv>
#include <string_view>

#include "core/base/error.h"
#include "core/base/files.h"

namespace lectern::reader {

namespace {

bool isCount(const std::string& word) { return word.find_first_not_of("0123456789") == std::string::npos; }

}  // namespace

WordVectors readGlove(const std::filesystem::path& path, std::size_t limit) {
  const std::string content = readFile(path);
  std::string_view rest = content;
  WordVectors result;
  std::vector<float> values;
  std::size_t size = 0;
  for (std::size_t line = 1; !rest.empty() && result.words.size() < limit; ++line) {
    const std::size_t lineEnd = std::min(rest.find('\n'), rest.size());
    std::string_view text = rest.substr(0, lineEnd);
    rest.remove_prefix(std::min(lineEnd + 1, rest.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty()) continue;
    const auto fail = [&](const std::string& what) {
      throw FormatError("'" + path.string() + "' line " + std::to_string(line) + ": " + what +
                        "; expected GloVe text, \"word v1 … vn\"");
    };
    const std::size_t wordEnd = text.find(' ');
    if (wordEnd == 0 || wordEnd == std::string_view::npos) fail("no word and vector");
    result.words.emplace_back(text.substr(0, wordEnd));

    const std::size_t before = values.size();
    for (const char* at = text.data() + wordEnd; at < text.data() + text.size();) {
      while (at < text.data() + text.size() && *at == ' ') ++at;
      if (at == text.data() + text.size()) break;
      float value = 0;
      const auto [end, error] = std::from_chars(at, text.data() + text.size(), value);
      if (error != std::errc()) fail("not a number at column " + std::to_string(at - text.data() + 1));
      values.push_back(value);
      at = end;
    }
    const std::size_t count = values.size() - before;
    if (line == 1 && count == 1 && isCount(result.words.front())) {  // how many words, how many numbers each
      result.words.clear();
      values.clear();
      continue;
    }
    if (size == 0) size = count;
    if (count != size || count == 0) {
      fail(std::to_string(count) + " numbers where the lines before have " + std::to_string(size));
    }
  }
  if (result.words.empty()) throw FormatError("'" + path.string() + "' holds no word vectors");
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
