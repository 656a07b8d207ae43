"""models/transformer_teacher.py: places of answers, crops, and probabilities against every span written out."""

import math
import random
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[2] / "models"))
import minilm
import transformer_teacher as teacher

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "anna", "lives", "in", "os", "##lo", ".", "where", "is", "?", "🏠"]
CONTEXT = "🏠 Anna lives in Oslo."


def setUpModule():
    minilm.vocabulary.update({word: i for i, word in enumerate(WORDS)})


def read(answers):
    return teacher.read({"context": CONTEXT, "qas": [{"id": "1", "question": "Where is Anna?", "answers": answers}]})


class Reading(unittest.TestCase):
    def test_answer_in_pieces(self):
        paragraph, [question] = read([{"text": "Oslo", "answer_start": CONTEXT.index("Oslo")}])
        self.assertEqual([WORDS[piece] for piece in paragraph.pieces], ["🏠", "anna", "lives", "in", "os", "##lo", "."])
        self.assertEqual(paragraph.ranges[4:6], [(17, 19), (19, 21)])  # UTF-16: 🏠 has two units
        self.assertEqual((question.first, question.last, question.is_learnable), (4, 5, True))

    def test_no_answer(self):
        _, [question] = read([])
        self.assertEqual((question.first, question.last, question.is_learnable), (-1, -1, True))

    def test_answer_past_the_window(self):
        kept, teacher.WINDOW_PIECES = teacher.WINDOW_PIECES, 4
        self.addCleanup(setattr, teacher, "WINDOW_PIECES", kept)
        _, [question] = read([{"text": "Oslo", "answer_start": CONTEXT.index("Oslo")}])
        self.assertFalse(question.is_learnable)

    def test_answer_over_the_window_s_end(self):
        kept, teacher.WINDOW_PIECES = teacher.WINDOW_PIECES, 5
        self.addCleanup(setattr, teacher, "WINDOW_PIECES", kept)
        paragraph, [question] = read([{"text": "Oslo", "answer_start": CONTEXT.index("Oslo")}])
        self.assertEqual(len(paragraph.pieces), 5)
        self.assertEqual((question.first, question.is_learnable), (-1, False))

    def test_crops_hold_the_answer(self):
        passage = list(range(300))
        for first, last in ((0, 2), (150, 160), (298, 299), (100, 100 + teacher.CROP_PIECES - 1)):
            question = teacher.Question("1", [], 0, first, last, True)
            begins = set()
            for seed in range(200):
                crop, begin = teacher.cropped(passage, question, random.Random(seed))
                self.assertEqual(len(crop), teacher.CROP_PIECES)
                self.assertEqual(crop[first - begin : last + 1 - begin], passage[first : last + 1])
                begins.add(begin)
            self.assertEqual(len(begins) > 1, first != 0 and last - first + 1 < teacher.CROP_PIECES and last != 299)

    def test_each_pass_has_every_question_once(self):
        paragraphs = [teacher.Paragraph([0] * size, []) for size in (3, 5, 9)]
        questions = [teacher.Question(str(i), [1], i % 3, -1, -1, i != 7) for i in range(40)]
        batches, crops = teacher.batches_of(paragraphs, questions, 2, 4)
        asked = [i for batch in batches for i in batch]
        self.assertEqual(sorted(asked), sorted([i for i in range(40) if i != 7] * 2))
        self.assertEqual(sorted(asked[:39]), [i for i in range(40) if i != 7])
        self.assertEqual(crops, int(0.65 * 78) // 4)


class Asking(unittest.TestCase):
    """Of 100 questions, in a stand-in for the network that says a question's pieces again."""

    def setUp(self):
        self.paragraphs = [teacher.Paragraph([0] * (size + 1), []) for size in range(100)]
        self.questions = [teacher.Question(str(i), [i + 1], i, -1, -1, True) for i in range(100)]
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.checkpoint = Path(folder.name) / "said.checkpoint"
        pool = mock.MagicMock()
        pool.return_value.__enter__.return_value.imap = map
        for name, value in (("multiprocessing.Pool", pool), ("SAVE_EVERY", 1), ("ask_batch", self.say)):
            patch = mock.patch(f"transformer_teacher.{name}", value)
            patch.start()
            self.addCleanup(patch.stop)

    def say(self, rows):
        self.asked += [question for question, _, _ in rows]
        if len(self.asked) > self.most:
            raise KeyboardInterrupt
        return [question for question, _, _ in rows]

    def ask(self, weight, most=100):
        self.asked, self.most = [], most
        return teacher.ask({"weight": torch.tensor([weight])}, self.paragraphs, self.questions, self.checkpoint)

    def test_goes_on_where_it_was_stopped(self):
        with self.assertRaises(KeyboardInterrupt):
            self.ask(1.0, most=70)
        self.assertEqual(self.ask(1.0), [[i + 1] for i in range(100)])
        self.assertEqual(len(self.asked), 36)

    def test_another_network_is_asked_anew(self):
        with self.assertRaises(KeyboardInterrupt):
            self.ask(1.0, most=70)
        self.ask(2.0)
        self.assertEqual(len(self.asked), 100)


class Probabilities(unittest.TestCase):
    def test_marginals(self):
        torch.manual_seed(3)
        scores = 3 * torch.randn(4, 12, 2)
        scores[1, 0] = 6  # no answer, most likely
        scores[:, 9:] = -1e4  # padding
        kept, teacher.LONGEST = teacher.LONGEST, 5
        self.addCleanup(setattr, teacher, "LONGEST", kept)
        starts, ends, none, first, last = teacher.marginals(scores)
        for row in range(4):
            spans = {(i, j): math.exp(scores[row, i, 0] + scores[row, j, 1]) for i in range(1, 12) for j in range(i, min(i + 5, 12))}
            no_answer = math.exp(scores[row, 0].sum())
            total = sum(spans.values()) + no_answer
            self.assertAlmostEqual(none[row].item(), no_answer / total, 5)
            self.assertEqual((first[row].item(), last[row].item()), max(spans, key=spans.get))
            for at in range(12):
                self.assertAlmostEqual(starts[row, at].item(), sum(p for (i, _), p in spans.items() if i == at) / total, 5)
                self.assertAlmostEqual(ends[row, at].item(), sum(p for (_, j), p in spans.items() if j == at) / total, 5)


if __name__ == "__main__":
    unittest.main()
