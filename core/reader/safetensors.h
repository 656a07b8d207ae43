#pragma once

#include <torch/torch.h>

#include <filesystem>
#include <map>
#include <string>

namespace lectern::reader {

/// Tensors by name, as a safetensors file holds them.
using NamedTensors = std::map<std::string, torch::Tensor>;

/// A file in the safetensors format (Hugging Face): 8-byte little-endian header length, a JSON header, raw
/// little-endian tensors, row-major, without gaps. Float32, float64, int64, int32, int8, uint8 and bool are
/// known.
struct Safetensors {
  NamedTensors tensors;
  std::map<std::string, std::string> metadata;

  /// The file's bytes. Throws std::invalid_argument for a type that is not known.
  std::string toBytes() const;

  /// Reads such bytes; `name` is what errors call them. Throws FormatError that says what is wrong.
  static Safetensors fromBytes(std::string_view bytes, const std::string& name);

  /// Reads a file. Throws FileError, FormatError.
  static Safetensors read(const std::filesystem::path& path);
  /// Writes a file whole or not at all. Throws FileError.
  void write(const std::filesystem::path& path) const;
};

}  // namespace lectern::reader
