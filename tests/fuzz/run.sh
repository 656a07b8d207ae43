#!/usr/bin/env bash
# Feeds documents that are damaged in every way to the loaders, then texts of pieces of tables and lists to what reads their
# layout, under the address and undefined-behaviour sanitizers, each for some seconds:
#   tests/fuzz/run.sh [SECONDS]
# Begins with the documents in tests/data, keeps what it finds in build/fuzz/corpus, and stops at the first fault. Needs clang++
# with libFuzzer (Debian: clang, libclang-rt-14-dev), unzip, and what app/install-dependencies.sh installs.
set -euo pipefail

root=$(dirname -- "$(dirname -- "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")")")
readonly root corpus="$root/build/fuzz/corpus" office="$root/tests/data/office"

cd "$root"
cmake --preset fuzz
cmake --build --preset fuzz --target fuzz_documents fuzz_layout

# seed KIND NAME: the standard input as a document of a kind
seed() { { printf "\\x0$1"; cat; } >"$corpus/$2"; }
mkdir -p "$corpus"
seed 0 txt <"$office/paper_mill.md"
seed 1 md <"$office/paper_mill.md"
printf 'Name,Age\n"Ek, Ann",42\n' | seed 7 csv
unzip -p "$office/paper_mill.epub" EPUB/text/ch001.xhtml | tee >(seed 2 html) | seed 5 epub
for file in paper_mill paper_mill_libreoffice; do
  unzip -p "$office/$file.docx" word/document.xml | seed 3 "$file.docx"
  unzip -p "$office/$file.odt" content.xml | seed 4 "$file.odt"
done

readonly options=(-max_total_time="${1:-60}" -timeout=20 -artifact_prefix="$root/build/fuzz/")
"$root/build/fuzz/bin/fuzz_documents" "${options[@]}" -max_len=20000 "$corpus"
mkdir -p "$corpus-layout"
"$root/build/fuzz/bin/fuzz_layout" "${options[@]}" -max_len=300 "$corpus-layout"
