#!/usr/bin/env bash
# Builds everything, then runs the tests. Arguments go to ctest ("tests/run.sh -L unit").
set -euo pipefail

root=$(dirname -- "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")")

"$root/app/build.sh"
cd "$root"
exec ctest --preset release "$@"
