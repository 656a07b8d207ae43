#include "core/reader/safetensors.h"

#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"
#include "core/base/files.h"

namespace lectern::reader {
namespace {

static_assert(std::endian::native == std::endian::little, "tensors are stored as they lie in memory");

using Json = nlohmann::json;

constexpr std::size_t kLengthSize = 8;
constexpr std::uint64_t kMaxHeader = 100'000'000;  // the limit of the format's own reader
constexpr int kDeepest = 4;                        // objects and arrays in each other in a header

constexpr std::array<std::pair<torch::ScalarType, std::string_view>, 7> kTypes = {{
    {torch::kFloat32, "F32"},
    {torch::kFloat64, "F64"},
    {torch::kInt64, "I64"},
    {torch::kInt32, "I32"},
    {torch::kInt8, "I8"},
    {torch::kUInt8, "U8"},
    {torch::kBool, "BOOL"},
}};

std::string_view typeName(torch::ScalarType type) {
  for (const auto& [known, name] : kTypes) {
    if (known == type) return name;
  }
  throw std::invalid_argument("safetensors: no name for this tensor type");
}

std::optional<torch::ScalarType> typeOf(std::string_view name) {
  for (const auto& [type, known] : kTypes) {
    if (known == name) return type;
  }
  return std::nullopt;
}

/// One tensor as the header describes it.
struct Entry {
  std::string name;
  torch::ScalarType type;
  std::vector<int64_t> shape;
  std::uint64_t begin, end;
};

/// Reads the header of one file, with that file's name in every error.
class HeaderReader {
 public:
  explicit HeaderReader(const std::string& name) : name_(name) {}

  [[noreturn]] void fail(const std::string& what) const {
    throw FormatError("'" + name_ + "' is not a sound safetensors file: " + what);
  }

  Json parse(std::string_view text) const {
    if (text.empty() || text.front() != '{') fail("its header does not begin with '{'");
    std::vector<std::set<std::string>> keys;
    bool repeated = false;
    const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
      if (depth > kDeepest) fail("its header is nested too deeply");  // copies would take all of the stack
      if (event == Json::parse_event_t::object_start) keys.emplace_back();
      if (event == Json::parse_event_t::object_end) keys.pop_back();
      if (event == Json::parse_event_t::key) {
        repeated |= !keys.back().insert(parsed.get<std::string>()).second;
      }
      return true;
    };
    Json header;
    try {
      header = Json::parse(text, watch);
    } catch (const Json::exception& error) {
      fail(std::string("its header is not JSON: ") + error.what());
    }
    if (!header.is_object()) fail("its header is not a JSON object");
    if (repeated) fail("its header uses a key twice");
    return header;
  }

  Entry entry(const std::string& key, const Json& json) const {
    const std::string where = "tensor '" + key + "' ";
    const auto isCount = [](const Json& value) { return value.is_number_unsigned(); };
    if (!json.is_object() || !json.contains("dtype") || !json["dtype"].is_string())
      fail(where + "has no dtype");
    const auto type = typeOf(json["dtype"].get<std::string>());
    if (!type) fail(where + "has the unknown dtype '" + json["dtype"].get<std::string>() + "'");
    if (!json.contains("shape") || !json["shape"].is_array()) fail(where + "has no shape");
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    std::uint64_t bytes = torch::elementSize(*type), extent = bytes;  // as if no dimension were 0
    std::vector<int64_t> shape;
    for (const Json& dimension : json["shape"]) {
      if (!isCount(dimension)) fail(where + "has a dimension that is not a count");
      const auto size = dimension.get<std::uint64_t>();
      if (size > kMost || extent > kMost / std::max<std::uint64_t>(size, 1)) fail(where + "is too large");
      bytes *= size;
      extent *= std::max<std::uint64_t>(size, 1);
      shape.push_back(static_cast<int64_t>(size));
    }
    const auto found = json.find("data_offsets");
    if (found == json.end() || !found->is_array() || found->size() != 2 || !isCount((*found)[0]) ||
        !isCount((*found)[1])) {
      fail(where + "has no data_offsets of two counts");
    }
    const Json& offsets = *found;
    const Entry entry{key, *type, shape, offsets[0].get<std::uint64_t>(), offsets[1].get<std::uint64_t>()};
    if (entry.end < entry.begin || entry.end - entry.begin != bytes) {
      fail(where + "has data_offsets that do not fit its shape and dtype");
    }
    return entry;
  }

 private:
  const std::string& name_;
};

}  // namespace

std::string Safetensors::toBytes() const {
  Json header = Json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t offset = 0;
  for (const auto& [name, tensor] : tensors) {
    const std::uint64_t end = offset + tensor.nbytes();
    header[name] = {{"dtype", typeName(tensor.scalar_type())},
                    {"shape", std::vector<int64_t>(tensor.sizes().begin(), tensor.sizes().end())},
                    {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');  // the tensors then begin at a multiple of 8

  const std::uint64_t length = text.size();
  std::string bytes(kLengthSize, '\0');
  std::memcpy(bytes.data(), &length, kLengthSize);
  bytes += text;
  bytes.reserve(bytes.size() + offset);
  for (const auto& [name, tensor] : tensors) {
    const torch::Tensor plain = tensor.detach().cpu().contiguous();
    bytes.append(static_cast<const char*>(plain.data_ptr()), plain.nbytes());
  }
  return bytes;
}

Safetensors Safetensors::fromBytes(std::string_view bytes, const std::string& name) {
  const HeaderReader reader(name);
  if (bytes.size() < kLengthSize) reader.fail("it is shorter than its header length");
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), kLengthSize);
  if (length > kMaxHeader || length > bytes.size() - kLengthSize) reader.fail("it ends within its header");
  const Json header = reader.parse(bytes.substr(kLengthSize, length));
  const std::string_view data = bytes.substr(kLengthSize + length);

  Safetensors file;
  std::vector<Entry> entries;
  for (const auto& [key, value] : header.items()) {
    if (key != "__metadata__") {
      entries.push_back(reader.entry(key, value));
      continue;
    }
    if (!value.is_object()) reader.fail("__metadata__ is not an object");
    for (const auto& [field, content] : value.items()) {
      if (!content.is_string()) reader.fail("__metadata__ holds something other than strings");
      file.metadata[field] = content.get<std::string>();
    }
  }
  std::ranges::sort(entries, {}, [](const Entry& entry) { return std::pair(entry.begin, entry.end); });
  std::uint64_t expected = 0;
  for (const Entry& entry : entries) {
    if (entry.begin != expected) reader.fail("tensor '" + entry.name + "' leaves a gap or overlaps another");
    expected = entry.end;
  }
  if (expected != data.size()) {
    reader.fail("its header describes " + std::to_string(expected) + " bytes of tensors, it holds " +
                std::to_string(data.size()));
  }
  for (const Entry& entry : entries) {
    torch::Tensor tensor = torch::empty(entry.shape, entry.type);
    if (entry.end > entry.begin)
      std::memcpy(tensor.data_ptr(), data.data() + entry.begin, entry.end - entry.begin);
    file.tensors.emplace(entry.name, std::move(tensor));
  }
  return file;
}

Safetensors Safetensors::read(const std::filesystem::path& path) {
  return fromBytes(readFile(path), path.string());
}

void Safetensors::write(const std::filesystem::path& path) const { writeFileAtomically(path, toBytes()); }

}  // namespace lectern::reader
