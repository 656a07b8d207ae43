#!/usr/bin/env bash
# Teaches the transformer all-MiniLM-L6-v2 (Apache 2.0) to answer questions, for readers to learn from it:
#   models/transformer-teacher.sh teach FROM PASSES OUT DATA...
#     so many passes over the answerable questions of DATA, SQuAD JSON; FROM is a teacher to go on from, - for MiniLM itself. Stopped and begun again, it goes
#     on from OUT.checkpoint
#   models/transformer-teacher.sh ask TEACHER OUT DATA...
#     what TEACHER, so made, says of every question of DATA, for `lectern train --teacher OUT --data DATA...`; goes on from
#     OUT.checkpoint likewise
#   models/transformer-teacher.sh answer TEACHER PREDICTIONS NO_ANSWER DATA
#     its answers, for `lectern evaluate --data DATA --predictions PREDICTIONS --na-prob NO_ANSWER`
# Needs Python 3.10 or newer with PyTorch and NumPy (Debian: python3-torch, python3-numpy), and npm, which downloads the transformer.
set -euo pipefail

source "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")/minilm.sh"
if [[ ${1-} == teach && $# -ge 5 ]]; then
  [[ $2 == - ]] || require_readable "$2"
  require_readable "${@:5}"
elif [[ ${1-} == ask && $# -ge 4 ]]; then
  require_readable "$2" "${@:4}"
elif [[ ${1-} == answer && $# -eq 5 ]]; then
  require_readable "$2" "$5"
else
  echo "usage: models/transformer-teacher.sh teach FROM PASSES OUT DATA..." >&2
  echo "       models/transformer-teacher.sh ask TEACHER OUT DATA..." >&2
  echo "       models/transformer-teacher.sh answer TEACHER PREDICTIONS NO_ANSWER DATA" >&2
  exit 2
fi
run_on_minilm transformer_teacher.py "$@"
