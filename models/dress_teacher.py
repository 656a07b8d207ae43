#!/usr/bin/env python3
"""What a teacher said of texts, of the same texts in other dress: a reader of these learns what the teacher makes of them as
they are.

  dress_teacher.py SAID OUT DATA...   SAID, of the files DATA (transformer-teacher.sh ask), of what dress.py makes of each of
                                      them, for `lectern train --teacher OUT --data DRESSED...`

Needs Python 3.10 or newer with PyTorch and NumPy.
"""

import json
import sys
from pathlib import Path

import dress
import minilm
import numpy as np


def unit_places(text):
    """Where each letter begins and the text ends, in UTF-16 units."""
    return np.cumsum([0] + [2 if ord(letter) > 0xFFFF else 1 for letter in text])


def moves(text, places, dressed):
    """Of each unit of `text`, and its end, where it stands in `dressed`, in units."""
    begins = unit_places(dressed)[places]
    return np.append(np.repeat(begins[:-1], np.diff(unit_places(text))), begins[-1])


def before_space(end, dressed):
    """An end without the white space in front of it."""
    while end > 0 and dressed[end - 1] == ord(" "):
        end -= 1
    return end


def dress_said(said, data_files):
    said = {name: numbers.copy() for name, numbers in said.items()}
    rows, lengths, row = [], [], 0
    for file in data_files:
        dataset = json.loads(Path(file).read_text(encoding="utf-8"))
        for paragraph, text, questions, places in dress.dress_all(dataset):
            if minilm.utf16_length(text) != said["lengths"][len(lengths)]:
                sys.exit(f"{file}: the teacher read other paragraphs")
            left = set(map(id, paragraph["qas"]))
            kept = [row + i for i, question in enumerate(questions) if id(question) in left]
            row += len(questions)
            if paragraph["context"] != text:
                moved = moves(text, places, paragraph["context"])
                units = np.frombuffer(paragraph["context"].encode("utf-16-le"), np.uint16)
                said["starts"][kept] = moved[said["starts"][kept]]
                said["ends"][kept] = np.vectorize(lambda end: before_space(end, units), otypes=[np.int32])(
                    moved[said["ends"][kept]])
            rows += kept
            lengths.append(minilm.utf16_length(paragraph["context"]))
    said.pop("lengths")
    return {"lengths": np.array(lengths, np.int32)} | {name: numbers[rows] for name, numbers in said.items()}


if __name__ == "__main__":
    match sys.argv[1:]:
        case [source, target, *data] if data:
            minilm.write_safetensors(target, dress_said(minilm.read_safetensors(source), data))
        case _:
            sys.exit(__doc__)
