#!/usr/bin/env bash
# Installs what Lectern is built from, where it is missing, on Debian and Ubuntu. Asks for nothing when all is
# there. Elsewhere it names the libraries and lets the build go on with what it finds.
set -euo pipefail

readonly packages=(
  build-essential cmake ninja-build ccache pkg-config file
  libtorch-dev libopenblas0-pthread libopenblas-dev libdnnl-dev libgloo-dev libjemalloc-dev
  libicu-dev libstemmer-dev libxml2-dev libzip-dev libmd4c-dev
  nlohmann-json3-dev libcsv-dev libssl-dev libcli11-dev libsqlite3-dev
  qt6-base-dev qt6-pdf-dev libqpdf-dev qt6-svg-dev qt6-tools-dev qt6-l10n-tools qt6-translations-l10n libgl-dev
  libbenchmark-dev
)

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  {
    echo "Lectern installs its libraries by itself on Debian 12 and Ubuntu 24.04 only."
    echo "On this system, install what these Debian packages hold, if it is not there yet:"
    printf '  %s\n' "${packages[*]}"
  } >&2
  exit 0
fi

is_installed() {
  [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

missing=()
for package in "${packages[@]}"; do
  is_installed "$package" || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

as_root=()
if [[ $EUID -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "These packages are missing, and neither root nor sudo is at hand. As root, run:" >&2
    echo "  apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "$@" >&2
}

has_lists() {
  compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null
}

echo "Installing ${missing[*]}" >&2
if ! has_lists || ! apt install -y --no-install-recommends "${missing[@]}"; then
  apt update
  if ! apt install -y --no-install-recommends "${missing[@]}"; then
    echo "These packages could not be installed: ${missing[*]}" >&2
    echo "Lectern needs Debian 12 or newer, or Ubuntu 24.04 or newer with 'universe' enabled." >&2
    exit 1
  fi
fi
