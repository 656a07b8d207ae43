#include "core/data/predictions.h"

#include <concepts>
#include <unordered_set>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/json_file.h"

namespace lectern::data {
namespace {

using nlohmann::json;

/// Reads one JSON object of question ids and values of one type, in the order of the file.
template <typename Value>
class ValuesByIdReader : public nlohmann::json_sax<json> {
 public:
  explicit ValuesByIdReader(const std::filesystem::path& path) : path_(path) {}

  std::vector<std::pair<std::string, Value>> read() {
    const std::string content = readFile(path_);
    json::sax_parse(content, this);
    return std::move(values_);
  }

  bool start_object(std::size_t) override { return isOpen_ ? refuse("an object") : (isOpen_ = true); }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return refuse("an array"); }
  bool end_array() override { return true; }
  bool null() override { return refuse("null"); }
  bool boolean(bool) override { return refuse("a boolean"); }
  bool binary(json::binary_t&) override { return refuse("bytes"); }
  bool number_integer(json::number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(json::number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(json::number_float_t value, const std::string&) override { return number(value); }

  bool string(std::string& value) override {
    if constexpr (std::same_as<Value, std::string>) {
      return isOpen_ ? add(std::move(value)) : refuse("a string");
    } else {
      return refuse("a string");
    }
  }

  bool key(std::string& id) override {
    if (!ids_.insert(id).second) {
      throw FormatError(quoted(path_) + ": the id '" + id + "' is used twice; every question needs its own");
    }
    id_ = id;
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const json::exception& error) override {
    throwSyntaxError(path_, error);
  }

 private:
  bool add(Value value) {
    values_.emplace_back(std::move(id_), std::move(value));
    return true;
  }

  bool number(double value) {
    if constexpr (std::same_as<Value, double>) {
      return isOpen_ ? add(value) : refuse("a number");
    } else {
      return refuse("a number");
    }
  }

  [[noreturn]] bool refuse(const std::string& found) const {
    if (!isOpen_) {
      throw FormatError(quoted(path_) + ": expected an object of question ids, found " + found);
    }
    const char* expected = std::same_as<Value, double> ? "a probability" : "the text of an answer";
    throw FormatError(quoted(path_) + ": [\"" + id_ + "\"]: expected " + expected + ", found " + found);
  }

  const std::filesystem::path& path_;
  std::vector<std::pair<std::string, Value>> values_;
  std::unordered_set<std::string> ids_;
  std::string id_;
  bool isOpen_ = false;
};

/// Writes one id a line.
template <typename Values>
void writeValuesById(const Values& values, const std::filesystem::path& path) {
  const auto dump = [](const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
  };
  std::string content = "{";
  for (const auto& [id, value] : values) {
    content += content.size() == 1 ? "\n" : ",\n";
    content.append("  ").append(dump(id)).append(": ").append(dump(value));
  }
  content += content.size() == 1 ? "}\n" : "\n}\n";
  writeFileAtomically(path, content);
}

}  // namespace

Predictions readPredictions(const std::filesystem::path& path) {
  const auto values = ValuesByIdReader<std::string>(path).read();
  return {values.begin(), values.end()};
}

void writePredictions(const Predictions& predictions, const std::filesystem::path& path) {
  writeValuesById(predictions, path);
}

Probabilities readProbabilities(const std::filesystem::path& path) {
  return ValuesByIdReader<double>(path).read();
}

void writeProbabilities(const Probabilities& probabilities, const std::filesystem::path& path) {
  writeValuesById(probabilities, path);
}

}  // namespace lectern::data
