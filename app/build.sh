#!/usr/bin/env bash
# Configures and builds Lectern in build/release: the targets that are named, or everything. Prints to the error
# stream only, so that a program that is run after it owns the output.
set -euo pipefail
exec 1>&2

root=$(dirname -- "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")")
readonly root build="$root/build/release"

"$root/app/install-dependencies.sh"

# One compiler a core, but no more than one for every 2 GiB of memory: LibTorch's headers take that much.
count_jobs() {
  local cores bytes limit jobs
  cores=$(getconf _NPROCESSORS_ONLN)
  bytes=$(($(getconf _PHYS_PAGES) * $(getconf PAGE_SIZE)))
  limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)
  [[ $limit != max && $limit -lt $bytes ]] && bytes=$limit
  jobs=$((bytes / (2 * 1024 * 1024 * 1024)))
  ((jobs > cores)) && jobs=$cores
  ((jobs < 1)) && jobs=1
  echo "$jobs"
}

# Ninja itself configures again when a CMakeLists.txt has changed, but knows nothing of the presets.
if [[ ! -e $build/build.ninja || $root/CMakePresets.json -nt $build/build.ninja ]]; then
  cmake -S "$root" --preset release
fi

targets=()
[[ $# -gt 0 ]] && targets=(--target "$@")
if ! cmake --build "$build" "${targets[@]}" -- -n | grep -q 'no work to do'; then
  cmake --build "$build" "${targets[@]}" --parallel "$(count_jobs)"
fi
