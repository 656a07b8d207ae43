#include "core/training/checkpoint.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace lectern::training {
namespace {

using torch::optim::AdamWParamState;

std::string stateKey(const torch::Tensor& parameter) {
  return c10::guts::to_string(parameter.unsafeGetTensorImpl());
}

void addAll(reader::NamedTensors& file, const std::string& prefix, const reader::NamedTensors& tensors) {
  for (const auto& [name, tensor] : tensors) file[prefix + name] = tensor;
}

/// Adds to `told` in which options two runs differ: "learningRate: there 0.002, here 0.004; …".
void tellDifferences(const nlohmann::json& there, const nlohmann::json& here, const std::string& name,
                     std::string& told) {
  if (there == here) return;
  const auto written = [](const nlohmann::json& value) { return value.is_null() ? "nothing" : value.dump(); };
  if (!there.is_object() || !here.is_object()) {
    told += (told.empty() ? "" : "; ") + name + ": there " + written(there) + ", here " + written(here);
    return;
  }
  nlohmann::json all = there;
  all.update(here);
  for (const auto& [key, unused] : all.items()) {
    const auto in = [&](const nlohmann::json& run) {
      return run.contains(key) ? run.at(key) : nlohmann::json();
    };
    tellDifferences(in(there), in(here), name.empty() ? key : name + '/' + key, told);
  }
}

std::string differences(const std::string& there, const std::string& here) {
  std::string told;
  const auto parse = [](const std::string& text) { return nlohmann::json::parse(text, nullptr, false); };
  const nlohmann::json written = parse(there);
  if (!written.is_object()) return "which cannot be read";
  tellDifferences(written, parse(here), "", told);
  return told;
}

}  // namespace

void saveCheckpoint(const TrainingState& state, const std::string& fingerprint,
                    const std::filesystem::path& path) {
  reader::Safetensors file;
  addAll(file.tensors, "weights/", copyWeights(*state.network));
  addAll(file.tensors, "average/", state.average);
  addAll(file.tensors, "best/", state.best);
  const auto& moments = const_cast<torch::optim::AdamW&>(state.optimizer).state();
  for (const auto& parameter : state.network->named_parameters()) {
    const auto found = moments.find(stateKey(parameter.value()));
    if (found == moments.end()) continue;  // before the first step
    const auto& adam = static_cast<const AdamWParamState&>(*found->second);
    file.tensors["adam_mean/" + parameter.key()] = adam.exp_avg();
    file.tensors["adam_square/" + parameter.key()] = adam.exp_avg_sq();
  }
  const nlohmann::json progress = {{"step", state.step},
                                   {"bestF1", state.bestF1},
                                   {"bestStep", state.bestStep},
                                   {"validationsWithoutGain", state.validationsWithoutGain}};
  file.metadata = {
      {"format", "lectern-checkpoint-1"}, {"options", fingerprint}, {"progress", progress.dump()}};
  file.write(path);
}

void loadCheckpoint(TrainingState& state, const std::string& fingerprint, const std::filesystem::path& path) {
  const reader::Safetensors file = reader::Safetensors::read(path);
  const auto fail = [&](const std::string& what) {
    throw FormatError("checkpoint " + quoted(path) + " " + what + "; remove it to begin the run anew");
  };
  const auto meta = [&](const char* key) {
    const auto found = file.metadata.find(key);
    return found != file.metadata.end() ? found->second : std::string();
  };
  if (meta("format") != "lectern-checkpoint-1") fail("is not one that this program wrote");
  if (meta("options") != fingerprint) {
    fail("belongs to a run with other options (" + differences(meta("options"), fingerprint) + ")");
  }
  const auto tensor = [&](const std::string& name, const torch::Tensor& like) {
    const auto found = file.tensors.find(name);
    if (found == file.tensors.end() || found->second.sizes() != like.sizes())
      fail("does not fit the reader: " + name);
    return found->second;
  };
  const nlohmann::json progress = nlohmann::json::parse(meta("progress"), nullptr, false);
  try {
    progress.at("step").get_to(state.step);
    progress.at("bestF1").get_to(state.bestF1);
    progress.at("bestStep").get_to(state.bestStep);
    progress.at("validationsWithoutGain").get_to(state.validationsWithoutGain);
  } catch (const nlohmann::json::exception& error) {
    fail(std::string("does not say how far the run was: ") + error.what());
  }

  const torch::NoGradGuard noGrad;
  for (auto& parameter : state.network->named_parameters()) {
    const std::string& name = parameter.key();
    torch::Tensor& weights = parameter.value();
    weights.copy_(tensor("weights/" + name, weights));
    state.average.at(name).copy_(tensor("average/" + name, weights));
    if (state.bestStep > 0) state.best[name] = tensor("best/" + name, weights);
    if (state.step == 0) continue;
    auto adam = std::make_unique<AdamWParamState>();
    adam->step(state.step);
    adam->exp_avg(tensor("adam_mean/" + name, weights).clone());
    adam->exp_avg_sq(tensor("adam_square/" + name, weights).clone());
    state.optimizer.state()[stateKey(weights)] = std::move(adam);
  }
}

void shareState(TrainingState& state, WorkerGroup& workers) {
  const torch::Tensor counts =
      torch::tensor({static_cast<float>(state.step), static_cast<float>(state.validationsWithoutGain)});
  workers.shareFirst({counts});
  state.step = counts[0].item<int64_t>();
  state.validationsWithoutGain = counts[1].item<int>();
  std::vector<torch::Tensor> shared;
  for (auto& parameter : state.network->parameters()) {
    shared.push_back(parameter);
    if (state.step == 0) continue;
    auto& moments = state.optimizer.state()[stateKey(parameter)];
    if (!moments) {
      auto adam = std::make_unique<AdamWParamState>();
      adam->step(state.step);
      adam->exp_avg(torch::zeros_like(parameter));
      adam->exp_avg_sq(torch::zeros_like(parameter));
      moments = std::move(adam);
    }
    const auto& adam = static_cast<const AdamWParamState&>(*moments);
    shared.push_back(adam.exp_avg());
    shared.push_back(adam.exp_avg_sq());
  }
  workers.shareFirst(shared);
}

}  // namespace lectern::training
