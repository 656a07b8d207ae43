#!/usr/bin/env bash
# Trains the reader that ships in models/en: models/train-en.sh DATA VECTORS OUT
# DATA is a folder with squad-train.json, nq-train.json and squad-validation.json, VECTORS is glove.6B.100d.txt; the readers
# of all runs are written into the folder OUT, OUT/en is the one that ships. It goes on from "last", the student of
# four others, "teacher", "fourth", "fifth" and "seventh"; all runs together take about ten hours on two cores. Started again,
# the script goes on where it was stopped.
set -euo pipefail

if [[ $# -ne 3 ]]; then
  echo "usage: models/train-en.sh DATA VECTORS OUT" >&2
  exit 2
fi
data=$1 vectors=$2 out=$3
lectern=$(dirname -- "$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")")/build/release/bin/lectern

note="SQuAD 1.1's training questions, split by article, with unanswerable ones of SQuAD 2.0 (both CC BY-SA 4.0)
that were lower-cased in their source and re-cased by rule. Natural Questions with QED spans (CC BY-SA 3.0). GloVe 6B (PDDL).
The reader is under CC BY-SA 4.0."

# train READER OPTION...: a run that has ended is not begun again.
train() {
  [[ -e $out/$1/bundle.json ]] && return
  "$lectern" train --out "$out/$1" "${@:2}"
}

squad=$data/squad-train.json nq=$data/nq-train.json
pair=(--workers 2 --batch 64)
network=(--vectors "$vectors" --answer-tokens 17 --aligned 100 --gated-fusion 1 --history-of-word 1)
mkdir -p "$out"
train first --data "$squad" --vectors "$vectors" --highway 0 --support 0 --answer-tokens 17 "${pair[@]}" \
  --steps 9800 --rate 0.002 --distractors 0.1 --crop-share 0.65
train teacher --data "$squad" "$nq" --from "$out/first" "${pair[@]}" \
  --steps 9400 --rate 0.0015 --dropout 0.15 --distractors 0.1 --crop-share 0.65
train student --data "$squad" "$nq" --vectors "$vectors" --teacher "$out/teacher" --bfloat16 --answer-tokens 17 "${pair[@]}" \
  --steps 18000 --rate 0.002 --distractors 0.1 --crop-share 0.65
train fourth --data "$squad" "$nq" --from "$out/student" --bfloat16 "${pair[@]}" \
  --steps 700 --warmup 50 --rate 0.0004 --distractors 0.6
train fifth --data "$squad" "$nq" "${network[@]}" --teacher "$out/fourth" --bfloat16 \
  --steps 9600 --batch 32 --rate 0.0015 --distractors 0.1 --crop-share 0.7 --seed 5
train sixth --data "$squad" "$nq" "${network[@]}" --teacher "$out/teacher" "$out/fourth" "$out/fifth" --teacher-share 0.6 \
  --weight-decay 0.1 --bfloat16 "${pair[@]}" --steps 15000 --rate 0.002 --distractors 0.1 --crop-share 0.65 --seed 22
train seventh --data "$squad" "$nq" --from "$out/sixth" --weight-decay 0.1 --bfloat16 "${pair[@]}" \
  --steps 700 --warmup 50 --rate 0.0004 --distractors 0.6 --seed 23
train last --data "$squad" "$nq" "${network[@]}" --teacher "$out/teacher" "$out/fourth" "$out/fifth" "$out/seventh" \
  --teacher-share 0.6 --weight-decay 0.2 --bfloat16 "${pair[@]}" --steps 17000 --rate 0.002 --distractors 0.1 \
  --crop-share 0.65 --seed 24
train en --data "$squad" "$nq" --from "$out/last" --weight-decay 0.1 --bfloat16 "${pair[@]}" \
  --steps 700 --warmup 50 --rate 0.0004 --distractors 0.6 --seed 23 \
  --validation "$data/squad-validation.json" --validate-every 700 --reader-version 1.6 --data-note "$note"
"$lectern" model calibrate "$out/en" --data "$data/squad-validation.json" --article-questions 1000
