#!/usr/bin/env bash
# Trains the reader that ships in models/en: models/train-en.sh DATA VECTORS OUT
# DATA is a folder with squad-train.json, nq-train.json and squad-validation.json, VECTORS is glove.6B.100d.txt; the readers
# of all runs are written into the folder OUT, OUT/en is the one that ships. The first two runs make the teacher of the
# third, each in an hour and three quarters on two cores; the last one takes ten minutes. Started again, the script goes on
# where it was stopped.
set -euo pipefail

if [[ $# -ne 3 ]]; then
  echo "usage: models/train-en.sh DATA VECTORS OUT" >&2
  exit 2
fi
data=$1 vectors=$2 out=$3
root=$(dirname -- "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")")

note="SQuAD 1.1's training questions, split by article, with unanswerable ones of SQuAD 2.0 (both CC BY-SA 4.0)
that were lower-cased in their source and re-cased by rule. Natural Questions with QED spans (CC BY-SA 3.0). GloVe 6B (PDDL).
The reader is under CC BY-SA 4.0."

# train READER OPTION...: a run that has ended is not begun again.
train() {
  [[ -e $out/$1/bundle.json ]] && return
  "$root/build/release/bin/lectern" train --out "$out/$1" --workers 2 --batch 64 "${@:2}"
}

squad=$data/squad-train.json nq=$data/nq-train.json
mkdir -p "$out"
train first --data "$squad" --vectors "$vectors" --highway 0 --support 0 --answer-tokens 17 \
  --steps 9800 --rate 0.002 --distractors 0.1 --crop-share 0.65
train teacher --data "$squad" "$nq" --from "$out/first" \
  --steps 9400 --rate 0.0015 --dropout 0.15 --distractors 0.1 --crop-share 0.65
train student --data "$squad" "$nq" --vectors "$vectors" --teacher "$out/teacher" --bfloat16 --answer-tokens 17 \
  --steps 18000 --rate 0.002 --distractors 0.1 --crop-share 0.65
train en --data "$squad" "$nq" --from "$out/student" --bfloat16 \
  --steps 700 --warmup 50 --rate 0.0004 --distractors 0.6 \
  --validation "$data/squad-validation.json" --validate-every 700 --reader-version 1.4 --data-note "$note"
