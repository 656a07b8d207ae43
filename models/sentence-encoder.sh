#!/usr/bin/env bash
# Writes what the sentence encoder all-MiniLM-L6-v2 (Apache 2.0) makes of English words, for a reader to learn from:
#   models/sentence-encoder.sh words GLOVE OUT
#     of words alone: 80 numbers behind the vectors of the 86,000 most frequent words of GLOVE, glove.6B.100d.txt
#   models/sentence-encoder.sh states OUT DATA...
#     of the words of paragraphs in their contexts: for each of its pieces 192 numbers of two of its layers
#   models/sentence-encoder.sh words GLOVE OUT STATES DATA...
#     of words alone and in their contexts: 180 numbers in which GloVe's are, too; STATES is made of the same DATA
# Needs Python 3.10 or newer with PyTorch and NumPy (Debian: python3-torch, python3-numpy), and npm, which downloads the encoder.
set -euo pipefail

source "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")/minilm.sh"
if [[ ${1-} == words && ( $# -eq 3 || $# -ge 5 ) ]]; then
  require_readable "$2" "${@:4}"
elif [[ ${1-} == states && $# -ge 3 ]]; then
  require_readable "${@:3}"
else
  echo "usage: models/sentence-encoder.sh words GLOVE OUT" >&2
  echo "       models/sentence-encoder.sh states OUT DATA..." >&2
  echo "       models/sentence-encoder.sh words GLOVE OUT STATES DATA..." >&2
  exit 2
fi
run_on_minilm sentence_encoder.py "$@"
