#!/usr/bin/env bash
# Builds what has changed, then runs Lectern from any folder: without arguments the window with a sample document,
# with arguments the command line program ("app/run.sh ask book.md 'Who wrote it?'").
set -euo pipefail

root=$(dirname -- "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")")

if [[ $# -eq 0 ]]; then
  "$root/app/build.sh" bin/lectern-desktop
  exec "$root/build/release/bin/lectern-desktop"
fi
"$root/app/build.sh" bin/lectern
exec "$root/build/release/bin/lectern" "$@"
