"""models/dress_teacher.py: places that a teacher told are the same words' when the text is in other dress."""

import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[2] / "models"))
import dress
import dress_teacher
import minilm

TEXT = "🏠 Anna (of Oslo), paid $5. “Émile” did not!"
ANSWERS = ["Anna", "(", "“Émile”"]


def units(text):
    return minilm.utf16_length(text)


def place(text, words):
    begin = units(text[: text.index(words)])
    return begin, begin + units(words)


class Saying(unittest.TestCase):
    def test_places_move_with_their_words(self):
        questions = [{"id": words, "question": "Who?", "answers": [{"text": words, "answer_start": TEXT.index(words)}]}
                     for words in ANSWERS]
        data = {"data": [{"title": "", "paragraphs": [{"context": TEXT, "qas": questions}]}]}
        begins, ends = zip(*(place(TEXT, words) for words in ANSWERS))
        said = {"lengths": np.array([units(TEXT)], np.int32), "starts": np.array(begins, np.int32)[:, None],
                "ends": np.array(ends, np.int32)[:, None], "no_answer": np.array([0.1, 0.2, 0.3], np.float32)}
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(dress, "SHARE", 1), \
                mock.patch.object(dress, "TEXTS", {"bare": dress.bare}):
            file = Path(folder, "data.json")
            file.write_text(json.dumps(data), encoding="utf-8")
            dressed = dress_teacher.dress_said(said, [file])
            said["lengths"] += 1
            with self.assertRaises(SystemExit):
                dress_teacher.dress_said(said, [file])
        text = "".join(dress.bare(TEXT, None))
        self.assertEqual(dressed["lengths"].tolist(), [units(text)])
        # The question whose answer was a mark is gone, with what was said of it.
        np.testing.assert_allclose(dressed["no_answer"], [0.1, 0.3])
        encoded = text.encode("utf-16-le")
        words = [encoded[2 * begin : 2 * end].decode("utf-16-le").strip()
                 for (begin,), (end,) in zip(dressed["starts"], dressed["ends"])]
        self.assertEqual(words, ["Anna", "Émile"])


if __name__ == "__main__":
    unittest.main()
