#include <torch/torch.h>

#include <QTest>
#include <cstring>

#include "core/base/error.h"
#include "core/reader/safetensors.h"

namespace lectern {
namespace {

using reader::Safetensors;

/// A file of the given header and data.
std::string fileOf(const std::string& header, const std::string& data) {
  const std::uint64_t length = header.size();
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + data;
}

}  // namespace

class SafetensorsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void writesTheFormat();
  void readsWhatItWrote();
  void refuses_data();
  void refuses();
};

void SafetensorsTest::writesTheFormat() {
  Safetensors file;
  file.tensors["b"] = torch::tensor({1.0f, -2.0f});
  file.tensors["a"] = torch::tensor({{1, 2, 3}}, torch::kInt8);
  file.metadata["made"] = "here";
  const std::string bytes = file.toBytes();
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), 8);
  QCOMPARE(length % 8, std::uint64_t(0));
  std::string header = bytes.substr(8, length);
  header.erase(header.find_last_not_of(' ') + 1);
  QCOMPARE(header, std::string(R"({"__metadata__":{"made":"here"},)"
                               R"("a":{"data_offsets":[0,3],"dtype":"I8","shape":[1,3]},)"
                               R"("b":{"data_offsets":[3,11],"dtype":"F32","shape":[2]}})"));
  const float expected[] = {1.0f, -2.0f};
  QCOMPARE(bytes.substr(8 + length, 3), std::string("\1\2\3"));
  QVERIFY(std::memcmp(bytes.data() + 8 + length + 3, expected, 8) == 0);
  QCOMPARE(bytes.size(), 8 + length + 11);
}

void SafetensorsTest::readsWhatItWrote() {
  Safetensors file;
  file.tensors["weights"] = torch::randn({3, 0, 2});
  file.tensors["matrix"] = torch::randn({3, 4}).t();  // not contiguous
  file.tensors["rows"] = torch::tensor({1, -5}, torch::kInt64);
  file.metadata["größe"] = "naïve 中文 😀";
  const Safetensors read = Safetensors::fromBytes(file.toBytes(), "memory");
  QCOMPARE(read.metadata, file.metadata);
  QCOMPARE(read.tensors.size(), file.tensors.size());
  for (const auto& [name, tensor] : file.tensors) QVERIFY(torch::equal(read.tensors.at(name), tensor));
}

void SafetensorsTest::refuses_data() {
  QTest::addColumn<QByteArray>("bytes");
  const auto row = [](const char* name, const std::string& bytes) {
    QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
  };
  const std::string one = R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})";
  row("empty", "");
  row("shorter than a length", "abc");
  row("header past the end", fileOf(one, "xy").substr(0, 30));
  row("header of a hundred gigabytes", std::string("\0\0\0\0\x20\0\0\0", 8) + "{}");
  row("no object", fileOf("[]", ""));
  row("no JSON", fileOf("{a}", ""));
  row("cut off data", fileOf(one, "x"));
  row("more data", fileOf(one, "xyz"));
  row("key twice", fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                          R"("a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})",
                          "x"));
  row("unknown type", fileOf(R"({"a":{"dtype":"C9","shape":[1],"data_offsets":[0,1]}})", "x"));
  row("negative size", fileOf(R"({"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}})", "x"));
  row("size too large",
      fileOf(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", ""));
  row("size too large behind a zero",
      fileOf(R"({"a":{"dtype":"F32","shape":[0,18446744073709551615],"data_offsets":[0,0]}})", ""));
  row("offsets do not fit", fileOf(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,2]}})", "xy"));
  row("offsets backwards", fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}})", "x"));
  row("first gap", fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})", "xy"));
  row("overlap", fileOf(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                        R"("b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})",
                        "xyz"));
  row("nested deeply", fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":)" +
                                  std::string(300'000, '[') + std::string(300'000, ']') + "}}",
                              "x"));
  row("metadata not strings", fileOf(R"({"__metadata__":{"n":1}})", ""));
}

void SafetensorsTest::refuses() {
  QFETCH(QByteArray, bytes);
  try {
    Safetensors::fromBytes({bytes.data(), static_cast<std::size_t>(bytes.size())}, "weights.safetensors");
    QFAIL("was read");
  } catch (const FormatError& error) {
    QVERIFY(std::string(error.what()).find("weights.safetensors") != std::string::npos);
  }
}

}  // namespace lectern

QTEST_GUILESS_MAIN(lectern::SafetensorsTest)
#include "tst_safetensors.moc"
