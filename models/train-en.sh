#!/usr/bin/env bash
# Trains the reader that ships in models/en: models/train-en.sh DATA VECTORS OUT
# DATA is a folder with squad-train.json, nq-train.json and squad-validation.json, VECTORS is glove.6B.100d.txt; the readers
# of all runs are written into the folder OUT, OUT/en is the one that ships. Its student "last" learns from five others, "teacher",
# "fourth", "seventh", "ninth" and "tenth", and knows words and contexts from "contexts"; "plain", which goes on from it, is 1.7,
# "redressed" is 1.8, "retaught", which learns from that and a transformer, is 1.9, and "en" goes on from it in other dress. All
# runs together take about a day on two cores. Started again, the script goes on where it was stopped.
# See sentence-encoder.sh for what it needs.
set -euo pipefail

if [[ $# -ne 3 ]]; then
  echo "usage: models/train-en.sh DATA VECTORS OUT" >&2
  exit 2
fi
data=$1 vectors=$2 out=$3
here=$(dirname -- "$(realpath -- "${BASH_SOURCE[0]}")")
lectern=$(dirname -- "$here")/build/release/bin/lectern

note="SQuAD 1.1's training questions, split by article, with unanswerable ones of SQuAD 2.0 (both CC BY-SA 4.0)
that were lower-cased in their source and re-cased by rule. Natural Questions with QED spans (CC BY-SA 3.0). GloVe 6B (PDDL), beside it
what the sentence encoder all-MiniLM-L6-v2 (Apache 2.0) makes of each word alone; what it makes of the training paragraphs' words in
their contexts was foretold before training.
The reader is under CC BY-SA 4.0."

# train READER OPTION...: a run that has ended is not begun again.
train() {
  [[ -e $out/$1/bundle.json ]] && return
  "$lectern" train --out "$out/$1" "${@:2}"
}

# whole FILE COMMAND...: a file that is there is not made again; the command writes it as "begun".
whole() {
  [[ -e $out/$1 ]] && return
  "${@:2}"
  mv "$out/begun" "$out/$1"
}

squad=$data/squad-train.json nq=$data/nq-train.json
pair=(--workers 2 --batch 64)
network=(--answer-tokens 17 --aligned 100 --gated-fusion 1 --history-of-word 1)
mkdir -p "$out"
train first --data "$squad" --vectors "$vectors" --highway 0 --support 0 --answer-tokens 17 "${pair[@]}" \
  --steps 9800 --rate 0.002 --distractors 0.1 --crop-share 0.65
train teacher --data "$squad" "$nq" --from "$out/first" "${pair[@]}" \
  --steps 9400 --rate 0.0015 --dropout 0.15 --distractors 0.1 --crop-share 0.65
train student --data "$squad" "$nq" --vectors "$vectors" --teacher "$out/teacher" --bfloat16 --answer-tokens 17 "${pair[@]}" \
  --steps 18000 --rate 0.002 --distractors 0.1 --crop-share 0.65
train fourth --data "$squad" "$nq" --from "$out/student" --bfloat16 "${pair[@]}" \
  --steps 700 --warmup 50 --rate 0.0004 --distractors 0.6
train fifth --data "$squad" "$nq" --vectors "$vectors" "${network[@]}" --teacher "$out/fourth" --bfloat16 \
  --steps 9600 --batch 32 --rate 0.0015 --distractors 0.1 --crop-share 0.7 --seed 5
train sixth --data "$squad" "$nq" --vectors "$vectors" "${network[@]}" --teacher "$out/teacher" "$out/fourth" "$out/fifth" --teacher-share 0.6 \
  --weight-decay 0.1 --bfloat16 "${pair[@]}" --steps 15000 --rate 0.002 --distractors 0.1 --crop-share 0.65 --seed 22
train seventh --data "$squad" "$nq" --from "$out/sixth" --weight-decay 0.1 --bfloat16 "${pair[@]}" \
  --steps 700 --warmup 50 --rate 0.0004 --distractors 0.6 --seed 23
train eighth --data "$squad" "$nq" --vectors "$vectors" "${network[@]}" --teacher "$out/teacher" "$out/fourth" "$out/fifth" "$out/seventh" \
  --teacher-share 0.6 --weight-decay 0.2 --bfloat16 "${pair[@]}" --steps 17000 --rate 0.002 --distractors 0.1 \
  --crop-share 0.65 --seed 24
train ninth --data "$squad" "$nq" --from "$out/eighth" --weight-decay 0.1 --bfloat16 "${pair[@]}" \
  --steps 700 --warmup 50 --rate 0.0004 --distractors 0.6 --seed 23
train words --objective words --data "$squad" "$nq" --vectors "$vectors" "${network[@]}" --hidden 128 --dropout 0.1 --bfloat16 \
  "${pair[@]}" --steps 4000 --rate 0.002 --seed 31
train tenth --data "$squad" "$nq" --from "$out/words" --teacher "$out/teacher" "$out/fourth" "$out/seventh" "$out/ninth" \
  --teacher-share 0.6 --weight-decay 0.2 --bfloat16 "${pair[@]}" --steps 17000 --rate 0.002 --distractors 0.1 \
  --crop-share 0.65 --seed 33
whole vectors.txt "$here/sentence-encoder.sh" words "$vectors" "$out/begun"
whole states.safetensors "$here/sentence-encoder.sh" states "$out/begun" "$squad" "$nq"
train senses --objective words --data "$squad" "$nq" --vectors "$out/vectors.txt" "${network[@]}" --words 86000 --hidden 128 \
  --dropout 0.1 --bfloat16 "${pair[@]}" --steps 4000 --rate 0.002 --seed 31
train contexts --objective words --data "$squad" "$nq" --states "$out/states.safetensors" --from "$out/senses" --dropout 0.1 \
  --bfloat16 "${pair[@]}" --steps 1600 --rate 0.0015 --seed 41
train last --data "$squad" "$nq" --from "$out/contexts" \
  --teacher "$out/teacher" "$out/fourth" "$out/seventh" "$out/ninth" "$out/tenth" --teacher-share 0.6 --weight-decay 0.2 \
  --bfloat16 "${pair[@]}" --steps 17000 --rate 0.002 --distractors 0.1 --crop-share 0.65 --seed 33
train plain --data "$squad" "$nq" --from "$out/last" --weight-decay 0.1 --bfloat16 "${pair[@]}" \
  --steps 700 --warmup 50 --rate 0.0004 --distractors 0.6 --seed 23 --start-share 0.5
for name in squad nq; do
  whole "$name-dressed.json" "$here/dress.py" "$data/$name-train.json" "$out/begun"
done
dressed=(--data "$out/squad-dressed.json" "$out/nq-dressed.json" --weight-decay 0.1 --bfloat16 "${pair[@]}"
  --steps 3000 --warmup 50 --rate 0.0007 --distractors 0.3 --crop-share 0.5)
train dressed --from "$out/plain" "${dressed[@]}" --seed 51 --start-share 0.5
train redressed --from "$out/dressed" "${dressed[@]}" --seed 52 --start-share 0.667
whole transformer.safetensors "$here/transformer-teacher.sh" teach - 2 "$out/begun" "$squad" "$nq"
whole said.safetensors "$here/transformer-teacher.sh" ask "$out/transformer.safetensors" "$out/begun" "$squad" "$nq"
taught=(--teacher-share 0.6 --weight-decay 0.1 --bfloat16 "${pair[@]}" --steps 2400 --warmup 50 --rate 0.0008 --distractors 0.3
  --crop-share 0.6)
train retaught --data "$squad" "$nq" --from "$out/redressed" --teacher "$out/redressed" "$out/said.safetensors" "${taught[@]}" \
  --seed 61 --start-share 0.5
whole said-dressed.safetensors "$here/dress_teacher.py" "$out/said.safetensors" "$out/begun" "$squad" "$nq"
train en --data "$out/squad-dressed.json" "$out/nq-dressed.json" --from "$out/retaught" \
  --teacher "$out/retaught" "$out/said-dressed.safetensors" "${taught[@]}" --seed 71 --start-share 0.75 \
  --validation "$data/squad-validation.json" --validate-every 2400 --reader-version 1.10 --data-note "$note"
"$lectern" model calibrate "$out/en" --data "$data/squad-validation.json" --article-questions 1000
